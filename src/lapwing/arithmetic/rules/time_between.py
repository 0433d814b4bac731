"""How long it is said to be between two dates, and between two months that have no year."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.periods import MONTHS
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "time-between"
FULL = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
MONTHS_OF = re.compile(
    rf"(?P<t>⟦t\d+⟧)(?:\s+(?!before|after|since|ago|later|until|every)[a-z-]+){{0,3}}?[\s,:(–—-]*\b(?:(?:from|of)\s+(?P<a>{FULL})\s+(?:to|until|through\s+to|till)|between\s+(?P<a2>{FULL})\s+and)\s+(?P<b>{FULL})\b(?!\s+(?:of\s+the\s+)?(?:following|next))|"
    rf"\b(?:from\s+(?P<c>{FULL})\s+(?:to|until|till)|between\s+(?P<c2>{FULL})\s+and)\s+(?P<d>{FULL}),?\s*[(–—]?\s*(?:a\s+(?:period|span|total)\s+of\s+|these\s+|those\s+|that\s+is,?\s+|some\s+)?(?P<u>⟦t\d+⟧)"
)
LATER = re.compile(
    r"(?P<t>⟦t\d+⟧)\s+(?:later|on|afterwards|after\s+(?:that|this|it|its|the|they|we)\b[^⟦⟧.;]{0,40})\s*,?\s*(?:(?:in|by|on|at)\s+(?:the\s+)?|and\s+[a-z\s]{0,30}\bin\s+)(?P<b>⟦y\d+⟧)|(?:in|by|on)\s+(?P<b2>⟦y\d+⟧),?\s+(?P<t2>⟦t\d+⟧)\s+(?:later|on|afterwards)\b"
)
AFTER = re.compile(
    r"(?:in|by|on)\s+(?P<b>⟦y\d+⟧),?\s+(?:and\s+so\s+|that\s+is,?\s+|just\s+)?(?P<t>⟦t\d+⟧)\s+after\s+[^⟦⟧.;]{0,60}?\b(?:in|on|of)\s+(?P<a>⟦y\d+⟧)|(?P<t2>⟦t\d+⟧)\s+after\s+[^⟦⟧.;]{0,60}?\b(?:in|on|of)\s+(?P<a2>⟦y\d+⟧),\s+(?:that\s+is,?\s+)?(?:in|on)\s+(?P<b2>⟦y\d+⟧)"
)
FORMS = {"day", "month", "year"}


@rule(
    NAME,
    "How long it was between two dates",
    Example("In the six months from April to December the nurse saw 164 children.", Verdict.FAILS, "that is nine"),
    Example("In the nine months from April to December the nurse saw 164 children.", Verdict.HOLDS),
    Example("The policy was launched in May 2019. Two years later, in 2024, it was looked at.", Verdict.FAILS, "five"),
    Example("The policy was launched in May 2019. Five years later, in 2024, it was looked at.", Verdict.HOLDS),
    Example("It was reviewed in March 2024, six months after it began in May 2022.", Verdict.FAILS),
    Example("Staff meet every six months, in April and in October.", None),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """A length in months or years, and the two dates or months it is said to lie between.

    Months with no year are counted with both ends and without the last. "Two years later, in 2024" is held against the
    one date that the sentence gives before it, or the sentence before where that gives one only. Dates that say only the
    year leave a year of room, and months leave one.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if sentence.of(Kind.DURATION):
                yield from _months(sentence)
                yield from _later(sentence, sentences[index - 1] if index else None)


def _months(sentence: Sentence) -> Iterator[Finding]:
    for match in MONTHS_OF.finditer(sentence.shape):
        length = sentence.marked(match["t"] or match["u"])
        if length.unit != "month" or length.hedge is not Hedge.NONE:
            continue
        first, last = match["a"] or match["a2"] or match["c"] or match["c2"], match["b"] or match["d"]
        months = (MONTHS[last] - MONTHS[first]) % 12 + 1
        line = f"{first.capitalize()} to {last.capitalize()} is {months} months"
        figures = [length, first.capitalize(), last.capitalize()]
        if length.value in {months, months - 1}:
            yield finding(NAME, Verdict.HOLDS, sentence, figures, line, f"“{length.text}” agrees with its ends.")
        else:
            message = f"The text says {length.text.strip()}, and {line}."
            yield finding(NAME, Verdict.FAILS, sentence, figures, line, message)


def _later(sentence: Sentence, before: Sentence | None) -> Iterator[Finding]:
    if not sentence.of(Kind.PERIOD):
        return
    if match := AFTER.search(sentence.shape):
        length = sentence.marked(match["t"] or match["t2"])
        first, last = sentence.marked(match["a"] or match["a2"]), sentence.marked(match["b"] or match["b2"])
        yield from _say(sentence, length, first, last)
    elif match := LATER.search(sentence.shape):
        length = sentence.marked(match["t"] or match["t2"])
        last = sentence.marked(match["b"] or match["b2"])
        dates = [one for one in sentence.of(Kind.PERIOD) if one.end <= min(length.start, last.start)]
        if not dates and before:
            dates = before.of(Kind.PERIOD)
        if len(dates) == 1:
            yield from _say(sentence, length, dates[0], last)


def _say(sentence: Sentence, length: Quantity, first: Quantity, last: Quantity) -> Iterator[Finding]:
    one, other = first.period, last.period
    if not one or not other or not one.first or not other.first or {one.form, other.form} - FORMS:
        return
    if length.unit not in {"year", "month"} or length.hedge is not Hedge.NONE:
        return
    rough = "year" in {one.form, other.form}
    if rough and length.unit == "month":
        return
    months = (other.first.year - one.first.year) * 12 + (0 if rough else other.first.month - one.first.month)
    told = length.value * (12 if length.unit == "year" else 1)
    room = 0 if rough and one.form == other.form else (12 if rough else max(1.0, told / 6))
    line = f"{first.text} to {last.text} is {_long(months)}"
    figures = [first, length, last]
    if abs(months - told) <= room:
        if abs(months - told) < (12 if rough else 1):
            yield finding(NAME, Verdict.HOLDS, sentence, figures, line, f"“{length.text}” agrees with its dates.")
        return
    if months <= 0:
        return
    yield finding(NAME, Verdict.FAILS, sentence, figures, line, f"The text says {length.text.strip()}, and {line}.")


def _long(months: int) -> str:
    return f"{months // 12} years" if months % 12 == 0 else f"{months} months"
