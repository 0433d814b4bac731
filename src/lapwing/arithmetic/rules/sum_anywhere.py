"""A total told in one of up to three sentences, and all the other figures of its kind in them."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.parts import are_acts
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "sum-anywhere"
NEAR = 0.2
FEWEST, MOST = 3, 8
TOTAL_LEFT = re.compile(
    r"\b(?:total\w*|sum|altogether|all\s+told|in\s+all|overall|together|combined|(?:annual|yearly|full-year|year[’']s)\s+(?:figure|number)|(?:figure|number)\s+for\s+the\s+(?:whole\s+)?year|grand\s+total|between\s+them|add(?:s|ed|ing)?\s+up|giv(?:es|ing)|mak(?:es|ing)|brought|brings|bringing|com(?:es|ing)\s+to|came\s+to|amount(?:s|ed|ing)?\s+to|made\s+up(?:\s+entirely)?\s+of)\b[^.;⟦⟧]{0,45}$"
)
TOTAL_RIGHT = re.compile(
    r"^[^.;,⟦⟧]{0,40}?\b(?:in\s+all|in\s+total|altogether|all\s+told|overall|combined|between\s+them|in\s+sum|together)\b|^[^.;⟦⟧]{0,30}?,?\s*(?:was|were|is|are)?\s*(?:made\s+up|comprised|composed|consist\w*)\b"
)
NO_SUM = re.compile(
    r"\b(?:includ\w+|among|of\s+(?:whom|which|these|those|them)|each|per|average\w*|than|compared|against|versus|last\s+year|previous|year\s+before|target|more\s+than\s+one|both|overlap\w*|twice|such\s+as|mainly|mostly|at\s+least|rose|fell|increas\w+|decreas\w+|reduc\w+|dropped|grew|times\s+as|out\s+of|capacity|estimat\w+|median|rank\w*|budgeted|planned|some\s+of|most\s+of|lost|left|closed|weeks?|hours?|cumulative\w*|as\s+well\s+as\s+[a-z]+\s+others|every|another\s+[a-z]+\s+(?:areas?|places))\b"
)
MADE_UP = re.compile(r"^[^.;⟦⟧]{0,40}\b(?:made\s+up|comprised|composed|consist\w*)\b")
GRADED = re.compile(r"\b(?:graded|rated|judged|classed|classified)\b")
EACH_ONE = re.compile(
    r"\b(?:(?:being\s+)?counted\s+(?:once\s+)?(?:for\s+each|only)|each\s+(?:[a-z]+\s+)?(?:has|had|is|was|have)\b|(?:every|each)\s+[a-z]+\s+(?:has|had|is|was)\b|one\s+[a-z]+\s+being|one\s+of\s+(?:these|those|the))\b"
)


@rule(
    NAME,
    "A total and all the figures beside it",
    Example(
        "Three workshops were held. The first drew 24 people, the second 31 and the third 18, an overall attendance of 83.",
        Verdict.FAILS,
        "73",
    ),
    Example(
        "Three workshops were held. The first drew 24 people, the second 31 and the third 18, an overall attendance of 73.",
        Verdict.HOLDS,
    ),
    Example(
        "The hub took 214 calls in the first quarter and 198 in the second.\n\nIt took 241 in the third, and 229 in the last. The total for the year was therefore 872.",
        Verdict.FAILS,
        "882",
    ),
    Example(
        "Between April and September there were 47 notices and in the next six months 38. That brought the total for the year to 95.",
        Verdict.FAILS,
    ),
    Example(
        "We saw 47 people in spring and 38 in autumn, compared with a total of 95 last year.", None, "another year"
    ),
    Example(
        "In total 240 people came: 96 carers, including 14 grandparents, and 44 staff.", None, "only some are told"
    ),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """One figure that is said to be a total, and every other figure of its kind in up to three sentences.

    The sum is tried only where there are two other figures or more and nothing in the words compares, averages or picks
    out. Small numbers that only count the parts ("three workshops") and ages are left out. A failure is called only
    where the sum comes near the total: figures that are far from it are of other things.
    """
    flat = [sentence for sentences in report.by_passage for sentence in sentences]
    told = [len(sentence.of(Kind.COUNT, Kind.MONEY)) for sentence in flat]
    for index, sentence in enumerate(flat):
        if not told[index]:
            continue
        for length in (1, 2, 3):
            group = flat[max(0, index - length + 1) : index + 1]
            if len(group) < length or sum(len(one.text) for one in group) > 700:
                break
            if len({one.passage.place.heading for one in group}) > 1 or any(one.passage.place.table for one in group):
                break
            if sum(told[index - length + 1 : index + 1]) < FEWEST:
                continue
            if said := _say(scene_of(group)):
                yield shown_with(said, sentence, NAME)
                break


def _say(scene: Scene) -> Finding | None:
    if NO_SUM.search(EACH_ONE.sub(" ", scene.joint.shape_text)) or scene.joint.of(
        Kind.PERCENT, Kind.FRACTION, Kind.RATE, Kind.MULTIPLE, Kind.POINTS
    ):
        return None
    figures = [one for one in scene.joint.quantities if one.kind in {Kind.COUNT, Kind.MONEY} and one.value > 0]
    figures = [one for one in figures if one.kind is Kind.MONEY] or figures
    if not 3 <= len(figures) <= MOST:
        return None
    totals = [one for one in figures if _is_total(scene, one)] or _led(scene, figures)
    if len(totals) > 1 and totals[0] is figures[0] and MADE_UP.match(scene.right(totals[0], 60)):
        totals = totals[:1]
    if len(totals) != 1 or totals[0] not in (figures[0], figures[1], figures[-1]):
        return None
    whole = totals[0]
    parts = [one for one in figures if one is not whole]
    parts = _without_the_count(parts)
    if len(parts) < 2 or whole.value <= max(one.value for one in parts) or not _alike(scene, whole, parts):
        return None
    return _judged(scene, whole, parts)


def _led(scene: Scene, figures: Sequence[Quantity]) -> list[Quantity]:
    """The whole where a colon leads to its parts, or where each has one: "eight of the 26 are done, 13 are not"."""
    first, second = figures[0], figures[1]
    if (
        len(figures) >= 4
        and ":" in scene.between(first, second)
        and not re.search(r"[.;]", scene.between(first, second))
    ):
        return [first]
    of_it = re.search(r"\bof\s+(?:[a-z’'-]+\s+){0,3}$", scene.between(first, second))
    if of_it and second.value > first.value and EACH_ONE.search(scene.lower):
        return [second]
    rest = re.search(r"\bthe\s+(?:other|remaining)\s+$", scene.lower[: figures[-1].start])
    if rest and len(figures) >= 4 and first.value > max(one.value for one in figures[1:]):
        return [first]
    of_all = re.search(r"(?:^|[.;]\s)of\s+(?:the|our|these)\s+$", scene.lower[: first.start])
    if (
        of_all
        and len(figures) >= 4
        and GRADED.search(scene.lower)
        and first.value > max(one.value for one in figures[1:])
    ):
        return [first]
    return []


def _is_total(scene: Scene, one: Quantity) -> bool:
    left = scene.left(one, 70)
    return bool(TOTAL_LEFT.search(left) or TOTAL_RIGHT.match(scene.right(one, 60)))


def _without_the_count(parts: list[Quantity]) -> list[Quantity]:
    """The parts without the number, in words, that says how many there are: "the three trusts made 614, 402 and 178"."""
    return [one for one in parts if not (one.in_words and one.value == len(parts) - 1)]


def _alike(scene: Scene, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """No part has a noun that is foreign to all the others: a part may have none, or that of the whole or of another."""
    nouns = [set(scene.noun(one)[:3]) for one in parts]
    named = [one for one in nouns if one]
    if len(named) <= 1 or (len(parts) >= 3 and len(named) <= len(parts) - 1):
        return True
    own = set(scene.noun(whole)[:3]) | set(stems(scene.left(whole, 60)))
    shared = [
        one
        for index, one in enumerate(named)
        if one & own or any(one & other for i, other in enumerate(named) if i != index)
    ]
    return len(shared) >= len(named) - 1


def _judged(scene: Scene, whole: Quantity, parts: list[Quantity]) -> Finding | None:
    total = sum(one.value for one in parts)
    judged = judge(whole, lambda *values: sum(values), parts, together=True)
    line = f"{' + '.join(plain(one.value) for one in parts)} = {plain(total)}"
    if judged.verdict is Verdict.HOLDS:
        return finding(NAME, Verdict.HOLDS, scene.joint, [whole, *parts], line, f"The parts make {whole.text.strip()}.")
    hedged = any(one.hedge is not Hedge.NONE for one in (whole, *parts))
    if any(one.in_words and total - one.value == whole.value for one in parts):
        return None  # a small number in words that is no part
    if total > whole.value and are_acts(scene.lower, parts):
        return None
    if judged.verdict is not Verdict.FAILS or hedged or abs(total - whole.value) > NEAR * whole.value:
        return None
    line += f", not {whole.text.strip()}"
    message = f"The figures come to {plain(total)}, and the text says {whole.text.strip()}."
    return finding(NAME, Verdict.FAILS, scene.joint, [whole, *parts], line, message)
