"""Children counted once in each area and period, beside the plainest way of counting: some stand in several areas."""

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest

from lapwing.measures import counting, engines
from lapwing.measures.examples.episodes import Absence
from lapwing.measures.examples.first import AT_FIRST
from lapwing.measures.grid import ALL, Place
from lapwing.measures.missing.populations import POPULATIONS
from lapwing.measures.model import Part
from lapwing.measures.periods import Month, Year, parse, quarter_of, year_of
from tests.spec.measures import snapshots

AREAS = ("901", "902", "")
BANDS = {9: "under_10", 12: "10_to_12", 15: "13_to_15", 17: "16_or_17"}


def drawn() -> list[tuple[int, str, date, int]]:
    """Child, area, day and age, in the order of time: most of a child's absences in one area, each on its own day."""
    draw = random.Random(4)
    days = [(child, date(2018, 4, 1) + timedelta(days=day))
            for child in range(40) for day in draw.sample(range(730), draw.choice((1, 2, 5, 12, 30)))]  # fmt: skip
    return [
        (child, AREAS[child % 3] if draw.random() < 0.8 else draw.choice(AREAS), day, draw.choice(list(BANDS)))
        for child, day in sorted(days, key=lambda one: one[1])
    ]


def plainly(absences: list[tuple[int, str, date, int]]) -> dict[Place, int]:
    """Sets of children, by place; and of absences by the child's age at the first of the year."""
    before: dict[int, list[date]] = defaultdict(list)
    first_age: dict[tuple[int, int], int] = {}
    there, reached = defaultdict(set), defaultdict(set)
    for child, area, day, age in absences:
        band = BANDS[first_age.setdefault((child, year_of(day).start), age)]
        third = before[child][-2] if len(before[child]) > 1 else None
        for place in (area, ALL):
            for period in (Month(year_of(day).start, (day.month - 4) % 12 + 1), quarter_of(day), year_of(day)):
                there[Place("children", place, period, "", "")].add(child)
                if not isinstance(period, Month):
                    there[Place("children", place, period, "first_age", band)].add(child)
                    there[Place("episodes", place, period, "first_age", band)].add((child, day))
                if not isinstance(period, Month) or place == ALL:
                    there[Place("children", place, period, "repeat", "fewer")].add(child)
                    again = third and day < third + timedelta(days=90)
                    if again:
                        reached[Place("children", place, period, "repeat", "three_or_more")].add(child)
                    if isinstance(period, Year):
                        crossed = Place("children", place, period, "repeat*first_age")
                        there[crossed._replace(category=f"fewer*{band}")].add(child)
                        if again:
                            reached[crossed._replace(category=f"three_or_more*{band}")].add(child)
        before[child].append(day)
    for place, children in reached.items():
        there[place._replace(category=place.category.replace("three_or_more", "fewer"))] -= children
    return {place: len(children) for place, children in (there | reached).items() if children}


def test_each_child_counts_once_in_each_area_and_period_and_in_each_total(tmp_path):
    absences = drawn()
    told = [(Absence(area, day), {"child": child.to_bytes(32), "age": age}) for child, area, day, age in absences]
    with engines.Files(snapshots.write_told(tmp_path, told)) as files:
        counts = counting.count(files)
    asked = {("children", by) for by in ("", "first_age", "repeat", "repeat*first_age")} | {("episodes", "first_age")}
    found = {where: number for where, number in counts.items() if (where.population, where.by) in asked}
    assert found == plainly(absences)


@pytest.mark.parametrize("example", AT_FIRST, ids=lambda one: one.case)
def test_an_episode_and_its_child_stand_where_the_child_stood_at_the_first_of_the_year(tmp_path, example):
    told = [(Absence("901", day), {"child": child and child.encode(), "age": age}) for child, day, age in example.told]
    with engines.Files(snapshots.write_told(tmp_path, told)) as files:
        counts = counting.count(files)
        for (band, key), expected in example.expected.items():
            year = parse(key)
            places = [Place(each.key, "901", year, "first_age", band) for each in POPULATIONS]
            assert tuple(counts.in_year(year)[place] for place in places) == expected
            rows = [Part(each, "first_age", band).rows() for each in POPULATIONS]
            opened = [files.ask(each.filter(each.year == year.start).select("child")) for each in rows]
            assert (len(opened[0]), len(set(opened[1]))) == expected, "the same, when the number is opened"
    in_years = (numbers[0] for numbers in example.expected.values())
    assert sum(in_years) == len(told)
