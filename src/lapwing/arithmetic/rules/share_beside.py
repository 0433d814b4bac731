"""A share told in any order: a part, its whole and the share, and no other figure near."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.roles import EARLIER, is_of_change, is_whole, joined
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule

NAME = "share-beside"


@rule(
    NAME,
    "A share told in any order",
    Example("The panel heard 45 cases, and 9 (a third) were about gangs.", Verdict.FAILS, "9 of 45 is a fifth"),
    Example("The panel heard 45 cases, and 9 (a fifth) were about gangs.", Verdict.HOLDS),
    Example("We asked 400 residents; 260 replied, a response rate of 55%.", Verdict.FAILS, "it is 65%"),
    Example("Just 14 plans out of 70 ran on. That is a quarter.", Verdict.FAILS, "it is a fifth"),
    Example("Of 120 parents asked, 60% agreed and 30 left the question blank.", None, "the 30 are not the 60%"),
    turn=1,
)
def check(report: Report) -> Iterator[Finding]:
    """A share, a part and a whole, in whatever order they stand, where no other figure is near.

    The larger figure must be said to be the whole ("of the 80", "of them", asked and replied, or a part with no noun of
    its own), and the share must stand beside the part or the whole as the same thing said again ("9 (a third)", "that
    is 30%"). If the share fits the rest instead, or any other count in the paragraphs around, it is not called a failure.
    """
    for number, stretches in enumerate(report.stretches):
        for stretch in stretches:
            if found := _roles(stretch):
                around = [
                    one
                    for near in report.by_passage[max(0, number - 3) : number + 4]
                    for line in near
                    for one in line.of(Kind.COUNT)
                ]
                if said := _say(stretch, *found, around):
                    yield shown_with(said, stretch.whole, NAME)


def _roles(stretch: Stretch) -> tuple[Quantity, Quantity, Quantity] | None:
    """The part, the whole and the share."""
    shares = [one for one in stretch.figures if one.is_part]
    counts = [one for one in stretch.figures if one.kind in {Kind.COUNT, Kind.MONEY}]
    if len(shares) != 1 or len(counts) != 2 or counts[0].kind is not counts[1].kind or shares[0].value <= 0:
        return None
    share, (part, whole) = shares[0], sorted(counts, key=lambda one: one.value)
    if part.value == whole.value or EARLIER.search(stretch.shape) or is_of_change(stretch, share):
        return None
    if not is_whole(stretch, whole, part) or not _together(stretch, part, whole, share):
        return None
    return part, whole, share


OWN_PLACE = re.compile(r"^\s*(?:by|from|in(?!\s+(?:number|all|total))|at|to|for|with|on|were|was|had)\b")


def _together(stretch: Stretch, part: Quantity, whole: Quantity, share: Quantity) -> bool:
    """Whether the share belongs to the part, by where the three stand."""
    middle = sorted((part, whole, share), key=lambda one: one.start)[1]
    if middle is whole:
        if share.start < whole.start < part.start and OWN_PLACE.match(stretch.behind(part)):
            return False  # "a third were taken by schools, 15 by health"
        return joined(stretch, *sorted((whole, part if part.start > whole.start else share), key=lambda one: one.start))
    return joined(stretch, part, share)


def _say(stretch: Stretch, part: Quantity, whole: Quantity, share: Quantity, around: list[Quantity]) -> Finding | None:
    scale = 100.0 if share.kind is Kind.PERCENT else 1.0
    judged = judge(share, lambda a, b: a / b, [part, whole], scale)
    actual = percent(part.value / whole.value)
    line = f"{plain(part.value)} ÷ {plain(whole.value)} = {actual}"
    figures = [part, whole, share]
    if judged.verdict is Verdict.HOLDS:
        return finding(
            NAME, judged.verdict, stretch.joint, figures, line, f"{part.text} of {whole.text} is {share.text}."
        )
    if judged.verdict is Verdict.FAILS:
        rest = judge(share, lambda a, b: (b - a) / b, [part, whole], scale)
        others = [one for one in around if one.value > part.value and one.value != whole.value]
        fits = any(judge(share, lambda a, b: a / b, [part, one], scale).verdict is Verdict.HOLDS for one in others)
        open_ended = share.hedge in {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST}
        if not open_ended and (fits or rest.verdict is Verdict.HOLDS):
            return None
        message = f"{part.text} of {whole.text} is {actual}, and the text says {share.text.strip()}."
    else:
        message = f"{part.text} of {whole.text} is {actual}. “{share.text.strip()}” would fit {judged.reading}."
    return finding(NAME, judged.verdict, stretch.joint, figures, line, message, judged.reading)
