"""Lengths against their first and last day, years that no year is, and events outside the year that they are said to be in."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from datetime import date

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Period, Quantity
from lapwing.arithmetic.numbers.periods import MONTHS
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "dates-anywhere"
ENDS = re.compile(
    r"\b(?:from|between|ran|runs|run|began|begins|beginning|started|starts|starting|until|till|to|ending|ends?|ended|finish\w*|lasted|opened|closed|through)\b"
)
NOT_LENGTH = re.compile(
    r"\b(?:every|within|after|before|under|over|than|least|first|last|next|previous|age[ds]?|another|further|notice|early|late|extended\s+by|up\s+to|about|around|nearly|almost)\s+(?:the\s+)?$"
)
CHANGED = re.compile(
    r"\b(?:extended|renewed|paused|delayed|postponed|brought\s+forward|again|then|interrupted|stopped|restarted|phase[sd]?)\b"
)
NOT_AFTER = re.compile(r"^\s*(?:ago|later|before|after|old|earlier|from\s+now|of\s+age|notice|late|early)\b")
DAYS = re.compile(
    rf"\b(?:from\s+)?(?P<a>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:to|until|and|-|–)\s+(?P<b>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:{'|'.join(m for m in MONTHS if len(m) > 3)}|may)\b"
)
ONE_YEAR = re.compile(
    r"\b(?:financial|fiscal|academic|school|reporting)\s+year\s+(?:of\s+|from\s+)?(?P<a>⟦y\d+⟧)|(?P<b>⟦y\d+⟧)\s+(?:financial|fiscal|academic|school|reporting)\s+year\b(?!s)"
)
IN_THE_YEAR = re.compile(
    r"\b(?:in|during|over|within)\s+(?:this|the|our|that)\s+(?:reporting\s+|financial\s+|same\s+|report[’']s\s+)?(?:year|period)(?:\s+under\s+review|\s+covered)?,?\s+(?:in|on)\s+(?P<y>⟦y\d+⟧)"
)
ABOUT_YEAR = re.compile(
    r"\b(?:report|review|account|chapter|section)\b[^.;⟦⟧]{0,40}\b(?:covers?|is\s+about|is\s+for|relates\s+to|about|describes|tells\s+the\s+story\s+of|for)\b[^.;⟦⟧]{0,45}(?P<a>⟦y\d+⟧)(?:\s+(?:to|until|and|–|-)\s+(?P<b>⟦y\d+⟧))?"
)
TITLE = re.compile(r"(?P<a>⟦y\d+⟧)\s+(?:to|until|–|-)\s+(?P<b>⟦y\d+⟧)")
WRITTEN = re.compile(
    r"\b(?:this|the)\s+(?:annual\s+|yearly\s+)?report\s+(?:was|has\s+been)\s+(?:agreed|approved|signed\s+off|written|finalised|completed|published|endorsed|issued|adopted)\b[^.;⟦⟧]{0,60}(?P<y>⟦y\d+⟧)"
)
AS_AT = re.compile(
    r"\b(?:as\s+at|at|on|by\s+the\s+end\s+of|at\s+the\s+end\s+of)\s+(?P<y>⟦y\d+⟧)[^.;]{0,60}\b(?:had|was|were|stood|remained|numbered)\b|\b(?:had|was|were|stood|remained|numbered)\b[^.;]{0,60}\b(?:as\s+at|at|on)\s+(?P<z>⟦y\d+⟧)"
)


@rule(
    NAME,
    "Lengths, years and dates that do not agree",
    Example("The two-year strategy runs from April 2022 to March 2027.", Verdict.FAILS, "five years"),
    Example("The five-year strategy runs from April 2022 to March 2027.", Verdict.HOLDS),
    Example(
        "The review took fourteen weeks, starting on 1 May 2023 and finishing on 10 July 2023.", Verdict.FAILS, "ten"
    ),
    Example("The visit was carried out over five days, from 19 to 21 June 2023.", Verdict.FAILS, "three days"),
    Example("In the financial year 2022/24 we had 1,180 referrals.", Verdict.FAILS, "two years"),
    Example(
        "This report is about the year from April 2022 to March 2023.\n\nDuring the year, in July 2021, a chair was appointed.",
        Verdict.FAILS,
    ),
    Example("This report was agreed in September 2023. As at 31 March 2024 we had 22 open actions.", Verdict.FAILS),
    Example("The strategy runs from April 2022 to March 2027 and is reviewed every two years.", None),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A length of time and the two ends that it should reach between; a year that is more than one; a date outside the
    year it is said to be in, or after the day on which the report that tells of it was agreed.

    Lengths are tried with both ends and without, and to the nearest week or month where the ends are days. "Every two
    years", "within six weeks" and hedged lengths are left alone, and so is what is still to come.
    """
    year = _year(report)
    written: Period | None = None
    for sentence in report.sentences:
        if not sentence.of(Kind.PERIOD) and not sentence.of(Kind.DURATION):
            continue
        yield from _length(sentence)
        yield from _one_year(sentence)
        if year:
            yield from _outside(sentence, year)
        if match := WRITTEN.search(sentence.shape):
            written = sentence.marked(match["y"]).period
        if written:
            yield from _after_it(sentence, written)


def _length(sentence: Sentence) -> Iterator[Finding]:
    lengths = [one for one in sentence.of(Kind.DURATION) if one.unit in {"day", "week", "month", "year"}]
    if len(lengths) != 1 or not ENDS.search(sentence.lower):
        return
    length = lengths[0]
    before, after = sentence.lower[: length.start], sentence.lower[length.end :]
    over = before.endswith("over ")  # during, or more than
    if (
        length.hedge is not Hedge.NONE
        or (NOT_LENGTH.search(before) and not over)
        or NOT_AFTER.match(after)
        or re.search(r"working|school|consecutive", length.text)
        or CHANGED.search(sentence.lower)
    ):
        return
    if found := _days(sentence):
        ends, line, days = found
        right = {
            "day": (days - 1, days),
            "week": ((days - 1) / 7 - 0.5, days / 7 + 0.5),
            "month": ((days - _open_end(ends)) / 31 - 0.5, days / 28 + 0.5),
            "year": (days / 366 - 0.1, days / 365 + 0.1),
        }[length.unit]
        if over and right[1] >= length.value:
            return
        holds = right[0] - 1e-9 <= length.value <= right[1] + 1e-9
        verdict = Verdict.HOLDS if holds else Verdict.FAILS
        message = f"“{length.text}” agrees with its ends." if holds else f"The text says {length.text}, and {line}."
        yield finding(NAME, verdict, sentence, [length, *ends], line, message)


def _open_end(ends: list[Quantity | str]) -> int:
    """The days of a last month that need not be counted: March to November is eight months, or nine with both."""
    months = all(isinstance(one, Quantity) and one.period and one.period.form == "month" for one in ends)
    return 30 if months else 0


def _days(sentence: Sentence) -> tuple[list[Quantity | str], str, int] | None:
    """The two ends of a stretch of time, and how many days there are from the first to the last, both counted."""
    dated = [one for one in sentence.of(Kind.PERIOD) if one.period and one.period.first and one.period.last]
    if len(dated) == 2 and all(one.period and one.period.form in {"day", "month"} for one in dated):
        first, last = dated[0].period, dated[1].period
        between = sentence.lower[dated[0].end : dated[1].start]
        if (
            first
            and last
            and first.first
            and last.last
            and first.first < last.last
            and not re.search(r"[.;]\s|\bcompared\b|\bfrom\b", between)
        ):
            days = (last.last - first.first).days + 1
            words = f"{days} days" if days < 60 else f"about {round(days / 30.44)} months"
            return [dated[0], dated[1]], f"{dated[0].text} to {dated[1].text} is {words}", days
    match = DAYS.search(sentence.lower)
    if match and all(one.start == match.start("b") for one in dated) and int(match["b"]) > int(match["a"]):
        days = int(match["b"]) - int(match["a"]) + 1
        return [match["a"], match["b"]], f"{match['a']} to {match['b']} is {days} days", days
    return None


def _one_year(sentence: Sentence) -> Iterator[Finding]:
    for match in ONE_YEAR.finditer(sentence.shape):
        one = sentence.marked(match["a"] or match["b"])
        period = one.period
        if (
            period
            and period.form == "span"
            and period.first
            and period.last
            and (period.last - period.first).days > 370
        ):
            years = round((period.last - period.first).days / 365.25)
            line = f"{one.text} is {years} years"
            yield finding(NAME, Verdict.FAILS, sentence, [one], line, f"“{one.text}” is called one year, and {line}.")


def _year(report: Report) -> Period | None:
    """The year that the report says it is about."""
    for sentence in report.sentences[:40]:
        match = ABOUT_YEAR.search(sentence.shape) or (
            TITLE.search(sentence.shape) if "report" in sentence.lower else None
        )
        if match:
            first = sentence.marked(match["a"]).period
            last = sentence.marked(match["b"]).period if match["b"] else first
            if first and last and first.first and last.last and 300 < (last.last - first.first).days < 400:
                return Period(first.first, last.last, "span")
    return None


def _outside(sentence: Sentence, year: Period) -> Iterator[Finding]:
    for match in IN_THE_YEAR.finditer(sentence.shape):
        one = sentence.marked(match["y"])
        if one.period and one.period.first and one.period.form in {"day", "month"} and not one.period.overlaps(year):
            line = f"{one.text} is not within {_day(year.first)} to {_day(year.last)}"
            yield finding(NAME, Verdict.FAILS, sentence, [one], line, f"The text says it was in the year, and {line}.")


def _after_it(sentence: Sentence, written: Period) -> Iterator[Finding]:
    for match in AS_AT.finditer(sentence.shape):
        one = sentence.marked(match["y"] or match["z"])
        if (
            one.period
            and one.period.first
            and written.last
            and one.period.first > written.last
            and one.period.form in {"day", "month"}
        ):
            line = f"{one.text} is after {_day(written.last)}"
            yield finding(NAME, Verdict.FAILS, sentence, [one], line, f"The report was agreed before then: {line}.")


def _day(when: date | None) -> str:
    return f"{when:%-d %B %Y}" if when else ""
