"""The plan of the demo's world: what it promises, and that the same seed and date give the same. Without a database."""

import random
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from lapwing.demo import rates
from lapwing.demo.absences import OVERDUE, SETTLED, absences, counted, is_settled, last_came, last_quarter, year_of
from lapwing.demo.cast import CAST, DOMAIN, EVERYBODY, STRANGER
from lapwing.demo.child import Child
from lapwing.demo.families import families
from lapwing.demo.own_files import POLICE, Sending, council_files, police_files
from lapwing.demo.places import BODIES, CITY, COUNCILS, COUNTY, POSTS
from lapwing.demo.returns import returns
from lapwing.demo.size import SMALL, WHOLE, Size
from lapwing.rules.authorities import UPN_AUTHORITIES
from lapwing.rules.identifiers import check_nhs_number, check_postcode, check_upn
from lapwing.rules.moments import LONDON

pytestmark = pytest.mark.long

DAYS = [date(2026, 11, 22), date(2026, 3, 1), date(2026, 5, 2), date(2024, 2, 29)]
DAY = DAYS[0]


@pytest.mark.parametrize("day", DAYS)
def test_the_same_seed_and_day_give_the_same_world(day: date) -> None:
    children = families(1, day, SMALL)
    assert children == families(1, day, SMALL)
    assert absences(1, day, children, SMALL) == absences(1, day, children, SMALL)
    assert _files(day) == _files(day)
    assert children != families(2, day, SMALL)


def _files(day: date) -> list[object]:
    """Everything that the agencies send, drawn anew."""
    children = families(1, day, SMALL)
    gone = absences(1, day, children, SMALL)
    sending = Sending(gone, {child.number: child for child in children}, day, SMALL.files_a_year)
    theirs = [(returns(council, children, gone, day), council_files(council, sending)) for council in COUNCILS]
    return [police_files(sending), *theirs]


@pytest.mark.no_cover  # thousands of times over what a small world covers
def test_the_whole_world_holds_what_the_reports_tell_of() -> None:
    """One test for all that the large plan promises, because it takes two seconds to draw."""
    children = families(1, DAY, WHOLE)
    gone = absences(1, DAY, children, WHOLE)
    totals = counted(gone, children)
    assert (totals[CITY, 2018], totals[CITY, 2019]) == (2_203, 2_019)
    assert totals[CITY, 2025] == 2_019, "the twelve months to today go on at the same rate"
    _as_often_as_in_the_published_distribution(children, gone)
    _of_the_types_that_the_city_lists(children, gone)
    _the_files_hold_more_rows_than_there_are_absences(children, gone)
    _what_only_the_police_told_is_never_left_unreadable(children, gone)
    _evenings_and_weekends_are_the_busiest(gone)
    _nobody_is_somebody_elses_double(children)


def _as_often_as_in_the_published_distribution(children: list[Child], gone: list) -> None:  # type: ignore[type-arg]
    in_care = {child.number for child in children if child.area == CITY and child.care}
    often = Counter(one.child for one in gone if one.child in in_care and year_of(one.day) == 2019)
    episodes = sum(often.values())
    six_or_more = sum(many for many in often.values() if many >= 6)
    assert 0.72 <= six_or_more / episodes <= 0.82, "Devon: about 77 of a hundred"
    assert 6.0 <= episodes / len(often) <= 7.2, "Devon: 6.6 each; England: 6.8"
    assert max(often.values()) > 20


def _of_the_types_that_the_city_lists(children: list[Child], gone: list) -> None:  # type: ignore[type-arg]
    in_city = {child.number for child in children if child.area == CITY}
    kinds = Counter((one.type, one.risk) for one in gone if one.child in in_city and year_of(one.day) in {2018, 2019})
    assert set(kinds) == {("missing", "NAR"), ("missing", "MED"), ("missing", "HIGH"), ("away", "")}
    assert min(kinds.values()) > 300


def _the_files_hold_more_rows_than_there_are_absences(children: list[Child], gone: list) -> None:  # type: ignore[type-arg]
    by_number = {child.number: child for child in children}
    sending = Sending(gone, by_number, DAY, WHOLE.files_a_year)
    rows = sum(made.rows for made in police_files(sending))
    rows += sum(made.rows for council in COUNCILS for made in council_files(council, sending))
    rows += sum(
        text.count("\n") - 1
        for council in COUNCILS
        for made in returns(council, children, gone, DAY)
        for name, text in made.files.items()
        if "missing" in name
    )
    told = sum(len([who for who in one.told.by if who != "home"]) for one in gone if is_settled(one, DAY))
    assert rows > told > 1.5 * len(gone)


def _what_only_the_police_told_is_never_left_unreadable(children: list[Child], gone: list) -> None:  # type: ignore[type-arg]
    by_number = {child.number: child for child in children}
    unread = [one for one in gone if one.told.unread]
    assert unread
    assert all(len(one.told.by) > 1 for one in unread)
    mended = {one.occurrence for one in gone if one.told.mended}
    files = police_files(Sending(gone, by_number, DAY, WHOLE.files_a_year))
    right = {occurrence: row for made in files for occurrence, row in made.wrong.items() if row}
    assert set(right) == mended
    assert all(len(row) == len(POLICE) for row in right.values())


def _evenings_and_weekends_are_the_busiest(gone: list) -> None:  # type: ignore[type-arg]
    hours = Counter(one.began.astimezone(LONDON).hour for one in gone)
    days = Counter(one.day.weekday() for one in gone)
    assert hours[20] > 4 * hours[10]
    assert min(days[4], days[5]) > max(days[0], days[1], days[2])


def _nobody_is_somebody_elses_double(children: list[Child]) -> None:
    names = Counter((child.given, child.family, child.born) for child in children if child.given)
    assert max(names.values()) == 1
    assert len({child.nhs for child in children if child.nhs}) == sum(bool(child.nhs) for child in children)


def test_taking_one_absence_out_of_the_plan_leaves_one_less() -> None:
    children = families(1, DAY, SMALL)
    gone = absences(1, DAY, children, SMALL)
    one = next(each for each in gone if each.day.year == 2019 and len(each.told.by) == 2)
    before, after = counted(gone, children), counted([each for each in gone if each != one], children)
    assert sum((before - after).values()) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("day", DAYS)
def test_a_small_world_has_its_own_totals_whatever_the_seed_and_day(seed: int, day: date) -> None:
    children = families(seed, day, SMALL)
    gone = absences(seed, day, children, SMALL)
    totals = counted(gone, children)
    for area, years in SMALL.episodes.items():
        for year, total in years.items():
            assert totals[area, year] == total
    assert 395 <= sum(not child.went for child in children) <= 405
    assert sum(one.is_open for one in gone) == 6


@pytest.mark.parametrize("day", DAYS)
def test_everything_that_makes_a_child_worth_a_second_look_is_there(day: date) -> None:
    children = families(1, day, SMALL)
    traits = Counter(trait for child in children for trait in child.traits)
    assert {
        "twin": 2,
        "namesake": 2,
        "confidential": 1,
        "sealed": 1,
        "nameless": 1,
        "unborn": 1,
    }.items() <= traits.items()
    assert {"doubtful", "moved", "parents_apart"} <= set(traits)
    assert any(child.care and child.care.home and child.care.host != child.area for child in children)
    assert len({child.household for child in children}) < len(children) * 0.7


@pytest.mark.parametrize("day", DAYS)
def test_one_councils_last_file_came_before_the_last_whole_quarter_was_over(day: date) -> None:
    """And nothing is told of since by it, and by nobody what it alone would tell."""
    children, came = families(1, day, SMALL), last_came(day).date()
    theirs = {child.number for child in children if child.area == OVERDUE}
    gone = absences(1, day, children, SMALL)
    since = [one.told for one in gone if one.child in theirs and not is_settled(one, came)]
    assert last_quarter(day).first < came < last_quarter(day).last
    assert since
    assert not [told for told in since if {"council", "return"} & set(told.by) or told.unread or not told.by]
    late = [made for made in returns(OVERDUE, children, gone, day) if made.began > came]
    assert not [name for made in late for name in made.files if "-missing" in name]


def test_somebody_went_missing_three_times_in_ninety_days() -> None:
    gone = absences(1, DAY, families(1, DAY, SMALL), SMALL)
    last = [a.child for a in gone if a.began.date() > DAY - timedelta(days=90)]
    assert max(last.count(child) for child in last) >= 3


@pytest.mark.parametrize("size", [SMALL])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_child_is_missing_twice_within_a_day(seed: int, size: Size) -> None:
    """Where one agency tells by the day alone, two absences nearer than that would be taken for one."""
    gone = absences(seed, DAY, families(seed, DAY, size), size)
    for child in {a.child for a in gone}:
        for before, after in pairwise(a for a in gone if a.child == child):
            assert before.ended is not None
            assert (after.day - before.ended.astimezone(LONDON).date()).days > 1


def test_a_child_goes_missing_from_care_only_while_in_care_and_before_coming_of_age() -> None:
    children = {child.number: child for child in families(1, DAY, SMALL)}
    for one in absences(1, DAY, list(children.values()), SMALL):
        child = children[one.child]
        assert one.day < child.grown_up
        if child.care:
            assert child.care.since < one.day
            assert child.care.until is None or one.day < child.care.until


def test_how_often_is_shared_out_as_the_distribution_says() -> None:
    often = rates.how_often(1_000, in_care=True, chance=random.Random(1))
    assert 0.27 <= often.count(1) / len(often) <= 0.33
    assert 900 <= sum(often) <= 1_100


def test_every_number_is_well_formed_and_nobodys() -> None:
    for child in families(1, DAY, SMALL):
        if child.expected:
            continue
        assert check_upn(child.upn).ok
        assert check_nhs_number(child.nhs).ok
        assert child.nhs.startswith("999")
        assert check_postcode(child.postcode).ok
        assert child.postcode[:2] in {"ZA", "ZC"}


def test_no_agency_bears_the_name_of_a_real_authority() -> None:
    names = " ".join(body.name for body in BODIES)
    assert not [real for real in UPN_AUTHORITIES.values() if f"{real} " in names and len(real) > 3]


def test_everybody_of_the_cast_signs_in_at_one_domain_and_has_a_team() -> None:
    keys = [member.key for member in EVERYBODY]
    assert len(set(keys)) == len(keys)
    assert all(member.email.endswith(f"@{DOMAIN}") for member in (*CAST, STRANGER))
    posts = {post.key for post in POSTS}
    assert all(member.team in posts for member in EVERYBODY)
    assert all(not member.deputy or member.deputy in keys for member in EVERYBODY)


def test_a_return_tells_only_of_what_was_over_when_it_was_made() -> None:
    children = families(1, DAY, SMALL)
    gone = absences(1, DAY, children, SMALL)
    for council in (CITY, COUNTY):
        made = returns(council, children, gone, DAY)
        assert [one.began.year for one in made] == [2018, 2019, 2020, 2025, 2026]
        assert made[-1].until == DAY - SETTLED - timedelta(days=1)
        assert [len(one.files) for one in made] == [3, 3, 1, 3, 3]
