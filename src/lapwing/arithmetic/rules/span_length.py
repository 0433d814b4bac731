"""How long a stretch of time is said to be, and what was over before it began."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
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
A_LENGTH_LONG = re.compile(
    r"(?P<a>⟦y\d+⟧)(?P<b>(?!))?\s+(?:[a-z’'-]+\s+){1,5}?(?:(?:is|was|are)\s+(?:an?|our|the)\s+|(?:runs?|ran|lasts?|lasted)\s+for\s+|covers?\s+(?:a\s+period\s+of\s+)?)(?P<t>⟦t\d+⟧)(?!\s+(?:late|old|ahead|behind|review))"
)
BEGAN = r"(?:open(?:ed|s)?|start(?:ed|s)?|began|begun|launched|commenced|set up|established|created|introduced|took office|appointed)"
ENDED = r"(?:clos(?:ed|es)|end(?:ed|s)|finish(?:ed|es)|conclud(?:ed|es)|complet(?:ed|es)|ceased|wound up|disbanded|stopped|withdrawn)"
BEFORE_IT_BEGAN = re.compile(
    rf"\b{BEGAN}\b[^.;⟦⟧]{{0,40}}?(?P<a>⟦y\d+⟧),?\s+(?:and|but|before)\s+(?:(?:was|it|then|finally|had|has|been|being|formally)\s+)*{ENDED}\b[^.;⟦⟧]{{0,40}}?(?P<b>⟦y\d+⟧)"
)

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


@rule(
    NAME,
    "How long a time is said to be",
    Example("The pilot ran for six months, from January to September 2022.", Verdict.FAILS, "that is nine months"),
    Example("The pilot ran for nine months, from January to September 2022.", Verdict.HOLDS),
    Example("The strategy covers the five years 2021 to 2024.", Verdict.FAILS, "three, or four with both ends"),
    Example("The strategy covers the three years 2021 to 2024.", Verdict.HOLDS),
    Example("The scheme opened in May 2022 and closed in March 2022.", Verdict.FAILS),
    Example("Two years after the fire of 2019 to 2020 it reopened.", None),
    Example("In the six months from April to December the nurse saw 164 children.", Verdict.FAILS, "that is nine"),
    Example("In the nine months from April to December the nurse saw 164 children.", Verdict.HOLDS),
    Example("The policy was launched in May 2019. Two years later, in 2024, it was looked at.", Verdict.FAILS, "five"),
    Example("The policy was launched in May 2019. Five years later, in 2024, it was looked at.", Verdict.HOLDS),
    Example("It was reviewed in March 2024, six months after it began in May 2022.", Verdict.FAILS),
    Example("Our 2022-2025 plan is a six-year plan.", Verdict.FAILS, "three years"),
    Example("Staff meet every six months, in April and in October.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A length in months or years beside the first and the last of them, and what ended before it began.

    Months are counted with both ends and without the last; years with both ends and without. A first month with no
    year has the year of the last, or the year before. Lengths that are hedged ("about", "over") are left alone. "Two years
    later, in 2024" is held against the one date that the sentence gives before it, or the sentence before where that
    gives one only; dates that say only the year leave a year of room, and months leave one.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if sentence.of(Kind.PERIOD):
                yield from _bare_months(sentence)
                yield from _years(sentence)
                yield from _over_before(sentence)
            if sentence.of(Kind.DURATION):
                yield from _months(sentence)
                yield from _later(sentence, sentences[index - 1] if index else None)


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
    for expression in (YEARS, LATER_LENGTH, A_LENGTH_LONG):
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
        yield from _say_between(sentence, length, first, last)
    elif match := LATER.search(sentence.shape):
        length = sentence.marked(match["t"] or match["t2"])
        last = sentence.marked(match["b"] or match["b2"])
        dates = [one for one in sentence.of(Kind.PERIOD) if one.end <= min(length.start, last.start)]
        if not dates and before:
            dates = before.of(Kind.PERIOD)
        if len(dates) == 1:
            yield from _say_between(sentence, length, dates[0], last)


def _say_between(sentence: Sentence, length: Quantity, first: Quantity, last: Quantity) -> Iterator[Finding]:
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


FORMS = {"day", "month", "year"}
