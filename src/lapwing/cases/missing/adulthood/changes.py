"""Acts of a handover: proposed by itself half a year before, told by a person, taken on by a named service."""

import uuid
from collections import defaultdict
from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import Identity, LedgerAct
from lapwing.cases.missing.adulthood.models import Handover
from lapwing.cases.missing.adulthood.sight import Nearly, nearly_adult
from lapwing.cases.missing.answering import Directory, Holder
from lapwing.cases.missing.changes import Stale
from lapwing.cases.missing.models import Absence
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat, Team
from lapwing.rules.moments import Moment
from lapwing.work import open_risks
from lapwing.work.deadlines import changes as clocks

SUBJECT, DUTY = "handover", "adult_handover"
AHEAD = timedelta(weeks=26)
OPEN = (Handover.State.PROPOSED, Handover.State.TOLD)
ENDED = (Handover.State.TAKEN_ON, Handover.State.NOT_NEEDED)


def turns_18(born: date) -> date:
    """The 18th birthday; a child born on 29 February turns 18 on 1 March, as ages are counted everywhere here."""
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 3, 1)


def propose_handovers() -> list[Handover]:
    """For each child who turns 18 within 26 weeks with something open: a handover, and its clock. Inside `clockwork`.

    Run every night; twice proposes nothing twice, and what a person found not needed is not proposed again.
    """
    soon = _soon(timezone.localdate())
    persons = dict(Identity.objects.filter(child__in=[one.child for one in soon]).values_list("person", "child"))
    risks = _by_child(open_risks.open_for(persons), persons)
    before = {persons[key] for key in Handover.objects.filter(person__in=persons).values_list("person", flat=True)}
    areas = _areas({key for key, child in persons.items() if child in risks}, persons)
    directory = Directory()
    rows = [
        _handover(one, risks[one.child], holder, area)
        for one in soon
        if one.child in risks and one.child not in before
        if (holder := _holder(one, area := one.area or areas.get(one.child), directory)) is not None
    ]
    Handover.objects.bulk_create(rows, ignore_conflicts=True)
    clocks.start([_clock(row) for row in rows])
    if rows:
        _line("missing.propose_handovers", rows)
    return rows


def _soon(today: date) -> list[Nearly]:
    """Those whose 18th birthday is today or later, and not more than 26 weeks away."""
    last = today + AHEAD
    found = nearly_adult(_years_before(today) - timedelta(days=1), _years_before(last) + timedelta(days=1))
    return [one for one in found if today <= turns_18(one.born) <= last]


def _years_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 18, day=28 if leap else day.day)


def _by_child(risks: dict[uuid.UUID, list[str]], persons: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for person, codes in risks.items():
        found[persons[person]].update(codes)
    return {child: sorted(codes) for child, codes in found.items()}


def _areas(persons: set[uuid.UUID], of: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Where no placement says who answers: the area of the latest absence."""
    rows = Absence.objects.filter(person__in=persons).exclude(area=None).order_by("began_at")
    return {of[person]: area for person, area in rows.values_list("person", "area")}


def _holder(one: Nearly, area: uuid.UUID | None, directory: Directory) -> Holder | None:
    if one.custodian is None:
        return directory.council(area)
    owner = Team.objects.filter(pk=one.custodian).first() or Seat.objects.filter(pk=one.custodian).first()
    return Holder(one.custodian, owner.agency_id, Level.SEALED) if owner else None


def _handover(one: Nearly, risks: list[str], holder: Holder, area: uuid.UUID | None) -> Handover:
    return Handover(
        id=new_key(), person=one.person, agency_id=holder.agency, area_id=area, holder=holder.key, risks=risks,
        turns_18=turns_18(one.born),
    )  # fmt: skip


def _clock(row: Handover) -> clocks.Start:
    return clocks.Start(
        duty=DUTY, person=row.person, agency=row.agency_id, subject_kind=SUBJECT, subject=row.pk,
        trigger=Moment.on(row.turns_18 - AHEAD), holder=row.holder, area=row.area_id, level=row.level,
    )  # fmt: skip


def tell_service(
    handover: Handover, *, service: str, contact: str, at: Moment, passed_on: str, version: int | None = None
) -> None:
    """A named adult service was told. Raises ValueError without a name, `Stale`, LookupError once it ended."""
    if not service.strip() or not contact.strip():
        raise ValueError("Name the service, and who there: a handover to nobody is none.")
    _alter(
        handover, version, "missing.tell_service", state=Handover.State.TOLD, service=service, contact=contact,
        told_at=at.at, told_precision=str(at.precision), passed_on=passed_on,
    )  # fmt: skip


def taken_on(handover: Handover, *, at: Moment, by: str, version: int | None = None) -> None:
    """The adult service said that it takes it on: the clock stops. Raises ValueError before a service was told."""
    if handover.state != Handover.State.TOLD or handover.told is None:
        raise ValueError("Record which adult service was told first.")
    if at.latest < handover.told.at:
        raise ValueError(f"That is before they were told ({handover.told.words}). Check both times.")
    _alter(
        handover, version, "missing.taken_on", state=Handover.State.TAKEN_ON, taken_on_at=at.at,
        taken_on_precision=str(at.precision), taken_on_by=by,
    )  # fmt: skip
    clocks.meet(DUTY, at, subjects=[handover.pk])


def not_needed(handover: Handover, reason: str, *, version: int | None = None) -> None:
    """A person decides that no adult service is needed; the reason stays."""
    if not reason.strip():
        raise ValueError("Say why: the reason stays with it.")
    _alter(handover, version, "missing.handover_not_needed", state=Handover.State.NOT_NEEDED, reason=reason)
    clocks.not_needed(DUTY, subjects=[handover.pk], reason=reason)


def open_again(handover: Handover, *, version: int | None = None) -> None:
    """It was ended in error, or the service gave it back: it waits again, and its clock runs from the same day."""
    state = Handover.State.TOLD if handover.told else Handover.State.PROPOSED
    _alter(
        handover, version, "missing.open_handover_again", among=ENDED, state=state, taken_on_at=None,
        taken_on_precision="", taken_on_by="", reason="",
    )  # fmt: skip
    clocks.start([_clock(handover)])


def _alter(
    handover: Handover, version: int | None, door: str, *, among: tuple[Handover.State, ...] = OPEN, **columns: object
) -> None:
    rows = Handover.objects.filter(pk=handover.pk, state__in=among)
    same = rows.filter(version=version) if version is not None else rows
    if not same.update(version=F("version") + 1, **columns):
        raise Stale if rows.exists() else LookupError("Somebody ended this handover meanwhile, or opened it again.")
    _line(door, [handover])


def _line(door: str, rows: list[Handover]) -> None:
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in rows], subjects=[row.pk for row in rows])
