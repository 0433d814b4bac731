"""What may be done with agencies' files: show one, confirm it, take it in batches, mend a row, set rows aside.

Each act runs in the viewer's transaction, with its line in the ledger. `take` opens one for each batch: killed
at any moment, it goes on where it stopped.
"""

import gc
import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone

from lapwing.access import ledger, viewer
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat
from lapwing.exchange.inbound import batch, differing, queries, staging
from lapwing.exchange.inbound.checking import check, read
from lapwing.exchange.inbound.formats import FORMATS, heading
from lapwing.exchange.inbound.models import LEVEL_OF_A_FILE, Headings, Intake, IntakeRow

# Rows of one transaction: of a few thousand each costs an eighth less than of one thousand. A page waits for fewer.
BATCH = 2_500
SHORT_BATCH = 1_000
NO_LONGER = "Somebody else handled this row after the page was opened. Nothing of yours was written."


class Stale(ValueError):
    """The row or file is no longer as the page showed it; nothing was written."""


def show(name: str, content: bytes) -> Intake:
    """Read a file whole and keep its rows, checked, for somebody to look at. Nothing of it is taken.

    The same file again is the same intake, however far it came; until it is confirmed it is called as it was last.
    Raises text.Refused where it cannot be read.
    """
    digest, name = hashlib.sha256(content).hexdigest(), called(name)
    if (same := same_file(digest)) is not None:
        if same.state == Intake.State.SHOWN and same.name != name:
            _set(same, name=name)
            ledger.line(LedgerAct.CHANGE, "inbound.show", subjects=[same.pk])
        return same
    reading = batch.with_lost_zeros(read(content, queries.known_headings()))
    intake = Intake(
        id=new_key(), agency_id=current().agency, level=LEVEL_OF_A_FILE, digest=digest, format=reading.format.key,
        name=name, encoding=reading.encoding, headings=list(reading.headings), rows=len(reading.rows),
        before=reading.before, blank=reading.blank, mapped=dict(reading.mapped),
    )  # fmt: skip
    try:
        with transaction.atomic():
            Intake.objects.bulk_create([intake])
    except IntegrityError:  # the same file, sent twice at once
        return Intake.objects.exclude(state=Intake.State.THROWN_AWAY).get(digest=digest, agency=current().agency)
    expected = list(zip(reading.rows, batch.expected(reading), strict=True))
    staging.write_down(intake, list(differing.foreseen(reading, expected, batch.whose(intake))))
    ledger.line(LedgerAct.CHANGE, "inbound.show", subjects=[intake.pk])
    return intake


def called(name: str) -> str:
    """What a file is called here: the end of its name, which tells most."""
    return name[-Intake._meta.get_field("name").max_length :]


def map_headings(source: str, format_key: str, columns: Mapping[str, str]) -> Headings:
    """Say which column is which in the files of one source; said again, the latest holds for files to come.

    `columns` names the source's own heading for each of ours. Raises ValueError where one that is needed is left out,
    or one of theirs stands for two.
    """
    format_ = FORMATS[format_key]
    given = {ours: heading(theirs) for ours, theirs in columns.items() if theirs.strip()}
    if lacking := [column.name for column in format_.columns if column.needed and column.name not in given]:
        raise ValueError(f"Say which heading stands for {', '.join(lacking)}: without it no row can be read in.")
    if len(set(given.values())) < len(given):
        raise ValueError("Two of the columns were given the same heading: each may stand for one alone.")
    kept, _ = Headings.objects.update_or_create(
        agency_id=current().agency, source=source.strip(),
        defaults={"format": format_key, "columns": given, "recorded_by": current().seat, "recorded_at": timezone.now()},
    )  # fmt: skip
    ledger.line(LedgerAct.CHANGE, "inbound.map_headings", subjects=[kept.pk])
    return kept


def same_file(digest: str) -> Intake | None:
    """The intake of the same file, read before by the viewer's agency."""
    return Intake.objects.filter(digest=digest, agency=current().agency).exclude(state="thrown_away").first()


def confirm(intake: uuid.UUID) -> Intake:
    """Somebody looked at the file and said: take it."""
    found = Intake.objects.select_for_update().get(pk=intake)
    if found.state == Intake.State.THROWN_AWAY:
        raise Stale("This file was thrown away. Choose it again to read it in.")
    if found.state == Intake.State.SHOWN:
        _set(found, state=Intake.State.TAKING, confirmed_at=timezone.now())
        ledger.line(LedgerAct.CHANGE, "inbound.confirm", subjects=[found.pk])
    return found


def take(
    intake: uuid.UUID, seat: Seat, purpose: str = "intake", *, heard: Callable[[int], None] = lambda taken: None
) -> int:
    """Take a confirmed file to its end, a transaction for each batch; gives the number of rows taken by this call.

    `heard` is told after each batch. Needs no viewer; opens its own.
    """
    total = 0
    while True:
        with viewer.viewer(seat, purpose, door="inbound.take"), _uncollected():
            taken = take_batch(intake)
        if not taken:
            return total
        total += taken
        heard(taken)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A batch makes tens of thousands of objects that hold no circles: to look for circles among them, again and again,
    costs a fifth of its time.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def take_confirmed(seat: Seat) -> int:
    """Take every confirmed file of the seat's agency to its end, in order; gives the number of rows. See `take`."""
    with viewer.viewer(seat, "intake", door="inbound.take"):
        files = queries.in_order(Intake.objects.filter(agency=seat.agency_id, state=Intake.State.TAKING))
    return sum(take(file.pk, seat) for file in files)


def take_batch(intake: uuid.UUID, size: int | None = None) -> int:
    """Take the next rows of a confirmed file, in order, at most so many (`BATCH`); 0 where none is waiting."""
    size = size or BATCH
    found = Intake.objects.select_for_update().get(pk=intake)
    if found.state != Intake.State.TAKING:
        return 0
    waiting = found.lines.filter(state=IntakeRow.State.WAITING).order_by("number")
    rows = list(waiting.only("intake", *batch.READ)[:size])
    about = batch.take(found, rows)
    if len(rows) < size:
        _set(found, state=Intake.State.DONE, done_at=timezone.now())
    ledger.line(LedgerAct.CHANGE, "inbound.take", persons=about, subjects=[found.pk])
    return len(rows)


def mend(row: uuid.UUID, cells: Sequence[str], *, seen: str) -> IntakeRow:
    """Put right the cells of a row in quarantine, and take it if it can be taken now.

    `seen` is the row's `version` as the page showed it. Raises Stale where somebody else handled it meanwhile.
    """
    found = IntakeRow.objects.select_for_update().select_related("intake").get(pk=row)
    if found.state != IntakeRow.State.QUARANTINED or found.version != seen:
        raise Stale(NO_LONGER)
    if found.intake.state not in {Intake.State.TAKING, Intake.State.DONE}:
        raise Stale("Confirm the file first: nothing of it is read in before that.")
    again = check(FORMATS[found.intake.format], found.intake.headings, found.number, cells)
    found.mended, found.handled_by, found.handled_at = list(cells), current().seat, timezone.now()
    found.reference, found.why = again.reference, staging.why(again.notes)
    found.marks, found.reason = staging.marks(again.notes), staging.reason(again.notes)
    found.save(update_fields=["mended", "handled_by", "handled_at", "reference", "why", "marks", "reason"])
    about = batch.take(found.intake, [found]) if again.is_fit else []
    ledger.line(LedgerAct.CHANGE, "inbound.mend", persons=about, subjects=[found.pk])
    found.refresh_from_db()
    return found


def set_aside(rows: Iterable[uuid.UUID], reason: str) -> int:
    """Leave rows in quarantine out for good, with the reason; they stay in the accounts of their file."""
    if not reason.strip():
        raise ValueError("Say why: the reason stays with the rows.")
    keys = list(rows)
    changed = IntakeRow.objects.filter(pk__in=keys, state=IntakeRow.State.QUARANTINED).update(
        state=IntakeRow.State.SET_ASIDE, reason=reason.strip(), handled_by=current().seat, handled_at=timezone.now()
    )
    ledger.line(LedgerAct.CHANGE, "inbound.set_aside", subjects=keys)
    return changed


def throw_away(intake: uuid.UUID) -> None:
    """Forget a file that was shown and not confirmed: what its rows say is blanked, their number stays."""
    found = Intake.objects.select_for_update().get(pk=intake)
    if found.state != Intake.State.SHOWN:
        raise Stale("This file is being read in already, so it cannot be thrown away.")
    found.lines.update(
        told=[], reference="", state=IntakeRow.State.SET_ASIDE, reason="Thrown away before it was read in.",
        handled_by=current().seat, handled_at=timezone.now(),
    )  # fmt: skip
    _set(found, state=Intake.State.THROWN_AWAY, name="")
    ledger.line(LedgerAct.CHANGE, "inbound.throw_away", subjects=[found.pk])


def _set(intake: Intake, **values: object) -> None:
    for name, value in values.items():
        setattr(intake, name, value)
    intake.save(update_fields=list(values))
