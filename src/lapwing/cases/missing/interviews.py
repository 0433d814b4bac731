"""What may be done about a return interview: offer it, try, hold it, or close it without one."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing import follow, sight
from lapwing.cases.missing.answering import Holder
from lapwing.cases.missing.changes import own_side
from lapwing.cases.missing.heard import changes as heard
from lapwing.cases.missing.instruments import RETURN_INTERVIEW
from lapwing.cases.missing.models import Absence, Attempt, Interview
from lapwing.directory.keys import new_key
from lapwing.directory.models import Agency
from lapwing.rules.moments import Moment
from lapwing.rules.words.missing import RETURN_INTERVIEW_STATUS
from lapwing.work.instruments.changes import Given, clear_note, respond

CLOSED = ("completed_in_time", "completed_late", "declined", "not_found", "not_required")


class NeedsAttempt(ValueError):
    """An interview cannot be recorded as declined before an attempt at which the child declined."""


class NotIndependent(ValueError):
    """Whoever is called independent works for the placement, or for the authority that answers for the child."""


@dataclass(frozen=True)
class Offer:
    """That a return interview is offered: by whom it would be held, and why they are independent (or not)."""

    absence: uuid.UUID
    offered: Moment
    interviewer: str
    employer: str
    independence: str
    independence_note: str = ""
    key: uuid.UUID | None = None


def offer(offers: Sequence[Offer]) -> list[Interview]:
    """Offer interviews. It is offered on every occasion, however short the absence. Raises NotIndependent."""
    own = own_side({one.absence for one in offers})
    for one in offers:
        _check_independence(one, own[one.absence].person)
    rows = [
        Interview(
            id=one.key or new_key(), absence_id=one.absence, person=own[one.absence].person,
            agency_id=current().agency, area_id=own[one.absence].area, status="offered",
            offered_at=one.offered.at, offered_precision=str(one.offered.precision), interviewer=one.interviewer,
            employer=one.employer, independence=one.independence, independence_note=one.independence_note,
        )
        for one in offers
    ]  # fmt: skip
    Interview.objects.bulk_create(rows)
    _line("missing.offer_interview", rows)
    return rows


def _check_independence(one: Offer, person: uuid.UUID) -> None:
    """Independent means: neither the placement's, nor the responsible authority's. The child's own choice may be."""
    if one.independence != Interview.Independence.INDEPENDENT:
        return
    answers = sight.who_answers([person])[person]
    near = Q(pk=answers.home) | Q(kind="local_authority", area=answers.responsible)
    for agency in Agency.objects.filter(near).exclude(pk=None):
        if agency.name.casefold() in one.employer.casefold():
            raise NotIndependent(
                f"{agency.name} looks after the child: somebody who works for it is not independent. "
                "If the child chose them, say so."
            )


@dataclass(frozen=True)
class Tried:
    """An attempt to offer or hold an interview: when, how, and what came of it."""

    interview: uuid.UUID
    at: Moment
    how: str
    outcome: str
    note: str = ""
    key: uuid.UUID | None = None


def add_attempts(tries: Sequence[Tried]) -> list[Attempt]:
    """Record attempts. One to which the child agreed makes the interview accepted."""
    interviews = {row.pk: row for row in Interview.objects.filter(pk__in=[one.interview for one in tries])}
    rows = [
        Attempt(
            id=one.key or new_key(), interview_id=one.interview, person=interviews[one.interview].person,
            agency_id=current().agency, at=one.at.at, precision=str(one.at.precision), how=one.how,
            outcome=one.outcome, note=one.note,
        )
        for one in tries
    ]  # fmt: skip
    Attempt.objects.bulk_create(rows)
    agreed = [one.interview for one in tries if one.outcome == Attempt.Outcome.AGREED]
    Interview.objects.filter(pk__in=agreed, status="offered").update(status="accepted", version=F("version") + 1)
    _line("missing.attempt_interview", rows)
    return rows


def close(interview: Interview, status: str, reason: str, carers_asked: str = "") -> None:
    """An interview that will not be held: declined (after an attempt), not found, or not required; with its reason.

    `carers_asked`: after a child declined, whether parents or carers were offered the chance to tell what they know.
    """
    if status not in RETURN_INTERVIEW_STATUS or not reason.strip():
        raise ValueError("Say how it ended, and why.")
    declined = Attempt.objects.filter(interview=interview, outcome=Attempt.Outcome.DECLINED)
    if status == "declined" and not declined.exists():
        raise NeedsAttempt("Record the attempt at which the child declined first.")
    Interview.objects.filter(pk=interview.pk).update(
        status=status, reason=reason, carers_asked=carers_asked, version=F("version") + 1
    )
    _line("missing.close_interview", [interview])
    follow.interview_closed(interview, status)


@dataclass(frozen=True)
class Held:
    """An interview that was held: when, where, what was said, whether a leaflet was given, and what may be passed on.

    `safe_note` goes to those where the child lives, only with `agreed_with_child`. Where the answers allege something,
    `alleged` says of whom: without an agency it is taken to be where the child lives. `intelligence` is for the police.
    """

    at: Moment
    answers: Mapping[str, Given]
    leaflet: str = ""
    late_reason: str = ""
    safe_note: str = ""
    agreed_with_child: bool = False
    place: str = ""
    alleged: heard.Alleged | None = None
    intelligence: str = ""


def hold(interview: Interview, held: Held) -> Interview:
    """Keep what the child said, in the instrument, and stop the clock at the time at which it was held.

    Raises `heard.OwnAgency` where somebody of the agency that keeps the record is accused, with words it could read.
    """
    home = follow.home_of(interview)
    accused = _accused(held, home)
    response = respond(
        RETURN_INTERVIEW, interview.person, follow.SUBJECT, interview.absence_id, held.answers, at=held.at
    )
    Interview.objects.filter(pk=interview.pk).update(
        held_at=held.at.at, held_precision=str(held.at.precision), response=response.pk, leaflet=held.leaflet,
        place=held.place, reason=held.late_reason, status="completed_in_time", version=F("version") + 1,
    )  # fmt: skip
    if accused is not None:
        heard.allege(interview, accused)
    elif held.safe_note.strip() and home is not None:
        clear_note(response, holder=home.key, words=held.safe_note, agreed_with_child=held.agreed_with_child)
    if held.intelligence.strip():
        heard.send_intelligence(Absence.objects.get(pk=interview.absence_id), held.intelligence)
    follow.interview_held(interview, held.at)
    if follow.was_late(interview.absence_id):
        Interview.objects.filter(pk=interview.pk).update(status="completed_late")
    _line("missing.hold_interview", [interview])
    return Interview.objects.get(pk=interview.pk)


def _accused(held: Held, home: Holder | None) -> heard.Alleged | None:
    """Of whom something is alleged; where nobody said whose they are, of where the child lives: the safe side."""
    if not alleged(held.answers):
        return None
    told = held.alleged or heard.Alleged()
    if told.agency is None and told.role not in WITHOUT_AGENCY and home is not None:
        told = heard.Alleged(told.role, home.agency)
    if told.agency == current().agency and "allegation_words" in held.answers:
        raise heard.OwnAgency(
            "It is about somebody of your own agency. Telephone the designated officer, and leave their words out: "
            "colleagues can read this record."
        )
    return told


# Theirs is no agency that a message could reach.
WITHOUT_AGENCY = ("family_carer", "other_child")


def alleged(answers: Mapping[str, Given]) -> bool:
    """Whether something is alleged about a carer, or somebody who works with the child."""
    return "allegation" in answers and answers["allegation"].value in ("yes", True)


def _line(door: str, rows: Sequence[Interview | Attempt]) -> None:
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in rows], subjects=[row.pk for row in rows])
