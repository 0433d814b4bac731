"""Who receives an alert, by day and at night. An alert that nobody can receive is refused when it is set up."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from lapwing.directory.models import Seat, Team
from lapwing.rules.moments import LONDON
from lapwing.rules.working_days import is_working_day

OFFICE_OPENS, OFFICE_CLOSES = time(8, 0), time(18, 0)


class Unreachable(ValueError):
    """Nobody would receive an alert sent here; the message says what is missing, in a sentence."""


@dataclass(frozen=True)
class Person:
    """Somebody who sits in a seat today: the seat, its account, and the name under which they are known."""

    seat: uuid.UUID
    account: uuid.UUID
    name: str
    email: str


@dataclass(frozen=True)
class Route:
    """In which order seats and teams are told, and the people behind each."""

    holders: tuple[uuid.UUID, ...]
    people: dict[uuid.UUID, tuple[Person, ...]]

    @property
    def first(self) -> uuid.UUID:
        return self.holders[0]


def is_office_time(at: datetime) -> bool:
    """Whether offices are staffed: a working day, 08:00 to 18:00 in London."""
    local = at.astimezone(LONDON)
    return is_working_day(local.date()) and OFFICE_OPENS <= local.time() < OFFICE_CLOSES


def receivable(holders: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """For each of these seats and teams, why an alert could not reach it; an empty text where it can, day and night."""
    wanted = set(holders)
    directory = Directory.about(wanted)
    return {holder: directory.why_not(holder) for holder in wanted}


@dataclass
class Directory:
    """The seats and teams that routes of these holders can lead through, read at once."""

    seats: dict[uuid.UUID, Seat]
    teams: dict[uuid.UUID, Team]
    members: dict[uuid.UUID, list[Seat]]

    @classmethod
    def about(cls, holders: Iterable[uuid.UUID]) -> "Directory":
        wanted = set(holders)
        named = list(Seat.objects.current().filter(pk__in=wanted).select_related("account", "deputy__account"))
        team_keys = wanted | {seat.team_id for seat in named if seat.team_id}
        teams = {team.pk: team for team in Team.objects.filter(pk__in=team_keys).select_related("night_route")}
        teams |= {team.night_route.pk: team.night_route for team in list(teams.values()) if team.night_route}
        seats = {seat.pk: seat for seat in named}
        members: dict[uuid.UUID, list[Seat]] = {}
        for seat in Seat.objects.current().filter(team__in=teams).select_related("account").order_by("since", "pk"):
            seats.setdefault(seat.pk, seat)
            members.setdefault(seat.team_id, []).append(seat)
        deputies = {seat.deputy_id for seat in seats.values() if seat.deputy_id} - set(seats)
        for seat in Seat.objects.current().filter(pk__in=deputies).select_related("account"):
            seats[seat.pk] = seat
        return cls(seats, teams, members)

    def why_not(self, holder: uuid.UUID) -> str:
        try:
            self._require_deputy(holder)
            self.route(holder, timezone.now())
            self._night(holder)
        except Unreachable as refusal:
            return str(refusal)
        return ""

    def route(self, holder: uuid.UUID, at: datetime) -> Route:
        """By day the one named, then the deputy, the team, and who answers at night; at night these first."""
        by_day = self._by_day(holder, at)
        if is_office_time(at) or self._round_the_clock(holder):
            order = by_day + self._night_or_none(holder)
        else:
            order = [*self._night(holder), *by_day]
        order = list(dict.fromkeys(order))
        if not order:
            raise Unreachable(f"{self._words(holder)} has nobody to receive an alert.")
        return Route(tuple(order), {key: self.people(key) for key in order})

    def _by_day(self, holder: uuid.UUID, at: datetime) -> list[uuid.UUID]:
        if holder in self.teams:
            return [holder] if self.people(holder) else []
        seat = self.seats.get(holder)
        if seat is None:
            raise Unreachable("This seat or team no longer exists: name another.")
        pair = [key for key in (seat.pk, seat.deputy_id) if key]
        away = [key for key in pair if self._is_away(key, at)]
        here = [key for key in pair if key not in away]
        # Where both are away, the team comes before either.
        order = [*here, *away, seat.team_id] if here else [seat.team_id, *away]
        return [key for key in order if key and self.people(key)]

    def _is_away(self, key: uuid.UUID, at: datetime) -> bool:
        until = self.seats[key].away_until if key in self.seats else None
        return until is not None and until > at

    def _night_or_none(self, holder: uuid.UUID) -> list[uuid.UUID]:
        try:
            return self._night(holder)
        except Unreachable:
            return []

    def _night(self, holder: uuid.UUID) -> list[uuid.UUID]:
        team = self._team(holder)
        if team is None:
            raise Unreachable(f"{self._words(holder)} belongs to no team, so nobody answers at night.")
        at_night = team if team.round_the_clock else team.night_route
        if at_night is None:
            raise Unreachable(f"{team}: nobody answers at night; name a night route for the team.")
        if not at_night.round_the_clock:
            raise Unreachable(f"{at_night} is the night route of {team.name}, but does not answer round the clock.")
        if at_night.closed_on or not self.people(at_night.pk):
            raise Unreachable(f"{at_night} answers at night, but nobody sits in it.")
        return [at_night.pk]

    def _require_deputy(self, holder: uuid.UUID) -> None:
        """Never "the school": always somebody named, with a second who stands in: a deputy, or another of the team."""
        team = self._team(holder)
        named = {who.seat for who in self.people(holder)}
        around = {who.seat for who in self.people(team.pk)} if team else set()
        deputies = {key for seat in named if (key := self.seats[seat].deputy_id) and self.people(key)}
        if len(named | around | deputies) < 2:
            raise Unreachable(f"{self._words(holder)} has no deputy: name one before alerts are sent here.")

    def _round_the_clock(self, holder: uuid.UUID) -> bool:
        return holder in self.teams and self.teams[holder].round_the_clock

    def _team(self, holder: uuid.UUID) -> Team | None:
        if holder in self.teams:
            return self.teams[holder]
        seat = self.seats.get(holder)
        return self.teams.get(seat.team_id) if seat and seat.team_id else None

    def people(self, holder: uuid.UUID) -> tuple[Person, ...]:
        """The people who sit here today and can sign in."""
        team = self.teams.get(holder)
        seats = self.members.get(holder, []) if team else [self.seats[holder]] if holder in self.seats else []
        if team and team.closed_on:
            return ()
        return tuple(
            Person(seat.pk, seat.account_id, seat.account.name, seat.account.email)
            for seat in seats
            if seat.account and seat.account.is_active
        )

    def agency(self, holder: uuid.UUID) -> uuid.UUID | None:
        """The agency of a seat or team."""
        found = self.teams.get(holder) or self.seats.get(holder)
        return found.agency_id if found else None

    def _words(self, holder: uuid.UUID) -> str:
        return str(self.teams.get(holder) or self.seats.get(holder) or "This seat or team")
