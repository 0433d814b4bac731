"""The figures around a claim: the sentence, those beside it, the paragraph; and which of them count anything."""

from collections.abc import Iterator, Sequence
from functools import reduce

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.sentences import Sentence, moved, shape_of

COUNTED = (Kind.COUNT, Kind.MONEY)
TELLING = (*COUNTED, Kind.PERCENT, Kind.FRACTION, Kind.RATE)
MOST = 8
NUMBERS_TIMES = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:halves|half[-\s]years|terms|quarters|years|months|weeks|days|seasons|periods|phases|stages|parts|times|ways|columns|rows|tables|charts|miles|kilometres|metres|pages|minutes|hours)\b"
)
NUMBERS_PARTS = re.compile(
    r"\b(?:over|across|in|of|between|for|during|the|our|these|those|all|both|each\s+of|into|from)\s+(?:the\s+|our\s+)?$"
)
SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
SMALL = 12
BACK = 3


def windows(report: Report, number: int, index: int) -> Iterator[Scene]:
    """The sentence alone, with the one before, the one after, the two before, and all of its paragraph up to it."""
    here = report.by_passage[number]
    yield scene_of([here[index]])
    if index:
        yield scene_of(here[index - 1 : index + 1])
    if index + 1 < len(here):
        yield scene_of(here[index : index + 2], here[index])
    for back in (2, 3):
        if index >= back:
            yield scene_of(here[index - back : index + 1])


def paragraphs(report: Report, number: int, index: int) -> Iterator[Scene]:
    """The sentence with the paragraphs before it, of the same section."""
    here = report.by_passage[number]
    for back in range(1, BACK + 1):
        before = report.by_passage[max(0, number - back) : number]
        passages = report.passages[max(0, number - back) : number]
        if number < back or any(
            one.role is not Role.PARAGRAPH
            or one.place.table is not None
            or one.place.heading != report.passages[number].place.heading
            for one in passages
        ):
            return
        sentences = [sentence for paragraph in before for sentence in paragraph]
        told = [
            one for one in (*sentences, *here[:index]) if one.of(*TELLING)
        ]  # what has no figure says nothing of them
        if len(told) < MOST:
            yield scene_of([*told, here[index]])


SAYS_OF_ALL = re.compile(r"^(?:every|each|no|none|nobody|these|those|there|all)\b")


def said_after(report: Report, number: int, index: int) -> str:
    """The sentence after one, or the first of the next paragraph, where it says something of every part before it."""
    here = report.by_passage[number]
    following = here[index + 1 :] or (report.by_passage[number + 1] if number + 1 < len(report.by_passage) else [])
    return following[0].lower if following and SAYS_OF_ALL.match(following[0].lower) else ""


def counts(scene: Scene) -> list[Quantity]:
    """The counts and sums of money, without those that only number times or parts: "over the three terms"."""
    return [one for one in scene.joint.of(*COUNTED) if not only_numbers(scene.joint, one)]


def only_numbers(sentence: Sentence, one: Quantity) -> bool:
    """Whether a small count numbers times, parts or people of the list rather than what is counted."""
    if one.kind is not Kind.COUNT or one.value > SMALL:
        return False
    return bool(NUMBERS_TIMES.match(sentence.lower[one.end :])) and (
        one.in_words or bool(NUMBERS_PARTS.search(sentence.lower[: one.start]))
    )


def nouns(scene: Scene, figures: Sequence[Quantity]) -> list[set[str]]:
    return [set(scene.noun(one)) for one in figures]


def one_thing(scene: Scene, figures: Sequence[Quantity]) -> bool:
    """Whether the figures may all count the same: those that have a noun of their own share a word of it."""
    named = [one for one in nouns(scene, figures) if one]
    return not named or bool(reduce(set.__and__, named))


def stretch_of(scene: Scene, figures: Sequence[Quantity], before: int = 60, after: int = 60) -> str:
    """The shape of the words around and between some figures: what stands elsewhere excuses nothing."""
    start, end = min(one.start for one in figures), max(one.end for one in figures)
    text = scene.joint.text
    start = max(start - before, *(match.end() for match in SENTENCE_END.finditer(text, 0, start)), 0) if start else 0
    stop = SENTENCE_END.search(text, end)
    end = min(end + after, stop.start() if stop else len(text))
    inside = [one for one in scene.joint.quantities if start <= one.start and one.end <= end]
    counted = [
        one for one in inside if not (one.in_words and one.value == 1)
    ]  # "each concerned one child" stays in words
    return shape_of(text[start:end], [moved(one, -start) for one in counted])
