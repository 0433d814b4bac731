"""What may be done about ties between children: record, renew, take back, and say what part somebody had."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing.changes import Stale
from lapwing.cases.missing.together.models import LASTS, How, Other, Part, Present, Teller, Tie
from lapwing.directory.keys import new_key
from lapwing.people import changes as people
from lapwing.rules.moments import Moment
from lapwing.rules.words.searching import INFORMATION_GRADES, SOURCE_GRADES

Row = TypeVar("Row", Tie, Present)
# The longest for which a tie may stand without being renewed.
MOST = timedelta(days=2 * 365)


@dataclass(frozen=True)
class NewTie:
    """That two children were found, seen or named together.

    `child` and `other` are children's keys; the viewer's agency records it of its own persons. `grade` is two
    characters, the source's and the information's (3x5x2). `told_by` is the child who told it, if one did: kept apart,
    for the viewer's own seat alone.
    """

    child: uuid.UUID
    other: uuid.UUID
    how: str
    at: Moment
    grade: str
    place: str = ""
    area: uuid.UUID | None = None
    expires: date | None = None
    told_by: uuid.UUID | None = None
    told_words: str = ""

    def __post_init__(self) -> None:
        if self.child == self.other:
            raise ValueError("A child is not tied to themselves.")
        source, information = self.grade[:1], self.grade[1:2]
        if source not in SOURCE_GRADES or information not in INFORMATION_GRADES:
            raise ValueError("A tie needs the grade of its information: the source's, and what was said.")


def record_ties(ties: Sequence[NewTie]) -> list[uuid.UUID]:
    """Record ties, each as a row for either child; answers with the keys of the pairs.

    Who told it is written apart, with a line of its own in the ledger: one line for all three would say who told.
    """
    rows, tellers = [], []
    for tie in ties:
        pair = new_key()
        rows += _sides(tie, pair)
        tellers += _teller(tie, pair)
    Tie.objects.bulk_create(rows)
    Teller.objects.bulk_create(tellers)
    pairs = list(dict.fromkeys(row.pair for row in rows))
    for pair in pairs:
        _line("missing.record_tie", [row for row in rows if row.pair == pair])
    for teller in tellers:
        _line("missing.note_source", [teller])
    return pairs


def _sides(tie: NewTie, pair: uuid.UUID) -> list[Tie]:
    own = people.own_person(tie.child), people.own_person(tie.other)
    day = timezone.localdate()
    expires = min(tie.expires or day + LASTS, day + MOST)
    return [
        Tie(
            id=new_key(), person=one, other=other, pair=pair, agency_id=current().agency, area_id=tie.area,
            how=How(tie.how), at=tie.at.at, precision=str(tie.at.precision), place=tie.place, grade=tie.grade,
            expires=expires,
        )
        for one, other in (own, own[::-1])
    ]  # fmt: skip


def _teller(tie: NewTie, pair: uuid.UUID) -> list[Teller]:
    if tie.told_by is None:
        return []
    who = current()
    person = people.own_person(tie.told_by)
    return [Teller(id=new_key(), person=person, agency_id=who.agency, holder=who.seat, pair=pair, words=tie.told_words)]


@dataclass(frozen=True)
class InEvent:
    """The part that one child had, by the key of that child's side of a tie; with its source and date.

    `before` is `mark_of` the row when the page was opened.
    """

    tie: uuid.UUID
    part: str
    source: str
    on: date
    before: str


def mark_of(row: Tie | Present) -> str:
    """What a page that shows a part remembers of it, so that nobody puts theirs over a colleague's unawares."""
    return hashlib.sha256(repr((row.part, row.part_source, row.part_on)).encode()).hexdigest()[:16]


def _unchanged(rows: QuerySet[Row], before: str) -> None:
    """Hold these rows, and raise Stale where one no longer says what the page showed, or was taken back."""
    if [mark_of(row) for row in rows.select_for_update()] != [before]:
        raise Stale


def standing_of(sides: Iterable[Tie]) -> str:
    """What a page about a whole tie remembers of it: until when it stands, and the part of each child."""
    said = sorted((str(row.pk), row.expires, row.withdrawn_at, mark_of(row)) for row in sides)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _own(pair: uuid.UUID, before: str) -> QuerySet[Tie]:
    """Both sides of a tie of the viewer's own agency, held; Stale where it no longer says what the page showed."""
    rows = Tie.objects.filter(pair=pair, agency=current().agency, withdrawn_at=None)
    if standing_of(rows.select_for_update().order_by("pk")) != before:
        raise Stale
    return rows


def say_parts(parts: Sequence[InEvent]) -> int:
    """Say what part children had, in the viewer's own agency's ties. Raises ValueError without a source, and Stale
    where a colleague said something else since `before`.
    """
    changed = 0
    for one in parts:
        if one.part != Part.UNKNOWN and not one.source.strip():
            raise ValueError("Say who says so: a part has a source and a date.")
        rows = Tie.objects.filter(pk=one.tie, agency=current().agency, withdrawn_at=None)
        _unchanged(rows, one.before)
        changed += rows.update(part=Part(one.part), part_source=one.source.strip(), part_on=one.on)
        _line("missing.say_part", list(rows))
    return changed


def say_present(tie: Tie, *, who: str, described: str = "") -> Present:
    """Say that somebody else was there, in the viewer's own agency's tie; their part is unknown until it is said."""
    row = Present(
        id=new_key(), person=tie.person, agency_id=current().agency, area_id=tie.area_id, pair=tie.pair, who=Other(who),
        described=described.strip(),
    )  # fmt: skip
    Present.objects.bulk_create([row])
    _line("missing.say_present", [row])
    return row


def say_part_of_other(row: Present, part: str, source: str, on: date | None, *, before: str) -> bool:
    """Say what part somebody else had. Raises ValueError without a source and a date; Stale as `say_parts` does."""
    if part != Part.UNKNOWN and (not source.strip() or on is None):
        raise ValueError("Say who says so: a part has a source and a date.")
    rows = Present.objects.filter(pk=row.pk, agency=current().agency)
    _unchanged(rows, before)
    changed = rows.update(part=Part(part), part_source=source.strip(), part_on=on)
    _line("missing.say_part", [row])
    return bool(changed)


@dataclass(frozen=True)
class Renewal:
    """The information of a tie was looked at again and still stands, until a day; two years at most. `before` is
    `standing_of` the tie when the page was opened.
    """

    pair: uuid.UUID
    until: date
    before: str


def renew(renewals: Iterable[Renewal]) -> None:
    """Let ties of the viewer's own agency stand on. Raises Stale where a colleague changed one since `before`."""
    last = timezone.localdate() + MOST
    for one in renewals:
        rows = _own(one.pair, one.before)
        rows.update(expires=min(one.until, last))
        _line("missing.renew_tie", list(rows))


@dataclass(frozen=True)
class TakenBack:
    """A tie was recorded in error, with the reason. `before` as for a renewal."""

    pair: uuid.UUID
    reason: str
    before: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("Say why it is taken back: the reason stays with the record.")


def withdraw(some: Iterable[TakenBack]) -> None:
    """Take ties of the viewer's own agency back. Raises Stale as `renew` does."""
    for one in some:
        rows = _own(one.pair, one.before)
        kept = list(rows)
        rows.update(withdrawn_at=timezone.now(), withdrawn_reason=one.reason)
        _line("missing.withdraw_tie", kept)


def _line(door: str, rows: Sequence[Tie | Teller | Present]) -> None:
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in rows], subjects=[row.pk for row in rows])
