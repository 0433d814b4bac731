"""Rule 1: the carer, parent or home may be the reason for running. What a child said is closed by default."""

import uuid
from datetime import date

import pytest

from lapwing.access import viewer
from lapwing.access.levels import Level
from lapwing.directory.keys import new_key
from lapwing.rules.words.missing import PUSH_REASONS
from lapwing.work.instruments import Audience, Instrument, Question, QuestionKind, changes, queries
from lapwing.work.instruments import definition as definitions
from lapwing.work.instruments.changes import Given
from lapwing.work.instruments.models import Answer, Response, SafeNote
from lapwing.work.tests.cast import Cast, make

INTERVIEW = Instrument(
    key="trial_interview", version="1", since=date(2020, 1, 1), title="Trial",
    questions=(
        Question("why", "Why did you go?", QuestionKind.MANY, codes=PUSH_REASONS),
        Question("said", "What happened?"),
        Question("carer", "Is anybody who looks after you part of it?", audiences=(Audience.WORKER,)),
    ),
)  # fmt: skip
EVERYBODY_ELSE = ("home_manager", "home_manager_deputy", "school_lead", "police_missing", "partnership_manager")


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(definitions, "_VERSIONS", {"trial_interview": {"1": INTERVIEW}})
    return make()


def interviewed(cast: Cast) -> tuple[uuid.UUID, Response]:
    """A child in whose circle everybody stands to detail, and who was interviewed by the council's coordinator."""
    person = cast.child("council_missing")
    for seat in (*EVERYBODY_ELSE, "social_worker"):
        cast.place("council_missing", person, seat, Level.DETAIL)
    with viewer.viewer(cast.seats["council_missing"], "test"):
        answers = {
            "why": Given(("P03",)),
            "said": Given("He hits me", Audience.WORKER),
            "carer": Given("The night worker"),
        }
        return person, changes.respond("trial_interview", person, "absence", new_key(), answers)


@pytest.mark.parametrize("seat", EVERYBODY_ELSE)
def test_nobody_outside_reads_what_was_said(cast: Cast, seat: str) -> None:
    interviewed(cast)
    with viewer.viewer(cast.seats[seat], "test"):
        assert not Answer.objects.exists()


def test_the_interviewer_reads_it(cast: Cast) -> None:
    _, response = interviewed(cast)
    with viewer.viewer(cast.seats["council_missing"], "test"):
        said = [answer.said for answer in queries.answers_of(response)]
        assert said == ["Abuse or neglect", "He hits me", "The night worker"]


def test_the_home_reads_only_a_note_that_the_child_agreed_to_and_a_worker_cleared(cast: Cast) -> None:
    _, response = interviewed(cast)
    home = cast.seats["home_manager"]
    with viewer.viewer(cast.seats["council_missing"], "test"):
        with pytest.raises(ValueError, match="only if the child agreed"):
            changes.clear_note(response, holder=home.pk, words="Worried", agreed_with_child=False)
        note = changes.clear_note(response, holder=home.pk, words="Worried about nights", agreed_with_child=True)
    with viewer.viewer(home, "test"):
        assert [row.words for row in SafeNote.objects.all()] == ["Worried about nights"]
        assert not Answer.objects.exists()
    with viewer.viewer(cast.seats["council_missing"], "test"):
        assert changes.withdraw_note(note)
    with viewer.viewer(home, "test"):
        assert not SafeNote.objects.exists()


def test_an_answer_about_a_carer_can_be_opened_to_nobody_else(cast: Cast) -> None:
    _, response = interviewed(cast)
    with viewer.viewer(cast.seats["council_missing"], "test"):
        answer = Answer.objects.get(question="carer", response=response)
        answer.response = response
        with pytest.raises(changes.NotAnAnswer):
            changes.set_audience(answer, Audience.CIRCLE)


def test_every_question_is_closed_unless_somebody_opens_it() -> None:
    with pytest.raises(ValueError, match="closed to all but the worker"):
        Question("open", "Open?", audiences=(Audience.CIRCLE,))
