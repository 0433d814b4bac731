"""The versions of a record, with before and after, in words."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.urls import reverse

from lapwing.access import veil
from lapwing.access.history import Change, Version, versions
from lapwing.cases.child import described
from lapwing.cases.missing.adulthood.models import Handover
from lapwing.cases.missing.models import Account, Interview, RiskDecision, Whereabouts
from lapwing.cases.missing.sheet.models import Line
from lapwing.directory.models import Agency, Area
from lapwing.people import queries as people
from lapwing.people.models import Characteristics, Told
from lapwing.web.parts import when
from lapwing.work import naming


@dataclass(frozen=True)
class Kept:
    """A kind of record whose versions have a page."""

    model: type[models.Model]
    words: str


RECORDS = {
    "account": Kept(Account, "One agency's account of an absence"),
    "whereabouts": Kept(Whereabouts, "Where a missing child was"),
    "risk": Kept(RiskDecision, "A judgement of risk"),
    "interview": Kept(Interview, "A return interview"),
    "handover": Kept(Handover, "A handover to an adult service"),
    "line": Kept(Line, "A line of what helps to find a child"),
    "told": Kept(Told, "A person as one agency tells them"),
    "characteristics": Kept(Characteristics, "Ethnicity and disability, as one agency tells them"),
}
# Columns that only keep the record in order.
PLUMBING = {"version", "level", "absence", "person", "digest", "holder"}


@dataclass(frozen=True)
class ChangeWords:
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionWords:
    """One version: when, by whom, and its changes."""

    heading: str
    by: str
    changes: tuple[ChangeWords, ...]
    is_change: bool


def page(what: str, record: Any) -> dict[str, object]:
    found = versions(record)
    seats = _seats({version.seat for version in found if version.seat})
    child = people.children_of([record.person]).get(record.person, record.person)
    return {
        "heading": RECORDS[what].words,
        "record": record,
        "child": people.summary(child),
        "child_url": reverse("child", args=[child]),
        # What only keeps the record in order says nothing to a reader.
        "versions": [
            one for one in (_version(version, seats) for version in found) if one.changes or not one.is_change
        ],
    }


def _seats(keys: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    return naming.holders(keys)


def _version(version: Version, seats: dict[uuid.UUID, str]) -> VersionWords:
    what = "Recorded" if version.is_first else "Deleted" if version.is_deletion else "Changed"
    by = seats.get(version.seat, "") if version.seat else ""
    changes = tuple(_change(change) for change in version.changes if change.field not in PLUMBING)
    return VersionWords(f"{what} {when(version.when)}", by or "not known", changes, what == "Changed")


# Columns that hold codes, and what says them in words.
CODED: dict[str, Callable[[Any], str]] = {
    "ethnicity": described.ethnicity, "disabilities": described.disabilities,
}  # fmt: skip


def _change(change: Change) -> ChangeWords:
    said = CODED.get(change.field, lambda value: value)
    before, after = (value_words(said(value) if value else None) for value in (change.before, change.after))
    return ChangeWords(change.words.replace("_", " ").capitalize(), before, after)


def value_words(value: object) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "":
        return "Not recorded"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime | date):
        return when(value)
    if isinstance(value, uuid.UUID):
        return _name_of(value)
    return str(value).replace("_", " ")


def _name_of(key: uuid.UUID) -> str:
    if key in veil.hidden_here():
        return veil.CALL_BACK
    row = Agency.objects.filter(pk=key).first() or Area.objects.filter(pk=key).first()
    return str(row) if row else "another record"
