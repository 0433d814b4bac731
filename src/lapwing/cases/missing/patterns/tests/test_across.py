"""Across children: away at once, found together, the same places; against the plainest way of counting."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lapwing.cases.missing.patterns.across import (
    TOGETHER_WITHIN,
    Finding,
    Stay,
    by_pair,
    found_together,
    overlaps,
    pair,
    placements,
    places,
    recurring,
)
from lapwing.cases.missing.patterns.tests.test_sentences import away
from lapwing.rules.moments import Moment

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
WREN, JAY, FINCH = (uuid.UUID(int=n) for n in (1, 2, 3))
NIGHT = date(2026, 3, 1)


def stay(child: uuid.UUID, day: date = NIGHT, clock: time | None = time(22), *, hours: float | None = 8,
         found: tuple[tuple[str, float], ...] = (), **more: object) -> Stay:  # fmt: skip
    """`found` is places, with how many hours after the beginning."""
    one = away(day, clock, hours=hours, **more)
    findings = tuple(
        Finding(place, Moment(one.began.at + timedelta(hours=after), one.began.precision)) for place, after in found
    )
    return Stay(child, one, findings)


def test_two_children_away_on_one_night() -> None:
    wren, jay = stay(WREN), stay(JAY, clock=time(23))
    [overlap] = overlaps([jay, wren], NOW)
    assert overlap.pair == (WREN, JAY)
    assert overlap.until - overlap.since == timedelta(hours=7)


def test_one_back_before_the_other_went() -> None:
    assert overlaps([stay(WREN, hours=1), stay(JAY, clock=time(23, 30))], NOW) == []


def test_one_child_s_own_absences_make_no_pair() -> None:
    assert overlaps([stay(WREN), stay(WREN, clock=time(23))], NOW) == []


def test_where_only_days_are_known_they_overlap_where_they_surely_did() -> None:
    same_day = [stay(WREN, clock=None, hours=0), stay(JAY, clock=None, hours=0)]
    assert overlaps(same_day, NOW) == []
    for_days = [stay(WREN, clock=None, hours=72), stay(JAY, clock=None, hours=72)]
    assert len(overlaps(for_days, NOW)) == 1


def test_found_together_at_one_place_within_two_hours() -> None:
    wren, jay = stay(WREN, found=(("Quay Street", 5),)), stay(JAY, found=(("quay street.", 6.5),))
    [together] = found_together([wren, jay])
    assert (together.pair, together.place) == ((WREN, JAY), "Quay Street")
    assert found_together([wren, stay(JAY, found=(("Quay Street", 7.5),))]) == []
    assert found_together([wren, stay(JAY, found=(("Mill Lane", 5),))]) == []
    assert found_together([wren, stay(WREN, found=(("Quay Street", 5),))]) == []


def test_found_on_one_day_at_one_place_where_only_the_day_is_known() -> None:
    days = [stay(WREN, clock=None, found=(("Quay Street", 0),)), stay(JAY, clock=time(9), found=(("Quay Street", 3),))]
    assert len(found_together(days)) == 1


def test_places_that_recur_are_of_two_children_or_more() -> None:
    stays = [stay(WREN, found=(("Quay Street", 1),)), stay(WREN, found=(("Mill Lane", 1),)),
             stay(WREN, found=(("Mill Lane", 1),)), stay(JAY, found=(("Quay street", 1),))]  # fmt: skip
    [place] = recurring(stays, places)
    assert (place.what.casefold(), place.children) == ("quay street", {WREN, JAY})
    homes = [stay(child, placement="Elm House") for child in (WREN, JAY, FINCH)]
    assert recurring(homes, placements)[0].children == {WREN, JAY, FINCH}


stays = st.lists(
    st.builds(
        stay, st.sampled_from([WREN, JAY, FINCH]), st.dates(date(2026, 2, 1), date(2026, 2, 20)),
        st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        hours=st.none() | st.floats(0, 100),
        found=st.lists(st.tuples(st.sampled_from(["Quay", "quay.", "Mill"]), st.floats(0, 50)), max_size=2).map(tuple),
    ),
    max_size=14,
)  # fmt: skip


@given(stays)
def test_overlaps_are_those_that_comparing_every_two_finds(some: list[Stay]) -> None:
    expected = set()
    for one, other in combinations(some, 2):
        (a, b), (c, d) = one.surely(NOW), other.surely(NOW)
        if one.child != other.child and a < b and c < d and max(a, c) < min(b, d):
            expected.add(frozenset((one.away.key, other.away.key)))
    found = overlaps(some, NOW)
    assert {frozenset((each.one.away.key, each.other.away.key)) for each in found} == expected
    assert len(found) == len(expected)
    assert all(each.since < each.until for each in found)


@given(stays)
def test_found_together_is_what_comparing_every_two_finds(some: list[Stay]) -> None:
    def near(one: Finding, other: Finding) -> bool:
        if one.place.strip(".").casefold() != other.place.strip(".").casefold():
            return False
        if "day" in (one.at.precision, other.at.precision):
            return one.at.day == other.at.day
        return abs(one.at.at - other.at.at) <= TOGETHER_WITHIN

    expected = {
        frozenset((one.away.key, other.away.key))
        for one, other in combinations(some, 2)
        if one.child != other.child and any(near(a, b) for a in one.found for b in other.found)
    }
    assert {frozenset((each.one.away.key, each.other.away.key)) for each in found_together(some)} == expected


@given(stays)
def test_a_pair_is_one_whichever_child_is_named_first(some: list[Stay]) -> None:
    for (one, other), found in by_pair(overlaps(some, NOW)).items():
        assert one < other
        assert {each.pair for each in found} == {pair(uuid.UUID(int=other), uuid.UUID(int=one))}
