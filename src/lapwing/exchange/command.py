"""`./lapwing import FILES --agency NAME`: read in an agency's files, or go on where an earlier reading stopped.

It prints numbers and reasons, and nothing that a row says.
"""

import argparse
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path

from lapwing.access import viewer
from lapwing.access.roles import COUNCIL_MISSING, DATA_STEWARD, POLICE_MISSING, ROLES
from lapwing.directory.models import Agency, Seat
from lapwing.exchange.inbound import changes, presenters, queries
from lapwing.exchange.inbound.models import Intake
from lapwing.exchange.inbound.text import Refused

PURPOSE = "intake"
MAY = (DATA_STEWARD.key, COUNCIL_MISSING.key, POLICE_MISSING.key)


class Unclear(ValueError):
    """What was asked for cannot be told; the message says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Read the files in; 0 where every file could be read, 2 where one could not or nobody may."""
    given = _parser().parse_args(arguments)
    try:
        seat = seat_of(given.agency, given.person)
    except Unclear as error:
        return _say(str(error), 2)
    _say(f"Reading in for {seat.agency}, as {seat.title}.")
    found, refused = _read(seat, given.files)
    if not given.look:
        _take(seat, found)
    _report(seat, found)
    return 2 if refused else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./lapwing import",
        description="Read in an agency's files, recognised by their headings: missing episodes of a police force or a "
        "council; SSDA903 header, episodes and missing.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--agency", required=True, help="whose files they are: its name, a part of it, or its key")
    parser.add_argument(
        "--as", dest="person", default="", metavar="EMAIL", help="who reads them in (default: the steward)"
    )
    parser.add_argument("--look", action="store_true", help="only look: check the files, and say what would happen")
    return parser


def seat_of(agency: str, email: str = "") -> Seat:
    """The seat from which an agency's files are read in: its data steward's, or that of whoever is named."""
    owner = _agency(agency)
    seats = Seat.objects.current().filter(agency=owner, role__in=MAY, account__is_active=True).select_related("agency")
    if email:
        seats = seats.filter(account__email__iexact=email)
    ordered = sorted(seats, key=lambda seat: (MAY.index(seat.role), seat.since, seat.pk))
    if not ordered:
        titles = " or ".join(ROLES[role].title.lower() for role in MAY)
        who = email or "Nobody"
        raise Unclear(f"{who} has {'no' if email else 'a'} seat at {owner} as {titles}, so nothing can be read in.")
    return ordered[0]


def _agency(named: str) -> Agency:
    try:
        return Agency.objects.get(pk=uuid.UUID(named))
    except (ValueError, Agency.DoesNotExist):
        pass
    found = list(Agency.objects.filter(name__iexact=named)) or list(Agency.objects.filter(name__icontains=named))
    if len(found) == 1:
        return found[0]
    if found:
        raise Unclear(f"Several agencies are called that: {', '.join(sorted(agency.name for agency in found))}.")
    raise Unclear(f"No agency is called {named}.")


def _read(seat: Seat, paths: Sequence[Path]) -> tuple[list[Intake], int]:
    """Look at every file before anything is taken."""
    found: list[Intake] = []
    refused = 0
    for path in paths:
        try:
            with viewer.viewer(seat, PURPOSE, door="inbound.show"):
                file = changes.show(path.name, path.read_bytes())
        except Refused as error:
            refused += 1
            _say(f"{path.name}: {error}")
        except OSError as error:
            refused += 1
            _say(f"{path.name}: it cannot be opened ({error.strerror}).")
        else:
            found += [] if file in found else [file]
            if file.state == Intake.State.DONE:
                earlier = f", as {file.name}" if file.name != changes.called(path.name) else ""
                _say(f"{path.name}: read in before{earlier}. Nothing was changed.")
    return queries.in_order(found), refused


def _take(seat: Seat, files: Sequence[Intake]) -> None:
    for file in files:
        with viewer.viewer(seat, PURPOSE, door="inbound.confirm"):
            changes.confirm(file.pk)
    for file in files:
        done = 0

        def heard(taken: int, *, file: Intake = file) -> None:
            nonlocal done
            done += taken
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{presenters.title(file)}: {done:,} rows")

        changes.take(file.pk, seat, PURPOSE, heard=heard)


def _report(seat: Seat, files: Sequence[Intake]) -> None:
    with viewer.viewer(seat, PURPOSE, door="inbound.accounts"):
        again = queries.in_order(Intake.objects.filter(pk__in=[file.pk for file in files]))
        counted = queries.accounts(again)
        for file in again:
            is_shown = file.state == Intake.State.SHOWN
            lines = presenters.forecast(queries.forecast(file)) if is_shown else presenters.accounts(counted[file.pk])
            _say(f"\n{presenters.title(file)} ({file.name}): {presenters.about(file)}")
            for line in lines:
                _say(f"  {line.number:>7,}  {line.tag.words.lower()}: {line.means}")
            for one in presenters.because(queries.reasons(file)):
                _say(f"  {one.number:>7,}  {one.reason.heading}. {one.reason.to_do}")


def _say(words: str, code: int = 0) -> int:
    print(words)  # noqa: T201 - a command speaks
    return code
