"""Answers given, opened further or closed again, and notes that are safe to pass on."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.access.writing import write
from lapwing.directory.keys import new_key
from lapwing.rules.moments import Moment, london_date
from lapwing.work.instruments.definition import Audience, Instrument, Question, QuestionKind, Score, nearest
from lapwing.work.instruments.models import AUDIENCE_LEVEL, Answer, Response, SafeNote

Value = str | bool | int | float | date | tuple[str, ...] | list[str] | None


class NotAnAnswer(ValueError):
    """Something that does not answer the question; the message says why, for whoever filled it in."""


@dataclass(frozen=True)
class Given:
    """What was answered, and who may hear it: the worker alone, unless the child agreed to more."""

    value: Value
    audience: Audience = Audience.WORKER


@dataclass(frozen=True)
class Responding:
    """Answers to one instrument: about whom, on what, when, and by whom they were heard (the viewer's own seat)."""

    instrument: str
    person: uuid.UUID
    subject_kind: str
    subject: uuid.UUID
    answers: Mapping[str, Given]
    at: Moment | None = None
    holder: uuid.UUID | None = None


def respond(
    instrument_key: str, person: uuid.UUID, subject_kind: str, subject: uuid.UUID, answers: Mapping[str, Given],
    *, at: Moment | None = None, holder: uuid.UUID | None = None,
) -> Response:  # fmt: skip
    """Keep the answers to an instrument once: `respond_each` for a set of one."""
    one = Responding(instrument_key, person, subject_kind, subject, answers, at, holder)
    return respond_each([one])[0]


def respond_each(responding: Sequence[Responding]) -> list[Response]:
    """Keep answers to instruments, each in the version of its day. What nobody answered has no row.

    Raises KeyError for a question that an instrument does not have, and NotAnAnswer for a value that answers none.
    """
    responses, answers = [], []
    for one in responding:
        response, rows = _response(one)
        responses.append(response)
        answers += rows
    write(responses)
    write(answers)
    ledger.line(
        LedgerAct.CHANGE, "work.respond", persons=[row.person for row in responses],
        subjects=[row.pk for row in (*responses, *answers)],
    )  # fmt: skip
    return responses


def _response(one: Responding) -> tuple[Response, list[Answer]]:
    who, moment = current(), one.at or Moment.now()
    instrument = nearest(one.instrument, london_date(moment.at))
    response = Response(
        id=new_key(), person=one.person, agency_id=who.agency, level=Level.SUMMARY, holder=one.holder or who.seat,
        subject_kind=one.subject_kind, subject=one.subject, instrument=instrument.key, version=instrument.version,
        at=moment.at, at_precision=moment.precision,
    )  # fmt: skip
    rows = [
        _answer(instrument.question(key), given, response)
        for key, given in one.answers.items()
        if given.value not in (None, "", (), [])
    ]
    if (score := _score(instrument, rows)) is not None:
        response.score, response.band, response.unanswered = score.total, score.band, list(score.missing)
    return response, rows


def _answer(question: Question, given: Given, response: Response) -> Answer:
    audience = Audience(given.audience)
    if audience not in question.audiences:
        raise NotAnAnswer(f'"{question.words}" may not be opened that far.')
    row = Answer(
        id=new_key(), response=response, person=response.person, agency_id=response.agency_id,
        level=AUDIENCE_LEVEL[audience], holder=response.holder, question=question.key, audience=audience,
    )  # fmt: skip
    _fill(row, question, given.value)
    return row


def _fill(row: Answer, question: Question, value: Value) -> None:
    match question.kind:
        case QuestionKind.NUMBER:
            try:
                row.number = float(str(value))
            except ValueError as error:
                raise NotAnAnswer(f'"{question.words}" is answered with a number.') from error
        case QuestionKind.TEXT:
            row.words = str(value)
        case QuestionKind.DATE:
            row.words = value.isoformat() if isinstance(value, date) else str(value)
        case _:
            row.codes = _codes(question, value)


def _codes(question: Question, value: Value) -> list[str]:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    codes = [value] if isinstance(value, str) else [str(code) for code in value or ()]  # type: ignore[union-attr]
    known = {code for code, _ in question.choices}
    if unknown := [code for code in codes if code not in known]:
        raise NotAnAnswer(f'"{question.words}" has no answer "{unknown[0]}".')
    if len(codes) > 1 and question.kind is not QuestionKind.MANY:
        raise NotAnAnswer(f'"{question.words}" has one answer.')
    return codes


def _score(instrument: Instrument, rows: list[Answer]) -> Score | None:
    if instrument.scoring is None:
        return None
    codes = {row.question: tuple(row.codes) for row in rows if row.codes}
    numbers = {row.question: row.number for row in rows if row.number is not None}
    return instrument.scoring.score(codes, numbers)


def set_audience(answer: Answer, audience: Audience, *, before: str | None = None) -> bool:
    """The child agreed to more, or to less: open an answer further, or close it again. Its history stays.

    `before` is who might hear it when the page was opened, else as the row was read: nothing is written, and False
    returned, where somebody else opened or closed it since.
    """
    question = answer.response.questions.question(answer.question)
    if audience not in question.audiences:
        raise NotAnAnswer(f'"{question.words}" may not be opened that far.')
    shown = answer.audience if before is None else before
    changed = Answer.objects.filter(pk=answer.pk, audience=shown).update(
        audience=audience, level=AUDIENCE_LEVEL[audience]
    )
    if changed:
        ledger.line(LedgerAct.CHANGE, "work.set_audience", persons=[answer.person], subjects=[answer.pk])
    return bool(changed)


def clear_note(response: Response, *, holder: uuid.UUID, words: str, agreed_with_child: bool) -> SafeNote:
    """Pass on what is safe to where the child lives or learns, in a worker's own words and only if the child agreed."""
    if not agreed_with_child:
        raise ValueError("What a child said is passed on only if the child agreed.")
    if not words.strip():
        raise ValueError("Write what may be passed on.")
    note = SafeNote(
        id=new_key(), response=response, person=response.person, agency_id=response.agency_id, level=Level.SUMMARY,
        holder=holder, words=words, agreed_with_child=True, cleared_by=current().seat,
    )  # fmt: skip
    SafeNote.objects.bulk_create([note])
    ledger.line(LedgerAct.CHANGE, "work.clear_note", persons=[note.person], subjects=[note.pk])
    return note


def withdraw_note(note: SafeNote) -> bool:
    """Take back what was passed on: from now on it names only whoever cleared it."""
    changed = SafeNote.objects.filter(pk=note.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), holder=note.cleared_by, level=Level.DETAIL
    )
    ledger.line(LedgerAct.CHANGE, "work.withdraw_note", persons=[note.person], subjects=[note.pk])
    return bool(changed)
