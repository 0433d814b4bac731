"""A claim and the only figures near by that it can be of, whatever words join them."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.parts import are_acts
from lapwing.arithmetic.sentences import Sentence, join

NAME = "joined"
FEW, MANY = 3, 7
NEAR, SMALL = 0.08, 30
LEAVES_ROOM = re.compile(
    r"\b(?:includ\w+|among|of\s+(?:whom|which|these|those|them|the\s+\w+\s+cases)|each(?!\s+(?:[a-z]+\s+)?(?:having|with|had|has)\s+(?:just\s+|only\s+)?one\b)|per|average\w*|than|compared|against|versus|"
    r"last\s+year|previous|year\s+before|target|more\s+than\s+one|both|overlap\w*|twice|such\s+as|mainly|mostly|largest|main|at\s+least|"
    r"rest|remain\w*|balance|others?(?!\s+(?:income|kinds?|sources?))|another|last|unknown|recorded|awaiting|estimat\w+|rank\w*|planned|some|several|lost|left|cancel\w*|"
    r"withdr[ae]w\w*|rounded|also|too|again|net|except\w*|duplicat\w*|since|about|after)\b"
)
ALL_THERE = re.compile(
    r"\bno\s+others?\b|\bthere\s+(?:is|are|was|were)\s+no\s+other\b|\bonly\b|\beach\s+(?:[a-z]+\s+)?(?:having|with|had|has)\s+(?:just\s+|only\s+)?one\b"
)
NOT_A_LIST = re.compile(r"\b(?:from|to|out\s+of|by|of|who|which|that|up|down|because|but|while|although|though|so)\b")
SIDE_BY_SIDE = re.compile(r"[,;]|\band\b|\bplus\b")
QUIET = re.compile(
    rf"\b(?:{MOVING}|target\w*|compared|than(?!\s+(?:half|one|a|two|three|four|five|six|seven|eight|nine)\b)|last\s+year|previous|average|national\w*|estimat\w*|"
    r"weighted|twice|expected|planned|excluding|leaving\s+out|blank|capacity|who\s+(?:answered|replied|responded)|of\s+(?:those|these|whom|which)|of\s+them(?!\s*[.,;)]))\b"
)
THAT_IS = re.compile(
    r"^\s*[a-z’'\s-]{0,45}?[,:;.(–—]?\s*(?:(?:and\s+)?so\s+(?:that\s+)?|(?:that|this|which)\s+(?:is|was|gives|makes|means)|giving|making|meaning|or|a\s+(?:rate|share|take-up|response|proportion)\s+of|at\s+a\s+rate\s+of|equal\s+to|equivalent\s+to|with)\s*(?:just|only|some|about|around|nearly|almost|over|under|exactly)?\s*$"
)
OF_BASE = re.compile(r"^\s*of\s+(?:the|our|all|its|these|those|a\s+total\s+of)?\s*(?:the\s+|our\s+)?$")
TOLD_AFTER = re.compile(r"^[^.;]{0,90}?(?::|,|\(|–|—)\s*(?:(?:that\s+is|or|namely)\s*,?\s*)?(?:just|only)?\s*$")
TOLD_ENDS = re.compile(r"^\s*(?:of\s+them|in\s+all|in\s+number|of\s+which|altogether|[,.):;]|(?:[a-z]+\s*)?[,.):;])")


@rule(
    NAME,
    "A claim and the only figures that it can be of",
    Example("Cells held 640 children, 402 overnight and 248 for part of a day.", Verdict.FAILS, "650"),
    Example("Cells held 650 children, 402 overnight and 248 for part of a day.", None, "it holds"),
    Example("We saw 640 people; the largest groups were 402 carers and 218 pupils.", None, "some only"),
    Example("From 240 invitations came 168 acceptances, a rate of 60%.", Verdict.FAILS, "it is 70%"),
    Example("Only 7 of 35 families finished, though 80% of those who did were glad.", None, "of others"),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """Figures that stand side by side and come close to one that stands before or after them, and a share with only two counts.

    Figures that are told side by side, and come within a twelfth of the figure before or after them without reaching it, are
    most likely its parts and one of them is wrong: a list of only some of the parts would be as near by chance alone once in
    many times. Where any word leaves room ("the rest", "both", "mainly", "of whom") nothing is said. A share is joined to the
    only two counts of its sentence where it is told as what they come to, or as "nine in ten of the 340: 286".
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if len(sentence.quantities) < 2:
                continue
            yield from _parts(sentence, sentences[index - 1] if index else None)
            yield from _share(sentence)


def _parts(sentence: Sentence, before: Sentence | None) -> Iterator[Finding]:
    joints = [sentence]
    if before and len(_amounts(before)) == 1:
        joints.append(join([before, sentence]))
    for joint in joints:
        figures = _amounts(joint)
        if (
            not FEW <= len(figures) <= MANY
            or len({one.kind for one in figures}) != 1
            or LEAVES_ROOM.search(joint.lower)
        ):
            continue
        if joint.of(Kind.PERCENT, Kind.FRACTION, Kind.RATE, Kind.MULTIPLE, Kind.POINTS, Kind.RANGE):
            continue
        for whole, parts in ((figures[0], figures[1:]), (figures[-1], figures[:-1])):
            if found := _near(joint, whole, parts):
                yield shown_with(found, sentence, NAME)
                return


def _amounts(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.of(Kind.COUNT, Kind.MONEY) if one.value > 1 or not one.in_words]


def _near(joint: Sentence, whole: Quantity, parts: Sequence[Quantity]) -> Finding | None:
    """A finding where the parts nearly come to the whole and do not."""
    if any(one.hedge is not Hedge.NONE for one in (whole, *parts)) or whole.value <= max(one.value for one in parts):
        return None
    gaps = [joint.text[one.end : other.start].lower() for one, other in pairwise(parts)]
    if not all(
        SIDE_BY_SIDE.search(gap) and not NOT_A_LIST.search(gap) and ". " not in gap and len(gap) < 80 for gap in gaps
    ):
        return None
    total = sum(one.value for one in parts)
    gap = abs(total - whole.value)
    all_there = bool(ALL_THERE.search(joint.lower))
    if not gap or gap > NEAR * whole.value + (1 if all_there else 0) or (whole.value < SMALL and not all_there):
        return None
    if judge(whole, lambda *values: sum(values), list(parts), together=True).verdict is not Verdict.FAILS:
        return None
    if (total > whole.value and are_acts(joint.lower, list(parts))) or not _of_one_thing(joint, whole, parts):
        return None
    line = f"{' + '.join(plain(one.value) for one in parts)} = {plain(total)}, not {whole.text.strip()}"
    message = f"The figures side by side come to {plain(total)}, and the text says {whole.text.strip()}."
    return finding(NAME, Verdict.FAILS, joint, [whole, *parts], line, message)


def _of_one_thing(joint: Sentence, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """No more than one part is told with a noun that neither the whole nor another part has; years are told apart."""
    if joint.of(Kind.PERIOD) and len({one.period for one in joint.of(Kind.PERIOD)}) > 1:
        return False
    named = [set(_noun(joint, one)) for one in parts]
    own = set(_noun(joint, whole))
    strange = [one for one in named if one and not one & own]
    return len(strange) <= 1 or whole.kind is Kind.MONEY


def _noun(joint: Sentence, one: Quantity) -> list[str]:
    words = re.match(r"\s+([a-z’'-]+(?:\s+[a-z’'-]+)?)", joint.text[one.end :])
    return (
        stems(
            re.split(
                r"\b(?:in|at|for|of|by|from|to|on|were|was|are|is|had|with|did|via|over|under|overnight|[a-z]+ed|[a-z]+ly)\b",
                words[1],
            )[0]
        )
        if words
        else []
    )


def _share(sentence: Sentence) -> Iterator[Finding]:
    claims = [one for one in sentence.quantities if one.is_part]
    counts = [one for one in _amounts(sentence) if not one.in_words or one.value > 3]
    if len(claims) != 1 or len(counts) != 2 or counts[0].kind is not counts[1].kind or QUIET.search(sentence.lower):
        return
    claim, (part, base) = claims[0], sorted(counts, key=lambda one: one.value)
    if (
        part.value == base.value
        or any(one.hedge is not Hedge.NONE for one in counts)
        or not _is_told(sentence, claim, part, base)
    ):
        return
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    ways = (lambda a, b: a / b, lambda a, b: 1 - a / b)
    told = [judge(claim, way, [part, base], scale).verdict for way in ways]
    if told != [Verdict.FAILS, Verdict.FAILS]:
        return
    actual = percent(part.value / base.value)
    line = f"{plain(part.value)} ÷ {plain(base.value)} = {actual}"
    message = f"{part.text.strip()} of {base.text.strip()} is {actual}; the text says {claim.text.strip()}."
    yield finding(NAME, Verdict.FAILS, sentence, [part, claim, base], line, message)


def _is_told(sentence: Sentence, claim: Quantity, part: Quantity, base: Quantity) -> bool:
    text = sentence.lower
    if claim.start > max(part.end, base.end):
        after = text[claim.end :]
        between = text[max(part.end, base.end) : claim.start]
        return bool(THAT_IS.match(between)) and not re.match(r"\s+of\s+(?!them|the\s+(?:total|whole))", after)
    if claim.end <= base.start < part.start:
        return bool(
            OF_BASE.match(text[claim.end : base.start])
            and TOLD_AFTER.match(text[base.end : part.start])
            and TOLD_ENDS.match(text[part.end :])
        )
    return False
