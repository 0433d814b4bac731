"""A figure that is said to be a total, and the figures that can be its parts."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import COUNTED, MOST, counts, paragraphs, stretch_of, windows
from lapwing.arithmetic.numbers import Hedge, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.meaning import words_of
from lapwing.arithmetic.scenes.parts import is_loose
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "joiner"
BEFORE = re.compile(
    r"\b(?:making|mak(?:es?)|giving|gives?|totall?ing|totals?(?:led)?|a\s+total\s+of|sum\s+of|c[ao]mes?\s+to|adds?\s+up\s+to|brings?\s+(?:it|the\s+[a-z\s]{3,30})\s+to|bringing\s+(?:it|the\s+[a-z\s]{3,30})\s+to|so\s+that\s+(?:[a-z]+\s+){1,6}|therefore\s+(?:[a-z]+\s+){0,4}?|so\s+(?:[a-z]+\s+){0,3}(?:there\s+(?:are|were)|it\s+has)|altogether|in\s+all,?|in\s+total,?|together(?:\s+[a-z]+){0,4}|taken\s+together,?(?:\s+[a-z]+){0,5})\s+(?:about\s+|some\s+)?$|\b(?:whole|total|overall|entire|combined)\s+(?:[a-z]+\s+){1,3}(?:was|is|were|came\s+to|stood\s+at|of)\s+$"
)
AFTER = re.compile(
    r"^\s+(?:[a-z’'-]+\s+){0,5}?(?:in\s+all|in\s+total|altogether|all\s+told|overall|between\s+them|(?:over|across|in|for)\s+(?:the|all)\s+⟦c\d+⟧\s+(?:[a-z]+)|(?:over|across|in)\s+the\s+(?:whole\s+)?year|combined)\b"
)
CLAUSE_END = re.compile(r"[.;]\s|,")
ALL_OF_THEM = re.compile(
    r"(?:^|[.;]\s|\b(?:and|so)\s)(?:all\s+(?:of\s+)?(?:the\s+|these\s+)?|these\s+|those\s+|(?:the|these)\s+(?=⟦c\d+⟧\s+(?:together|between)))$"
)
ROOM = re.compile(
    rf"\b(?:{MOVING}|than(?!\s+⟦)|compared|against|average\w*|per|target|includ\w+|among|such\s+as|both(?!\s+parents)|overlap\w*|twice|more\s+than\s+one|mainly|mostly|largest|last\s+year|previous|net|except\w*|duplicat\w*|cancel\w*|withdr\w+|left|lost|joined|another|also|some\s+of|other(?:s|wise)?(?!\s+(?:[a-z]+\s+)?\(?⟦)|remain\w*|rest|of\s+wh(?:om|ich)|of\s+(?:them|these|those)|out\s+of|aged?\s+⟦|each|apiece|times|new)\b"
)
NEAR = 0.35


def totals(report: Report, number: int, index: int) -> Iterator[Finding]:
    """A total told after its parts, in the same sentence or in the ones after them; or before a colon, and the parts after."""
    if not report.by_passage[number][index].of(*COUNTED):
        return
    alone = scene_of([report.by_passage[number][index]])
    yield from _led(alone)
    if not any(_is_total(alone, one) for one in counts(alone)):
        return
    for scene in (*windows(report, number, index), *paragraphs(report, number, index)):
        figures = _without_numbering(
            [one for one in counts(scene) if not SOME_OF.match(scene.lower[one.end :]) or ALL.search(scene.left(one))]
        )
        if len(figures) < 3:
            continue
        start = len(scene.joint.text) - len(scene.shown.text)
        for whole in figures:
            if whole.start < start or not _is_total(scene, whole):
                continue
            parts = [one for one in figures if one.end <= whole.start and one.kind is whole.kind]
            if len(parts) != len(figures) - 1:
                continue
            yield from _say(scene, whole, parts)
            return
        if any(_is_total(scene, one) for one in figures if one.start >= start):
            return


ALL = re.compile(r"\ball\s+$")


def _without_numbering(figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures without a small number in words that only says how many of them there are: "the three audits"."""
    large = [one for one in figures if not (one.in_words and one.value <= FEW)]
    few = {one.value for one in figures if one.in_words and one.value <= FEW}
    return large if len(large) >= 3 and few == {len(large) - 1} else list(figures)


FEW = 9


def _led(scene: Scene) -> Iterator[Finding]:
    """ "More than 500 people came: 176 to the first, 148 to the second and 139 to the third."."""
    figures = counts(scene)
    if len(figures) < 3 or figures[0].value <= max(one.value for one in figures[1:]):
        return
    whole, parts = figures[0], figures[1:]
    if (
        parts[0].in_words
        and parts[0].value == len(parts) - 1
        and LEADS.search(scene.lower[parts[0].end : parts[1].start])
    ):
        parts = parts[1:]  # "in two ways: 40 in person and 30 online"
    led = scene.lower[whole.end : parts[0].start] if len(parts) > 1 else ""
    if len(parts) < 2 or not LEADS.search(led) or any(one.kind is not whole.kind for one in parts):
        return
    gaps = [scene.lower[one.end : other.start] for one, other in pairwise(parts)]
    if all(SIDE_BY_SIDE.search(gap) and len(gap) < 80 for gap in gaps):
        yield from _say(scene, whole, parts, led=True)


LEADS = re.compile(
    r"^[^.;]{0,110}?(?::|\(|\s[–—-]|\bcompris\w+|\bmade\s+up\s+of|\bconsist\w+\s+of|\b(?:broke|breaks?|broken)\s+down\s+(?:as|into|to)|\bsplit\s+(?:as|into|between)|,\s+namely)\s*(?:[a-z’'-]+\s+){0,5}\(?\s*$"
)
SIDE_BY_SIDE = re.compile(r"[,;]|\band\b|\bplus\b")
SOME_OF = re.compile(r"\s+of\s+(?:them|these|those|which|whom)\b")


def _is_total(scene: Scene, whole: Quantity) -> bool:
    text = scene.joint.shape
    mark = f"⟦{whole.kind.value}{scene.joint.quantities.index(whole)}⟧"
    at = text.find(mark)
    before, after = text[max(0, at - 70) : at], text[at + len(mark) : at + len(mark) + 80]
    return bool(BEFORE.search(before) or AFTER.match(CLAUSE_END.split(after, 1)[0]) or ALL_OF_THEM.search(before))


def _say(scene: Scene, whole: Quantity, parts: Sequence[Quantity], led: bool = False) -> Iterator[Finding]:
    if not 2 <= len(parts) <= MOST or any(one.hedge is not Hedge.NONE for one in parts):
        return
    if whole.hedge in {Hedge.AT_LEAST, Hedge.AT_MOST} or all(one.value <= 1 for one in parts):
        return
    shape = re.sub(r"⟦c\d+⟧\s+of\s+(?:them|these|those)\b", "", stretch_of(scene, [whole, *parts], 20, 40))
    if ALL_OF_THESE.search(scene.joint.shape):
        shape = re.sub(r"\btimes\b", " ", shape)
    if ROOM.search(shape) or any(is_loose(one) for one in scene.sentences) or any(one.is_part for one in scene.figures):
        return
    total = sum(one.value for one in parts)
    judged = judge(whole, lambda *values: sum(values), list(parts), together=True)
    line = f"{' + '.join(plain(one.value) for one in parts)} = {plain(total)}"
    if judged.verdict is Verdict.HOLDS:
        yield finding(NAME, Verdict.HOLDS, scene.joint, [whole, *parts], line, f"The parts make {whole.text.strip()}.")
        return
    if judged.verdict is not Verdict.FAILS or abs(total - whole.value) > NEAR * whole.value or otherwise(whole, parts):
        return
    if not led and not _one_thing(scene, whole):
        return
    message = f"The parts come to {plain(total)}, and the text says {whole.text.strip()}."
    yield finding(NAME, Verdict.FAILS, scene.joint, [whole, *parts], f"{line}, not {whole.text.strip()}", message)


def otherwise(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether some of the parts make the whole, or all of them with some taken away, or it is one of them told again."""
    values = [one.value for one in parts]
    if whole.value in values:
        return True
    return len(values) <= 6 and any(
        abs(sum(one * way for one, way in zip(values, ways, strict=True))) == whole.value
        for ways in product((1, -1), repeat=len(values))
    )


def _one_thing(scene: Scene, whole: Quantity) -> bool:
    """What the whole counts is named beside the parts, or not named at all."""
    noun = {one[:6] for one in scene.noun(whole)}
    told = words_of(scene.lower[: whole.start])
    return not noun or bool(noun & {one[:6] for one in told})


ALL_OF_THESE = re.compile(r"\ball\s+⟦c\d+⟧\s+of\s+(?:these|those|them)\b")
