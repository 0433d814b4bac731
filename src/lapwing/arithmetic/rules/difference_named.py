"""Two figures of two times, and the difference that is named after them: "the additional £15,500"."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import when
from lapwing.arithmetic.sentences import Sentence

NAME = "difference-named"
DIFFERENCE = re.compile(
    r"\b(?:the|this|that|these|those)\s+(?:extra|additional|difference|gap|(?:increase|rise|growth|reduction|fall|drop|decrease|saving|gain|loss|surplus|shortfall|difference)\s+of)\s+(?:of\s+)?(?:an?\s+(?:additional|extra)\s+)?(?P<d>⟦[cg]\d+⟧)|"
    r"\b(?:the|this|that)\s+(?:difference|gap|increase|rise|fall|drop|saving|reduction)\s+(?:between\s+the\s+two\s+|of\s+the\s+two\s+)?(?:is|was|comes\s+to|came\s+to|amounts\s+to),?\s+(?P<e>⟦[cg]\d+⟧)"
)
UNSURE = re.compile(r"\b(?:target|forecast|planned|expected|budgeted|of\s+which|other|respectively|plus|interest)\b")


@rule(
    NAME,
    "A difference named after its two figures",
    Example(
        "The balance stood at £48,200 in March 2023 and at £61,700 in March 2024. The additional £15,500 is for reviews.",
        Verdict.FAILS,
        "£13,500",
    ),
    Example(
        "The balance stood at £48,200 in March 2023 and at £61,700 in March 2024. The additional £13,500 is for reviews.",
        Verdict.HOLDS,
    ),
    Example("We held 310 plans in 2022 and 280 in 2023. This reduction of 40 is welcome.", Verdict.FAILS, "30"),
    Example("We held 310 plans and 280 files. The additional 40 staff helped.", None, "two things, and staff"),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """Two figures of one thing at two times, and "the additional", "this fall of", "the difference is" right after.

    The two stand in the sentence itself, before the difference, or in the one before, each with its own time; the
    difference has no noun of its own that the two do not have.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if len(sentence.of(Kind.COUNT, Kind.MONEY)) == 1 and index and (match := DIFFERENCE.search(sentence.shape)):
                claim = sentence.marked(match["d"] or match["e"])
                if said := _say(scene_of(sentences[index - 1 : index + 1]), sentences[index - 1], sentence, claim):
                    yield said


def _say(scene: Scene, before: Sentence, sentence: Sentence, claim: Quantity) -> Finding | None:
    pair = list(scene.joint.of(Kind.COUNT, Kind.MONEY))[:-1]
    last = scene.joint.of(Kind.COUNT, Kind.MONEY)[-1]
    if len(pair) != 2 or any(one.kind is not claim.kind or one.hedge is not Hedge.NONE for one in pair):
        return None
    if UNSURE.search(scene.lower) or len({when(scene, one).first for one in pair} - {None}) != 2:
        return None
    noun, own = set(scene.noun(last)), set(scene.noun(pair[0])) | set(scene.noun(pair[1]))
    if claim.kind is Kind.COUNT and noun and own and not noun & own:
        return None
    judged = judge(claim, lambda a, b: a - b, pair)
    line = f"{plain(pair[1].value)} − {plain(pair[0].value)} = {plain(pair[1].value - pair[0].value)}"
    message = f"The difference is {plain(abs(pair[1].value - pair[0].value))}, and the text says {claim.text.strip()}."
    return finding(NAME, judged.verdict, sentence, [*pair, claim], line, message, judged.reading)
