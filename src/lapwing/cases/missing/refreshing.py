"""Parts that refresh themselves: a line in the ledger when the children they show change, and once an hour."""

import hashlib
import time

from django.http import HttpRequest, HttpResponse

from lapwing.access.viewer import current

AN_HOUR = 3600


def quiet(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Leave out the line of a part that shows the same children as an hour ago or less. The session keeps a digest."""
    who = current()
    shown = "".join(str(person) for person in sorted(who.shown)) + str(who.seat)
    digest, name = hashlib.sha256(shown.encode()).hexdigest(), f"shown:{who.door}"
    before, at = request.session.get(name, ("", 0))
    if before == digest and time.time() - at < AN_HOUR:
        response.ledger_written = True  # type: ignore[attr-defined]
    else:
        request.session[name] = (digest, time.time())
    return response
