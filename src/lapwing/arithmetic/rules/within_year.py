"""What is told of a year that was named just before, with a date outside it."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from datetime import date

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Period
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "within-year"
YEAR_TO = re.compile(
    r"\b(?:year|twelve months|12 months|period)\s+(?:to|ending|ended|which ended|that ended)\s+(?:on\s+)?(?P<to>⟦y\d+⟧)"
)
FROM_TO = re.compile(
    r"\b(?:year|twelve months|12 months|period)\s+(?:is\s+|was\s+|ran\s+|runs\s+)?(?:from|between|of)\s+(?P<a>⟦y\d+⟧)\s+(?:to|and|until)\s+(?P<b>⟦y\d+⟧)"
)
SPAN = re.compile(
    r"\b(?:covers?|about|for|of|year|in|during)\s+(?:the\s+)?(?:year\s+|financial year\s+|period\s+)?(?P<s>⟦y\d+⟧)"
)
IN_IT = re.compile(
    r"\b(?:in|within|during|of|over|throughout)\s+(?:that|this|the same|the said)\s+(?:year|period|twelve months|time)\b"
)


@rule(
    NAME,
    "Within the year, and not",
    Example(
        "This report is about the year to 31 March 2023. In that year the board met on 12 May 2023.", Verdict.FAILS
    ),
    Example("This report is about the year to 31 March 2023. In that year the board met on 12 May 2022.", None),
    Example("The year was 2022/23. In that year we met, and the next meeting is on 12 May 2023.", None, "to come"),
)
def check(report: Report) -> Iterator[Finding]:
    """ "In that year", "within the same period", with a day or a month that the year does not have.

    The year is the last one named in the same paragraph, as "the year to 31 March 2023", "the year from ... to ..." or
    "2022/23". Where the sentence speaks of before, after, next or what is planned, it keeps quiet.
    """
    for sentences in report.by_passage:
        year: Period | None = None
        for sentence in sentences:
            if year and IN_IT.search(sentence.shape):
                yield from _outside(sentence, year)
            year = _named(sentence) or year


def _named(sentence: Sentence) -> Period | None:
    if not sentence.of(Kind.PERIOD):
        return None
    if match := FROM_TO.search(sentence.shape):
        first, last = sentence.marked(match["a"]).period, sentence.marked(match["b"]).period
        if first and last and first.first and last.last and first.first < last.last:
            return Period(first.first, last.last, "span")
    if match := YEAR_TO.search(sentence.shape):
        end = sentence.marked(match["to"]).period
        if end and end.last and end.form in {"day", "month"}:
            day = min(end.last.day, 28)
            return Period(date(end.last.year - 1, end.last.month, day), end.last, "span")
    spans = [sentence.marked(match["s"]).period for match in SPAN.finditer(sentence.shape)]
    named = [one for one in spans if one and one.first and one.form == "span"]
    return named[-1] if len(named) == 1 else None


def _outside(sentence: Sentence, year: Period) -> Iterator[Finding]:
    for one in sentence.of(Kind.PERIOD):
        period = one.period
        if period and period.first and period.form in {"day", "month"} and not period.overlaps(year):
            line = f"{one.text} is not within {year.first:%-d %B %Y} to {year.last:%-d %B %Y}"
            yield finding(NAME, Verdict.FAILS, sentence, [one], line, f"The text says it was in that year, and {line}.")
