"""Small numbers are hidden, and nothing hidden can be worked back."""

import math
import random
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.measures import disclosure, publishing
from lapwing.measures.catalogue import MEASURES, get
from lapwing.measures.coverage import Coverage
from lapwing.measures.grid import ALL, Place
from lapwing.measures.missing.crossings import BY_MONTH, CROSSINGS
from lapwing.measures.missing.populations import CHILDREN, EPISODES
from lapwing.measures.periods import Quarter, Year, within
from tests.counts import of_quarters
from tests.spec.measures.attacker import Attacker

# Many times over what other tests cover: measuring it again would double its time.
pytestmark = [pytest.mark.no_cover, pytest.mark.long]

YEAR = Year(2019)
NOTHING_TOLD = Coverage((), date(2021, 6, 1))


def publish(counts, areas=("901",)):
    return publishing.published(YEAR, counts, areas, NOTHING_TOLD)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ((0, 0, 0, 0), ["0", "0", "0", "0", "0"]),
        ((10, 20, 30, 40), ["10", "20", "30", "40", "100"]),
        ((3, 20, 30, 40), ["c", "c", "30", "40", "93"]),  # the next goes too, or the total gives 3 away
        ((3, 4, 30, 40), ["c", "c", "30", "40", "77"]),  # two small counts that make 7: from 1 and 6 to 6 and 1
        ((1, 1, 1, 9), ["c", "c", "c", "c", "12"]),  # a total of 3 would give every one away
        ((2, 2, 2, 0), ["c", "c", "c", "0", "c"]),  # a total of 6 from three hidden counts would say each is 1 to 4
        ((5, 0, 0, 0), ["c", "0", "0", "0", "c"]),  # the total is the same small count
        ((6, 0, 0, 0), ["6", "0", "0", "0", "6"]),
        ((5, 0, 0, 700), ["c", "0", "0", "c", "705"]),
    ],
)
def test_quarters_and_their_year(parts, shown):
    counts = of_quarters({("901", Quarter(2019, place)): number for place, number in enumerate(parts, 1)})
    table = publish(counts).table(get("missing-episodes"))
    assert [cell.text for cell in table.row("901")] == shown


def test_a_small_count_in_a_crossed_table_takes_three_others_with_it():
    rows = {"901": (3, 40, 50, 60), "902": (60, 70, 80, 90)}
    counts = of_quarters({(a, Quarter(2019, q)): n for a, row in rows.items() for q, n in enumerate(row, 1)})
    table = publish(counts, ("901", "902")).table(get("missing-episodes"))
    assert [[cell.text for cell in table.row(area)] for area in ("901", "902", ALL)] == [
        ["c", "c", "50", "60", "153"], ["c", "c", "80", "90", "300"], ["63", "110", "130", "150", "453"],
    ]  # fmt: skip


def test_the_rest_of_a_share_is_hidden_with_it():
    """97 of 100 looked after: the share is hidden, because three are not."""
    counts = of_quarters({("901", Quarter(2019, 1)): 100})
    for key, number in (("care_recorded", 100), ("looked_after", 97), ("foster", 97), ("not_looked_after", 3)):
        for area, period in product(("901", ALL), (Quarter(2019, 1), YEAR)):
            counts[Place("episodes", area, period, "placement", key)] = number
    publication = publish(counts)
    assert publication.table(get("looked-after-share")).cell("901", YEAR).text == "c"
    by = publication.table(get("missing-episodes"), "placement")
    assert [by.cell("901", YEAR, key).text for key in ("care_recorded", "looked_after", "not_looked_after")] == [
        "100", "c", "c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "whole", "percentage"),
    [(50, 100, "50.0"), (97, 100, None), (3, 100, None), (None, 100, None), (0, 100, "0.0"), (100, 100, "100.0"),
     (0, 0, None), (7, None, None), (0, 4, None), (1, 3, None), (20, 26, "76.9")],
)  # fmt: skip
def test_a_percentage_tells_no_small_number(part, whole, percentage):
    found = disclosure.share(part, whole)
    assert (found if found is None else str(found)) == percentage


@pytest.mark.parametrize(
    ("now", "before", "percent"),
    [(2019, 2203, "-8.4"), (12, 9, "33.3"), (9, 0, None), (None, 9, None), (9, None, None), (0, 9, "-100.0")],
)
def test_a_change_in_per_cent(now, before, percent):
    found = disclosure.change(now, before)
    assert (found if found is None else str(found)) == percent


@pytest.mark.parametrize(
    ("now", "may"),
    [
        ({}, "q1 q2 q3 q4 year all"),
        ({1: 13}, "q2 q3 q4"),  # one more: the quarter's difference would be that one, and so would the year's
        ({1: 21}, "q1 q2 q3 q4 year all"),
        ({1: 21, 2: 23}, "q1 q3 q4"),  # the year moved by twelve; less the nine of a quarter, that leaves three
        ({1: 4}, "q3 q4"),  # a small number now, and the next, which is hidden with it
    ],
)
def test_a_published_number_is_published_anew_only_where_no_few_records_moved(now, may):
    quarters = {1: 12, 2: 20, 3: 30, 4: 40}
    worlds = [
        of_quarters({("901", Quarter(2019, q)): n for q, n in each.items()}) for each in (quarters, quarters | now)
    ]
    before, after = (publish(world) for world in worlds)
    places = {f"q{each.number}": ("901", each) for each in YEAR.quarters} | {"year": ("901", YEAR), "all": (ALL, YEAR)}
    found = [
        key for key, place in places.items() if after.may_follow(lambda _: before, get("missing-episodes"), *place)
    ]
    assert " ".join(found) == may


@pytest.mark.parametrize(
    ("now", "tells"),
    [
        ({}, False),  # nothing moved
        ({1: 13}, True),  # one more
        ({1: 21}, False),
        ({1: 4}, True),  # hidden now, and another with it that was shown and did not move
        ({1: 21, 2: 17}, True),
    ],
)
def test_two_publications_of_a_year_beside_each_other(now, tells):
    quarters = {1: 12, 2: 20, 3: 30, 4: 40}
    worlds = [
        of_quarters({("901", Quarter(2019, q)): n for q, n in each.items()}) for each in (quarters, quarters | now)
    ]
    before, after = (publish(world) for world in worlds)
    assert after.tells_of_few(before) is tells
    assert before.tells_of_few(after) is tells


# ---- a world of children and their absences, counted here by hand, and somebody who has all that is published of it

BREAKDOWNS = {
    "sex": ["f", "m", "not_recorded"],
    "type": ["missing", "away", "with_family"],
    "placement": ["foster", "childrens_home", "not_looked_after", "not_recorded"],
    "interview": ["in_time", "late", "declined", "no_offer", "not_returned"],
    "repeat": ["fewer", "three_or_more"],
}
areas = st.sampled_from(["901", "901", "901", "902", "902", ""])
absence = st.tuples(areas, st.integers(0, 11), st.integers(0, 3), st.integers(0, 4))
child = st.tuples(
    st.sampled_from(["f", "f", "m", "not_recorded"]),
    st.sampled_from(BREAKDOWNS["placement"]),
    st.lists(absence, min_size=1, max_size=8),
)
worlds = st.lists(child, min_size=1, max_size=6)


def counted(children):
    """Counts by place of a world, and of what it is broken down by."""
    found = {}
    for number, (sex, care, absences) in enumerate(children):
        reached = set()
        for place, (area, month, type_, interview) in enumerate(sorted(absences, key=lambda one: one[1])):
            when = YEAR.months[month]
            told = {
                "sex": sex, "type": BREAKDOWNS["type"][min(type_, 2)], "first_placement": care,
                "placement": care if place < 2 else "foster", "interview": BREAKDOWNS["interview"][interview],
            }  # fmt: skip
            for period, each in product((when, *within(when)), (area, ALL)):
                _count(found, EPISODES, each, period, told, (number, place))
                if place > 1:
                    reached.add((each, period))
        for area, month, *_ in absences:
            when = YEAR.months[month]
            for period, each in product((when, *within(when)), (area, ALL)):
                repeat = "three_or_more" if (each, period) in reached else "fewer"
                _count(found, CHILDREN, each, period, {"sex": sex, "first_placement": care, "repeat": repeat}, number)
    return {place: len(ones) for place, ones in found.items()}


def _count(found, population, area, period, told, one):
    found.setdefault(Place(population.key, area, period), set()).add(one)
    for crossing in CROSSINGS if period == YEAR else ():
        if crossing.population is population and {crossing.of.key, crossing.by.key} <= told.keys():
            for pair in crossing.inside(told[crossing.of.key], told[crossing.by.key]):
                place = Place(population.key, area, YEAR, crossing.key, crossing.category(*pair))
                found.setdefault(place, set()).add(one)
    for crossing in BY_MONTH if area == ALL and period in YEAR.months else ():
        if crossing.population is population and crossing.of.key in told:
            for category in crossing.path(told[crossing.of.key]):
                found.setdefault(Place(population.key, ALL, period, crossing.of.key, category), set()).add(one)
    for by, key in told.items() if period not in YEAR.months else ():
        for category in population.breakdown(by).path(key):
            found.setdefault(Place(population.key, area, period, by, category), set()).add(one)


def attacked(children, chance, tries, attacker=None):
    """Every small count is hidden, and could be at least five numbers, for all that the tables together tell."""
    counts = counted(children)
    attacker = attacker or Attacker(publish(counts, ("901", "902")), MEASURES)
    small = [place for place, number in counts.items() if number in disclosure.SMALL]
    for place in small:
        assert attacker.shown.get(key_of(place)) is None, place
    across = [place for place in small if "*" in place.by and key_of(place) in attacker.index]
    for place in chance.sample(across, min(len(across), tries // 2)) + chance.sample(small, min(len(small), tries)):
        if key_of(place) not in attacker.index:
            continue  # withheld with its whole table
        least, most = attacker.range(key_of(place))
        assert least - 1e-6 <= counts[place] <= most + 1e-6
        assert math.floor(most + 1e-6) - math.ceil(least - 1e-6) >= 4 if most < math.inf else True, (place, least, most)


@given(worlds, st.randoms(use_true_random=False))
@settings(max_examples=2)
def test_nobody_who_has_everything_works_a_small_number_back(children, chance):
    attacked(children, chance, 8)


@pytest.mark.parametrize("seed", [1])
def test_nobody_works_one_back_where_most_numbers_are_large(seed):
    """Dense worlds: most counts are shown, so that much more is known of the few small ones."""
    chance = random.Random(seed)
    kinds = [("f", 5), ("m", 5), ("not_recorded", 1)]
    sexes, many = [key for key, _ in kinds], [weight for _, weight in kinds]
    children = [
        (
            chance.choices(sexes, many)[0], chance.choices(BREAKDOWNS["placement"], [9, 6, 20, 1])[0],
            [
                (chance.choices(["901", "902", ""], [60, 38, 2])[0], chance.randrange(12),
                 chance.choices(range(4), [30, 12, 1, 0])[0], chance.choices(range(5), [12, 6, 5, 3, 1])[0])
                for _ in range(chance.choices([1, 2, 4, 9], [6, 3, 2, 1])[0])
            ],
        )
        for _ in range(260)
    ]  # fmt: skip
    attacked(children, chance, 12)


@given(worlds, st.lists(worlds, min_size=2, max_size=2), st.randoms(use_true_random=False))
@settings(max_examples=2)
def test_nobody_who_has_three_publications_works_a_small_number_back(children, more, chance):
    """Somebody who has them all, and knows of each count that it did not move, learns nothing of a small number."""
    kept, told = [publish(counted(children), ("901", "902"))], {}
    attacker = Attacker(kept[0], MEASURES)
    first, grown = counted(children), [*children]
    for those in more:
        grown += those if chance.random() < 0.5 else []
        counts = counted(grown)
        now = publish(counts, ("901", "902"))
        if any(now.tells_of_few(before) for before in kept):
            continue
        kept.append(now)
        told |= {place: now._at(place) for place in first if first[place] == counts.get(place)}
        told = {place: value for place, value in told.items() if value is not None}
    attacker.shown |= {key_of(place): value for place, value in told.items() if key_of(place) in attacker.shown}
    attacker.settle()
    attacked(children, chance, 2, attacker)


def key_of(place):
    return (place.population, place.area, place.period.key, place.by, place.category)


def place_of(key):
    from lapwing.measures.periods import parse

    return Place(key[0], key[1], parse(key[2]), key[3], key[4])
