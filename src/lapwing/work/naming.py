"""Words for keys, read at once for a whole page: children, seats and teams."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from lapwing.access import veil, viewer
from lapwing.directory.models import Seat, Team
from lapwing.people import queries as people
from lapwing.work import subjects


@dataclass(frozen=True)
class Named:
    """A child in words, with the address of the child's page for whoever is told anything of the child."""

    words: str
    url: str = ""


NO_CHILD = Named("")


def children(persons: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, Named]:
    """How a page names these persons as told; nobody where a record is about no child."""
    wanted = {person for person in persons if person}
    viewer.show(wanted)
    known = people.known(wanted)
    urls = subjects.urls_of({("child", child) for child, who in known.summaries.items() if who.told})
    named: dict[uuid.UUID | None, Named] = {
        person: Named(known.summaries[child].words, urls.get(("child", child), ""))
        for person, child in known.child_of.items()
    }
    return {person: named.get(person, NO_CHILD) for person in [*wanted, None]}


def holders(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The seats and teams of these keys, in words."""
    return {key: words for key, (words, _) in of_agencies(keys).items()}


def of_agencies(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[str, uuid.UUID]]:
    """The same, each with the key of its agency."""
    return {
        key: (title if title == veil.CALL_BACK else str(row), row.agency_id)
        for key, (row, title) in _rows(keys).items()
    }


def titles(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The same without their agencies, which the page names beside them."""
    return {key: title for key, (_, title) in _rows(keys).items()}


def _rows(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[Seat | Team, str]]:
    """Each with its name; nobody is named whose name would tell where a child on this page lives."""
    if not (wanted := set(keys)):
        return {}
    seats = Seat.objects.filter(pk__in=wanted).select_related("agency")
    teams = Team.objects.filter(pk__in=wanted.difference(row.pk for row in seats)).select_related("agency")
    kept = veil.hidden_here()
    named = [*((row, row.title) for row in seats), *((row, row.name) for row in teams)]
    return {row.pk: (row, veil.CALL_BACK if row.agency_id in kept else name) for row, name in named}


def colleagues(seat: Seat) -> tuple[uuid.UUID, ...]:
    """The keys under which somebody's whole team stands: the team's own, and those of everybody in it."""
    if seat.team_id is None:
        return (seat.pk,)
    others = Seat.objects.current().filter(team=seat.team_id).values_list("pk", flat=True)
    return (seat.team_id, seat.pk, *others)
