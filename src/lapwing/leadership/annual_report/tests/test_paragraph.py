"""The paragraph's words follow the data: no number in it is typed by hand."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.leadership.annual_report import paragraph
from lapwing.leadership.scorecard.queries import Reading
from lapwing.measures import publishing
from lapwing.measures.catalogue import get
from lapwing.measures.coverage import Coverage, Told
from lapwing.measures.periods import Quarter, Year
from tests.counts import of_quarters

YEAR, BEFORE = Year(2019), Year(2018)
AREAS = {"901": "Ashmere", "902": "Brackwater"}
BOTH = tuple(
    Told(area, agency, kind, date(2017, 4, 1), date(2021, 3, 31))
    for area, council in (("901", "Ashmere Council"), ("902", "Brackwater Council"))
    for agency, kind in ((council, "local_authority"), ("Mereside Police", "police"))
)
SILENT = tuple(
    Told(one.area, one.agency, one.kind, None, None) if one.agency == "Brackwater Council" else one for one in BOTH
)


def reading(now: Any, before: Any, told: Any = BOTH, taken: date = date(2021, 3, 31), areas: Any = None) -> Reading:
    areas = areas or AREAS
    coverage = Coverage(told, taken)
    tables = [table(year, counts, tuple(areas), coverage) for year, counts in ((YEAR, now), (BEFORE, before))]
    snapshot: Any = SimpleNamespace(area_names=areas, coverage=coverage, pk="key")
    return Reading(snapshot, get("missing-episodes"), *tables)


def table(year: Year, counts: Any, areas: Any, coverage: Coverage) -> publishing.Table:
    numbers = {(area, Quarter(year.start, number)): count for (area, number), count in counts.items()}
    return publishing.published(year, of_quarters(numbers), areas, coverage).table(get("missing-episodes"))


def said(*arguments: Any, **named: Any) -> str:
    return paragraph.text(paragraph.build(reading(*arguments, **named)))


ONE = {"901": "Ashmere"}
WHOLE = " Every agency concerned told us about the whole of the year."


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ({("901", 1): 12}, {("901", 2): 9},
         "There were 12 missing episodes in 2019/20, up from 9 in 2018/19 (up 33.3%)."),
        ({("901", 1): 2019}, {("901", 2): 2203},
         "There were 2,019 missing episodes in 2019/20, down from 2,203 in 2018/19 (down 8.4%)."),
        ({("901", 1): 9}, {("901", 2): 9}, "There were 9 missing episodes in 2019/20, the same as in 2018/19."),
        ({("901", 1): 9}, {}, "There were 9 missing episodes in 2019/20, up from 0 in 2018/19."),
        ({}, {("901", 2): 9}, "There were 0 missing episodes in 2019/20, down from 9 in 2018/19 (down 100.0%)."),
        ({("901", 1): 9}, {("901", 2): 4},
         "There were 9 missing episodes in 2019/20. The number for 2018/19 is hidden, so the two years are not "
         "compared."),
        ({("901", 1): 4}, {("901", 2): 9},
         "The number of missing episodes in 2019/20 is hidden, because it is from 1 to 5 or would let such a number be "
         "worked out."),
    ],
)  # fmt: skip
def test_the_year_beside_the_year_before(now: Any, before: Any, words: str) -> None:
    told = BOTH[:2]
    assert said(now, before, told, areas=ONE).startswith(words)
    assert said(now, before, told, areas=ONE).endswith(WHOLE)


def test_area_by_area_and_the_highest_quarter() -> None:
    now = {("901", 1): 20, ("901", 2): 30, ("902", 1): 10, ("902", 2): 7, ("", 3): 6, ("901", 4): 9, ("902", 4): 8}
    assert said(now, {("901", 1): 100}) == (
        "There were 90 missing episodes in 2019/20, down from 100 in 2018/19 (down 10.0%). By area: Ashmere 59 and "
        "Brackwater 25; no area recorded 6. Most began in Q2, July to September: 37. Every agency concerned told us "
        "about the whole of the year."
    )


def test_a_hidden_area_stays_hidden() -> None:
    """The small number, and the other one by which the total would give it away."""
    words = said({("901", 1): 90, ("902", 1): 3}, {})
    assert "By area: Ashmere hidden and Brackwater hidden." in words
    assert "90" not in words


def test_not_recorded_is_not_zero() -> None:
    assert said({}, {}, SILENT) == (
        "The number of missing episodes in 2019/20 is not recorded: Brackwater Council has not told us about all of "
        "it. That is not zero."
    )


def test_an_incomplete_year_is_not_compared() -> None:
    assert said({("901", 1): 90}, {("901", 1): 80}, SILENT) == (
        "There were 90 missing episodes in 2019/20. Not every agency told about the whole of both years, so they are "
        "not compared. By area: Ashmere 90 and Brackwater not recorded. The number is incomplete: Brackwater Council "
        "has not told us about all of it."
    )


def test_a_year_that_is_not_over() -> None:
    assert said({("901", 1): 90}, {("901", 1): 80}, taken=date(2019, 11, 22)) == (
        "By 22 November 2019 there had been 90 missing episodes in 2019/20. The year was not over, so it is not "
        "compared with 2018/19. By area: Ashmere 90 and Brackwater 0. Every agency concerned told us about the whole "
        "of the year so far."
    )


def test_a_year_that_has_not_begun() -> None:
    assert said({}, {}, taken=date(2018, 11, 22)) == "The year 2019/20 has not begun."


def test_each_number_opens() -> None:
    parts = paragraph.build(reading({("901", 1): 12, ("902", 3): 8}, {("901", 2): 9}))
    opens = [(part.text, part.area, part.period) for part in parts if part.is_number]
    assert opens == [
        ("20 missing episodes", "all", "2019-20"), ("9", "all", "2018-19"), ("12", "901", "2019-20"),
        ("8", "902", "2019-20"), ("12", "all", "2019-20-q1"),
    ]  # fmt: skip


counts = st.dictionaries(st.tuples(st.sampled_from(["901", "902", ""]), st.integers(1, 4)), st.integers(0, 40))


@given(counts, counts, st.sampled_from([BOTH, SILENT]), st.dates(date(2018, 1, 1), date(2021, 3, 31)))
@settings(max_examples=60, deadline=None)
def test_every_figure_in_the_words_is_a_published_one(now: Any, before: Any, told: Any, taken: date) -> None:
    """Parts that do not open hold no count: only years, dates, quarters and per cents."""
    one = reading(now, before, told, taken)
    for part in paragraph.build(one):
        if part.is_number:
            table = one.now if part.period.startswith(YEAR.key) else one.before
            cells = {(cell.area, cell.period.key): cell for cell in table.cells.values()}
            cell = cells[part.area, part.period]
            assert cell.value is None or f"{cell.value:,}" == part.text.split()[0]
        else:
            allowed = re.sub(r"20\d\d/\d\d|\d+ \w+ 20\d\d|Q\d|from 1 to 5|\d+\.\d%", "", part.text)
            assert not re.search(r"\d", allowed), part.text
