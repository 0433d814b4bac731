"""Events told as done that fall outside the year the report says it is about."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Period, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "outside-year"
ONLY = re.compile(
    r"\bonly\b[^.;]{0,40}⟦y\d+⟧|\bcovers?\s+(?:only\s+)?(?:the\s+)?(?:period\s+)?(?:of\s+|from\s+)?⟦y\d+⟧"
)
DONE = re.compile(
    r"\b(?:completed|ratified|approved|agreed|published|launched|held|took place|signed off|implemented|delivered|introduced|finished)\b[^.;]{0,40}?(?P<y>⟦y\d+⟧)|(?:in|on|as of)\s+(?P<z>⟦y\d+⟧)[^.;]{0,40}\b(?:was|were|has been)\s+(?:completed|ratified|approved|launched|held)"
)
TO_COME = re.compile(
    r"\b(?:will|due|planned|expected|scheduled|confirmed for|anticipated|to be|going to|forthcoming|upcoming|would|should|until|by)\b"
)
HEADED_NEXT = re.compile(r"\bnext year\b")


@rule(
    NAME,
    "Outside the report's year",
    Example(
        "Annual report 2021/22\n\nThe updates only cover the 2021/22 reporting period.\n\nThe pathway was ratified in July 2022.",
        Verdict.CANNOT_TELL,
        "July 2022 is after March 2022",
    ),
    Example(
        "Annual report 2021/22\n\nThe updates only cover the 2021/22 reporting period.\n\nThe pathway was ratified in July 2021.",
        None,
    ),
    Example(
        "Annual report 2021/22\n\n# Priorities for 2021/22\n\nThe priorities for next year are neglect and exploitation.",
        Verdict.CANNOT_TELL,
    ),
    Example("Annual report 2021/22\n\nIn July 2022, during the reporting year, the pathway was agreed.", Verdict.FAILS),
    Example("Annual report 2021/22\n\nIn July 2021, during the reporting year, the pathway was agreed.", None),
    Example(
        "Annual report 2021/22\n\nThe updates only cover the 2021/22 reporting period.\n\nThe conference will be held in July 2022.",
        None,
    ),
)
def check(report: Report) -> Iterator[Finding]:
    """What a report that says which year it covers tells from after that year.

    If the report says that it covers one year only, an event told as done after that year is asked about: it may be an
    update made while writing. A heading that names the report's own year over a paragraph about next year is asked
    about too. What is still to come is left alone.
    """
    year = report.year
    if not year or not year.last:
        return
    says_only = [
        sentence
        for sentence in report.sentences
        if ONLY.search(sentence.shape) and re.search(r"\bonly\b", sentence.lower)
    ]
    for sentence in report.sentences:
        if says_only:
            yield from _done_after(sentence, year)
        yield from _next_year(sentence, year)
        yield from _said_inside(sentence, year)


def _done_after(sentence: Sentence, year: Period) -> Iterator[Finding]:
    for match in DONE.finditer(sentence.shape):
        when = sentence.marked(match["y"] or match["z"])
        if not _is_after(when, year) or TO_COME.search(sentence.shape[max(0, match.start() - 50) : match.end()]):
            continue
        line = f"{when.text} is after {year.last:%B %Y}"
        message = f"The report says it covers one year only, and {line}."
        yield finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            [when],
            line,
            message,
            "if this is an update made while the report was written",
        )


INSIDE = re.compile(
    r"\b(?:during|in|within)\s+(?:the|this)\s+(?:reporting\s+)?(?:year|period)\s+covered\s+by\s+(?:this|the)\s+report,?\s+(?:in|on)\s+(?P<y>⟦y\d+⟧)"
)


NO_YEAR = r"(?!\s+(?:to|before|after|end\w*|of|from|that|since|until|when|following|prior|on|by|group|\d)\b|\s*[⟦-])"
THE_YEAR = (
    r"(?:(?:during|in|within|over|in\s+the\s+course\s+of|throughout)\s+(?:the|this|our)\s+(?:(?:reporting|report)\s+(?:year|period)|year\s+(?:under\s+review|of\s+this\s+report|reported\s+(?:on|here))|"
    rf"year\b{NO_YEAR})|this\s+year\b{NO_YEAR})"
)
SAID_WITHIN = re.compile(
    rf"\b(?:in|on)\s+(?P<y>⟦y\d+⟧),?\s+(?:and\s+)?(?:so\s+)?{THE_YEAR}|\b{THE_YEAR},?\s+(?:in|on)\s+(?P<z>⟦y\d+⟧)"
    r"|\b(?:of|in)\s+the\s+(?:reporting\s+)?year\s+was\b[^.;⟦⟧]{0,60}\b(?:in|on)\s+(?P<x>⟦y\d+⟧)"
)


WITHIN = re.compile(
    rf"^(?:{THE_YEAR}|the\s+(?:reporting\s+)?year\s+(?:saw|had|brought|included)|(?:during|in|within)\s+the\s+(?:year|period)\s+covered\s+by\s+(?:this|the)\s+report)\b"
)
OF_ANOTHER = re.compile(r"\b(?:of|as\s+in|since|from|to|until|for|like)\s+(?:the\s+)?$")
NOT_YET = re.compile(
    r"\b(?:will|next|until|since|before|after|from|due|planned|plans?\s+to|later|earlier|first(?!\s+in\b)|originally|published|begun|began|ahead|previous|review\s+of|dated)\b"
)


def _said_inside(sentence: Sentence, year: Period) -> Iterator[Finding]:
    """An event that is said to be of the year, with a date outside it."""
    if not sentence.quantities:
        return
    if WITHIN.match(sentence.shape) and not NOT_YET.search(sentence.shape):
        for when in sentence.of(Kind.PERIOD):
            if (
                when.period
                and when.period.form in {"day", "month"}
                and when.period.first
                and not when.period.overlaps(year)
                and not OF_ANOTHER.search(sentence.lower[: when.start])
            ):
                line = f"{when.text} is not within {year.first:%B %Y} to {year.last:%B %Y}"
                message = f"The text says it was in the report's year, and {line}."
                yield finding(NAME, Verdict.FAILS, sentence, [when], line, message)
                return
    for match in [*INSIDE.finditer(sentence.shape), *SAID_WITHIN.finditer(sentence.shape)]:
        when = sentence.marked(next(mark for mark in match.groups() if mark))
        if when.period and when.period.first and not when.period.overlaps(year):
            line = f"{when.text} is not within {year.first:%B %Y} to {year.last:%B %Y}"
            yield finding(
                NAME, Verdict.FAILS, sentence, [when], line, f"The text says it was in the report's year, and {line}."
            )


def _is_after(when: Quantity, year: Period) -> bool:
    return bool(when.period and when.period.first and year.last and when.period.first > year.last)


def _next_year(sentence: Sentence, year: Period) -> Iterator[Finding]:
    heading = sentence.passage.place.heading
    own = re.search(r"\b(20\d\d)\s?[-–—/]\s?(?:20)?(\d\d)\b", heading)
    if not own or not HEADED_NEXT.search(sentence.lower) or not year.first or int(own[1]) != year.first.year:
        return
    line = f"{own[0]} is the report's own year"
    message = f"The heading says {own[0]}, which is the report's own year, and the text speaks of next year."
    yield finding(
        NAME,
        Verdict.CANNOT_TELL,
        sentence,
        [own[0]],
        line,
        message,
        "if the year in the heading is when the priorities were set",
    )
