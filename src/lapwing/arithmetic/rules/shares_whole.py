"""Shares that should make a whole: the rest told in the next sentence, and lists of shares with one answer each."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import OWN_PLACES, exclusive
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "shares-whole"
MOST_OVER = 20.0
REST = re.compile(
    r"\b(?:the\s+)?(?:remaining|remainder|rest|balance)\b[^.;⟦⟧]{0,30}(⟦[pf]\d+⟧)|\bthe\s+others?\s+(?:[a-z]+\s+)?(⟦[pf]\d+⟧)|(⟦[pf]\d+⟧)[^.;⟦⟧]{0,12}\b(?:others|remaining|the\s+rest)\b"
)
OF_OTHERS = re.compile(
    r"⟦[pf]\d+⟧\s+of\s+(?:these|those|them|which|whom|the\s+(?:remaining|remainder|rest|others?))\b|\bof\s+(?:these|those|them|which|whom|the\s+(?:remaining|remainder|others?|rest))\s*,?\s+(?:[a-z]+\s+){0,2}⟦[pf]\d+⟧"
)
ONE_EACH = re.compile(
    r"\b(?:one|a\s+single|only\s+one|just\s+one)\s+(?:main\s+|overall\s+|primary\s+)?(?:rating|answer|category|reason|location|place|outcome|type|need|option|group|setting|source|status|[a-z]+\s+(?:is|was)\s+recorded)\b|\beach\s+(?:[a-z]+\s+){0,3}(?:has|had|have|is|was|gave|chose|recorded)\s+(?:one|a\s+single|only\s+one|counted\s+once|in\s+one)\b|"
    r"\b(?:main|primary|overall|single|principal)\s+(?:reason|category|type|source|rating|need|concern|outcome|risk|method|language|tenure)|\bby\s+(?:[a-z]+\s+)?(?:category|type|source|age|sex|gender|ethnicity|outcome|phase|setting|tenure|grade|rating|referrer|agency|method)\b|\b(?:rated|graded|judged|split|broke|breakdown|breaks?\s+down|divided)\b|\bmake\s+up\b"
)
MANY_EACH = re.compile(
    r"\b(?:more\s+than\s+one|tick|as\s+many|could\s+(?:choose|name|select|give)|several|multiple|both|some\s+of|overlap\w*|also|at\s+least|factors?|including|such\s+as|compared|than|national\w*|target|last\s+year|previous|average|each\s+at|up\s+to|many\s+had|twice|any)\b"
)
NEITHER = re.compile(r"^[^.;]{0,40}\b(?:neither|none)\b")
OTHER = re.compile(
    r"\b(?:others?|elsewhere|rest|remaining|remainder|unknown|not\s+(?:known|recorded|stated)|none|neither|balance|did\s+not)\b"
)


@rule(
    NAME,
    "Shares that should make a whole",
    Example("Four in five practices replied. The remaining 12% are being chased.", Verdict.FAILS, "20% are left"),
    Example("Four in five practices replied. The remaining 20% are being chased.", Verdict.HOLDS),
    Example("Delegates gave one overall rating: 54% excellent, 31% good, 9% fair and 16% poor.", Verdict.FAILS, "110%"),
    Example(
        "One place is recorded for each: own home 47.3%, care home 34.9% and elsewhere 15.7%.", Verdict.FAILS, "97.9%"
    ),
    Example("Parents could tick several: 54% said trust, 31% time and 29% place.", None, "several answers"),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """Shares that must make a hundred: a share and "the remaining" one in the next sentence, or a list of three or more.

    A list must make a whole where the words say that each has one ("one overall rating", "by main type") or where its last
    share is of all others ("elsewhere 15%"). Each share may be out by half its last place. Where more than one answer
    could be given, or shares are of different things, it keeps quiet.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            shares = _shares(sentence)
            if not shares:
                continue
            previous = sentences[index - 1] if index else None
            said = _rest(previous, sentence, shares) or _list(previous, sentence, shares)
            if said:
                yield said


def _shares(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.quantities if one.is_part and one.unit not in {"+", "-"}]


def _rest(previous: Sentence | None, sentence: Sentence, shares: list[Quantity]) -> Finding | None:
    """ "Two thirds said so. The remaining 23% did not." """
    match = REST.search(sentence.shape)
    if not match or previous is None or OF_OTHERS.search(sentence.shape) or len(shares) != 1:
        return None
    first = _shares(previous)
    if (
        not first
        or len(first) > 3
        or OF_OTHERS.search(previous.shape)
        or re.search(rf"\b{MOVING}\b", previous.shape)
        or MANY_EACH.search(previous.lower)
    ):
        return None
    if len(first) > 1 and len(first) != len(_run(previous)):
        return None
    return _say(sentence, [*first, shares[0]], both_ways=True)


def _list(previous: Sentence | None, sentence: Sentence, shares: list[Quantity]) -> Finding | None:
    run = _run(sentence)
    around = f"{previous.lower if previous else ''} {sentence.lower}"
    if (
        len(run) < 2
        or len(run) != len(shares)
        or MANY_EACH.search(around)
        or re.search(rf"\b{MOVING}\b", sentence.lower)
        or OF_OTHERS.search(sentence.shape)
    ):
        return None
    labels = [_label(sentence, run, index) for index in range(len(run))]
    if len(run) == 2 and (len(OWN_PLACES.findall(sentence.shape)) > 1):
        return None
    if len(run) == 2 and not exclusive(*(_around(sentence, run, index) for index in range(2))):
        return None
    if any(re.search(r"^\s+of\s+(?:the\s+)?(?:boys|girls|men|women|males|females|those)\b", label) for label in labels):
        return None
    one_each = bool(ONE_EACH.search(around))
    other = bool(OTHER.search(labels[-1]))
    bare = len(run) >= 4 and all(len(label.split()) <= 3 for label in labels[1:])
    return (
        _say(sentence, run, both_ways=other and (one_each or len(run) >= 3))
        if one_each or other or bare or len(run) == 2
        else None
    )


def _run(sentence: Sentence) -> list[Quantity]:
    """The shares that stand side by side, the last of them after "and"."""
    shares = _shares(sentence)
    for one, other in pairwise(shares):
        gap = sentence.lower[one.end : other.start]
        if len(gap) > 75 or not re.search(r"[,;)]|\band\b|\bwhile\b|\bwith\b", gap) or re.search(r"\.\s", gap):
            return []
    if len(shares) >= 2 and not re.search(
        r"\band\b|\bwhile\b|;|\bwith\b", sentence.lower[shares[-2].end : shares[-1].start]
    ):
        return []
    return shares


def _label(sentence: Sentence, run: list[Quantity], index: int) -> str:
    """The words of a share: those after it, or where it ends its clause, those before it."""
    end = run[index + 1].start if index + 1 < len(run) else len(sentence.text)
    after = re.split(r"[,;.)(]|\band\b", sentence.lower[run[index].end : end])[0]
    if after.strip():
        return after
    start = run[index - 1].end if index else 0
    return re.split(r"[,;(]|\band\b", sentence.lower[start : run[index].start].rstrip(" ("))[-1]


def _around(sentence: Sentence, run: list[Quantity], index: int) -> str:
    """The words on both sides of one of two shares."""
    start = run[index - 1].end if index else 0
    end = run[index + 1].start if index + 1 < len(run) else len(sentence.text)
    before = re.split(r"\band\b|,", sentence.lower[start : run[index].start])[-1]
    after = re.split(r"\band\b|,", sentence.lower[run[index].end : end])[0]
    return f"{before} {after}"


def _say(sentence: Sentence, parts: list[Quantity], both_ways: bool) -> Finding | None:
    total = sum(one.share for one in parts) * 100
    slack = sum(_slack(one) for one in parts) + 1e-9
    line = f"{' + '.join(f'{plain(one.share * 100, 1)}%' for one in parts)} = {plain(total, 1)}%"
    if any(one.hedge in {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST} for one in parts):
        return None
    if abs(total - 100) <= slack:
        return finding(NAME, Verdict.HOLDS, sentence, parts, line, "The shares make a whole.")
    if total > 100 and NEITHER.search(sentence.lower[parts[-1].end :]):
        return None  # "and a fifth felt neither": the others may overlap
    if not both_ways and (total < 100 or total > 100 + MOST_OVER):
        return None
    message = f"The shares come to {plain(total, 1)}%, and should make a whole."
    return finding(NAME, Verdict.FAILS, sentence, parts, line, message)


def _slack(one: Quantity) -> float:
    if one.hedge is not Hedge.NONE:
        return 10 * one.share if one.kind is Kind.FRACTION else 0.1 * one.value
    if one.kind is Kind.FRACTION:
        return 2.0 if one.unit != "one in" else 100 * one.step
    return one.step / 2
