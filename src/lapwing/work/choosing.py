"""Whom a form offers: those in the child's circle, one's own agency, and the safeguarding teams of the area."""

import uuid
from collections import Counter
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from lapwing.access import veil
from lapwing.access.circle import circle_of
from lapwing.access.viewer import current
from lapwing.directory.models import Agency, Area, Seat, Team
from lapwing.people.queries import child_of

# Agencies near one family: offered only where the child's circle has them already.
NOT_FOR_EVERY_CHILD = ("school", "college", "early_years", "childrens_home", "fostering_agency", "gp")
# Roles that read numbers, files or the ledger, and answer for no child.
NOT_WITH_CHILDREN = ("analyst", "data_steward", "scrutineer", "ig_lead", "custodian")


def _around() -> QuerySet[Agency]:
    """The agencies that work in the areas of one's own."""
    agency = current().agency
    areas = Area.objects.filter(Q(agencies=agency) | Q(catchment__agency=agency))
    working = Q(area__in=areas) | Q(catchment__area__in=areas)
    return Agency.objects.filter(working, closed_on=None).exclude(kind__in=NOT_FOR_EVERY_CHILD).distinct()


def _standing(person: uuid.UUID) -> set[uuid.UUID]:
    return set(circle_of(child_of(person)).values_list("holder", flat=True))


def _kept_from_view(person: uuid.UUID) -> Q:
    """A home or school that stands in the circle is offered to nobody whom that would tell where the child lives."""
    return Q(agency__in=veil.hidden([person]))


def seats(person: uuid.UUID) -> list[Seat]:
    """Seats that may be given something to do about this child, the circle's first."""
    holders = _standing(person)
    inside = (Q(pk__in=holders) | Q(team__in=holders)) & ~_kept_from_view(person)
    rows = Seat.objects.current().filter(inside | Q(agency__in=_around()) | Q(agency=current().agency))
    rows = rows.exclude(account=None).exclude(role__in=NOT_WITH_CHILDREN).select_related("agency", "account").distinct()
    return sorted(rows, key=lambda seat: (not {seat.pk, seat.team_id} & holders, str(seat.agency), seat.title))


def options(rows: Iterable[Seat | Team]) -> list[tuple[str, str]]:
    """Each once, as a form offers it: its key and its words; by their names where two chairs have one title."""
    offered = {str(row.pk): row for row in rows}
    times = Counter(map(str, offered.values()))
    return [(key, _with_name(row) if times[str(row)] > 1 else str(row)) for key, row in offered.items()]


def _with_name(row: Seat | Team) -> str:
    return f"{row}: {row.account.name}" if isinstance(row, Seat) and row.account else str(row)


def _working() -> QuerySet[Team]:
    """Teams that answer for children: not one where everybody reads numbers, files or the ledger alone."""
    working = Seat.objects.current().exclude(role__in=NOT_WITH_CHILDREN).exclude(team=None)
    return Team.objects.filter(Q(seats=None) | Q(pk__in=working.values("team")), closed_on=None)


def all_teams() -> list[Team]:
    """Teams around, for a meeting that speaks of several children: whoever is invited sees their own items alone."""
    around = Q(agency__in=_around()) | Q(agency=current().agency)
    rows = _working().filter(around).select_related("agency").distinct()
    return sorted(rows, key=lambda team: (str(team.agency), team.name))


def teams(person: uuid.UUID) -> list[Team]:
    """Teams that may be invited to a meeting about this child, the circle's first."""
    return [team for _, some in team_groups(person) for team in some]


def team_groups(person: uuid.UUID) -> list[tuple[str, list[Team]]]:
    """The same in groups: those in the child's circle, the others of their agencies, and whoever else works around. A
    team that is kept from view tells nothing of its agency either.
    """
    holders = _standing(person)
    standing = (Q(pk__in=holders) | Q(seats__in=holders)) & ~_kept_from_view(person)
    inside = set(Team.objects.filter(standing, closed_on=None).select_related("agency"))
    around = _working().filter(Q(agency__in=_around()) | Q(agency=current().agency)).select_related("agency").distinct()
    others, known = set(around) - inside, {team.agency_id for team in inside}
    theirs = {team for team in others if team.agency_id in known}
    groups = (
        ("In the child’s circle", inside), ("Other teams of the same agencies", theirs),
        ("Teams of other agencies", others - theirs),
    )  # fmt: skip
    return [(words, sorted(some, key=lambda team: (str(team.agency), team.name))) for words, some in groups if some]
