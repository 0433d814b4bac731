"""Changes one upon another, and what they are said to come to."""

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import ANY, DOWN_WORDS, MOVING, sign_of
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "compounded"
BY = r"(?:by\s+|of\s+)?(?:(?:an?|another|some)\s+)?(?:further\s+|additional\s+|extra\s+|more\s+)?"
STEPS = re.compile(
    rf"\b(?P<w1>{MOVING}|up|down)\s+{BY}(?P<a>⟦[pf]\d+⟧)(?:[^⟦⟧;]|⟦y\d+⟧){{0,60}}?\b(?:and|then|followed\s+by)\s+(?:then\s+|again\s+)?(?P<w2>(?:{MOVING}|up|down)\s+)?(?:again\s+)?{BY}(?P<b>⟦[pf]\d+⟧)"
)
SO = re.compile(
    r"\b(?:leav\w+|so|mak\w+|giv\w+|mean\w+|which|that|this|result\w*|overall|altogether|in\s+all|in\s+total|taken\s+together|between\s+them|over\s+the\s+two|combined|cumulative\w*|bring\w*|put\w*|now|a\s+total)\b"
)
TAKEN = re.compile(rf"(?P<c>⟦[pf]\d+⟧)\s+(?:[a-z]+\s+)?(?P<w>{ANY})\b|\b(?P<v>{MOVING})\s+(?:by|of)\s+(?P<d>⟦[pf]\d+⟧)")
OTHER = re.compile(r"\b(?:national\w*|england|neighbour\w*|other\s+areas|respectively|average|target|while|whereas)\b")
DOWN = re.compile(rf"\b(?:{DOWN_WORDS})\b")


@rule(
    NAME,
    "Changes one upon another",
    Example(
        "Referrals fell by 10% in 2022/23 and by a further 10% in 2023/24, leaving them 25% lower than in 2021/22.",
        Verdict.FAILS,
        "it is 19%",
    ),
    Example(
        "Referrals fell by 10% in 2022/23 and by a further 10% in 2023/24, leaving them 19% lower than in 2021/22.",
        Verdict.HOLDS,
    ),
    Example(
        "Plans rose by 20% and then fell by 20%. Overall that is an increase of 10%.", Verdict.FAILS, "a fall of 4%"
    ),
    Example(
        "Plans fell by 10% and then by 10%, making 20% fewer in two years.",
        Verdict.CANNOT_TELL,
        "19%, or the two added up",
    ),
    Example("Plans fell by 20% here and by 30% there, and were 12% lower than in England.", None),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """Two changes in per cent, each of what the one before left, and one change that is said to be both.

    The second is of a figure that the first has made larger or smaller, so the two are multiplied and not added. Where
    adding them gives what is claimed, and the difference is a point or less, it is asked whether that is what is meant.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if sum(one.is_part for one in sentence.quantities) >= 2 and (match := STEPS.search(sentence.shape)):
                following = sentences[index + 1] if index + 1 < len(sentences) else None
                if said := _say(sentence, match, following):
                    yield said


def _say(sentence: Sentence, match: re.Match[str], following: Sentence | None) -> Finding | None:
    told, start = sentence, match.end()
    if not any(one.is_part and one.start > sentence.marked(match["b"]).end for one in sentence.quantities):
        if not following or not SO.search(following.lower[:60]) or following.of(Kind.COUNT, Kind.MONEY, Kind.RATE):
            return None
        told, start = following, 0
    taken = TAKEN.search(told.shape, start)
    if not taken or not SO.search(told.shape[start : taken.end()]) or OTHER.search(told.shape):
        return None
    a, b = sentence.marked(match["a"]), sentence.marked(match["b"])
    claim = told.marked(taken["c"] or taken["d"])
    if sentence.of(Kind.COUNT, Kind.MONEY, Kind.RATE) or a.hedge is not Hedge.NONE or b.hedge is not Hedge.NONE:
        return None
    first = _way(match["w1"])
    second = _way(match["w2"]) if match["w2"] else first
    both = (1 + first * a.share) * (1 + second * b.share) - 1
    added = first * a.share + second * b.share
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    judged = judge(claim, lambda *_: abs(both), [], scale)
    line = f"{percent(1 + first * a.share)} × {percent(1 + second * b.share)} = {percent(1 + both)}"
    figures = [a, b, claim]
    word = taken["w"] or taken["v"]
    if both and _way(word) * both < 0:
        message = f"One upon the other they come to {percent(both)}, and the text says “{word}”."
        return finding(NAME, Verdict.FAILS, told, figures, line, message)
    reading = judged.reading
    verdict = judged.verdict
    if verdict is Verdict.FAILS and abs(abs(added) - claim.share) < 0.005 and abs(added - both) <= 0.0101:
        verdict, reading = Verdict.CANNOT_TELL, "if the two are added up"
    message = f"One upon the other they come to {percent(both)}, and the text says {claim.text.strip()}."
    return finding(NAME, verdict, told, figures, line, message, reading)


def _way(word: str) -> int:
    return -1 if DOWN.search(word) else sign_of(word.strip()) or 1
