"""What may be done about a return interview: offer it, try, hold it, or close it without one."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.access.writing import write
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
from lapwing.work.instruments.changes import Given, Responding, clear_note, respond_each
from lapwing.work.instruments.models import Response

BATCH = 500
CLOSED = ("completed_in_time", "completed_late", "declined", "not_found", "not_required")


class NeedsAttempt(ValueError):
    """An interview cannot be recorded as declined before an attempt at which the child declined."""


class NotIndependent(ValueError):
    """Whoever is called independent works for the placement, or for the authority that answers for the child."""


class NoHome(ValueError):
    """A note was written for where the child lives, and no home is known that it could go to."""


class Ended(ValueError):
    """Somebody else recorded how this interview ended, or it is another agency's to record; the message says which."""


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
    _check_independence([(one, own[one.absence].person) for one in offers])
    rows = [
        Interview(
            id=one.key or new_key(), absence_id=one.absence, person=own[one.absence].person,
            agency_id=current().agency, area_id=own[one.absence].area, status="offered",
            offered_at=one.offered.at, offered_precision=str(one.offered.precision), interviewer=one.interviewer,
            employer=one.employer, independence=one.independence, independence_note=one.independence_note,
        )
        for one in offers
    ]  # fmt: skip
    write(rows)
    _line("missing.offer_interview", rows)
    return rows


def _check_independence(offers: Sequence[tuple[Offer, uuid.UUID]]) -> None:
    """Independent means: neither the placement's, nor the responsible authority's. The child's own choice may be."""
    said = [each for each in offers if each[0].independence == Interview.Independence.INDEPENDENT]
    answers = sight.who_answers(person for _, person in said)
    homes, areas = ({getattr(one, what) for one in answers.values()} - {None} for what in ("home", "responsible"))
    near = list(Agency.objects.filter(Q(pk__in=homes) | Q(kind="local_authority", area__in=areas)))
    for one, person in said:
        found = answers[person]
        for agency in near:
            looks_after = agency.pk == found.home or (
                agency.kind == "local_authority" and agency.area_id and agency.area_id == found.responsible
            )
            if looks_after and agency.name.casefold() in one.employer.casefold():
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
    write(rows)
    agreed = [one.interview for one in tries if one.outcome == Attempt.Outcome.AGREED]
    Interview.objects.filter(pk__in=agreed, status="offered").update(status="accepted", version=F("version") + 1)
    _line("missing.attempt_interview", rows)
    return rows


def close(interview: Interview, status: str, reason: str, carers_asked: str = "") -> None:
    """An interview that will not be held: `close_each` for a set of one."""
    close_each([interview], status, reason, carers_asked)


def close_each(interviews: Sequence[Interview], status: str, reason: str, carers_asked: str = "") -> None:
    """Interviews that will not be held: declined (after an attempt), not found, or not required; with the reason.

    `carers_asked`: after a child declined, whether parents or carers were offered the chance to tell what they know.
    """
    if status not in RETURN_INTERVIEW_STATUS or not reason.strip():
        raise ValueError("Say how it ended, and why.")
    keys = {row.pk for row in interviews}
    declined = Attempt.objects.filter(interview__in=keys, outcome=Attempt.Outcome.DECLINED)
    if status == "declined" and keys - set(declined.values_list("interview", flat=True)):
        raise NeedsAttempt("Record the attempt at which the child declined first.")
    _still_open(keys)
    Interview.objects.filter(pk__in=keys).update(
        status=status, reason=reason, carers_asked=carers_asked, version=F("version") + 1
    )
    _line("missing.close_interview", interviews)
    follow.interviews_closed(interviews, status)


def _still_open(keys: Collection[uuid.UUID]) -> None:
    """Keep these interviews for this act alone: who comes second finds that it ended, and writes over nothing."""
    states = dict(Interview.objects.select_for_update().filter(pk__in=keys).values_list("pk", "status"))
    if any(state in CLOSED for state in states.values()):
        raise Ended("Somebody else recorded this interview meanwhile. Your words stand below, and are not saved.")
    if len(states) < len(keys):
        raise Ended("Another agency holds this interview, and records it. Your words stand below, and are not saved.")


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
    """Keep what one child said: `hold_each` for a set of one."""
    return hold_each([(interview, held)])[0]


def hold_each(held: Sequence[tuple[Interview, Held]]) -> list[Interview]:
    """Keep what children said, in the instrument, and stop each clock at the time at which the interview was held.

    Raises `heard.OwnAgency` where somebody of the agency that keeps the record is accused, with words it could read;
    `heard.IsBarred` or `NoHome` where a note could not go to where the child lives; Ended where one is over already.
    """
    _still_open({row.pk for row, _ in held})
    homes = follow.homes_of([row for row, _ in held])
    accused = [_accused(one, homes.get(row.person)) for row, one in held]
    for (row, one), whom in zip(held, accused, strict=True):
        if one.safe_note.strip() and whom is None:
            _may_go_there(row, homes.get(row.person))
    responses = respond_each(
        [
            Responding(RETURN_INTERVIEW, row.person, follow.SUBJECT, row.absence_id, one.answers, one.at)
            for row, one in held
        ]
    )
    for (row, one), response in zip(held, responses, strict=True):
        row.held_at, row.held_precision, row.response = one.at.at, str(one.at.precision), response.pk
        row.leaflet, row.place, row.reason = one.leaflet, one.place, one.late_reason
    late = follow.interviews_held({row.absence_id: one.at for row, one in held})
    for row, _ in held:
        row.status = "completed_late" if row.absence_id in late else "completed_in_time"
    fields = ["held_at", "held_precision", "response", "leaflet", "place", "reason", "status"]
    Interview.objects.bulk_update([row for row, _ in held], fields, batch_size=BATCH)
    Interview.objects.filter(pk__in=[row.pk for row, _ in held]).update(version=F("version") + 1)
    for (row, one), response, whom in zip(held, responses, accused, strict=True):
        _pass_on(row, one, response, whom, homes.get(row.person))
    _line("missing.hold_interview", [row for row, _ in held])
    written = Interview.objects.in_bulk([row.pk for row, _ in held])
    return [written[row.pk] for row, _ in held]


def _may_go_there(row: Interview, home: Holder | None) -> None:
    """An earlier allegation bars the home from this interview's note as well; and no note is dropped unsaid."""
    if home is None:
        raise NoHome(
            "No home is known here that a note could go to. Leave it empty: once the interview is recorded you can "
            "write a note for a team that works with the child."
        )
    if heard.is_barred(row.person, home.agency):
        raise heard.IsBarred("Nothing may be passed on there. Leave it empty.")


def _pass_on(
    row: Interview, held: Held, response: Response, accused: heard.Alleged | None, home: Holder | None
) -> None:
    """What goes further: an allegation on its own route, a safe note to the home, information to the police."""
    if accused is not None:
        heard.allege(row, accused)
    elif held.safe_note.strip() and home is not None:
        clear_note(response, holder=home.key, words=held.safe_note, agreed_with_child=held.agreed_with_child)
    if held.intelligence.strip():
        heard.send_intelligence(Absence.objects.get(pk=row.absence_id), held.intelligence)


def _accused(held: Held, home: Holder | None) -> heard.Alleged | None:
    """Of whom something is alleged; where nobody said whose they are, of where the child lives: the safe side."""
    if not alleged(held.answers):
        return None
    told = held.alleged or heard.Alleged()
    if told.agency is None and (told.role == "school_staff" or (told.role in OF_AN_AGENCY and home is None)):
        raise heard.AgencyNotSaid("Say whom they work for: otherwise that agency would still be told")
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
OF_AN_AGENCY = ("home_staff", "foster_carer", "school_staff", "worker")


def alleged(answers: Mapping[str, Given]) -> bool:
    """Whether something is alleged about a carer, or somebody who works with the child: by the answer, or in words."""
    said = {name: answers[name].value for name in ("allegation", "allegation_words") if name in answers}
    return said.get("allegation") in ("yes", True) or bool(str(said.get("allegation_words") or "").strip())


def _line(door: str, rows: Sequence[Interview | Attempt]) -> None:
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in rows], subjects=[row.pk for row in rows])
