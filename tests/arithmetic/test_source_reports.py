"""The two reports that stand beside the project: what does not add up in them is found, what does is left alone.

Expected values are figures and places. The reports are read where they stand: beside the project, or where
LAPWING_SOURCE_REPORTS says. On the continuous-integration machine they must be there.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import os
from pathlib import Path

import pytest

from lapwing.arithmetic import Finding, Result, Verdict, check

ROOT = Path(__file__).resolve().parents[2]
BESIDE = Path(os.environ.get("LAPWING_SOURCE_REPORTS") or ROOT.parent / "shared" / "source")
CITY, COUNTY = BESIDE / "000_d4471fad2877c0a5.txt", BESIDE / "003_656e951d15afcd5c.txt"
THERE = CITY.exists() and COUNTY.exists()
ASKED = {Verdict.FAILS, Verdict.CANNOT_TELL}

needs_reports = pytest.mark.skipif(
    not THERE and os.environ.get("CI") != "true",
    reason=f"the two source reports are not beside the project ({BESIDE}); set LAPWING_SOURCE_REPORTS to their folder",
)


def test_the_reports_are_found_on_continuous_integration() -> None:
    if os.environ.get("CI") == "true":
        assert THERE, f"the two source reports must be in {BESIDE} when CI=true"


@pytest.fixture(scope="module")
def city() -> Result:
    return check(CITY)


@pytest.fixture(scope="module")
def county() -> Result:
    return check(COUNTY)


def found(result: Result, rule: str, *figures: str) -> Finding:
    """The one finding of a rule that has all these figures."""
    match = [one for one in result.findings if one.rule == rule and set(figures) <= set(one.figures)]
    assert len(match) == 1, [(one.rule, one.figures, one.verdict) for one in result.findings]
    return match[0]


# --- marked as failing, and arithmetic or contradiction


@needs_reports
def test_two_deprivation_ranks(city: Result) -> None:
    one = found(city, "two-figures", "20th", "11th")
    assert one.verdict is Verdict.CANNOT_TELL
    assert "editions of an index" in one.reading


@needs_reports
def test_five_principles_are_six(city: Result) -> None:
    one = found(city, "announced-list", "five", "6")
    assert one.verdict is Verdict.FAILS
    assert one.place.paragraph == 1


@needs_reports
def test_action_plan_has_two_dates(city: Result) -> None:
    one = found(city, "two-dates", "November 2019", "October 2019")
    assert one.verdict is Verdict.CANNOT_TELL
    assert "two editions" in one.reading


@needs_reports
def test_governance_group_has_two_frequencies(city: Result) -> None:
    assert found(city, "frequency", "monthly", "bi-monthly").verdict is Verdict.FAILS


@needs_reports
def test_review_group_planned_monthly_and_met_eight_times(city: Result) -> None:
    one = found(city, "frequency", "monthly", "Eight")
    assert one.verdict is Verdict.CANNOT_TELL
    assert "12" in one.computation


@needs_reports
def test_independent_schools_have_no_figure(city: Result) -> None:
    one = found(city, "blank-cell", "independent")
    assert one.verdict is Verdict.CANNOT_TELL
    assert "claim" in one.message


@needs_reports
def test_fall_in_plans_is_not_fifteen_per_cent(county: Result) -> None:
    one = found(county, "change", "669", "513", "just under 15%")
    assert one.verdict is Verdict.FAILS
    assert "−23.3%" in one.computation
    assert one.place.table is not None


@needs_reports
def test_quarters_of_two_kinds_of_year(county: Result) -> None:
    assert found(county, "period", "Q4 of 2022/23", "Q4 of 2023").verdict is Verdict.CANNOT_TELL


@needs_reports
def test_share_of_a_share_has_two_bases(county: Result) -> None:
    one = found(county, "nested-share", "24.1%", "10.4%")
    assert one.verdict is Verdict.CANNOT_TELL
    assert "2.5%" in one.computation


@needs_reports
def test_reviews_in_a_period_that_cannot_be(county: Result) -> None:
    assert found(county, "period", "23-23").verdict is Verdict.FAILS


@needs_reports
def test_priorities_for_a_period_that_cannot_be(county: Result) -> None:
    assert found(county, "period", "2023 - 2017").verdict is Verdict.FAILS


@needs_reports
def test_next_years_priorities_headed_with_this_year(county: Result) -> None:
    one = found(county, "outside-year", "2023- 2024")
    assert one.verdict is Verdict.CANNOT_TELL
    assert one.place.heading.startswith("Priorities")


@needs_reports
def test_ratified_after_the_year_the_report_covers(county: Result) -> None:
    assert found(county, "outside-year", "July 2024").verdict is Verdict.CANNOT_TELL


@needs_reports
@pytest.mark.parametrize(("figures", "share"), [(("1,497", "10,132"), "12.9%"), (("1,868", "1,680"), "10.1%")])
def test_slightly_is_a_remark(county: Result, figures: tuple[str, str], share: str) -> None:
    one = found(county, "wording", *figures)
    assert one.verdict is Verdict.REMARK
    assert share in one.computation


# --- marked as holding


@needs_reports
@pytest.mark.parametrize(
    ("rule", "figures", "shown"),
    [
        ("share", ("22,000", "34.6%", "62,500"), "62,500"),
        ("total", ("332,900", "169,000", "163,900"), "332,900"),
        ("change", ("509", "605"), "18.9%"),
        ("change", ("2203", "2019"), "−8.4%"),
        ("announced-list", ("Ten",), "10 listed"),
        ("announced-list", ("five",), "5 listed"),
        ("announced-list", ("two",), "2 listed"),
        ("table", ("162", "15", "66", "38", "43"), "162"),
    ],
)
def test_what_holds_in_the_city(city: Result, rule: str, figures: tuple[str, ...], shown: str) -> None:
    match = [one for one in city.findings if one.rule == rule and set(figures) <= set(one.figures)]
    assert any(one.verdict is Verdict.HOLDS and shown in one.computation for one in match)


@needs_reports
def test_poverty_share_does_not_fit_the_wider_age_group(city: Result) -> None:
    assert "69,100" not in found(city, "share", "22,000", "34.6%").computation


@needs_reports
@pytest.mark.parametrize(
    ("rule", "figures", "shown"),
    [
        ("total", ("10,132", "7,100", "3,032"), "10,132"),
        ("change", ("32", "111"), "246.9%"),
        ("change", ("209", "372"), "78%"),
        ("change", ("1,868", "1,680"), "−10.1%"),
    ],
)
def test_what_holds_in_the_county(county: Result, rule: str, figures: tuple[str, ...], shown: str) -> None:
    one = found(county, rule, *figures)
    assert one.verdict is Verdict.HOLDS
    assert shown in one.computation


@needs_reports
def test_nothing_else_is_called_a_failure(city: Result, county: Result) -> None:
    """Every row marked as holding, or not marked, raises no failure: these five are all there are."""
    failing = {
        frozenset(one.figures) for result in (city, county) for one in result.findings if one.verdict is Verdict.FAILS
    }
    assert failing == {
        frozenset(figures)
        for figures in (
            ("five", "6"),
            ("monthly", "bi-monthly"),
            ("669", "513", "just under 15%"),
            ("23-23",),
            ("2023 - 2017",),
        )
    }


LEFT_OUT = {
    "326 districts": "needs the number of districts in another year's index: knowledge from outside the report",
    "605 against the published 609": "needs another publication's figure",
    "objectives and roles under the 2004 Act": "law, neither arithmetic nor contradiction inside the report",
    "Wood review dated 2019": "needs the real dates of that review",
    "669 and 513 against the published 686 and 510": "needs another publication's figure",
    "late rapid reviews, ages of infants": "safety and disclosure, not arithmetic",
    "first six months running past the year": "found through the event it contains, ratified in July 2024; the August meeting names no year",
}


def test_rows_left_out_each_have_a_reason() -> None:
    assert all(len(reason) > 20 for reason in LEFT_OUT.values())
