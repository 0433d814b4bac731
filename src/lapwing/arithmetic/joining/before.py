"""The sentences a claim of change can be read with: its own, those beside it, an earlier one of the same thing."""

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.sentences import Sentence

FAR = 6
COUNTS = (Kind.COUNT, Kind.MONEY, Kind.RATE)
BACK = re.compile(r"^(?:this|that|these|it|which)\b")

MOVED = re.compile(MOVING)
EMPTY = frozenset([
    "receive", "record", "report", "make", "see", "hold", "complete", "carry", "undertake", "deliver", "took",
    "take", "place", "give", "provide", "show", "stand", "come", "go", "rose", "fell", "increase", "decrease",
    "reduction", "reduce", "rise", "fall", "drop", "decline", "grow", "change", "represent", "significant",
    "significantly", "slight", "slightly", "compare", "respectively", "approximately", "around", "just", "nearly",
    "almost", "further", "however", "overall", "new", "this", "only", "well", "good", "local",
])  # fmt: skip


def scenes_of(report: Report, number: int, index: int) -> Iterator[Scene]:
    """The sentence alone, then with those beside it, then with an earlier paragraph of the same thing."""
    here = report.by_passage[number]
    yield scene_of([here[index]])
    if index:
        yield scene_of(here[index - 1 : index + 1])
    if index + 1 < len(here) and not BACK.match(here[index].lower):
        yield scene_of(here[index : index + 2], here[index])
    if index > 1:
        yield scene_of(here[index - 2 : index + 1])
    if index + 2 < len(here) and not here[index].of(*COUNTS):
        yield scene_of(here[index : index + 3], here[index])
    if index > 2 and sum(len(one.of(*COUNTS)) for one in here[: index + 1]) <= 3:
        yield scene_of(here[: index + 1])
    if index == 0 and not here[0].of(*COUNTS):
        yield from _with_paragraphs_before(report, number)
    if earlier := _told_before(report, number, index):
        yield scene_of([earlier, here[index]])


def _with_paragraphs_before(report: Report, number: int) -> Iterator[Scene]:
    """The first sentence of a paragraph that has no figure of its own, with the two or three figures just before it."""
    for back in (1, 2):
        before = [one for sentences in report.by_passage[number - back : number] for one in sentences]
        if 2 <= sum(len(one.of(*COUNTS)) for one in before) <= 3:
            yield scene_of([*before, report.by_passage[number][0]])
            return


def _told_before(report: Report, number: int, index: int) -> Sentence | None:
    """The one sentence of the paragraphs before that gives a single figure of the same thing."""
    here = report.by_passage[number][index]
    mine = subject_of(here)
    kinds = (Kind.PERCENT,) if here.of(Kind.POINTS) else (Kind.COUNT, Kind.MONEY)
    found = []
    for sentences in report.by_passage[max(0, number - FAR) : number]:
        for sentence in sentences:
            if len(sentence.of(*kinds)) == 1 and not sentence.of(Kind.MULTIPLE, Kind.POINTS):
                common = mine & subject_of(sentence)
                if len(common) >= 2 and len(common) * 3 >= len(subject_of(sentence)):
                    found.append(sentence)
    return found[0] if len(found) == 1 else None


def subject_of(sentence: Sentence) -> frozenset[str]:
    """The words that say what a sentence is of, without those that say what became of it."""
    words = re.sub(r"⟦[a-z]\d+⟧", " ", sentence.shape)
    return frozenset(stem for stem in stems(words) if stem not in EMPTY and not MOVED.fullmatch(stem))
