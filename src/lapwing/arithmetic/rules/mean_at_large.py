"""An average or a rate that no two figures of the paragraphs around it give."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.near import Told, apart, around, clause_words, sections, told_near
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "mean-at-large"
MOST = 12
FIRM = {Hedge.NONE, Hedge.ABOUT}
KINDS = (Kind.COUNT, Kind.MONEY, Kind.DURATION)
LEFT = re.compile(
    r"\b(?:average|averag(?:es|ed|ing)|mean|apiece)\b[^.;:\d]{0,70}:?\s*$|\b(?:at|each|every\s+one)\b[^.;]{0,60}\b(?:has|had|held|did|done|gave|lost|took|carried|wrote|saw)\s+$"
)
RIGHT = re.compile(
    r"^\s*(?:(?!and\b|or\b|in\b|of\b|to\b|with\b|at\b|for\b|from\b|as\b|by\b|on\b|is\b)[a-z’'-]+\s+){0,2}?(?:on\s+(?:the\s+)?average|each\b(?!\s+(?:of|to|from|for|with|year|month|week|day|quarter|term|with))|apiece|a\s+head|(?:per|to\s+each|for\s+each|for\s+every|for\s+a|an?)\s+(?P<unit>[a-z]+)\b(?!\s+ago))"
)
ON_AVERAGE = re.compile(r"\b(?:average|mean|averag(?:es|ed|ing)|apiece|each)\b")
QUIET = re.compile(
    r"\b(?:median|up\s+to|at\s+most|maximum|minimum|capacity|limit|national\w*|england|target|than|rang(?:ed|es|ing)|between\s+\d|budgeted|planned|standard|expected|typical\w*|age\s+of|from\s+\d|half[-\s]time|part[-\s]time|full[-\s]time|rose|fell|gone)\b"
)
PART_TIME = re.compile(r"\b(?:half|part|full)[-\s]time\b")
A_TIME = frozenset({
    "year", "month", "week", "day", "quarter", "term", "annum", "cent", "hundred", "number", "total", "few", "lot",
    "hour", "time",
})  # fmt: skip


@rule(
    NAME,
    "An average or a rate, and the figures around it",
    Example(
        "There are 80 social workers, and 1,360 children were allocated to them on the day of the visit.\n\nThe average caseload, then, was 14 on that day.",
        Verdict.FAILS,
        "17",
    ),
    Example(
        "There are 80 social workers, and 1,360 children were allocated to them on the day of the visit.\n\nThe average caseload, then, was 17 on that day.",
        None,
    ),
    Example(
        "With 2,700 births and 81 to mothers under 20, the vale has a rate of 3 per 1,000 births.", Verdict.FAILS, "30"
    ),
    Example("Caseloads average 17: the 20 social workers hold 300 cases, and five work half time.", None, "part-time"),
    turn=6,
)
def check(report: Report) -> Iterator[Finding]:
    """A figure that is said to be an average, or what each has, or a rate, and the figures of the sentences around it.

    Where any two of them give it, either way round, or by the week, month or year, nothing is said. Where none do, and
    only one whole and one number can be meant (all there are, or those that the words of the claim name), it fails.
    It keeps quiet on medians, limits, standards, ages and other places, and where some are said to work part-time.
    """
    for section in sections(report):
        for index, sentence in enumerate(section):
            if sentence.of(Kind.RATE) or " per " in sentence.lower:
                yield from _rates(section, index)
            if ON_AVERAGE.search(sentence.lower) or " a " in sentence.lower:
                yield from _averages(section, index)


def _rates(section: Sequence[Sentence], index: int) -> Iterator[Finding]:
    sentence = section[index]
    claims = [(one, float(one.unit)) for one in sentence.of(Kind.RATE)] + list(_told_after(sentence))
    near = [one for at in around(section, index) for one in section[at].of(Kind.RATE)]
    if len(claims) != 1 or any(one is not claims[0][0] for one in near):
        return
    claim, per = claims[0]
    told = [
        one
        for one in told_near(section, index, claim)
        if one.figure.kind is Kind.COUNT and one.figure.hedge in FIRM and one.value != per
    ]
    if len(told) > MOST or any(
        judge(claim, lambda a, b: a / b, [one.figure, other.figure], per).verdict is not Verdict.FAILS
        for one, other in permutations(told, 2)
    ):
        return
    base = _base(sentence, claim, apart(told))
    if base is None:
        return
    tops = [one for one in told if one.value < base.value and not (one.is_small and one.at != index)]
    tops = apart(tops)
    if len(tops) > 1:
        words = clause_words(sentence, claim)
        tops = [one for one in tops if words & one.words]
    if len(tops) == 1 and tops[0].value.is_integer() and base.value.is_integer():
        actual = tops[0].value / base.value * per
        line = f"{plain(tops[0].value)} ÷ {plain(base.value)} × {plain(per)} = {plain(actual, 1)}"
        yield _said(sentence, claim, tops[0], base, line)


PER = re.compile(r"\bper\s+(?P<per>100,?000|10,?000|1,?000|thousand)\b[^.;\d]{0,60}$")


def _told_after(sentence: Sentence) -> Iterator[tuple[Quantity, float]]:
    """ "Per 10,000, therefore, 24"."""
    for one in sentence.of(Kind.COUNT):
        if match := PER.search(sentence.lower[max(0, one.start - 90) : one.start]):
            yield one, float(match["per"].replace(",", "").replace("thousand", "1000"))


def _base(sentence: Sentence, claim: Quantity, told: Sequence[Told]) -> Told | None:
    """The population: what the rate is said to be of, the larger of two figures, or the only one that is large enough."""
    after = frozenset(stems(sentence.lower[claim.end : claim.end + 40])[:2])
    named = [one for one in told if after & one.noun]
    large = [one for one in told if one.value >= 500]
    for some in (named, told if len(told) == 2 else [], large):
        if some and (len(some) == 1 or some is told):
            return max(some, key=lambda one: one.value)
    return None


def _averages(section: Sequence[Sentence], index: int) -> Iterator[Finding]:
    sentence = section[index]
    for claim in sentence.of(*KINDS):
        if not _is_average(sentence, claim) or QUIET.search(sentence.lower, max(0, claim.start - 60), claim.end + 12):
            continue
        if PART_TIME.search(sentence.lower):
            continue
        told = [
            one
            for one in told_near(section, index, claim)
            if one.figure.kind in {claim.kind, Kind.COUNT} and one.figure.hedge in FIRM
        ]
        if len(told) > MOST or _explained(claim, told):
            continue
        before = section[index - 1].shape_text if index else ""
        words = clause_words(sentence, claim) | frozenset(stems(before))
        if pair := _top_and_bottom(claim, words, told):
            top, bottom = pair
            if 0.3 <= top.value / bottom.value / claim.value <= 3:
                line = f"{plain(top.value)} ÷ {plain(bottom.value)} = {plain(top.value / bottom.value)}"
                yield _said(sentence, claim, top, bottom, line)


def _is_average(sentence: Sentence, one: Quantity) -> bool:
    text = sentence.lower
    right = RIGHT.match(text[one.end :])
    if right and right["unit"] not in A_TIME:
        return True
    return bool(LEFT.search(text[max(0, one.start - 90) : one.start]))


def _explained(claim: Quantity, told: Sequence[Told]) -> bool:
    values = [one.figure for one in told]
    for one, other in permutations(values, 2):
        if judge(claim, lambda a, b: a / b, [one, other], calculated=True).verdict is not Verdict.FAILS:
            return True
    return any(
        judge(claim, lambda a, b, c: (a + b) / c, some, calculated=True).verdict is Verdict.HOLDS
        for some in permutations(values, 3)
    ) or any(abs(one.value / by - claim.value) < 0.51 for one in values for by in (4, 12, 52, 365, 250))


def _top_and_bottom(claim: Quantity, words: frozenset[str], told: Sequence[Told]) -> tuple[Told, Told] | None:
    """The whole and the number it is shared among: the two only figures, or those that the words of the claim name."""
    told = apart(told)
    large = [one for one in told if not one.is_small]
    named = [one for one in told if words & one.noun]
    tops = [one for one in told if one.figure.kind is claim.kind]
    alone = (
        [*tops, *(one for one in named if one not in tops)] if len(tops) == 1 and claim.kind is not Kind.COUNT else []
    )
    for some in (told, large, named, alone):
        if len(some) == 2:
            bottom, top = sorted(some, key=lambda one: one.value)
            of_one_kind = top.figure.kind is claim.kind or (
                claim.kind is Kind.DURATION and claim.unit in top.words | set(stems(top.sentence.lower))
            )
            if of_one_kind and bottom.figure.kind is Kind.COUNT and bottom.value > 1 and bottom.value.is_integer():
                return top, bottom
    return None


def _said(sentence: Sentence, claim: Quantity, a: Told, b: Told, line: str) -> Finding:
    message = f"Nothing near it gives “{claim.text.strip()}”: {line}."
    return finding(NAME, Verdict.FAILS, sentence, [claim, a.figure, b.figure], line, message)
