"""Walking through the site as somebody would: along the links that its pages show."""

import re
from collections import Counter, deque

from django.test import Client

from lapwing.directory.models import Seat

KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINKS = re.compile(r'href="(/[^"#]*)"')
NOT_A_PAGE = ("/static", "/sign-out", "/demo")
OF_ONE_KIND = 1  # pages that differ by their keys alone


def dead_ends(seat: Seat) -> list[str]:
    """Links that somebody is shown and that lead to a closed door or a fault, each with the page that shows it.

    A record that is not open to the reader is not there for them (404): a page that names it need not know that.
    """
    client, found = _sitting(seat), []
    seen: dict[str, str] = {"/": "the start"}
    waiting, walked = deque(seen), Counter[str]()
    while waiting:
        address = waiting.popleft()
        kind = KEYS.sub("…", address.split("?")[0])
        walked[kind] += 1
        if walked[kind] > OF_ONE_KIND:
            continue
        answer = client.get(address, follow=True)
        if answer.status_code not in {200, 404}:
            found.append(f"{kind} answers {answer.status_code}, from {KEYS.sub('…', seen[address])}")
        elif answer.headers.get("Content-Type", "").startswith("text/html"):
            for link in LINKS.findall(answer.content.decode()):
                where = link.replace("&amp;", "&")
                if where not in seen and not where.startswith(NOT_A_PAGE):
                    seen[where] = address
                    waiting.append(where)
    return found


def _sitting(seat: Seat) -> Client:
    client = Client()
    client.force_login(seat.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor"], session["seat"] = True, str(seat.pk)
    session.save()
    return client
