"""The plan of the demo's world: what it promises, and that the same seed and date give the same."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lapwing.demo.absences import SETTLED, absences
from lapwing.demo.cast import CAST, DOMAIN, EVERYBODY, STRANGER
from lapwing.demo.families import families
from lapwing.demo.places import BODIES, POSTS
from lapwing.demo.returns import returns
from lapwing.rules.authorities import UPN_AUTHORITIES
from lapwing.rules.identifiers import check_nhs_number, check_postcode, check_upn

DAYS = [date(2026, 11, 22), date(2026, 3, 1), date(2027, 9, 2), date(2024, 2, 29)]


@pytest.mark.parametrize("day", DAYS)
def test_the_same_seed_and_day_give_the_same_world(day: date) -> None:
    children = families(1, day)
    assert children == families(1, day)
    assert absences(1, day, children) == absences(1, day, children)
    assert children != families(2, day)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("day", DAYS)
def test_about_four_hundred_children_sixty_of_them_missing_at_some_time_and_five_now(seed: int, day: date) -> None:
    children = families(seed, day)
    gone = absences(seed, day, children)
    recent = [a for a in gone if a.began.date() >= day - timedelta(days=731)]
    assert 395 <= len(children) <= 405
    assert len({a.child for a in recent}) == 60
    assert sum(a.is_open for a in gone) == 5


@pytest.mark.parametrize("day", DAYS)
def test_everything_that_makes_a_child_worth_a_second_look_is_there(day: date) -> None:
    children = families(1, day)
    traits = [trait for child in children for trait in child.traits]
    assert sorted(traits) == sorted(
        ["twin", "twin", "namesake", "namesake", "doubtful", "confidential", "sealed", "nameless", "unborn"]
    )
    assert any(child.care and child.care.home and child.care.host != child.area for child in children)
    assert len({child.household for child in children}) < len(children) * 0.7


def test_somebody_went_missing_three_times_in_ninety_days() -> None:
    day = DAYS[0]
    gone = absences(1, day, families(1, day))
    last = [a.child for a in gone if a.began.date() > day - timedelta(days=90)]
    assert max(last.count(child) for child in last) >= 3


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_child_is_missing_twice_at_once(seed: int) -> None:
    gone = absences(seed, DAYS[0], families(seed, DAYS[0]))
    for child in {a.child for a in gone}:
        ours = [a for a in gone if a.child == child]
        for before, after in pairwise(ours):
            assert before.ended is not None
            assert before.ended < after.began


def test_every_number_is_well_formed_and_nobodys() -> None:
    for child in families(1, DAYS[0]):
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


def test_the_cast_is_eight_people_at_one_domain_and_each_title_has_a_team() -> None:
    assert len(CAST) == 8
    keys = [member.key for member in EVERYBODY]
    assert len(set(keys)) == len(keys)
    assert all(member.email.endswith(f"@{DOMAIN}") for member in (*CAST, STRANGER))
    posts = {post.key for post in POSTS}
    assert all(member.team in posts for member in EVERYBODY)
    assert all(not member.deputy or member.deputy in keys for member in EVERYBODY)


def test_a_return_tells_only_of_what_was_over_when_it_was_made() -> None:
    day = DAYS[0]
    children = families(1, day)
    made = returns("city", children, absences(1, day, children), day)
    assert [one.began.year for one in made] == [2024, 2025, 2026]
    assert made[-1].until == day - SETTLED - timedelta(days=1)
    assert all(len(one.files) == 3 for one in made)
