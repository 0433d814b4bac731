"""What repeats in one child's absences, as worked examples and as properties."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.cases.missing.patterns.away import Away, grouped, same_words
from lapwing.cases.missing.patterns.sentences import About, Sentence, longer, more_often, repeats, runs, sentences
from lapwing.rules import duties
from lapwing.rules.duties import LocalSetting, Window
from lapwing.rules.moments import Moment

GUIDANCE = duties.get("repeat_missing").window
assert GUIDANCE is not None
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
TODAY = NOW.date()


def away(day: date, clock: time | None = time(22), *, hours: float | None = 8, **more: object) -> Away:
    began = Moment.local(day, clock) if clock else Moment.on(day)
    ended = None if hours is None else Moment(began.at + timedelta(hours=hours), began.precision)
    return Away(uuid.uuid4(), began, ended=ended, **more)  # type: ignore[arg-type]


def words(found: list[Sentence]) -> list[str]:
    return [one.words for one in found]


def test_three_in_ninety_days_is_said_with_its_proof() -> None:
    three = [away(date(2026, 1, 1)), away(date(2026, 2, 1)), away(date(2026, 3, 31))]
    [sentence] = repeats(three, GUIDANCE, three[-1].began.day)
    assert sentence == Sentence(About.REPEAT, "Missing 3 times in 90 days", tuple(one.key for one in three))


def test_the_ninety_first_day_is_outside() -> None:
    assert repeats([away(date(2026, 1, 1)), away(date(2026, 2, 1)), away(date(2026, 4, 1))], GUIDANCE, TODAY) == []


def test_any_ninety_days_and_not_only_the_last() -> None:
    long_ago = [away(date(2024, 5, day)) for day in (1, 9, 20)]
    said = "Was missing 3 times in 90 days, 1 May to 20 May 2024"
    assert words(repeats([*long_ago, away(date(2026, 3, 1))], GUIDANCE, TODAY)) == [said]
    assert words(repeats(long_ago, GUIDANCE, date(2024, 8, 17))) == ["Missing 3 times in 90 days"]


def test_the_freshest_comes_first_and_what_is_long_ago_says_when() -> None:
    old = [away(date(2024, 5, day), places=("the weir",)) for day in (1, 9, 20)]
    found = words(sentences([*old, away(date(2026, 3, 18), hours=30)], GUIDANCE, NOW))
    assert found[0].startswith("Longer than ever before")
    assert found[1:] == [f"{said}, 1 May to 20 May 2024" for said in (
        "Was missing 3 times in 90 days", "Found 3 times at the same place: the weir")]  # fmt: skip


def test_what_does_not_count_is_not_counted() -> None:
    known = [away(date(2026, 3, day), type="away") for day in (1, 5, 9)]
    assert repeats(known, GUIDANCE, TODAY) == []
    here = Window(2, 28, frozenset({"away"}))
    assert words(repeats(known, here, TODAY)) == ["Missing 3 times in 28 days"]


def test_the_first_ever() -> None:
    assert "The first time that we know of" in words(sentences([away(date(2026, 3, 19))], GUIDANCE, NOW))
    two = [away(date(2026, 3, 18)), away(date(2026, 3, 19))]
    assert "The first time that we know of" not in words(sentences(two, GUIDANCE, NOW))


def test_longer_than_ever_before() -> None:
    short, long = away(date(2026, 3, 1), hours=9.5), away(date(2026, 3, 10), hours=31)
    [said] = longer([long, short], NOW)
    assert said.words == "Longer than ever before: 31 h; the longest before was 9 h 30 min"
    assert said.proof == (short.key, long.key)
    still = away(date(2026, 3, 18), hours=None)
    assert words(longer([short, long, still], NOW)) == [
        "Longer than ever before: 38 h so far; the longest before was 31 h"
    ]


def test_days_alone_prove_no_longer_absence() -> None:
    """From one day to the next may be a minute, or two days."""
    short, unsure = away(date(2026, 3, 1), hours=3), away(date(2026, 3, 10), None, hours=24)
    assert longer([short, unsure], NOW) == []


def test_more_often_than_before() -> None:
    old, recent = away(date(2025, 11, 1)), [away(date(2026, 2, 1)), away(date(2026, 3, 1))]
    [said] = more_often([old, *recent], GUIDANCE, NOW.date())
    assert said.words == "More often than before: 2 times since 21 Dec, once in the 90 days before"
    assert more_often(recent, GUIDANCE, NOW.date()) == [], "nothing is known of the time before"
    assert more_often([old, recent[0]], GUIDANCE, NOW.date()) == []


def test_the_same_place_companion_placement_and_school() -> None:
    told = [
        away(date(2026, 1, 1), places=("Quay Street",), companions=("Ash",), placement="Elm House"),
        away(date(2026, 2, 9), places=("quay  street.",), companions=("ash",), placement="Elm House"),
        away(date(2026, 3, 9), school="Sallow School"),
    ]
    said = {one.words: one.proof for one in sentences(told, GUIDANCE, NOW)}
    both = (told[0].key, told[1].key)
    assert said["Found twice at the same place: Quay Street"] == both
    assert said["With the same companion twice: Ash"] == both
    assert said["From the same placement twice: Elm House"] == both
    assert not any("school" in words for words in said)


@pytest.mark.parametrize("written", ["Quay Street", " quay street", "QUAY-STREET", "Quay  Street."])
def test_one_place_however_it_is_written(written: str) -> None:
    assert same_words(written) == "quay street"


days = st.dates(date(2024, 1, 1), date(2026, 3, 1))
placed = st.lists(st.sampled_from(["A", "a", "B.", "b", ""]), max_size=3).map(tuple)
some = st.lists(st.builds(away, days, st.none() | st.just(time(21)), type=st.sampled_from(["missing", "away"])),
                max_size=25)  # fmt: skip
windows = st.builds(Window, st.integers(2, 4), st.integers(5, 120), st.just(frozenset({"missing"})))


@given(some, windows)
def test_a_run_is_said_wherever_any_stretch_is_full(aways: list[Away], window: Window) -> None:
    counted = sorted(one.began.day for one in aways if one.type in window.kinds)
    full = any((b - a).days < window.days for a, b in zip(counted, counted[window.times - 1 :], strict=False))
    assert bool(runs(aways, window)) == full


@given(some, windows)
def test_each_run_is_full_fits_the_window_and_shares_no_absence(aways: list[Away], window: Window) -> None:
    seen: set[uuid.UUID] = set()
    for run in runs(aways, window):
        keys = {one.key for one in run}
        assert len(run) >= window.times
        assert (run[-1].began.day - run[0].began.day).days < window.days
        assert all(one.type in window.kinds for one in run)
        assert not keys & seen
        seen |= keys


@given(some, windows)
def test_the_latest_run_holds_what_the_duty_says(aways: list[Away], window: Window) -> None:
    """The board's sentence and the proposal of a meeting never disagree on whether it happened."""
    local = LocalSetting(window=window)
    told = [duties.Occurrence(one.began, one.type) for one in aways]
    filled = duties.reached(duties.get("repeat_missing"), told, local=local)
    found = runs(aways, window)
    assert bool(filled) == bool(found)
    if filled:
        assert filled[-1].began.at == found[0][-1].began.at


@given(some)
def test_every_sentence_is_proved_by_absences_of_this_child(aways: list[Away]) -> None:
    keys = {one.key for one in aways}
    for said in sentences(aways, GUIDANCE, NOW):
        assert said.proof
        assert set(said.proof) <= keys


@given(some, st.randoms())
def test_the_order_in_which_they_are_told_does_not_matter(aways: list[Away], random: object) -> None:
    turned = list(aways)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert sentences(aways, GUIDANCE, NOW) == sentences(turned, GUIDANCE, NOW)


@given(st.lists(st.builds(away, days, places=placed), max_size=12))
def test_each_absence_stands_once_under_each_place(aways: list[Away]) -> None:
    found = grouped(aways, lambda one: one.places)
    for place, there in found.items():
        assert len({one.key for one in there}) == len(there)
        assert all(same_words(place) in {same_words(each) for each in one.places} for one in there)
