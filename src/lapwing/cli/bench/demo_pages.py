"""Every page of the demo's world, as each of the cast: which routes take longest, beside the plainest.

The world of `./lapwing demo` is used as it stands, and made where there is none; with `--quick`, a small one of its
own. Pages of one route, however many, are a few for each of the cast: thousands of addresses lead to them. A page is
timed inside the process that answers it, in the middle of its day: each route has been opened so often before that the
database has settled how it answers (`directory.statements`). No network, no other reader. On a machine that has other
work the processor's time says more than the clock's: Python's and the database's together.
"""

import contextlib
import importlib
import time
from collections import defaultdict
from itertools import cycle, islice
from typing import TYPE_CHECKING

from django.core.signals import request_finished

from lapwing.cli import demo
from lapwing.cli.bench.table import against, milliseconds, percentile, progress, quick, show

if TYPE_CHECKING:
    from django.test import Client

    from lapwing.demo.walking import Cost  # reads the settings: these are known once the world is there

LIMIT = 0.100
OF_ONE_ROUTE = 1 if quick() else 3
WAKING = 1 if quick() else 10  # openings: a statement that comes a third time is kept, and after five more its plan is
NAME, SIZE = ("bench-demo", demo.SMALL) if quick() else (demo.NAME, demo.WHOLE)
SHOWN = 30
Pages = dict[str, list[tuple[str, "Client", str]]]  # by route: who reaches a page, in which browser, at which address
Seen = dict[str, list[tuple[str, "Cost"]]]  # by route: who opened a page, and what it took


def main() -> None:
    with demo.alone(NAME), demo.ready_database(NAME):
        if not demo.prepare_world(None, demo.SEED, fresh=False, size=SIZE):
            raise SystemExit("There is no world to measure.")
        found: Seen = defaultdict(list)
        dead: list[str] = []
        with contextlib.suppress(KeyboardInterrupt):
            ask(walk(dead), found)
        if found:
            report(found)
        print(
            "\n".join(["Links that lead to no page:", *dead] if dead else ["No link led to a closed door or a fault."])
        )


def walk(dead: list[str]) -> Pages:
    """Every page that one of the cast reaches; add each link that leads to none."""
    importlib.import_module("lapwing.config.wsgi")  # the program as a site has it; but what it does once an answer
    request_finished.disconnect(dispatch_uid="collect")  # was sent is no part of a page, and done between pages here
    from lapwing.demo import walking
    from lapwing.demo.cast import CAST, STRANGER
    from lapwing.directory.models import Seat

    began, pages = time.monotonic(), Pages()
    for number, member in enumerate((*CAST, STRANGER), 1):
        seat = Seat.objects.current().select_related("account").filter(account__email=member.email).first()
        client = walking.sitting(seat)
        for step in walking.walk(client, OF_ONE_ROUTE, files=False, kind_of=walking.by_route):
            if step.answer.status_code != 200:
                dead.append(f"  {member.name}: {step.kind} answers {step.answer.status_code}, from {step.shown_on}")
            elif not step.answer.streaming:
                pages.setdefault(step.kind, []).append((member.name, client, step.address))
        so_far = time.monotonic() - began
        progress(f"{number} of {len(CAST) + 1}: {member.name}, {member.title.lower()}, walked; {so_far:.0f} s")
    return pages


def ask(pages: Pages, found: Seen) -> None:
    """Add what each page took, by its route."""
    from lapwing.demo import walking

    for number, (route, some) in enumerate(pages.items(), 1):
        for _, client, address in islice(cycle(some), max(0, WAKING - len(some))):
            client.get(address, follow=True)
        for name, client, address in some:
            found[route] += [(name, took) for took in walking.costs(client, address)]
        if number % 10 == 0 or number == len(pages):
            progress(f"{number} of {len(pages)} routes asked")


def report(found: Seen) -> None:
    """The slowest routes by the time that nineteen in twenty of their pages keep within."""
    rows = []
    for route, seen in found.items():
        took = [cost.seconds for _, cost in seen]
        worked = [cost.python + cost.database for _, cost in seen]
        who, worst = max(seen, key=lambda one: one[1].python + one[1].database)
        rows.append(
            (percentile(worked, 0.95), percentile(took, 0.95), percentile(took, 0.5), route, who, worst, len(seen))
        )
    rows.sort(key=lambda row: row[0], reverse=True)
    show(
        ["route", "p50", "p95", "bar", "processor, p95", "worst as", "Python", "database", "statements", "size",
         "opened"],
        [
            [route, milliseconds(middle), milliseconds(most), against(most * 1000, LIMIT * 1000), milliseconds(worked),
             who, milliseconds(worst.python), milliseconds(worst.database), worst.statements,
             f"{worst.size / 1024:.0f} KiB", times]
            for worked, most, middle, route, who, worst, times in rows[:SHOWN]
        ],
    )  # fmt: skip
    opened = sum(times for *_, times in rows)
    clock, processor = sum(row[1] > LIMIT for row in rows), sum(row[0] > LIMIT for row in rows)
    print(
        f"\n{len(rows)} routes, opened {opened} times. Nineteen in twenty openings took longer than "
        f"{milliseconds(LIMIT)} by the clock in {clock} of them, and of the processor in {processor}."
    )
