"""How long a stretch of time is said to be, and what was over before it began."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Period, Quantity
from lapwing.arithmetic.numbers.periods import MONTH, MONTHS
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "span-length"
GAP = r"(?:\s+(?!before|after|since|ago|later|until)[a-z-]+){0,4}?[\s,:(–—-]*"
BARE_MONTHS = re.compile(
    rf"(?P<t>⟦t\d+⟧){GAP}(?:from|between|of)?\s*(?P<a>{MONTH})\s+(?:to|and|until|till|through to|-|–)\s+(?P<b>⟦y\d+⟧)"
)
YEARS = re.compile(
    rf"(?P<t>⟦t\d+⟧){GAP}(?:from|between|of)?\s*(?P<a>⟦y\d+⟧)(?:\s*(?:to|and|until|-|–|—)\s*(?P<b>⟦y\d+⟧))?"
)
LATER_LENGTH = re.compile(
    r"\bfrom\s+(?P<a>⟦y\d+⟧)\s+(?:to|until|till)\s+(?P<b>⟦y\d+⟧),?\s*[(–—]?\s*(?:a\s+(?:period|span|total)\s+of\s+|that is,?\s+|or\s+|which is\s+|in all\s+)?(?P<t>⟦t\d+⟧)"
)
BEGAN = r"(?:open(?:ed|s)?|start(?:ed|s)?|began|begun|launched|commenced|set up|established|created|introduced|took office|appointed)"
ENDED = r"(?:clos(?:ed|es)|end(?:ed|s)|finish(?:ed|es)|conclud(?:ed|es)|complet(?:ed|es)|ceased|wound up|disbanded|stopped|withdrawn)"
BEFORE_IT_BEGAN = re.compile(
    rf"\b{BEGAN}\b[^.;⟦⟧]{{0,40}}?(?P<a>⟦y\d+⟧),?\s+(?:and|but|before)\s+(?:(?:was|it|then|finally|had|has|been|being|formally)\s+)*{ENDED}\b[^.;⟦⟧]{{0,40}}?(?P<b>⟦y\d+⟧)"
)


@rule(
    NAME,
    "How long a time is said to be",
    Example("The pilot ran for six months, from January to September 2022.", Verdict.FAILS, "that is nine months"),
    Example("The pilot ran for nine months, from January to September 2022.", Verdict.HOLDS),
    Example("The strategy covers the five years 2021 to 2024.", Verdict.FAILS, "three, or four with both ends"),
    Example("The strategy covers the three years 2021 to 2024.", Verdict.HOLDS),
    Example("The scheme opened in May 2022 and closed in March 2022.", Verdict.FAILS),
    Example("Two years after the fire of 2019 to 2020 it reopened.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A length in months or years beside the first and the last of them, and what ended before it began.

    Months are counted with both ends and without the last; years with both ends and without. A first month with no
    year has the year of the last, or the year before. Lengths that are hedged ("about", "over") are left alone.
    """
    for sentence in report.sentences:
        if sentence.of(Kind.PERIOD):
            yield from _bare_months(sentence)
            yield from _years(sentence)
            yield from _over_before(sentence)


def _bare_months(sentence: Sentence) -> Iterator[Finding]:
    for match in BARE_MONTHS.finditer(sentence.shape):
        length, last = sentence.marked(match["t"]), sentence.marked(match["b"])
        if (
            length.unit != "month"
            or not last.period
            or not last.period.last
            or last.period.form not in {"month", "day"}
        ):
            continue
        months = (last.period.last.month - MONTHS[match["a"].rstrip(".").lower()]) % 12 + 1
        yield from _say(
            sentence,
            length,
            [last],
            {months, months - 1},
            f"{match['a'].capitalize()} to {last.text} is {months} months",
        )


def _years(sentence: Sentence) -> Iterator[Finding]:
    for expression in (YEARS, LATER_LENGTH):
        for match in expression.finditer(sentence.shape):
            length, first = sentence.marked(match["t"]), sentence.marked(match["a"])
            last = sentence.marked(match["b"]) if match["b"] else first
            if length.unit != "year" or {
                first.period.form if first.period else "",
                last.period.form if last.period else "",
            } - {"year", "span"}:
                continue
            years = _between(first.period, last.period)
            if years > 0:
                figures = [first] if last is first else [first, last]
                spans = last is not first and all(one.period and one.period.form == "span" for one in figures)
                fewest = years - 1 if spans and years > 1 else years
                line = f"{' to '.join(one.text for one in figures)} is {fewest} years, or {fewest + 1} with both ends"
                yield from _say(sentence, length, figures, {fewest, fewest + 1}, line)


def _between(first: Period | None, last: Period | None) -> int:
    if not (first and last and first.first and last.last):
        return 0
    if first is last:
        return (
            first.last.year - first.first.year
            if first.form == "span" and first.last and first.last.year - first.first.year > 1
            else 0
        )
    return last.last.year - first.first.year


def _say(sentence: Sentence, length: Quantity, ends: list[Quantity], right: set[int], line: str) -> Iterator[Finding]:
    if length.hedge is not Hedge.NONE:
        return
    if length.value in right:
        yield finding(NAME, Verdict.HOLDS, sentence, [length, *ends], line, f"“{length.text}” agrees with its ends.")
    else:
        yield finding(NAME, Verdict.FAILS, sentence, [length, *ends], line, f"The text says {length.text}, and {line}.")


def _over_before(sentence: Sentence) -> Iterator[Finding]:
    for match in BEFORE_IT_BEGAN.finditer(sentence.shape):
        first, last = sentence.marked(match["a"]), sentence.marked(match["b"])
        one, other = first.period, last.period
        if one and other and one.first and other.last and other.last < one.first:
            line = f"{last.text} is before {first.text}"
            yield finding(NAME, Verdict.FAILS, sentence, [first, last], line, "It ended before it began.")
