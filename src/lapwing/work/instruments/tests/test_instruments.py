"""Instruments: dated questions, scores that do not take silence for zero, and forms made from them."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.rules.words.model import Code, CodeList
from lapwing.work.instruments import Audience, Band, Instrument, Question, QuestionKind, Scoring
from lapwing.work.instruments import definition as definitions
from lapwing.work.instruments.changes import Given
from lapwing.work.instruments.forms import form_for
from lapwing.work.instruments.forms import given as answers_of

OFTEN = CodeList("often", "How often", (Code("never", "Never"), Code("some", "Sometimes"), Code("often", "Often")))
WEIGHTS = {"never": 0.0, "some": 1.0, "often": 3.0}
SCORING = Scoring(
    weights={"alone": WEIGHTS, "afraid": WEIGHTS}, per_one={"times": 2.0}, bands=(Band(0, "Low"), Band(5, "High"))
)
TOOL = Instrument(
    key="tool", version="2", since=date(2024, 1, 1), title="Tool", scoring=SCORING,
    questions=(
        Question("alone", "Are you often alone?", QuestionKind.CHOICE, codes=OFTEN, required=True),
        Question("afraid", "Are you afraid?", QuestionKind.CHOICE, codes=OFTEN, audiences=(Audience.WORKER,)),
        Question("times", "How many times?", QuestionKind.NUMBER),
        Question("seen", "Were you seen?", QuestionKind.YES_NO),
    ),
)  # fmt: skip


def test_a_day_takes_the_version_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    older = Instrument(key="tool", version="1", since=date(2020, 1, 1), title="Tool", questions=())
    monkeypatch.setattr(definitions, "_VERSIONS", {"tool": {"1": older, "2": TOOL}})
    assert definitions.get("tool", on=date(2023, 5, 1)).version == "1"
    assert definitions.get("tool").version == "2"
    assert definitions.get("tool", version="1") is older
    assert definitions.nearest("tool", date(1952, 1, 1)) is older
    with pytest.raises(KeyError, match="no instrument"):
        definitions.get("tool", on=date(2019, 1, 1))


def test_silence_is_missing_and_not_zero() -> None:
    score = SCORING.score({"alone": ("often",)}, {})
    assert (score.total, score.band, score.missing) == (3, "Low", ("afraid", "times"))


@settings(max_examples=50)
@given(
    codes=st.dictionaries(st.sampled_from(["alone", "afraid"]), st.sampled_from(list(WEIGHTS)).map(lambda c: (c,))),
    numbers=st.dictionaries(st.just("times"), st.integers(0, 20).map(float)),
)
def test_a_score_is_the_sum_of_its_answers_and_names_what_is_missing(
    codes: Mapping[str, tuple[str, ...]], numbers: Mapping[str, float]
) -> None:
    score = SCORING.score(codes, numbers)
    assert score.total == sum(WEIGHTS[c] for cs in codes.values() for c in cs) + 2 * sum(numbers.values())
    assert set(score.missing) == {"alone", "afraid", "times"} - set(codes) - set(numbers)
    assert score.band == ("High" if score.total >= 5 else "Low")


def test_a_form_asks_each_question_and_who_may_hear_it() -> None:
    form = form_for(TOOL)({"alone": "some", "heard_by_alone": "circle", "times": "2", "seen": "yes"})
    assert form.is_valid(), form.errors
    assert "heard_by_afraid" not in form.fields
    assert answers_of(TOOL, form.cleaned_data) == {
        "alone": Given("some", Audience.CIRCLE),
        "times": Given(2.0),
        "seen": Given("yes"),
    }


def test_a_required_question_is_asked_for() -> None:
    form = form_for(TOOL)({})
    assert set(form.errors) == {"alone"}
