"""Rows that differ from what somebody corrected by hand: both side by side, and which of the two holds."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils import timezone

from lapwing.access import history, ledger
from lapwing.access.history import Parts
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing import restating
from lapwing.cases.missing.models import Account, Whereabouts
from lapwing.cases.missing.presenters.told import LABELS, part_words
from lapwing.exchange.inbound import batch
from lapwing.exchange.inbound.checking import Reading, Row
from lapwing.exchange.inbound.formats import FORMATS
from lapwing.exchange.inbound.models import IntakeRow, Source
from lapwing.exchange.inbound.reasons import REASONS, Note, Weight
from lapwing.exchange.inbound.taking import TELLS, Arriving, Whose
from lapwing.people import care
from lapwing.people.models import Placement
from lapwing.rules.moments import day_words
from lapwing.rules.words.looked_after import PLACEMENT

KEPT = "Somebody looked: what was corrected by hand stays."
TAKEN = "Somebody looked: what the file says was taken."
Held = Account | Whereabouts | Placement
MODELS: dict[str, type[Held]] = {
    "account": Account, "found": Whereabouts, "returned": Whereabouts, "fact": Whereabouts, "placement": Placement,
}  # fmt: skip
RECORDS = {
    "account": "Your account of the absence", "found": "Where the child was found", "returned": "The return",
    "fact": "The return", "placement": "The placement",
}  # fmt: skip
PLACEMENT_LABELS = {"what": "Kind of placement", "since": "Since", "until": "Until"}


class Stale(ValueError):
    """Somebody chose, or changed the record, after the page was opened; nothing was written."""


@dataclass(frozen=True)
class Side:
    """One thing that differs: of which record, what it is, as it stands by hand, and as the file says."""

    record: str
    label: str
    stands: str
    told: str


@dataclass(frozen=True)
class _Clash:
    """A record that clashes with its row; None where the viewer may not see it any more."""

    record: str
    parts: tuple[str, ...]
    row: Held | None
    told: Parts


FORESEEN = Note("by_hand", "It differs from what somebody corrected by hand, which would stand until somebody chooses.")


def foreseen(reading: Reading, rows: Sequence[tuple[Row, str]], whose: Whose) -> Iterator[tuple[Row, str]]:
    """What a file's rows would become, with those marked that differ from what somebody corrected by hand by now."""
    for start in range(0, len(rows), batch.CHUNK):
        some = rows[start : start + batch.CHUNK]
        otherwise = [row for row, state in some if state in {IntakeRow.State.UPDATED, IntakeRow.State.DOUBTFUL}]
        clashing = _would_clash(reading, otherwise, whose) if otherwise else set()
        for row, state in some:
            if row.reference in clashing and row in otherwise:
                yield replace(row, notes=(*row.notes, FORESEEN)), IntakeRow.State.DOUBTFUL
            else:
                yield row, state


def _would_clash(reading: Reading, rows: Sequence[Row], whose: Whose) -> set[str]:
    """The references of rows that would find a record of theirs corrected by hand."""
    tells = TELLS.get(reading.format.key)
    before = batch.sources(reading.format, [row.reference for row in rows]) if tells else {}
    changed = _changed_since(source.records for source in before.values())
    found = set()
    for row in rows:
        source = before.get(row.reference)
        if tells is None or source is None or not changed.keys() & set(source.records.values()):
            continue
        said, _ = batch.says(reading.format, row, source)
        was = Arriving(source.row, row.reference, source.said, source.said, source.about, source.records)
        told, tells_now = tells(whose, was), tells(whose, replace(was, said=said))
        if any(
            (held := changed.get(source.records.get(record, ""))) and _clashes_with(held, told[record], now)
            for record, now in tells_now.items()
            if record in told
        ):
            found.add(row.reference)
    return found


def _changed_since(records: Iterable[Mapping[str, str]]) -> dict[str, Held]:
    """Records of the viewer's own agency that are no longer as they were first told, by their keys."""
    keys: dict[type[Held], set[str]] = {}
    for name, key in (pair for one in records for pair in one.items() if pair[0] in MODELS):
        keys.setdefault(MODELS[name], set()).add(key)
    found: dict[str, Held] = {}
    for model, some in keys.items():
        held = model.objects.filter(pk__in=some, agency=current().agency)
        if model is not Placement:
            held = held.filter(Q(version__gt=1) | Q(withdrawn_at__isnull=False))
        found |= {str(one.pk): one for one in held}
    return found


def _clashes_with(held: Held, was: Parts, now: Parts) -> bool:
    if getattr(held, "withdrawn_at", None) is not None:
        return bool(history.told_otherwise(was, now))
    return bool(history.clashing(history.stands(held, now), was, now))


def waiting() -> QuerySet[IntakeRow]:
    """Rows of the viewer's agency that wait for somebody to choose, those of the latest file first."""
    rows = IntakeRow.objects.filter(clashes__isnull=False).select_related("intake")
    return rows.order_by("-intake__recorded_at", "intake", "number")


def _clashes(row: IntakeRow, *, hold: bool = False) -> list[_Clash]:
    """`hold`: nobody corrects the records meanwhile."""
    format_ = FORMATS[row.intake.format]
    source = Source.objects.filter(agency=row.agency_id, kind=format_.key, reference=row.reference).first()
    if source is None or not row.clashes:
        return []
    # What the source says now, with what the row left alone: a later file may have said otherwise since.
    arriving = Arriving(row.pk, row.reference, source.said, source.said, source.about, source.records)
    said_by = TELLS[format_.key](batch.whose(row.intake), arriving)
    found = []
    for one in row.clashes:
        record, key = one["record"], arriving.key(one["record"])
        if record not in said_by:
            continue
        rows = MODELS[record].objects.filter(pk=key, agency=current().agency)
        stands = (rows.select_for_update() if hold else rows).first()
        parts = tuple(part for part in one["parts"] if _differs(stands, part, said_by[record]))
        found.append(_Clash(record, parts, stands if parts else None, said_by[record]))
    return found


def _differs(held: Held | None, part: str, told: Parts) -> bool:
    """Whether it is still otherwise: a later file, or somebody's hand, may have brought the two together."""
    if held is None or part == restating.WITHDRAWN:
        return held is not None and getattr(held, "withdrawn_at", None) is not None
    return history.stands(held, {part: told[part]}) != {part: told[part]}


def sides(row: IntakeRow) -> list[Side]:
    """What differs, to be looked at; a record that is not open to the viewer any more shows nothing."""
    found = []
    for clash in _clashes(row):
        for part in clash.parts if clash.row is not None else ():
            found.append(_side(clash, part))
    return found


def _side(clash: _Clash, part: str) -> Side:
    assert clash.row is not None
    if part == restating.WITHDRAWN:
        return Side(RECORDS[clash.record], LABELS[part], "Taken back by hand", "It stands")
    now = {part: clash.told[part]}
    stands = history.stands(clash.row, now)
    label = (PLACEMENT_LABELS if clash.record == "placement" else LABELS)[part]
    return Side(RECORDS[clash.record], label, _words(clash, part, stands), _words(clash, part, now))


def _words(clash: _Clash, part: str, parts: Parts) -> str:
    if clash.record != "placement":
        return part_words(part, parts[part])
    value = parts[part][part]
    if not value:
        return ""
    return PLACEMENT.words(value) if part == "what" else day_words(value)


def mark_of(row: IntakeRow) -> str:
    """What the page that shows both remembers, so that nobody chooses over what changed since unawares."""
    said = [(one.record, one.label, one.stands, one.told) for one in sides(row)]
    return hashlib.sha256(repr((row.version, said)).encode()).hexdigest()[:16]


def choose(row: uuid.UUID, *, take: bool, before: str) -> IntakeRow:
    """What the file says is taken, or what was corrected by hand stays; the record keeps the other in its history, and
    the row what it said. Raises Stale; also where the file is to be taken and no record of it is open any more.
    """
    found = IntakeRow.objects.select_for_update(of=("self",)).select_related("intake").get(pk=row)
    clashes = [clash for clash in _clashes(found, hold=True) if clash.row is not None]
    if not found.clashes or mark_of(found) != before or (take and not clashes):
        raise Stale
    persons = [clash.row.person for clash in clashes if clash.row is not None]
    for clash in clashes if take else ():
        _take(clash)
    found.clashes, found.handled_by, found.handled_at = None, current().seat, timezone.now()
    found.reason = f"{found.reason} {TAKEN if take else KEPT}"
    found.state = _settled(found, IntakeRow.State.UPDATED if take else IntakeRow.State.UNCHANGED)
    found.save(update_fields=["clashes", "handled_by", "handled_at", "reason", "state"])
    ledger.line(LedgerAct.CHANGE, "inbound.choose", persons=persons, subjects=[found.pk])
    return found


def _settled(row: IntakeRow, state: str) -> str:
    """It stays doubtful where something else about it is to be looked at as well."""
    others = [REASONS[code] for code in row.marks if code in REASONS and code != "by_hand"]
    return row.state if any(reason.weight is Weight.DOUBT for reason in others) else state


def _take(clash: _Clash) -> None:
    match clash.row:
        case None:
            return
        case Placement() as placement:
            said = {part: clash.told[part][part] for part in clash.parts}
            if not care.correct_placement(placement, care.mark_of(placement), audience=placement.audience, **said):
                raise Stale
        case record:
            restating.prefer_told(record, clash.parts, clash.told)
