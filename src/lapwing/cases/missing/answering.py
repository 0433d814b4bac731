"""Who answers for a missing child: the teams and seats of the directory, from the areas and the home."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from lapwing.access.levels import Level
from lapwing.access.viewer import Viewer
from lapwing.cases.missing.sight import Answerable
from lapwing.directory.models import Agency, Area, Seat, Team

PURPOSE, LIAISON, NIGHT = "missing", "school_liaison", "night"
COUNCIL, POLICE = "local_authority", "police"
# What is said where nobody of an area's council or police is in Lapwing, and what to do then.
NOBODY_THERE = {
    COUNCIL: ("council", "find the number of its emergency duty team, and telephone"),
    POLICE: ("police", "telephone 101, or 999 if the child may be in danger"),
}
COUNCIL_BASIS, POLICE_BASIS = "public_task", "law_enforcement"


@dataclass(frozen=True)
class Holder:
    """A team or seat that stands in the circle of a missing child: to what level, on what basis."""

    key: uuid.UUID
    agency: uuid.UUID
    reaches: Level
    basis: str = COUNCIL_BASIS
    area: uuid.UUID | None = None

    @property
    def is_missing_team(self) -> bool:
        """Whether it is a council's or a force's team for missing children; those alone have an area here."""
        return self.area is not None


@dataclass(frozen=True)
class ToRing:
    """What to do where no alert went out to an area's council or police: in words, and of which agencies one that
    knows is enough.
    """

    agencies: Set[uuid.UUID]
    words: str


class Directory:
    """The teams for missing children, read once for a set of reports."""

    def __init__(self) -> None:
        asked = Team.objects.filter(purpose__in=[PURPOSE, LIAISON, NIGHT], closed_on=None)
        teams = list(asked.select_related("agency", "night_route").order_by("pk"))
        self._teams = [team for team in teams if team.purpose == PURPOSE]
        self._liaison = [team for team in teams if team.purpose == LIAISON]
        self._duty = [team for team in teams if team.purpose == NIGHT]
        self._homes: dict[uuid.UUID, Holder | None] = {}
        self._workers: dict[uuid.UUID, Holder | None] = {}

    @cached_property
    def _serving(self) -> dict[tuple[str, uuid.UUID], list[uuid.UUID]]:
        """Each area's council, by its kind, and the forces that police it."""
        agencies = Agency.objects.filter(kind__in=NOBODY_THERE, closed_on=None).order_by("pk")
        found: dict[tuple[str, uuid.UUID], list[uuid.UUID]] = defaultdict(list)
        for agency, kind, own, served in agencies.values_list("pk", "kind", "area", "catchments"):
            for area in {own, served if kind == POLICE else None} - {None}:
                found[kind, area].append(agency)
        return found

    def council(self, area: uuid.UUID | None) -> Holder | None:
        """The missing team of the council whose area it is; of a council that has none, its emergency duty team."""
        team = self.team_of(COUNCIL, area)
        return Holder(team.pk, team.agency_id, Level.DETAIL, COUNCIL_BASIS, area) if team else None

    def police(self, area: uuid.UUID | None) -> Holder | None:
        """The missing team of the force that polices an area."""
        team = self.team_of(POLICE, area)
        return Holder(team.pk, team.agency_id, Level.DETAIL, POLICE_BASIS, area) if team else None

    def team_of(self, kind: str, area: uuid.UUID | None) -> Team | None:
        """The team of an area's council or police that is told of a missing child."""
        for team in (*self._teams, *self._duty) if area and kind == COUNCIL else ():
            if team.agency.kind == COUNCIL and team.agency.area_id == area:
                return team
        for team in self._teams if area and kind == POLICE else ():
            if self._polices(team, area):
                return team
        return None

    def _polices(self, team: Team, area: uuid.UUID | None) -> bool:
        return bool(area) and team.agency_id in self._serving[POLICE, area] and team.area_id in {None, area}

    def to_ring(self, kind: str, area: uuid.UUID) -> ToRing:
        """Whom to telephone of an area's council or police where no alert went out: the team, else the agency; where
        neither is in Lapwing, how to find them.
        """
        if (team := self.team_of(kind, area)) is not None:
            return ToRing({team.agency_id}, f"No alert has gone out; telephone {by_telephone(team)}")
        if agencies := self._serving[kind, area]:
            agency = Agency.objects.get(pk=agencies[0])
            words = f"No alert has gone out; telephone {by_telephone(agency)}: no team of theirs could receive one here"
            return ToRing(set(agencies), words)
        called, then = NOBODY_THERE[kind]
        there = f"the {called} of {Area.objects.get(pk=area)}"
        return ToRing(set(), f"No alert has gone out to {there}: nobody there is known to Lapwing; {then}")

    def night(self, holder: Holder) -> Holder | None:
        """Who answers for a missing team at nights, weekends and holidays: they act, so they see what it sees."""
        team = next((each for each in self._teams if each.pk == holder.key), None)
        if team is None or team.night_route is None:
            return None
        return Holder(team.night_route.pk, team.night_route.agency_id, holder.reaches, holder.basis)

    def liaison(self, area: uuid.UUID | None) -> uuid.UUID | None:
        """The police officers who work with the schools of an area."""
        for team in self._liaison:
            if self._polices(team, area):
                return team.pk
        return None

    def home(self, agency: uuid.UUID) -> Holder | None:
        """The team of a children's home, or its manager's seat; None for a school or anything else."""
        if agency not in self._homes:
            self._homes[agency] = _home(agency)
        return self._homes[agency]

    def worker(self, key: uuid.UUID) -> Holder | None:
        """A social worker's seat or team, who holds the child's case."""
        if key not in self._workers:
            owner = Team.objects.filter(pk=key).first() or Seat.objects.filter(pk=key).first()
            self._workers[key] = Holder(key, owner.agency_id, Level.DETAIL) if owner else None
        return self._workers[key]


def by_telephone(who: Team | Agency) -> str:
    """A team or agency with its number: a team without one has its agency's."""
    agency = who.agency if isinstance(who, Team) else who
    night = f"at night {agency.night_telephone}" if agency.night_telephone else ""
    numbers = [who.telephone] if isinstance(who, Team) and who.telephone else [agency.telephone, night]
    return ", ".join([str(who), *filter(None, numbers)]) + ("" if any(numbers) else " (no telephone is recorded)")


def _home(agency: uuid.UUID) -> Holder | None:
    if not Agency.objects.filter(pk=agency, kind="childrens_home").exists():
        return None
    seats = Seat.objects.current().filter(agency=agency, role="home_manager").order_by("since", "pk")
    team = Team.objects.filter(agency=agency, closed_on=None).order_by("pk").first()
    holder = team or seats.first()
    return Holder(holder.pk, agency, Level.SUMMARY) if holder else None


@dataclass(frozen=True)
class Answering:
    """For one missing child: whom to tell, and who stands in the circle."""

    responsible: Holder | None
    holders: tuple[Holder, ...]
    custodian: uuid.UUID | None
    liaison: tuple[uuid.UUID, ...] = ()
    schools: tuple[uuid.UUID, ...] = ()


def answering(
    directory: Directory, answers: Answerable, *, area: uuid.UUID | None, home: uuid.UUID | None, teller: Viewer
) -> Answering:
    """Who answers for one child. A sealed child has its custodian, and nobody else is opened to it."""
    if answers.custodian:
        return Answering(None, (), answers.custodian)
    responsible = directory.council(answers.responsible or area)
    teams = [
        responsible,
        directory.council(answers.host),
        directory.council(area),
        *(directory.police(each) for each in (area, answers.host, answers.responsible)),
    ]
    found = [
        *teams,
        *(directory.night(each) for each in teams if each),
        *(directory.home(each) for each in (home, answers.home) if each),
        *(directory.worker(each) for each in answers.workers),
        Holder(teller.team if teller.team.int else teller.seat, teller.agency, Level.SUMMARY),
    ]
    beats = (answers.host or area, answers.responsible or area)
    liaison = dict.fromkeys(team for each in beats if (team := directory.liaison(each)))
    return Answering(
        responsible, tuple(_once(each for each in found if each)), None,
        tuple(liaison) if answers.schools else (), tuple(answers.schools),
    )  # fmt: skip


def _once(holders: Iterable[Holder]) -> Iterable[Holder]:
    """Each holder once, at the highest level that it has."""
    highest: dict[uuid.UUID, Holder] = {}
    for holder in holders:
        if holder.key not in highest or highest[holder.key].reaches < holder.reaches:
            highest[holder.key] = holder
    return highest.values()


def night_team(team: uuid.UUID) -> list[uuid.UUID]:
    """Who answers for a team at nights, weekends and holidays; none where nobody was named."""
    return [key for key in Team.objects.filter(pk=team).values_list("night_route", flat=True) if key]


def school_lead(school: uuid.UUID) -> uuid.UUID | None:
    """The named lead of a school: never "the school"; one who is here before one who is away."""
    seats = Seat.objects.current().filter(agency=school, role="school_lead").exclude(account=None)
    here = seats.filter(Q(away_until=None) | Q(away_until__lt=timezone.now())).order_by("since", "pk")
    named = here.exclude(deputy=None).first() or here.first() or seats.order_by("since", "pk").first()
    return named.pk if named else None


def coordinator(team: uuid.UUID) -> uuid.UUID:
    """The named seat of a missing team: its coordinator's; the team itself where no seat is filled today."""
    seats = Seat.objects.current().filter(team=team, role__in=("council_missing", "police_missing"))
    seat = seats.exclude(account=None).filter(Q(away_until=None) | Q(away_until__lt=timezone.now()))
    first = seat.order_by("since", "pk").first() or seats.order_by("since", "pk").first()
    return first.pk if first else team
