"""Sentences follow the data in every state that a number can be in, and pass our own check of their arithmetic."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from lapwing.arithmetic.checking import check_text
from lapwing.arithmetic.findings import Verdict
from lapwing.leadership.annual_report import sentences
from lapwing.leadership.annual_report.sentences import Told
from lapwing.leadership.scorecard.numbers import Numbers
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures import catalogue
from lapwing.measures.cells import Cell, State
from lapwing.measures.grid import ALL
from lapwing.measures.model import Kind
from lapwing.measures.periods import Year

YEAR = Year(2019)
EPISODES = Line(catalogue.get("missing-episodes"))
OFFERED = Line(catalogue.get("return-interviews-offered"))
POLICE = ("Mereside Police",)


class Two(Numbers):
    """A line whose two years are given; what is shown of each is the test's."""

    def __init__(self, line: Line, now: Cell, before: Cell, taken: date = date(2021, 3, 1)) -> None:
        of: Any = SimpleNamespace(coverage=SimpleNamespace(taken_on=taken))
        super().__init__(of, line, ALL)
        object.__setattr__(self, "cells", {YEAR: now, YEAR.before: before})

    def cell(self, period: Any) -> Cell:
        cells: dict[Year, Cell] = object.__getattribute__(self, "cells")
        return cells[period]


def cell(value: int | Decimal | None, state: State = State.SHOWN, **more: Any) -> Cell:
    return Cell(ALL, YEAR, state, value, **more)


def before(value: int | Decimal | None, state: State = State.SHOWN, **more: Any) -> Cell:
    return Cell(ALL, YEAR.before, state, value, **more)


def text(parts: Any) -> str:
    return "".join(part.text if isinstance(part, Told) else part for part in parts)


def counted(now: Cell, then: Cell) -> str:
    said = text(sentences.count(Two(EPISODES, now, then), YEAR))
    assert not [one for one in check_text(said).findings if one.verdict is Verdict.FAILS], said
    return said


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (cell(2019), before(2203), "Missing episodes fell from 2,203 in 2018/19 to 2,019 in 2019/20, down 8.4%."),
        (cell(2203), before(2019), "Missing episodes rose from 2,019 in 2018/19 to 2,203 in 2019/20, up 9.1%."),
        (cell(30), before(30), "Missing episodes were as many in 2019/20 as in 2018/19: 30."),
        (cell(12), before(0), "Missing episodes rose from 0 in 2018/19 to 12 in 2019/20."),
        (cell(0), before(0), "Missing episodes were as many in 2019/20 as in 2018/19: 0."),
        (
            cell(None, State.HIDDEN), before(12),
            "The number of missing episodes in 2019/20 is hidden, because it is from 1 to 5 or would let such a number "
            "be worked out.",
        ),
        (
            cell(12), before(None, State.HIDDEN),
            "There were 12 missing episodes in 2019/20. The number for 2018/19 is hidden, so the two years are not "
            "compared.",
        ),
        (
            cell(None, State.NOT_RECORDED, missing=POLICE), before(12),
            "The number of missing episodes in 2019/20 is not recorded: Mereside Police has not told us about all of "
            "it. That is not zero.",
        ),
        (
            cell(12), before(None, State.NOT_RECORDED, missing=POLICE),
            "There were 12 missing episodes in 2019/20. For 2018/19 it is not recorded, so the two years are not "
            "compared.",
        ),
        (
            cell(12, missing=POLICE), before(20),
            "There were 12 missing episodes in 2019/20. They are not compared with 2018/19, because Mereside Police "
            "has not told us about all of both years.",
        ),
        (cell(None, State.NOT_BEGUN), before(12), "The year 2019/20 has not begun."),
    ],
)  # fmt: skip
def test_a_count_and_the_year_before(now: Cell, then: Cell, said: str) -> None:
    assert counted(now, then) == said


def test_a_year_that_is_not_over_is_not_compared() -> None:
    of = Two(EPISODES, cell(12, so_far=True), before(20), date(2019, 11, 22))
    assert text(sentences.count(of, YEAR)) == (
        "By 22 November 2019 there had been 12 missing episodes in 2019/20. The year was not over, so it is not "
        "compared with 2018/19."
    )


def test_numbers_that_are_incomplete_in_the_same_way_say_so_once() -> None:
    said = text(sentences.all_with_gaps(cell(24, gaps=(*YEAR.quarters[:2], YEAR.months[6], YEAR.months[9]))))
    assert said == (
        "These are incomplete: of April to October 2019 and January 2020 nothing of this is recorded. So they are "
        "compared with no other year."
    )


def share(value: str | None, part: int | None = None, whole: int | None = None) -> dict[str, Any]:
    return {"value": Decimal(value) if value else None, "kind": Kind.SHARE, "part": part, "whole": whole}


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (cell(**share("81.2", 1204, 1483)), before(**share("75.0", 3, 4)),
         "The share was 81.2% (1,204 of 1,483) in 2019/20, up from 75.0% in 2018/19."),
        (cell(**share("75.0", 3, 4)), before(**share("75.0", 3, 4)),
         "The share was 75.0% (3 of 4) in 2019/20, as in 2018/19."),
        (cell(gaps=YEAR.quarters[:1], **share("24.9", 925, 3717)), before(**share("75.0", 3, 4)),
         "The share was 24.9% (925 of 3,717) in 2019/20. It is incomplete: of April to June 2019 nothing of this is "
         "recorded."),
        (cell(**share("75.0", 3, 4)), before(gaps=YEAR.before.quarters[3:], **share("75.0", 3, 4)),
         "The share was 75.0% (3 of 4) in 2019/20. It is not compared with 2018/19, of which not all is recorded."),
        (cell(None, State.NONE), before(12), "The share in 2019/20 cannot be told: there was nothing to count it of."),
        (cell(None, State.NOT_RECORDED), before(12),
         "The share in 2019/20 is not recorded: nobody recorded it. That is not zero."),
    ],
)  # fmt: skip
def test_a_share_says_of_how_many(now: Cell, then: Cell, said: str) -> None:
    assert text(sentences.amount(Two(OFFERED, now, then), YEAR, "The share")) == said


def line(words: str, value: int | None, state: State = State.SHOWN) -> tuple[Line, Cell]:
    found: Any = SimpleNamespace(title=words, measure=EPISODES.measure)
    return found, cell(value, state)


def test_the_largest_is_only_claimed_of_what_is_shown() -> None:
    shown = [line("Missing", 900), line("Away", 300), line("With family", 0)]
    assert text(sentences.largest(shown, "the most common type")) == (
        "The most common type was “missing”: 900; then “away”: 300."
    )
    hidden = [line("Missing", 900), line("Away", None, State.HIDDEN)]
    assert text(sentences.largest(hidden, "the most common type")) == (
        "Of the numbers that can be shown, the most common type was “missing”: 900. 1 of the 2 numbers is hidden."
    )
    assert text(sentences.largest([line("Missing", 0)], "the most common type")) == ""


def test_what_is_not_recorded_is_told_and_what_always_is_too() -> None:
    found = [("risk", Told(EPISODES, cell(12), "12")), ("sex", Told(EPISODES, cell(0), "0"))]
    assert text(sentences.unrecorded(found, "the year's episodes")) == (
        "Not recorded, of the year's episodes: risk 12. Sex is recorded for all the year's episodes."
    )
