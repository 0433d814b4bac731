"""A rate: so many episodes for each 10,000 children who live in the area, by an estimate with its year."""

import pytest

from lapwing.measures import publishing
from lapwing.measures.coverage import Coverage
from lapwing.measures.estimates import Estimate
from lapwing.measures.examples.rates import RATES
from lapwing.measures.grid import ALL, Place
from lapwing.measures.missing.episode_rate import EPISODE_RATE
from lapwing.measures.periods import Year
from lapwing.measures.tables import AREA_NOT_RECORDED

YEAR = Year(2019)


def _table(counts, areas, estimates):
    told = {}
    for area, number in counts.items():
        for period in (*YEAR.quarters[:1], YEAR):
            told[Place("episodes", area, period)] = number
            told[Place("episodes", ALL, period)] = sum(counts.values())
        told[Place("episodes", area, YEAR.months[0])] = number
        told[Place("episodes", ALL, YEAR.months[0])] = sum(counts.values())
    coverage = Coverage((), YEAR.last)
    return publishing.published(YEAR, told, areas, coverage, estimates=estimates).table(EPISODE_RATE)


@pytest.mark.parametrize("example", RATES, ids=lambda one: one.case)
def test_a_rate_is_of_the_estimate_of_its_year(example):
    table = _table({"901": example.episodes}, ("901",), example.estimates)
    assert table.cell("901", YEAR).text == example.shown


def test_a_rate_of_all_areas_needs_every_estimate_and_says_what_it_is_made_of():
    city, county = Estimate("901", 2019, 69_100, "A"), Estimate("902", 2019, 165_300, "B")
    both = _table({"901": 2_019, "902": 1_694}, ("901", "902"), [city, county])
    whole = both.cell(ALL, YEAR)
    assert (whole.text, whole.part, whole.whole) == ("158.4", 3_713, 234_400)
    assert both.cell(AREA_NOT_RECORDED, YEAR).text == "none"
    one = _table({"901": 2_019, "902": 1_694}, ("901", "902"), [city])
    assert one.cell("901", YEAR).text == "292.2"
    assert one.cell(ALL, YEAR).text == "not recorded"
