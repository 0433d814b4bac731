"""An average or a rate told in any order, with what was shared out and among how many."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.claims.roles import is_whole
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import Judgement, judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "average-beside"
TIMES = r"(?:day|week|month|quarter|term|year|annum|hour|night)"
EACH_AFTER = re.compile(
    rf"^\s*(?:[a-z-]+\s+){{0,3}}?(?:each\b|apiece\b|per\b(?!\s*cent)|on average\b|to each\b|for each\b|for every\b|at each\b|a head\b|(?:a|an)\s+(?!{TIMES}\b)(?:[a-z]+)\s*(?:[.,;)]|$))"
)
EACH_BEFORE = re.compile(
    r"\b(?:average[sd]?|averaging|mean)\b(?:\s+[a-z]+){0,4}?\s*(?:of|was|is|to|at|being|:|=)?\s*$|\bworks? out (?:at|as|to)\s*$|\b(?:each|apiece)\s+(?:[a-z]+\s+){0,3}$"
)
NOT_SO = re.compile(
    rf"\b(?:median|typical|national\w*|england|regional\w*|similar|{MOVING}|compared|than|previous|last year|target|maximum|minimum|up to|limit|capacity|(?:up|down)\s+from)\b"
)
A_TIME = re.compile(
    r"^\s*(?:(?!for\b|to\b)[a-z-]+\s+){0,2}?(?:a|an|per|each|every|in each)\s+(?P<unit>day|week|month|quarter)\b"
)
TIMELY = re.compile(r"\b(?P<unit>daily|weekly|monthly|quarterly)\s+(?:mean|average|figure|rate)\s+(?:of|was|is)\s*$")
SPAN = re.compile(
    r"\b(?:over|in|during|across|throughout|for|within)\s+(?:the|this|that|a)\s+(?:whole\s+|full\s+|financial\s+|reporting\s+|last\s+)?(?P<span>year|quarter|month)\b"
)
IN_A = {"year": {"day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0}, "quarter": {"day": 91.0, "week": 13.0, "month": 3.0}, "month": {"day": 30.4, "week": 4.35}, "week": {"day": 7.0}}  # fmt: skip
PEOPLE = re.compile(
    r"\b(?:people|children|residents|pupils|adults|population|households|women|babies|births|families|students|patients|staff|under-?\d+s|young)\b"
)

TYPICAL = re.compile(
    r"\b(?:median|shortest|longest|highest|lowest|ranging|ranged|typical|national|england|regional|statistical|similar)\b"
)
NOT_A_COUNT = re.compile(r"\b(?:from|than|compared|previous year|last year|rose|fell|increase|decrease|reduction)\b")


@rule(
    NAME,
    "Averages and rates told in any order",
    Example("The 15 social workers hold 270 cases, which works out at 22 apiece.", Verdict.FAILS, "270 ÷ 15 is 18"),
    Example("The 15 social workers hold 270 cases, which works out at 18 apiece.", Verdict.HOLDS),
    Example("Over the twelve months we saw 600 children, or 60 a month.", Verdict.FAILS, "600 ÷ 12 is 50"),
    Example("The academy has 3,200 pupils and issued 96 suspensions, 3 for every 1,000 pupils.", Verdict.FAILS, "30"),
    Example("The academy has 3,200 pupils and issued 96 suspensions, 30 for every 1,000 pupils.", Verdict.HOLDS),
    Example("Over six months 5,200 parcels went out, with 60 for babies every week.", None, "60 is of some of them"),
    Example(
        "With 420 plans in a population of 60,000 children, the rate was 85 per 10,000.",
        Verdict.FAILS,
        "it is 70 per 10,000",
    ),
    Example("With 420 plans in a population of 60,000 children, the rate was 70 per 10,000.", Verdict.HOLDS),
    Example("The rate was 70 per 10,000, above the national rate of 43 per 10,000.", None),
    Example("There were 2,480 homes, up from 2,340 in 2011, with an average of 2.4 people in each.", None),
    Example("Each of the 15 rooms seats 20 people, and 40 came.", None, "nothing was shared out"),
    turn=1,
)
def check(report: Report) -> Iterator[Finding]:
    """An average, or a rate per 1,000, 10,000 or 100,000, with two other figures and no more near.

    An average is known by "average", "mean", "each", "apiece", "per case", "a visit", "works out at"; one over time by "a
    month", "a monthly mean of" beside how long it was. A rate is worked out where the larger figure is of people. Where
    medians, limits, changes or other places are spoken of it keeps quiet.
    """
    for sentences, found in zip(report.by_passage, report.stretches, strict=True):
        for stretch in found:
            if not NOT_SO.search(stretch.shape) and (said := _rate(stretch) or _average(stretch)):
                yield shown_with(said, stretch.whole, NAME)
        for sentence in sentences:
            yield from _rates(sentence, sentences)
            counts = tuple(sentence.of(Kind.COUNT, Kind.MONEY))
            if (
                len(counts) == 2
                and not NOT_SO.search(sentence.shape)
                and (said := _over_time(Stretch(sentence, sentence, 1, counts)))
            ):
                yield said


def _average(stretch: Stretch) -> Finding | None:
    if any(one.kind not in {Kind.COUNT, Kind.MONEY, Kind.DURATION} for one in stretch.figures):
        return None
    said = [
        one
        for one in stretch.figures
        if EACH_AFTER.match(stretch.behind(one)) or EACH_BEFORE.search(stretch.before(one))
    ]
    if len(said) != 1 or not re.search(
        r"\b(?:average|mean|averag\w+|apiece|works? out|each|per|a head|or)\b", stretch.shape
    ):
        return None
    others = [one for one in stretch.figures if one is not said[0]]
    if (
        stretch.figures.index(said[0]) != 2
        or any(one.value <= 1 for one in others)
        or re.match(r"\s*(?:each|every)\b", stretch.shape)
    ):
        return None
    money = [one for one in others if one.kind is said[0].kind]
    if said[0].kind is not Kind.COUNT and len(money) != 1:
        return None
    if said[0].kind is Kind.COUNT and len({one.kind for one in others}) > 1:
        return None
    top = money[0] if said[0].kind is not Kind.COUNT else max(others, key=lambda one: one.value)
    bottom = next(one for one in others if one is not top)
    if said[0].kind is Kind.COUNT and top.value <= said[0].value and bottom.value <= said[0].value:
        return None  # the product, perhaps, and no average
    if abs(said[0].value * bottom.value - top.value) > 0 and said[0].value == top.value * bottom.value:
        return None
    judged = judge(said[0], lambda a, b: a / b, [top, bottom], calculated=True)
    line = f"{plain(top.value)} ÷ {plain(bottom.value)} = {plain(judged.actual)}"
    return _said(stretch, said[0], [top, bottom], judged, line)


def _over_time(stretch: Stretch) -> Finding | None:
    total, claim = stretch.figures
    per = A_TIME.match(stretch.behind(claim)) or TIMELY.search(stretch.before(claim))
    if not per or total.kind is not claim.kind or total.value <= claim.value:
        return None
    unit = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}.get(per["unit"], per["unit"])
    length = _length(stretch, unit)
    if not length or length <= 1:
        return None
    divisor = Quantity(Kind.COUNT, length, plain(length), 0, 0)
    judged = judge(claim, lambda a, b: a / b, [total, divisor], calculated=True)
    if unit in {"day", "week"} and abs(judged.actual - claim.value) <= 0.45 * judged.actual:
        return None  # working days, or term weeks
    line = f"{plain(total.value)} ÷ {plain(length)} = {plain(judged.actual)}"
    return _said(stretch, claim, [total], judged, line)


def _length(stretch: Stretch, unit: str) -> float:
    """How many of the unit the stretch says it was."""
    spans = [one for one in stretch.joint.of(Kind.DURATION) if one.unit in {unit, "year", "month", "week", "quarter"}]
    if len(spans) == 1:
        return spans[0].value * (1.0 if spans[0].unit == unit else IN_A.get(spans[0].unit, {}).get(unit, 0.0))
    named = SPAN.search(stretch.shape)
    return IN_A.get(named["span"], {}).get(unit, 0.0) if named and not spans else 0.0


def _rate(stretch: Stretch) -> Finding | None:
    rates = [one for one in stretch.figures if one.kind is Kind.RATE]
    counts = [one for one in stretch.figures if one.kind is Kind.COUNT]
    if len(rates) != 1 or len(counts) != 2:
        return None
    rate, (top, bottom) = rates[0], sorted(counts, key=lambda one: one.value)
    of_whom = PEOPLE.search(f"{stretch.before(bottom)} {stretch.behind(bottom, 30)}")
    alike = set(stems(stretch.behind(bottom, 30))[:2]) & set(stems(stretch.behind(rate, 30))[:2])
    if not (alike or (of_whom and (is_whole(stretch, bottom, top) or "population" in stretch.shape))):
        return None
    per = float(rate.unit)
    judged = judge(rate, lambda a, b: a / b, [top, bottom], per)
    line = f"{plain(top.value)} ÷ {plain(bottom.value)} × {plain(per)} = {plain(judged.actual, 1)}"
    return _said(stretch, rate, [top, bottom], judged, line)


def _said(stretch: Stretch, claim: Quantity, others: list[Quantity], judged: Judgement, line: str) -> Finding:
    agrees = "agrees" if judged.verdict is Verdict.HOLDS else "does not agree"
    message = f"“{claim.text.strip()}” {agrees}: {line}."
    return replace(
        finding(NAME, judged.verdict, stretch.joint, [claim, *others], line, message, judged.reading),
        place=stretch.whole.passage.place,
    )


def _rates(sentence: Sentence, around: Sequence[Sentence]) -> Iterator[Finding]:
    """ "There are 60,000 children. 420 had a plan: 85 per 10,000": the one population that the paragraph has."""
    rates = sentence.of(Kind.RATE)
    if len(rates) != 1 or TYPICAL.search(sentence.lower) or NOT_A_COUNT.search(sentence.shape):
        return
    rate = rates[0]
    counts = [one for place in around for one in place.of(Kind.COUNT) if one.value > 0]
    bases = [one for place in around for one in place.of(Kind.COUNT) if _is_population(place, one)]
    if len(bases) != 1:
        return
    tops = [one for one in sentence.of(Kind.COUNT) if one is not bases[0] and one.value < bases[0].value] or [
        one for one in counts if one is not bases[0] and one.value < bases[0].value
    ]
    if len(tops) != 1:
        return
    per = float(rate.unit)
    judged = judge(rate, lambda a, b: a / b, [tops[0], bases[0]], per)
    line = f"{plain(tops[0].value)} ÷ {plain(bases[0].value)} × {plain(per)} = {plain(judged.actual, 1)}"
    message = f"{tops[0].text} of {bases[0].text} is {plain(judged.actual, 1)} per {plain(per)}, and the text says {rate.text}."
    if judged.verdict is Verdict.HOLDS:
        message = f"{tops[0].text} of {bases[0].text} is {rate.text}."
    yield finding(NAME, judged.verdict, sentence, [rate, tops[0], bases[0]], line, message, judged.reading)


def _is_population(sentence: Sentence, one: Quantity) -> bool:
    before, after = sentence.lower[max(0, one.start - 60) : one.start], sentence.lower[one.end : one.end + 45]
    people = r"\bpopulation|\b(?:children|young people|under-?18s|residents|adults|people)\b[^.;,]{0,25}\b(?:living|live|aged|in the|area|resident)"
    return one.value >= 1000 and bool(
        re.search(r"population\s+(?:of|was|is|at)[^.;]{0,30}$|population of [^.;,]{0,40}$", before)
        or re.match(rf"[^.;,⟦]{{0,25}}(?:{people})", after)
    )
