"""Every page of the demo's world, as each of the cast: which take longest, beside the plainest.

The world of `./lapwing demo` is used as it stands, and made where there is none; with `--quick`, a small one of its
own. A page is timed inside the process that answers it, once it has been opened before: no network, no other reader.
"""

import contextlib
import importlib
from typing import TYPE_CHECKING

from lapwing.cli import demo
from lapwing.cli.bench.table import against, milliseconds, progress, quick, show

if TYPE_CHECKING:
    from lapwing.demo.walking import Cost  # reads the settings: these are known once the world is there

LIMIT = 0.100
OF_ONE_KIND = 1 if quick() else 2
NAME, SIZE = ("bench-demo", demo.SMALL) if quick() else (demo.NAME, demo.WHOLE)
SHOWN = 40


def main() -> None:
    with demo.alone(NAME), demo.ready_database(NAME):
        if not demo.prepare_world(None, demo.SEED, fresh=False, size=SIZE):
            raise SystemExit("There is no world to measure.")
        found: list[tuple[str, str, Cost]] = []
        dead: list[str] = []
        with contextlib.suppress(KeyboardInterrupt):
            _walk(found, dead)
        if found:
            _report(found)
        print(
            "\n".join(["Links that lead to no page:", *dead] if dead else ["No link led to a closed door or a fault."])
        )


def _walk(found: list[tuple[str, str, "Cost"]], dead: list[str]) -> None:
    """Add each page's kind, who opened it, and what it took; and each link that leads to no page."""
    importlib.import_module("lapwing.config.wsgi")  # the program as a site has it
    from lapwing.demo import walking
    from lapwing.demo.cast import CAST, STRANGER
    from lapwing.directory.models import Seat

    for member in (*CAST, STRANGER):
        progress(f"{member.name}, {member.title.lower()}")
        seat = Seat.objects.current().select_related("account").filter(account__email=member.email).first()
        client = walking.sitting(seat)
        for step in walking.walk(client, OF_ONE_KIND, files=False):
            if step.answer.status_code != 200:
                dead.append(f"  {member.name}: {step.kind} answers {step.answer.status_code}, from {step.shown_on}")
            elif not step.answer.streaming:
                found.append((step.kind, member.name, walking.cost(client, step.address)))


def _report(found: list[tuple[str, str, "Cost"]]) -> None:
    """The slowest of each kind of page that takes longer than the limit; where none does, the slowest ten."""
    found.sort(key=lambda one: one[2].seconds, reverse=True)
    plainest = found[-1][2].seconds
    slow = [one for one in found if one[2].seconds > LIMIT]
    worst: dict[str, tuple[str, str, Cost]] = {}
    for one in found:
        worst.setdefault(one[0], one)
    shown = [one for one in worst.values() if one[2].seconds > LIMIT][:SHOWN] or list(worst.values())[:10]
    rows = [
        [kind, who, milliseconds(took.seconds), against(took.seconds * 1000, LIMIT * 1000),
         f"{took.seconds / plainest:.1f}", milliseconds(took.python), took.statements, f"{took.size / 1024:.0f} KiB"]
        for kind, who, took in shown
    ]  # fmt: skip
    show(["page", "as", "took", "bar", "times the plainest", "Python's own", "statements", "size"], rows)
    print(f"\n{len(found)} pages of {len(worst)} kinds; {len(slow)} took longer than {milliseconds(LIMIT)}.")
