"""What may be done in the directory: name, rename, merge and split agencies; seat people and unseat them.

Keys last for ever. Rooms above register what follows a succession, so that open duties and places go over with it.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from lapwing.directory.models import Agency, AgencyName, Area, Population, Seat, Succession, Team


class NotPossible(ValueError):
    """The directory cannot be changed so; the message says why, and what to do."""


@dataclass(frozen=True)
class Following:
    """A succession that rooms above follow: whose open work goes to whom, and which teams went over."""

    before: uuid.UUID
    after: uuid.UUID
    on: date
    teams: tuple[uuid.UUID, ...]
    whole: bool


Follower = Callable[[Following], None]
FOLLOWERS: dict[str, Follower] = {}


def register_follower(name: str, follower: Follower) -> None:
    """Let a room above move what it keeps when one agency comes from another."""
    FOLLOWERS[name] = follower


@dataclass(frozen=True)
class Living:
    """How many children under 18 live in an area (its three figures) in the middle of a year, and who says so."""

    area: str
    mid_year: int
    children: int
    source: str


@transaction.atomic
def record_populations(told: Sequence[Living]) -> list[Population]:
    """Record estimates of how many children live in areas: what rates are divided by. Raises NotPossible."""
    areas = {area.code: area for area in Area.objects.filter(code__in={one.area for one in told})}
    for one in told:
        if one.area not in areas:
            raise NotPossible(f"No area has the figures {one.area}.")
        if one.children <= 0 or not one.source.strip():
            raise NotPossible(f"Say for {one.area} and {one.mid_year} how many children, and who says so.")
    return Population.objects.bulk_create(
        Population(area=areas[one.area], mid_year=one.mid_year, children=one.children, source=one.source.strip())
        for one in told
    )


@transaction.atomic
def rename(agency: Agency, name: str, *, on: date) -> None:
    """Give an agency another name from a day on. Its key, and every record's owner, stay."""
    if not name.strip():
        raise NotPossible("Say the new name.")
    current = agency.names.filter(until=None).first()
    since = current.since if current else date(1900, 1, 1)
    if on <= since:
        raise NotPossible(f"The name in use holds since {since:%-d %b %Y}: the new one must begin later.")
    if current is None:
        current = AgencyName(agency=agency, name=agency.name, since=since)
    current.until = on
    current.save()
    AgencyName.objects.create(agency=agency, name=name, since=on)
    Agency.objects.filter(pk=agency.pk).update(name=name)
    agency.name = name


@transaction.atomic
def succeed(before: Sequence[Agency], after: Agency, *, on: date, note: str = "") -> list[Succession]:
    """One agency comes from others, whole: a merger, or one body in place of another.

    Teams and seats go over and keep their keys, so every place in a circle that they hold goes on. Records keep the
    owner of their day; open duties move, through the followers.
    """
    return [_go_over(old, after, on, list(old.teams.filter(closed_on=None)), whole=True, note=note) for old in before]


@transaction.atomic
def split(before: Agency, after: Agency, teams: Sequence[Team], *, on: date, note: str = "") -> Succession:
    """A part of an agency goes to another: the named teams, with their seats."""
    strangers = [team.name for team in teams if team.agency_id != before.pk]
    if strangers:
        raise NotPossible(f"Not teams of {before.name}: {', '.join(strangers)}.")
    if not teams:
        raise NotPossible("Say which teams go over.")
    return _go_over(before, after, on, teams, whole=False, note=note)


def _go_over(before: Agency, after: Agency, on: date, teams: Sequence[Team], *, whole: bool, note: str) -> Succession:
    if before.pk == after.pk:
        raise NotPossible("An agency cannot come from itself.")
    if before.closed_on:
        raise NotPossible(f"{before.name} closed on {before.closed_on:%-d %b %Y} already.")
    row = Succession.objects.create(before=before, after=after, on=on, whole=whole, note=note)
    keys = tuple(team.pk for team in teams)
    Team.objects.filter(pk__in=keys).update(agency=after)
    seats = Seat.objects.filter(agency=before) if whole else Seat.objects.filter(team__in=keys)
    seats.update(agency=after)
    if whole:
        Agency.objects.filter(pk=before.pk).update(closed_on=on)
    following = Following(before.pk, after.pk, on, keys, whole)
    for follower in FOLLOWERS.values():
        follower(following)
    return row


def came_from(agency: Agency) -> list[Succession]:
    """The agencies that this one came from, back to the first."""
    found: list[Succession] = []
    waiting, known = [agency.pk], {agency.pk}
    while waiting:
        rows = Succession.objects.filter(after__in=waiting).select_related("before").order_by("-on")
        found.extend(rows)
        waiting = [row.before_id for row in rows if row.before_id not in known]
        known.update(waiting)
    return found


def became(agencies: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """What has become of each of these agencies that is no more, as a whole, in another; one step."""
    rows = Succession.objects.filter(before__in=set(agencies), whole=True)
    return dict(rows.values_list("before", "after"))


@transaction.atomic
def leave_seat(seat: Seat, *, on: date) -> None:
    """Somebody leaves a seat. Its places and duties stay with the chair, for whoever sits down next."""
    if on < seat.since:
        raise NotPossible(f"This seat was taken on {seat.since:%-d %b %Y}: it cannot be left before.")
    Seat.objects.filter(pk=seat.pk).update(until=on)


@transaction.atomic
def hand_over_seat(seat: Seat, account: uuid.UUID, *, on: date) -> Seat:
    """Another person sits down in the same chair, under the same key: what it holds goes on without a gap."""
    if on <= seat.since - timedelta(days=1):
        raise NotPossible(f"This seat was taken on {seat.since:%-d %b %Y}: it cannot be handed over before.")
    Seat.objects.filter(pk=seat.pk).update(account=account, since=on, until=None)
    seat.refresh_from_db()
    return seat
