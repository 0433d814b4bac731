"""Shares of outcomes that follow each other on one ladder: fully, partly, not at all."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import exclusive
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "ladder"
RUNGS = (
    (r"fully|completely|wholly|entirely|in\s+full|all\s+of", r"partly|partially|in\s+part|some\s+of|to\s+some\s+extent", r"not|none\s+of|unmet"),
    (r"outstanding", r"(?<!not\s)good", r"requir\w+\s+improvement|adequate", r"inadequate|poor"),
    (r"improved|better|increased", r"(?:stayed|remained|was|were|had)\s+(?:about\s+)?the\s+same|unchanged|no\s+change|not\s+changed", r"worse\w*|deteriorated|declined|got\s+worse"),
    (r"agreed?|agreement", r"neither|unsure|neutral|don[’']?t\s+know", r"disagreed?"),
    (r"very", r"fairly|quite|somewhat|slightly", r"not|dis[a-z]+"),
    (r"yes", r"no", r"unsure|not\s+sure|don[’']?t\s+know|no\s+answer|did\s+not\s+(?:know|answer)"),
    (r"high|severe", r"medium|moderate", r"low|standard|mild"),
    (r"green", r"amber", r"red"),
    (r"always", r"sometimes|usually|often", r"never|rarely|seldom"),
    (r"removed", r"reduced", r"remained|remains|unchanged"),
    (r"complet\w+", r"on\s+track|under\s+way|in\s+progress|partly", r"overdue|not\s+(?:yet\s+)?(?:started|begun)|late|delayed"),
    (r"upheld", r"partly\s+upheld|partially\s+upheld", r"not\s+upheld"),
    (r"full[-\s]time", r"part[-\s]time", r"not\s+(?:in|working)|unemployed|neither"),
    (r"girls?|female|women", r"boys?|male|men", r"other|another|not\s+(?:stated|known|recorded)|non-?binary"),
)  # fmt: skip
LADDERS = tuple(tuple(re.compile(rf"\b(?:{rung})\b") for rung in ladder) for ladder in RUNGS)
EVERYONE = re.compile(
    r"\b(?:profile|breakdown|make-?up|composition|split|distribution|mix)\b[^⟦⟧.;]{0,60}?(?:\bas\s+follows\b|\bwas\b|\bis\b|:)|\b(?:was|were|is|are|be)\s+(?:made\s+up|composed|comprised|broken\s+down)\b"
)
THE_LAST = re.compile(
    r"\b(?:other|others|unknown|not\s+(?:known|recorded|stated|given)|any\s+other|all\s+other|elsewhere|rest|remaining)\b"
)
MEANS = re.compile(
    r"\b(?:which\s+means\s+(?:that\s+)?|meaning\s+(?:that\s+)?|this\s+means\s+(?:that\s+)?|so(?:\s+that)?\s+|therefore\s+|leaving\s+|in\s+other\s+words,?\s+)(?:the\s+(?:other|remaining)\s+|about\s+|just\s+|some\s+)?$"
)
DID_NOT = re.compile(
    r"^\s*(?:of\s+(?:them|families|people|[a-z]+)\s+)?(?:did\s+not|did[a-z]?n[’']t|were\s+not|was\s+not|had\s+not|have\s+not|has\s+not|are\s+not|do\s+not|(?:who\s+)?(?:either\s+)?(?:declined|refused|failed|dropped\s+out|disengaged|could\s+not)|not\b|without|never|outside|late\b|unmet|with\s+no)"
)
ROOM = re.compile(
    r"\b(?:both|more\s+than\s+one|several|overlap\w*|also|tick\w*|could\s+choose|compar\w+|last\s+year|previous|year\s+before|national\w*|england|target|at\s+least|multiple|respectively|as\s+well|of\s+(?:those|these|whom|which|boys|girls|men|women|adults)(?!\s+who\s+(?:were\s+asked|answered)))\b|⟦y\d+⟧.*⟦y\d+⟧"
)
MOVES = re.compile(rf"\b(?!declined){MOVING}\b")
GROUP = re.compile(r"\s+(?:boys|girls|men|women|males|females|adults|children|fathers|mothers)\b")
OPEN = {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST}


@rule(
    NAME,
    "Shares on one ladder, or of everyone",
    Example(
        "Outcomes were fully achieved for 67%, partly achieved for 26% and not achieved for 12%.", Verdict.FAILS, "105%"
    ),
    Example("67% had their outcomes fully achieved, 26% partly achieved and 7% not achieved.", Verdict.HOLDS),
    Example(
        "The profile of the caseload was as follows: White 71%, Asian 14%, Black 9%, mixed 8% and other groups 6%.",
        Verdict.FAILS,
        "108%",
    ),
    Example(
        "Of 380 victims 247 (65%) engaged, which means that 45% either declined or could not be found.", Verdict.FAILS
    ),
    Example("Fewer than half of the concerns, 44%, were about men, with 66% about women.", Verdict.FAILS),
    Example("Children were very happy (60%), with 30% very glad of the food and 40% not late.", None, "two are very"),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """Shares whose words cannot be true of one person at once, and which come to more than a whole.

    Each share has a rung of its own on one ladder ("fully", "partly", "not"; "red", "amber", "green"), or is one of the
    parts of a profile that ends with "other"; or the second is told as what follows from the first ("which means that
    45% declined"). A share that says the one before it again ("fewer than half, 44%") is left out. Words of another
    year, place, target or base, or of choosing several, keep it quiet, and so does less than a whole.
    """
    for sentence in report.sentences:
        shares = [one for one in sentence.quantities if one.is_part]
        if len(shares) >= 2 and not ROOM.search(sentence.shape) and (said := _say(sentence, shares)):
            yield said


def _say(sentence: Sentence, told: Sequence[Quantity]) -> Finding | None:
    shares = _once(sentence, told)
    if len(shares) < 2 or any(one.hedge in OPEN for one in shares):
        return None
    total = sum(one.share for one in shares) * 100
    slack = sum(_slack(one) for one in shares)
    sure = _follows(sentence, shares)
    if not sure and not _cannot_be_both(sentence, shares):
        return None
    line = f"{' + '.join(plain(one.share * 100, 1) for one in shares)} = {plain(total, 1)}%"
    if abs(total - 100) <= slack:
        return finding(NAME, Verdict.HOLDS, sentence, list(shares), line, "The shares make a whole.")
    if (total < 100 and not sure) or total > 160:
        return None
    message = f"The shares cannot be of the same people and come to {plain(total, 1)}%."
    return finding(NAME, Verdict.FAILS, sentence, list(shares), line, message)


def _once(sentence: Sentence, told: Sequence[Quantity]) -> list[Quantity]:
    """Shares without those that only say another again: "fewer than half of the concerns, 44%"."""
    kept: list[Quantity] = []
    for one in told:
        if kept and (kept[-1].kind is Kind.FRACTION) != (one.kind is Kind.FRACTION):
            between = sentence.lower[kept[-1].end : one.start]
            if abs(kept[-1].share - one.share) <= 0.1 and re.fullmatch(r"[^.;]{0,60}[,(–—]\s*", between):
                kept[-1] = one if one.kind is Kind.PERCENT else kept[-1]
                continue
        kept.append(one)
    return kept


def _follows(sentence: Sentence, shares: Sequence[Quantity]) -> bool:
    """ "65% engaged, which means that 45% declined"."""
    if len(shares) != 2:
        return False
    first, second = shares
    between = sentence.lower[first.end : second.start]
    said = MEANS.search(between)
    if not said or not DID_NOT.match(sentence.lower[second.end :]):
        return False
    return len(between) < 120 and not re.search(r"\bnot\b|n[’']t\b", between[: said.start()])


def _cannot_be_both(sentence: Sentence, shares: Sequence[Quantity]) -> bool:
    after = [_words(sentence, one, shares) for one in shares]
    before = [_words_before(sentence, one, shares) for one in shares]
    if any(re.match(r"\s*of\s+(?:the\s+|all\s+)?[a-z]+", one) for one in after[1:]):
        return False
    if len(shares) == 2:
        if MOVES.search(sentence.shape) or any(
            one.kind is Kind.FRACTION and GROUP.match(words) for one, words in zip(shares, after, strict=True)
        ):
            return False
        return exclusive(_few(after[0]), _few(after[1])) and sum(one.share for one in shares) <= 1.4
    if (
        not MOVES.search(sentence.shape)
        and EVERYONE.search(sentence.shape)
        and (THE_LAST.search(before[-1]) or THE_LAST.search(_few(after[-1])))
    ):
        return all(one.kind is Kind.PERCENT for one in shares)
    return any(_climbs(ladder, after) or _climbs(ladder, before) for ladder in LADDERS)


def _climbs(ladder: Sequence[re.Pattern[str]], words: Sequence[str]) -> bool:
    """Whether every share has a rung of its own."""
    rungs = []
    for one in words:
        found = sorted((hit.start(), step) for step, rung in enumerate(ladder) if (hit := rung.search(one)))
        if not found:
            return False
        rungs.append(found[0][1])
    return len(set(rungs)) == len(rungs) >= 3


def _few(text: str) -> str:
    return " ".join(re.findall(r"[\w’'-]+", text)[:6])


def _words(sentence: Sentence, one: Quantity, shares: Sequence[Quantity]) -> str:
    stop = min([len(sentence.text), *(other.start for other in shares if other.start >= one.end)])
    return sentence.lower[one.end : min(stop, one.end + 70)]


def _words_before(sentence: Sentence, one: Quantity, shares: Sequence[Quantity]) -> str:
    start = max([0, one.start - 60, *(other.end for other in shares if other.end <= one.start)])
    return sentence.lower[start : one.start]


def _slack(one: Quantity) -> float:
    if one.hedge is not Hedge.NONE:
        return 10 * one.share if one.kind is Kind.FRACTION else 0.1 * one.value
    return 3.0 if one.kind is Kind.FRACTION else one.step / 2 + 0.01
