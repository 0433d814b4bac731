"""A change whose earlier figure stands in another sentence."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator

from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed, change_claims
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.facts import Fact, alike, facts_of
from lapwing.arithmetic.claims.pairs import find_pairs
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Period
from lapwing.arithmetic.numbers.judge import Judgement, judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "earlier-figure"
ENOUGH = 0.6


@rule(
    NAME,
    "A change whose earlier figure is elsewhere",
    Example(
        "In 2021/22 there were 400 referrals.\n\nReferrals fell by 12% to 300 in 2022/23.",
        Verdict.FAILS,
        "300 from 400 is 25%",
    ),
    Example("In 2021/22 there were 400 referrals.\n\nReferrals fell by 25% to 300 in 2022/23.", Verdict.HOLDS),
    Example(
        "There were 80 visits in 2021/22. In 2022/23 there were 100 visits. This is an increase of 20%.",
        Verdict.FAILS,
        "20 of 80 is 25%",
    ),
    Example(
        "The report of 2018/19 counted 400 referrals.\n\nReferrals fell by 12% to 300 in 2022/23.",
        Verdict.CANNOT_TELL,
        "another year may be meant",
    ),
    Example("In 2021/22 there were 400 visits.\n\nReferrals fell by 12% to 300 in 2022/23.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A change and its later figure in one sentence; the earlier figure in another, perhaps paragraphs before.

    The earlier figure is looked for among the counts of the same thing: the same noun, most of the same words, and the
    year before. Where it is dated to the year before, or said to be last year's, a change that does not fit it fails.
    Where its year is another one, or not given, the rule cannot tell.
    """
    facts = [fact for sentence in report.sentences for fact in facts_of(sentence)]
    for index, sentence in enumerate(report.sentences):
        if find_pairs(sentence) or not re.search(rf"\b{MOVING}\b", sentence.shape):
            continue
        claims = [
            one
            for one in change_claims(sentence.shape, sentence, [], bare=False)
            if one.what in {Claimed.SHARE, Claimed.AMOUNT}
        ]
        if len(claims) != 1:
            continue
        counts = [fact for fact in facts_of(sentence) if fact.quantity is not claims[0].quantity]
        if len(counts) == 1:
            yield from _from_elsewhere(counts[0], claims[0], facts)
        elif not counts and re.match(r"(?:this|that|it|which|a|an)\b", sentence.lower):
            yield from _from_last_two(report.sentences[max(0, index - 3) : index], sentence, claims[0])


def _from_elsewhere(later: Fact, claim: ChangeClaim, facts: list[Fact]) -> Iterator[Finding]:
    same = [
        fact
        for fact in facts
        if fact.sentence is not later.sentence
        and _is_same_thing(fact, later)
        and fact.quantity.value != later.quantity.value
    ]
    surely = [fact for fact in same if _is_year_before(fact, later)]
    chosen = surely or same
    if len({fact.quantity.value for fact in chosen}) == 1:
        yield from _say(chosen[0], later, claim, later.sentence, sure=bool(surely))


def _is_same_thing(one: Fact, other: Fact) -> bool:
    if re.search(r"\bof (?:these|those|which|whom|them)\b", one.sentence.lower) or one.quantity.hedge is not Hedge.NONE:
        return False
    if not other.noun and re.search(r"\b(?:they|it|we)\b", other.sentence.lower):
        return bool(one.subject & other.subject) and bool(one.period and other.period) and _is_near(one, other)
    nouns = {one.noun} & (other.subject | {other.noun}) or {other.noun} & one.subject
    return bool(nouns - {""}) and alike(one.subject, other.subject) >= ENOUGH and len(one.sentence.of(Kind.COUNT)) <= 2


def _is_near(one: Fact, other: Fact) -> bool:
    first, second = one.sentence.passage.place, other.sentence.passage.place
    return first.heading == second.heading and 0 <= second.paragraph - first.paragraph <= 3


def _is_year_before(one: Fact, other: Fact) -> bool:
    named = [period.period for period in other.sentence.of(Kind.PERIOD) if period.period]
    if one.period and one.period in named and other.period == one.period:
        return True  # "an increase on 2021/22", and the figure is dated 2021/22
    if one.period and other.period:
        return _follows(one.period, other.period)
    return bool(one.period is None and one.last_year)


def _follows(first: Period, second: Period) -> bool:
    """Whether the second is the year after the first."""
    if not (first.first and second.first) or first.form != second.form:
        return False
    return second.first.year - first.first.year == 1 and second.first.month == first.first.month


def _from_last_two(before: list[Sentence], sentence: Sentence, claim: ChangeClaim) -> Iterator[Finding]:
    """ "There were 80 in 2021/22. There were 100 in 2022/23. This is an increase of 20%." """
    told = [fact for one in before for fact in facts_of(one) if fact.period or fact.last_year]
    if len(told) != 2 or any(len(list(facts_of(fact.sentence))) > 1 for fact in told):
        return
    first, second = told
    if (
        first.period
        and second.period
        and first.period.first
        and second.period.first
        and second.period.first < first.period.first
    ):
        first, second = second, first
    if first.noun == second.noun or "" in {first.noun, second.noun} or alike(first.subject, second.subject) >= ENOUGH:
        yield from _say(first, second, claim, sentence, sure=True)


def _say(before: Fact, after: Fact, claim: ChangeClaim, sentence: Sentence, sure: bool) -> Iterator[Finding]:
    a, b = before.quantity, after.quantity
    if a.value == 0 or claim.quantity.kind not in {Kind.PERCENT, Kind.FRACTION, Kind.COUNT}:
        return
    scale = 100.0 if claim.quantity.kind is Kind.PERCENT else 1.0
    if claim.what is Claimed.AMOUNT:
        judged = judge(claim.quantity, lambda x, y: y - x, [a, b])
    else:
        judged = judge(claim.quantity, lambda x, y: (y - x) / x, [a, b], scale)
    if judged.verdict is Verdict.HOLDS and claim.sign and claim.sign != (1 if b.value > a.value else -1):
        judged = Judgement(Verdict.FAILS, judged.actual)
    change = percent((b.value - a.value) / a.value)
    line = f"{plain(b.value)} − {plain(a.value)} = {plain(b.value - a.value)}; {plain(b.value - a.value)} ÷ {plain(a.value)} = {change}"
    figures = [a, b, claim.quantity]
    if judged.verdict is Verdict.HOLDS:
        yield finding(
            NAME,
            judged.verdict,
            sentence,
            figures,
            line,
            f"{claim.quantity.text} agrees with {a.text}, given {_where(before)}.",
        )
        return
    if not sure:
        judged = Judgement(Verdict.CANNOT_TELL, judged.actual, f"if {a.text} is not the figure it is compared with")
    message = f"{_where(before).capitalize()} the figure is {a.text}; to {b.text} that is {change}, and the text says {claim.quantity.text}."
    yield finding(NAME, judged.verdict, sentence, figures, line, message, judged.reading)


def _where(fact: Fact) -> str:
    return f"at {fact.sentence.passage.place.words()}"
