"""An average against the least and the most that it is the average of."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule

NAME = "average-range"
AVERAGE = re.compile(r"\b(?:averag\w+|mean|median)\b[^⟦]*$")
AVERAGE_AFTER = re.compile(r"^\s*(?:[a-z]+\s+){0,2}?on average\b")
ENDS = re.compile(
    r"\b(?:from|between|ranging|ranged|range|anything)\b[^⟦.;]*(?P<a>⟦[a-z]\d+⟧)\s+(?:[a-z]+\s+){0,2}?(?:to|and)\s+(?:[a-z]+\s+){0,2}?(?P<b>⟦[a-z]\d+⟧)"
    r"|\b(?:shortest|lowest|smallest|fewest|quickest|fastest|youngest|least|minimum|cheapest)\b[^⟦.;]*(?P<c>⟦[a-z]\d+⟧)[^⟦.;]*\b(?:longest|highest|largest|most|slowest|oldest|greatest|maximum|dearest)\b[^⟦.;]*(?P<d>⟦[a-z]\d+⟧)"
    r"|\b(?:longest|highest|largest|most|slowest|oldest|greatest|maximum|dearest)\b[^⟦.;]*(?P<e>⟦[a-z]\d+⟧)[^⟦.;]*\b(?:shortest|lowest|smallest|fewest|quickest|fastest|youngest|least|minimum|cheapest)\b[^⟦.;]*(?P<f>⟦[a-z]\d+⟧)"
)


@rule(
    NAME,
    "An average outside its range",
    Example("Responses took from 3 to 9 days, averaging 11.", Verdict.FAILS, "no average is above the most"),
    Example("Responses took from 3 to 9 days, averaging 6.", Verdict.HOLDS),
    Example("The mean was 7 minutes, with the shortest at 9 and the longest at 31.", Verdict.FAILS),
    Example("Numbers fell from 9 to 3, and the average stay was 11 days.", None, "no range"),
    turn=1,
)
def check(report: Report) -> Iterator[Finding]:
    """A mean or a median, and the least and the most beside it.

    Reads "from 3 to 9 days, averaging 11" and "the shortest ... and the longest ...". An average lies between the two;
    nothing else is asked of it. Where something rose or fell from the one to the other, that is no range.
    """
    for sentences in report.by_passage:
        for sentence in sentences:
            figures = tuple(sentence.of(Kind.COUNT, Kind.DURATION, Kind.MONEY, Kind.PERCENT))
            if len(figures) == 3 and (said := _say(Stretch(sentence, sentence, 1, figures))):
                yield said


def _say(stretch: Stretch) -> Finding | None:
    match = ENDS.search(stretch.shape)
    if (
        not match
        or re.search(r"\b(?:though|although|but|while|except|elsewhere|other)\b", stretch.shape)
        or re.search(
            r"\b(?:rose|fell|fallen|risen|increased|decreased|reduced|went|moved|dropped|improv\w*|worsen\w*|shorten\w*|lengthen\w*|cut|c[ao]me down|slipped|grew)\b|\bby\s+⟦",
            stretch.shape,
        )
    ):
        return None
    ends = sorted((stretch.joint.marked(mark) for mark in match.groups() if mark), key=lambda one: one.value)
    others = [one for one in stretch.figures if one not in ends]
    if len(others) != 1 or not _is_average(stretch, others[0]):
        return None
    low, high, said = ends[0], ends[1], others[0]
    line = f"{plain(said.value)} beside {plain(low.value)} to {plain(high.value)}"
    figures = [said, low, high]
    if low.value <= said.value <= high.value:
        return finding(NAME, Verdict.HOLDS, stretch.joint, figures, line, "The average lies in its range.")
    return finding(NAME, Verdict.FAILS, stretch.joint, figures, line, "An average cannot lie outside its range.")


def _is_average(stretch: Stretch, one: Quantity) -> bool:
    if one.hedge is not Hedge.NONE or one.kind not in {Kind.COUNT, Kind.DURATION, Kind.MONEY, Kind.PERCENT}:
        return False
    return bool(AVERAGE.search(stretch.before(one)) or AVERAGE_AFTER.match(stretch.behind(one)))
