"""Periods that cannot be: backwards, impossible days, quarters that do not exist."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from datetime import date

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Period, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "period"
BETWEEN = re.compile(
    r"\b(?P<how>from|between)\s+(?:the\s+)?(?P<a>⟦y\d+⟧)\s*(?:to|and|until|till|through to|up to|-|–|—)\s*(?:the\s+)?(?P<b>⟦y\d+⟧)|(?P<c>⟦y\d+⟧)\s*(?:-|–|—|\bto\b)\s*(?P<d>⟦y\d+⟧)"
)
MONTHS = re.compile(
    r"⟦t(?P<t>\d+)⟧(?:\s+period|\s+of\s+[a-z ]{3,20}|\s+reporting period)?,?\s*(?:\(\s*)?(?:(?:from|between)\s+)?(?P<a>⟦y\d+⟧)\s*(?:to|and|until|-|–|—)\s*(?P<b>⟦y\d+⟧)"
)
COMPARES = re.compile(
    r"\b(?:compar\w+|versus|vs|against|(?:un)?chang\w+|revis\w+|moved|delayed|brought forward|updated|rebased|from⟦)\b"
)
QUESTION = re.compile(r"[Qq]\d")


@rule(
    NAME,
    "Periods that cannot be",
    Example("The strategy for 2022 - 2016 was approved.", Verdict.FAILS, "it ends before it begins"),
    Example("Four reviews were completed in the 22-22 period.", Verdict.FAILS, "it begins and ends in one year"),
    Example("The panel met on 31 September 2021.", Verdict.FAILS, "September has 30 days"),
    Example("The audit ran from March 2022 to January 2022.", Verdict.FAILS),
    Example("Over the 12 months from April 2021 to March 2023 attendance grew.", Verdict.FAILS, "that is 24 months"),
    Example(
        "There were 12 requests in Q1 of 2021/22, compared to 17 in Q1 of 2022.",
        Verdict.CANNOT_TELL,
        "two kinds of year",
    ),
    Example("Over the 12 months from April 2021 to March 2022 attendance grew.", Verdict.HOLDS),
    Example("The rate is 20, unchanged from 2017/18 and 2016/17.", None),
    Example("The strategy for 2021-24 was approved on 28 February 2021.", None),
    Example("Visits to 12-14 High Street fell in 2021.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """Dates and spans that the calendar does not have, and spans whose ends and length disagree.

    A span that ends before it begins, a day its month does not have, a fifth quarter, a weekday that was another day,
    "the 12 months from April 2021 to March 2023". Quarters of a calendar and of a financial year side by side cannot
    be told apart, and the rule asks which is meant.
    """
    for sentence in report.sentences:
        if sentence.of(Kind.PERIOD):
            yield from _impossible(sentence)
            yield from _backwards(sentence)
            yield from _length(sentence)
            yield from _mixed_quarters(sentence)


def _impossible(sentence: Sentence) -> Iterator[Finding]:
    for one in sentence.of(Kind.PERIOD):
        period = one.period
        if period and period.problem and not _is_a_question(one, sentence):
            message = f"“{one.text.strip()}” cannot be: {period.problem}."
            yield finding(NAME, Verdict.FAILS, sentence, [one], period.problem, message)


def _is_a_question(one: Quantity, sentence: Sentence) -> bool:
    """ "Q5" of a survey, and no quarter of a year."""
    return bool(QUESTION.fullmatch(one.text.strip()) and re.search(r"\b(?:question|survey)", sentence.lower))


def _backwards(sentence: Sentence) -> Iterator[Finding]:
    for match in BETWEEN.finditer(sentence.shape):
        first, last = (sentence.marked(match[a] or match[b]) for a, b in (("a", "c"), ("b", "d")))
        if not _is_backwards(first.period, last.period):
            continue
        around = sentence.shape[max(0, match.start() - 60) : match.end() + 40]
        if COMPARES.search(around) or (
            match["a"] is None
            and re.search(
                r"\b(?:from\s*|cover\w*\s|period\s|runs?\s|ran\s|during\s)[^.;⟦⟧]{0,20}$",
                sentence.shape[: match.start()],
            )
            is None
            and re.search(r"\bto\b", match[0])
        ):
            continue
        line = f"{first.text.strip()} is after {last.text.strip()}"
        yield finding(
            NAME,
            Verdict.FAILS,
            sentence,
            [first, last],
            line,
            f"The period ends ({last.text.strip()}) before it begins ({first.text.strip()}).",
        )


def _is_backwards(first: Period | None, last: Period | None) -> bool:
    return bool(first and last and first.first and last.last and last.last < first.first)


def _length(sentence: Sentence) -> Iterator[Finding]:
    for match in MONTHS.finditer(sentence.shape):
        length = sentence.quantities[int(match["t"])]
        first, last = sentence.marked(match["a"]), sentence.marked(match["b"])
        months = _months(first, last)
        said = length.value * {"month": 1, "year": 12}.get(length.unit, 0)
        if not months or not said or length.hedge:
            continue
        line = f"{first.text.strip()} to {last.text.strip()} is {months} months"
        figures = [length, first, last]
        if said in {months, months - 1}:
            yield finding(
                NAME, Verdict.HOLDS, sentence, figures, line, f"“{length.text}” agrees with its first and last month."
            )
        else:
            yield finding(NAME, Verdict.FAILS, sentence, figures, line, f"The text says {length.text}, and {line}.")


def _months(first: Quantity, last: Quantity) -> int:
    one, other = first.period, last.period
    if not (one and other and one.first and other.last) or {one.form, other.form} - {"month", "day", "season"}:
        return 0
    return _month_number(other.last) - _month_number(one.first) + 1


def _month_number(when: date) -> int:
    return when.year * 12 + when.month


def _mixed_quarters(sentence: Sentence) -> Iterator[Finding]:
    quarters = [one for one in sentence.of(Kind.PERIOD) if one.period and one.period.form.startswith("quarter of")]
    forms = {one.period.form for one in quarters if one.period}
    if {"quarter of a span", "quarter of a year"} <= forms:
        line = " and ".join(one.text.strip() for one in quarters)
        message = f"{line} are quarters of two kinds of year, financial and calendar."
        yield finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            list(quarters),
            line,
            message,
            "if the year of the second quarter is meant as a financial one",
        )
