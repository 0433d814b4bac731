"""Acts that follow from what a child said. Each writes one line in the ledger."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.guarded import Record
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.turns import take_turns
from lapwing.access.viewer import NOBODY, current, turning
from lapwing.cases.missing import follow, teams
from lapwing.cases.missing.answering import Directory
from lapwing.cases.missing.changes import Stale, own_side
from lapwing.cases.missing.heard.instruments import PREVENTION_INTERVIEW
from lapwing.cases.missing.heard.models import Allegation, Grading, Intelligence, Mark, Prevention, Quotation
from lapwing.cases.missing.models import Absence, Interview
from lapwing.directory.keys import new_key
from lapwing.people import queries as people
from lapwing.people.models import Told
from lapwing.rules.moments import Moment
from lapwing.rules.words.searching import HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES
from lapwing.work.alerts import changes as alerts
from lapwing.work.alerts.kinds import AlertKind
from lapwing.work.alerts.models import Barred
from lapwing.work.deadlines import changes as clocks
from lapwing.work.instruments.changes import Given, clear_note, respond, withdraw_note
from lapwing.work.instruments.models import Response, SafeNote

SUBJECT = "intelligence"
# Said to everybody who works with the child: that somebody told, and what, is not.
TO_GRADE = AlertKind("intelligence_sent", "Something to receive and grade", purpose="find_missing")


class AgencyNotSaid(ValueError):
    """Something is alleged against somebody who works somewhere, and nobody said where: no agency would be barred."""


class OwnAgency(ValueError):
    """Something is alleged against somebody of the agency that keeps the record: its words are not kept here."""


class IsBarred(ValueError):
    """An allegation stands against somebody of the agency that this was to be told to."""


class NobodyToTell(ValueError):
    """No police team for missing children answers for the area."""


# ---- the police's own interview


@dataclass(frozen=True)
class Met:
    """A prevention interview that was held; or, with a `reason` and no time, one that was not."""

    absence: uuid.UUID
    at: Moment | None
    officer: str = ""
    seen_alone: bool | None = None
    reason: str = ""
    answers: Mapping[str, Given] | None = None

    def __post_init__(self) -> None:
        if self.at is None and not self.reason.strip():
            raise ValueError("Say why it was not held.")


def record_prevention(met: Sequence[Met]) -> list[Prevention]:
    """Keep what the police learned, or why they held none; their clock stops. The return interview stays due."""
    own = own_side({one.absence for one in met})
    rows = []
    for one in met:
        side = own[one.absence]
        response = _respond(one, side.person) if one.at and one.answers else None
        rows.append(
            Prevention(
                id=new_key(), absence_id=one.absence, person=side.person, agency_id=current().agency, area_id=side.area,
                held_at=one.at.at if one.at else None, held_precision=str(one.at.precision) if one.at else "minute",
                officer=one.officer, seen_alone=one.seen_alone, reason=one.reason,
                response=response.pk if response else None,
            )
        )  # fmt: skip
    clocks.meet_each("prevention_interview", {one.absence: one.at for one in met if one.at})
    for reason in sorted({one.reason for one in met if not one.at}):
        why = [one.absence for one in met if not one.at and one.reason == reason]
        clocks.not_needed("prevention_interview", subjects=why, reason=reason)
    Prevention.objects.bulk_create(rows)
    _line("missing.record_prevention", rows)
    return rows


def _respond(met: Met, person: uuid.UUID) -> Response:
    return respond(PREVENTION_INTERVIEW, person, follow.SUBJECT, met.absence, met.answers or {}, at=met.at)


# ---- a note that is safe to pass on


def pass_on(interview: Interview, holder: uuid.UUID, agency: uuid.UUID, words: str, *, agreed: bool) -> SafeNote:
    """Clear a note for a team or seat. Raises IsBarred, or ValueError where the child did not agree."""
    if interview.response is None:
        raise ValueError("Record the interview first: the note is made from it.")
    if is_barred(interview.person, agency):
        raise IsBarred("Nothing may be passed on there: an allegation stands against somebody of theirs.")
    response = Response.objects.get(pk=interview.response)
    return clear_note(response, holder=holder, words=words, agreed_with_child=agreed)


def is_barred(person: uuid.UUID, agency: uuid.UUID) -> bool:
    """Whether this agency must not be told of this child. Who is barred shows to nobody by it."""
    persons = people.persons_of(people.child_of(person))
    with turning():
        return Barred.objects.filter(person__in=persons, barred=agency, until=None).exists()


# ---- the child's own words


def propose_quotation(interview: Interview, words: str, consent: str, *, may_be_read_out: bool = False) -> Quotation:
    """Put a child's words down to be quoted: withheld until a worker clears them."""
    if not words.strip() or not consent.strip():
        raise ValueError("Write the child's words, and what they agreed to.")
    row = Quotation(
        id=new_key(), interview_id=interview.pk, person=interview.person, agency_id=current().agency,
        area_id=interview.area_id, holder=current().seat, words=words, consent=consent, may_be_read_out=may_be_read_out,
    )  # fmt: skip
    Quotation.objects.bulk_create([row])
    _line("missing.propose_quotation", [row])
    return row


def clear_quotation(quotation: Quotation) -> bool:
    """A worker looked at it: from now on those who work with the child may quote it. Where they live, never."""
    changed = Quotation.objects.filter(pk=quotation.pk, state=Quotation.State.WITHHELD).update(
        state=Quotation.State.CLEARED, level=Level.DETAIL, cleared_by=current().seat, cleared_at=timezone.now()
    )
    _line("missing.clear_quotation", [quotation])
    return bool(changed)


def withdraw_quotation(quotation: Quotation) -> bool:
    """Take it back: from now on only the agency that heard it reads it."""
    changed = Quotation.objects.filter(pk=quotation.pk).update(state=Quotation.State.WITHDRAWN, level=Level.RESTRICTED)
    _line("missing.withdraw_quotation", [quotation])
    return bool(changed)


# ---- something is alleged


@dataclass(frozen=True)
class Alleged:
    """Against whom something is alleged: a code of alleged_roles, and the agency that they belong to, if any."""

    role: str = ""
    agency: uuid.UUID | None = None


def allege(interview: Interview, alleged: Alleged) -> Allegation:
    """Open the route of its own: that agency is barred, notes to it are taken back, the officer must be told."""
    row = Allegation(
        id=new_key(), interview_id=interview.pk, person=interview.person, agency_id=current().agency,
        area_id=interview.area_id, holder=current().seat, role=alleged.role, barred_id=alleged.agency,
    )  # fmt: skip
    Allegation.objects.bulk_create([row])
    if alleged.agency is not None:
        alerts.bar(person=interview.person, agency=alleged.agency, reason="An allegation in a return interview.")
        _take_back_notes(interview.person, alleged.agency)
    who = current()
    clocks.start(
        [
            clocks.Start(
                duty="allegation_referral", person=interview.person, agency=who.agency, subject_kind=follow.SUBJECT,
                subject=interview.absence_id, trigger=Moment.now(), level=Level.RESTRICTED,
                holder=who.seat if who.team == NOBODY else who.team,
            )
        ]
    )  # fmt: skip
    _line("missing.allege", [row])
    return row


def _take_back_notes(person: uuid.UUID, agency: uuid.UUID) -> None:
    persons = people.persons_of(people.child_of(person))
    theirs = teams.holders_of_agency(agency)
    for note in SafeNote.objects.filter(person__in=persons, withdrawn_at=None, holder__in=theirs):
        withdraw_note(note)


def officer_told(allegation: Allegation, at: Moment, told_to: str, outcome: str = "", *, version: int) -> None:
    """The council's designated officer was told, and what they decided. Raises `Stale`, or ValueError before anybody
    had heard it.
    """
    heard = allegation.interview.held
    if heard and at.latest < heard.at:
        raise ValueError(f"That is before the child was heard ({heard.words}). Check the date")
    rows = Allegation.objects.filter(pk=allegation.pk)
    changed = rows.filter(version=version).update(
        told_at=at.at, told_precision=str(at.precision), told_to=told_to, outcome=outcome, version=F("version") + 1
    )
    if not changed:
        raise Stale
    clocks.meet("allegation_referral", at, subjects=[allegation.interview.absence_id])
    _line("missing.officer_told", [allegation])


# ---- intelligence


def send_intelligence(absence: Absence, words: str, conditions: str = "") -> Intelligence:
    """One step: it stands before the police team that answers for the area, and an alert says that it came.

    Raises NobodyToTell where no team answers.
    """
    if not words.strip():
        raise ValueError("Write what the police should know.")
    team = Directory().police(absence.area_id)
    if team is None:
        raise NobodyToTell("No police team for missing children answers for this area. Telephone the police.")
    side = own_side([absence.pk])[absence.pk]
    row = Intelligence(
        id=new_key(), absence_id=absence.pk, person=side.person, agency_id=current().agency, area_id=side.area,
        holder=team.key, words=words, conditions=conditions,
    )  # fmt: skip
    Intelligence.objects.bulk_create([row])
    teams.tell_teams(
        [
            alerts.Raise(
                kind=TO_GRADE.key, person=row.person, agency=row.agency_id, subject_kind=SUBJECT, subject=row.pk,
                holder=team.key, words=TO_GRADE.words,
            )
        ]
    )  # fmt: skip
    _line("missing.send_intelligence", [row])
    return row


def receive(intelligence: Intelligence) -> Grading:
    """The police have it: whoever sent it sees that it came, and nobody further is alerted to it. Doing so twice
    changes nothing, nor do two at once.
    """
    take_turns(f"grading:{intelligence.pk}")
    before = Grading.objects.filter(intelligence=intelligence.pk, agency=current().agency).first()
    if before is not None:
        return before
    row = Grading(
        id=new_key(), intelligence_id=intelligence.pk, person=intelligence.person, agency_id=current().agency,
        holder=teams.team_of(intelligence.recorded_by), received_at=timezone.now(),
    )  # fmt: skip
    Grading.objects.bulk_create([row])
    alerts.end([intelligence.pk], "The police have it.")
    _line("missing.receive_intelligence", [row])
    return row


@dataclass(frozen=True)
class Graded:
    """The police's grade; `about` are their own references of others whom it concerns, who told never being one."""

    source: str
    information: str
    handling: str
    note: str = ""
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (
            self.source not in SOURCE_GRADES
            or self.information not in INFORMATION_GRADES
            or self.handling not in HANDLING_CODES
        ):
            raise ValueError("A grade has three parts: the source, what was said, and who may have it.")


def grade(intelligence: Intelligence, graded: Graded, *, before: str = "") -> list[Mark]:
    """Grade it. Each other child whom it concerns gets a mark with its grade and day: never who told, nor what.

    `before` is what stood (`Grading.stands`) when its page was opened: nothing, before it is graded at all. Raises
    `Stale` where another graded it since.
    """
    received = receive(intelligence)
    if Grading.objects.select_for_update().get(pk=received.pk).stands != before:
        raise Stale
    others = _others(intelligence.person, graded.about)
    Grading.objects.filter(pk=received.pk).update(
        source=graded.source, information=graded.information, handling=graded.handling, note=graded.note,
        graded_at=timezone.now(),
    )  # fmt: skip
    _line("missing.grade_intelligence", [received])
    marks = [
        Mark(
            id=new_key(), person=person, agency_id=current().agency, on=timezone.localdate(),
            grade=f"{graded.source}{graded.information}{graded.handling}",
        )
        for person in others
    ]  # fmt: skip
    Mark.objects.bulk_create(marks)
    # A line for each: one that named two children together would say who told of whom.
    for mark in marks:
        _line("missing.mark_intelligence", [mark])
    return marks


def _others(teller: uuid.UUID, references: Iterable[str]) -> list[uuid.UUID]:
    """The persons whom the police's own references name. Raises LookupError for one that is not there."""
    wanted = {reference.strip() for reference in references if reference.strip()}
    found = dict(Told.objects.filter(agency=current().agency, reference__in=wanted).values_list("reference", "person"))
    if unknown := sorted(wanted - set(found)):
        raise LookupError(f"You have no child under the reference {unknown[0]}.")
    child = people.child_of(teller)
    of = people.children_of(found.values())
    if child in of.values():
        raise LookupError("That is the child who told.")
    return sorted(set(found.values()), key=str)


def _line(door: str, rows: Sequence[Record]) -> None:
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in rows], subjects=[row.pk for row in rows])
