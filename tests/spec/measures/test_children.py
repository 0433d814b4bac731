"""Children counted once in each area and period, beside the plainest way of counting: some stand in several areas."""

import random
from collections import defaultdict
from datetime import date, timedelta

from lapwing.measures import counting, engines
from lapwing.measures.examples.episodes import Absence
from lapwing.measures.grid import ALL, Place
from lapwing.measures.periods import Month, Year, month_of, quarter_of, year_of
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
    """Sets of children, by place."""
    before: dict[int, list[date]] = defaultdict(list)
    first_age: dict[tuple[int, int], int] = {}
    there, reached = defaultdict(set), defaultdict(set)
    for child, area, day, age in absences:
        band = BANDS[first_age.setdefault((child, year_of(day).start), age)]
        third = before[child][-2] if len(before[child]) > 1 else None
        for place in (area, ALL):
            for period in (month_of(day), quarter_of(day), year_of(day)):
                there[Place("children", place, period, "", "")].add(child)
                if not isinstance(period, Month):
                    there[Place("children", place, period, "age", band)].add(child)
                if not isinstance(period, Month) or place == ALL:
                    there[Place("children", place, period, "repeat", "fewer")].add(child)
                    again = third and day < third + timedelta(days=90)
                    if again:
                        reached[Place("children", place, period, "repeat", "three_or_more")].add(child)
                    if isinstance(period, Year):
                        there[Place("children", place, period, "repeat*age", f"fewer*{band}")].add(child)
                        if again:
                            reached[Place("children", place, period, "repeat*age", f"three_or_more*{band}")].add(child)
        before[child].append(day)
    for place, children in reached.items():
        there[place._replace(category=place.category.replace("three_or_more", "fewer"))] -= children
    return {place: len(children) for place, children in (there | reached).items() if children}


def test_each_child_counts_once_in_each_area_and_period_and_in_each_total(tmp_path):
    absences = drawn()
    told = [(Absence(area, day), {"child": child.to_bytes(32), "age": age}) for child, area, day, age in absences]
    with engines.Files(snapshots.write_told(tmp_path, told)) as files:
        counts = counting.count(files)
    asked = {"", "age", "repeat", "repeat*age"}
    found = {where: number for where, number in counts.items() if where.population == "children" and where.by in asked}
    assert found == plainly(absences)
