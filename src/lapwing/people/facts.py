"""What an agency records about its own persons as told, beside who they are: that it knows them, where they live, whom
they belong to, where they go to school. Each act takes a set; the audience of a row sets its level.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models

from lapwing.access import ledger
from lapwing.access.guarded import Record
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.directory.keys import new_key
from lapwing.people.models import AUDIENCE_LEVEL, Address, Audience, Involvement, Relationship, Schooling, Telephone


@dataclass(frozen=True)
class Knows:
    """That the viewer's agency knows a child: of what kind, since when, and which seat or team to call."""

    person: uuid.UUID
    what: str
    since: date
    until: date | None = None
    seat: uuid.UUID | None = None
    team: uuid.UUID | None = None
    area: uuid.UUID | None = None
    call_back: bool = False


def record_involvements(known: Sequence[Knows]) -> list[uuid.UUID]:
    """Record that the agency knows these children: what a pointer tells. Gives each row's key."""
    return _record(
        Involvement, "people.record_involvements",
        [
            {
                "person": k.person, "area_id": k.area, "level": Level.POINTER, "what": k.what, "since": k.since,
                "until": k.until, "contact_seat_id": k.seat, "contact_team_id": k.team, "call_back": k.call_back,
            }
            for k in known
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class Lives:
    """Where somebody lives, from a day, and in whose household, where that was told: of parents who live apart a child
    may have two homes at a time. `confidential_from` says in words who must never learn it.
    """

    person: uuid.UUID
    lines: str
    postcode: str
    since: date | None = None
    until: date | None = None
    audience: Audience = Audience.CIRCLE
    confidential_from: str = ""
    confirmed_on: date | None = None
    household_of: uuid.UUID | None = None


def record_addresses(homes: Sequence[Lives]) -> list[uuid.UUID]:
    """Record where people live; gives each row's key."""
    return _record(
        Address, "people.record_addresses",
        [
            {
                "person": h.person, "level": AUDIENCE_LEVEL[h.audience], "lines": h.lines, "postcode": h.postcode,
                "since": h.since, "until": h.until, "audience": h.audience, "confirmed_on": h.confirmed_on,
                "confidential_from": h.confidential_from, "household_of": h.household_of,
            }
            for h in homes
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class Calls:
    """A telephone: whose, and whether it is safe to use; unknown unless somebody asked."""

    person: uuid.UUID
    number: str
    whose: str = ""
    safe_to_use: bool | None = None
    how: str = ""
    audience: Audience = Audience.CIRCLE


def record_telephones(calls: Sequence[Calls]) -> list[uuid.UUID]:
    """Record telephones; gives each row's key."""
    return _record(
        Telephone, "people.record_telephones",
        [
            {
                "person": c.person, "level": AUDIENCE_LEVEL[c.audience], "number": c.number, "whose": c.whose,
                "safe_to_use": c.safe_to_use, "how": c.how, "audience": c.audience,
            }
            for c in calls
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class Related:
    """What one person is to another of the same agency: `what` is what `other` is to `person`."""

    person: uuid.UUID
    other: uuid.UUID
    what: str
    parental_responsibility: bool | None = None


def record_relationships(related: Sequence[Related]) -> list[uuid.UUID]:
    """Record how people are related; gives each row's key. A household is never inferred from it."""
    return _record(
        Relationship, "people.record_relationships",
        [
            {
                "person": r.person, "level": Level.SUMMARY, "other": r.other, "what": r.what,
                "parental_responsibility": r.parental_responsibility,
            }
            for r in related
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class Attends:
    """The school that a child is on the roll of, from a day."""

    person: uuid.UUID
    school: uuid.UUID
    since: date | None = None
    until: date | None = None
    audience: Audience = Audience.CIRCLE
    confirmed_on: date | None = None


def record_schoolings(attending: Sequence[Attends]) -> list[uuid.UUID]:
    """Record which school children attend; gives each row's key."""
    return _record(
        Schooling, "people.record_schoolings",
        [
            {
                "person": a.person, "level": AUDIENCE_LEVEL[a.audience], "school_id": a.school, "since": a.since,
                "until": a.until, "audience": a.audience, "confirmed_on": a.confirmed_on,
            }
            for a in attending
        ],
    )  # fmt: skip


def _record(model: type[Record], door: str, rows: Sequence[dict[str, object]]) -> list[uuid.UUID]:
    if not rows:
        return []
    made: list[models.Model] = [model(id=new_key(), agency_id=current().agency, **row) for row in rows]
    model._default_manager.bulk_create(made, batch_size=1_000)  # type: ignore[arg-type]
    keys = [row.pk for row in made]
    ledger.line(LedgerAct.CHANGE, door, persons=[row["person"] for row in rows], subjects=keys)  # type: ignore[misc]
    return keys
