"""What may be recorded of a search. Each act takes a set, and writes one line in the ledger."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from lapwing.access import ledger
from lapwing.access.guarded import Record
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing.changes import Stale, own_side
from lapwing.cases.missing.search.models import Enquiry, Informant, ParentTold, Sighting
from lapwing.cases.missing.sight import Told
from lapwing.directory.keys import new_key
from lapwing.rules.moments import Moment
from lapwing.rules.words.searching import NOT_TOLD_REASONS, SIGHTING_SOURCES, SIGHTING_STATES

# As it is asked; it is kept as information received, and who told, apart.
CHILD = "child"


@dataclass(frozen=True)
class Asked:
    """An enquiry: what was asked, of whom, when; and what came of it, if that is known."""

    absence: uuid.UUID
    what: str
    at: Moment
    asked_of: str = ""
    outcome: str = ""
    key: uuid.UUID | None = None


def add_enquiries(asked: Sequence[Asked]) -> list[Enquiry]:
    """Record what was asked to find children."""
    own = _own(asked)
    rows = [
        Enquiry(
            id=one.key or new_key(), absence_id=one.absence, person=own[one.absence].person, agency_id=current().agency,
            area_id=own[one.absence].area, what=one.what, asked_of=one.asked_of, at=one.at.at,
            precision=str(one.at.precision), outcome=one.outcome, answered_at=one.at.at if one.outcome else None,
        )
        for one in asked
    ]  # fmt: skip
    Enquiry.objects.bulk_create(rows)
    _line("missing.add_enquiries", rows)
    return rows


def answer_enquiry(enquiry: Enquiry, outcome: str, at: Moment, *, version: int | None = None) -> None:
    """What came of an enquiry of one's own agency. Raises `Stale`, or ValueError without an outcome."""
    if not outcome.strip():
        raise ValueError("Say what came of it.")
    _alter(
        enquiry, version, "missing.answer_enquiry",
        outcome=outcome, answered_at=at.at, answered_precision=str(at.precision),
    )  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A sighting. `source` is a code of sighting_sources, or `child`; `informant` who told, kept apart."""

    absence: uuid.UUID
    at: Moment
    place: str
    source: str
    with_whom: str = ""
    note: str = ""
    informant: str = ""
    state: str = "unconfirmed"
    key: uuid.UUID | None = None

    def __post_init__(self) -> None:
        if self.source != CHILD and self.source not in SIGHTING_SOURCES:
            raise ValueError(f"{self.source!r} is not a source of a sighting.")


def record_sightings(seen: Sequence[Seen]) -> list[Sighting]:
    """Record where children were seen. That a child told is kept apart, and shows as information received."""
    own = _own(seen)
    rows = [
        Sighting(
            id=one.key or new_key(), absence_id=one.absence, person=own[one.absence].person, agency_id=current().agency,
            area_id=own[one.absence].area, at=one.at.at, precision=str(one.at.precision), place=one.place,
            with_whom=one.with_whom, note=one.note, source="information" if one.source == CHILD else one.source,
            state=one.state,
        )
        for one in seen
    ]  # fmt: skip
    who = [
        Informant(
            id=new_key(), sighting=row, person=row.person, agency_id=row.agency_id,
            who=one.informant.strip() or "Not named", is_child=one.source == CHILD,
        )
        for one, row in zip(seen, rows, strict=True)
        if one.informant.strip() or one.source == CHILD
    ]  # fmt: skip
    Sighting.objects.bulk_create(rows)
    Informant.objects.bulk_create(who)
    _line("missing.record_sightings", [*rows, *who])
    return rows


def settle_sighting(sighting: Sighting, state: str, note: str, *, version: int | None = None) -> None:
    """Confirm or discount a sighting that one's own agency recorded."""
    if state not in SIGHTING_STATES:
        raise ValueError(f"{state!r} is not how a sighting stands.")
    _alter(sighting, version, "missing.settle_sighting", state=state, note=note)


@dataclass(frozen=True)
class Telling:
    """Whether somebody with parental responsibility was told, when and by whom; or a code of why not."""

    absence: uuid.UUID
    who: str
    told: bool
    at: Moment | None = None
    told_by: str = ""
    reason: str = ""
    note: str = ""
    key: uuid.UUID | None = None

    def __post_init__(self) -> None:
        if self.told and self.at is None:
            raise ValueError("Say when they were told.")
        if not self.told and self.reason not in NOT_TOLD_REASONS:
            raise ValueError("Say why they were not told: the reason stays with the record.")


def record_parents_told(tellings: Sequence[Telling]) -> list[ParentTold]:
    """Record who with parental responsibility was told, or why not. Nobody is told by it."""
    own = _own(tellings)
    rows = [
        ParentTold(
            id=one.key or new_key(), absence_id=one.absence, person=own[one.absence].person, agency_id=current().agency,
            area_id=own[one.absence].area, **_said(one),
        )
        for one in tellings
    ]  # fmt: skip
    ParentTold.objects.bulk_create(rows)
    _line("missing.record_parents_told", rows)
    return rows


def _said(one: Telling) -> dict[str, Any]:
    """The columns of who was told; a reason stands only where they were not."""
    return {
        "who": one.who, "told": one.told, "at": one.at.at if one.told and one.at else None,
        "precision": str(one.at.precision) if one.told and one.at else "minute",
        "told_by": one.told_by if one.told else "", "reason": "" if one.told else one.reason, "note": one.note,
    }  # fmt: skip


def mark_of(row: ParentTold) -> str:
    """What a page that shows it remembers, so that nobody corrects what a colleague corrected meanwhile unawares."""
    said = (row.who, row.told, row.at, row.told_by, row.reason, row.note)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def correct_parent_told(row: ParentTold, telling: Telling, *, before: str) -> None:
    """One's own agency recorded it wrongly: what it said stays in its history. Raises `Stale`."""
    if mark_of(ParentTold.objects.select_for_update().get(pk=row.pk, agency=current().agency)) != before:
        raise Stale
    ParentTold.objects.filter(pk=row.pk).update(**_said(telling))
    _line("missing.correct_parent_told", [row])


def _own(of: Sequence[Asked | Seen | Telling]) -> dict[uuid.UUID, Told]:
    own = own_side({one.absence for one in of})
    if missing := {one.absence for one in of} - set(own):
        raise LookupError(f"There is no such absence: {len(missing)} of {len(of)}.")
    return own


def _alter(row: Enquiry | Sighting, version: int | None, door: str, **columns: object) -> None:
    rows = type(row)._default_manager.filter(pk=row.pk, agency=current().agency)
    same = rows.filter(version=version) if version is not None else rows
    if not same.update(version=F("version") + 1, **columns):
        raise Stale if rows.exists() else LookupError("There is no such record of your own agency.")
    _line(door, [row])


def _line(door: str, rows: Sequence[Record]) -> None:
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in rows], subjects=[row.pk for row in rows])
