"""Averages and rates against their numerator and denominator."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stem
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "average"
FARTHEST = 5.0
C = r"⟦[cgt]\d+⟧"
AVERAGE = re.compile(
    rf"(?<!not )(?<!does )(?<!to )(?<!that )\b(?:average|mean(?!\s+that\b))\b(?:\s+[a-z]+){{0,3}}?\s*(?:of|was|is|being|:)?\s*(?:just\s+)?(?P<a>{C})(?:\s+(?P<noun>(?!per\b|an?\b|each\b)[a-z]+))?(?:\s+[a-z]+){{0,2}}?(?:\s+(?:per|a|each|for each|in each|at each)\s+(?P<per>[a-z]+))?"
    rf"|(?P<b>{C})(?:\s+[a-z]+){{0,3}}?\s+(?:on average|for each\b|each\b|apiece|(?:per|for each|at each|in each)\s+(?P<per2>[a-z]+))"
)
SAYS_EACH = re.compile(r"average|\bmean\b|each|apiece|\bper\b")
TYPICAL = re.compile(
    r"\b(?:median|shortest|longest|highest|lowest|ranging|ranged|typical|national|england|regional|statistical|similar)\b"
)
NOT_A_COUNT = re.compile(r"\b(?:from|than|compared|previous year|last year|rose|fell|increase|decrease|reduction)\b")


@rule(
    NAME,
    "Averages and rates",
    Example("In all 252 people attended 12 workshops, an average of 26 per workshop.", Verdict.FAILS, "252 ÷ 12 is 21"),
    Example("In all 252 people attended 12 workshops, an average of 21 per workshop.", Verdict.HOLDS),
    Example(
        "With 420 plans in a population of 60,000 children, the rate was 85 per 10,000.",
        Verdict.FAILS,
        "it is 70 per 10,000",
    ),
    Example("With 420 plans in a population of 60,000 children, the rate was 70 per 10,000.", Verdict.HOLDS),
    Example("The rate was 70 per 10,000, above the national rate of 43 per 10,000.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """An average against what was shared out and among how many, and a rate against its count and its population.

    Reads "N in M sessions, an average of K" and "A of a population of B, a rate of R per 10,000", where both figures
    stand in the same sentence or, for a rate, in the same paragraph. If a sentence has more figures than these, the
    rule speaks only where the unit named after "per" says which to divide by.
    """
    for sentences in report.by_passage:
        for sentence in sentences:
            yield from _averages(sentence)
            yield from _rates(sentence, sentences)


def _averages(sentence: Sentence) -> Iterator[Finding]:
    if (
        not sentence.quantities
        or not SAYS_EACH.search(sentence.lower)
        or TYPICAL.search(sentence.lower)
        or NOT_A_COUNT.search(sentence.shape)
    ):
        return
    for match in AVERAGE.finditer(sentence.shape):
        said = sentence.marked(match["a"] or match["b"])
        if match["b"] and not re.search(r"\baverage|\bmean\b|\beach\b", sentence.lower) and not match["per2"]:
            continue
        per = match["per"] or match["per2"] or ""
        others = [one for one in sentence.of(Kind.COUNT, Kind.MONEY, Kind.DURATION) if one is not said]
        chosen = _top_and_bottom(sentence, said, others, per)
        if chosen and (found := _say(sentence, said, *chosen)):
            yield found


def _top_and_bottom(
    sentence: Sentence, said: Quantity, others: list[Quantity], per: str
) -> tuple[Quantity, Quantity] | None:
    """What was shared out and among how many: by the noun after "per", else the only two figures there are."""
    named = [one for one in others if per and _noun_is(sentence, one, per)]
    if len(named) == 1:
        rest = [one for one in others if one is not named[0] and one.value > named[0].value and one.kind is said.kind]
        return (rest[0], named[0]) if len(rest) == 1 and named[0].value else None
    same = [one for one in others if one.kind is said.kind]
    if len(others) == 2 and len(same) == 1 and said.kind is not Kind.COUNT:
        count = next(one for one in others if one is not same[0])
        return (same[0], count) if count.value > 1 and count.kind is Kind.COUNT and same[0].unit == said.unit else None
    if len(others) == 2 and not per and len({one.kind for one in others}) == 1:
        top, bottom = sorted(others, key=lambda one: -one.value)
        return (top, bottom) if bottom.value > 1 else None
    return None


def _noun_is(sentence: Sentence, one: Quantity, per: str) -> bool:
    words = re.match(r"\s+((?:[A-Za-z’'-]+\s*){1,2})", sentence.text[one.end :])
    return bool(words) and stem(per) in [stem(word) for word in words[1].lower().split()] if words else False


def _say(sentence: Sentence, said: Quantity, top: Quantity, bottom: Quantity) -> Finding | None:
    judged = judge(said, lambda a, b: a / b, [top, bottom], calculated=True)
    line = f"{plain(top.value)} ÷ {plain(bottom.value)} = {plain(judged.actual)}"
    figures = [said, top, bottom]
    if judged.verdict is Verdict.FAILS and not said.value / FARTHEST < judged.actual < said.value * FARTHEST:
        return None  # three averages side by side, perhaps
    if judged.verdict is Verdict.HOLDS:
        return finding(
            NAME, judged.verdict, sentence, figures, line, f"{top.text} among {bottom.text} is {said.text} each."
        )
    message = f"{top.text} among {bottom.text} is {plain(judged.actual)} each, and the text says {said.text}."
    return finding(NAME, judged.verdict, sentence, figures, line, message, judged.reading)


def _rates(sentence: Sentence, around: list[Sentence]) -> Iterator[Finding]:
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
