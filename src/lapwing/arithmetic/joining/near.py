"""The figures of a few sentences before a claim and the one after it, and which two of them it can only be of."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.joining.around import only_numbers
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.sentences import Sentence

BACK, ON = 7, 2
VALUES = (Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION)
SMALL = 12
BY = re.compile(rf"\b{MOVING}\b[^.;\d]{{0,30}}\bby\s+(?:some\s+|about\s+|just\s+)?$")
HELD_UP = re.compile(
    r"\b(?:standard|target|limit|maximum|capacity|england|nationally)\s+(?:of|is|was|being|at|is\s+set\s+at)\s+$"
)
CUTS = re.compile(r"[.;:()]\s|\s[–—-]\s")
AGED = re.compile(r"\b(?:aged?|ages|between|under|over|population)\s+$")
TO_AGE = re.compile(r"\s*(?:to|–|-)\s*\d{1,2}\b")
FROM_TO = re.compile(r"\bfrom\s+\d{1,2}\s*(?:to|–|-)\s*$")
AGE_TO = re.compile(r"\d{1,2}\s*(?:to|–|-)\s*$")


@dataclass(frozen=True)
class Told:
    """A figure and where it stands: the number of its sentence in the section."""

    figure: Quantity
    sentence: Sentence
    at: int

    @property
    def value(self) -> float:
        return self.figure.value

    @property
    def is_small(self) -> bool:
        """A small number in words, which more often says how many kinds, teams or rooms there are."""
        return self.figure.in_words and self.figure.value <= SMALL

    @cached_property
    def noun(self) -> frozenset[str]:
        return frozenset(scene_of([self.sentence]).noun(self.figure))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that belong to the figure rather than to its neighbours."""
        scene = scene_of([self.sentence])
        known = any(one is self.figure for one in scene.figures)
        own = scene.own(self.figure)[0] if known else self.sentence.lower
        return frozenset(stems(f"{own} {scene.right(self.figure, 60)}"))

    @cached_property
    def is_age(self) -> bool:
        text, start, end = self.sentence.lower, self.figure.start, self.figure.end
        return self.value < 100 and bool(
            AGED.search(text[max(0, start - 12) : start])
            or (TO_AGE.match(text[end:]) and not text[:start].endswith("from "))
            or (AGE_TO.search(text[max(0, start - 8) : start]) and not FROM_TO.search(text[max(0, start - 16) : start]))
        )


def sections(report: Report) -> Iterator[list[Sentence]]:
    """The sentences of the prose between two tables."""
    run: list[Sentence] = []
    for passage, sentences in zip(report.passages, report.by_passage, strict=True):
        if passage.place.table is not None:
            if run:
                yield run
            run = []
        else:
            run += sentences
    if run:
        yield run


def around(section: Sequence[Sentence], index: int) -> range:
    return range(max(0, index - BACK), min(len(section), index + ON + 1))


def told_near(section: Sequence[Sentence], index: int, *without: Quantity) -> list[Told]:
    """The figures near a sentence that measure something: no ages, and none that only number times or parts."""
    found = []
    for at in around(section, index):
        sentence = section[at]
        for one in sentence.of(*VALUES):
            if (
                one.value > 0
                and not any(one is other for other in without)
                and not only_numbers(sentence, one)
                and not BY.search(sentence.lower[max(0, one.start - 60) : one.start])
                and not HELD_UP.search(sentence.lower[max(0, one.start - 30) : one.start])
                and not (told := Told(one, sentence, at)).is_age
            ):
                found.append(told)
    return found


def clause_words(sentence: Sentence, one: Quantity) -> frozenset[str]:
    """The words of the clause in which a claim is made."""
    text = sentence.shape_text
    start = max([0, *(match.end() for match in CUTS.finditer(text, 0, one.start))])
    stop = CUTS.search(text, one.end)
    return frozenset(stems(text[start : stop.start() if stop else len(text)]))


def alike(a: Told, b: Told) -> bool:
    """Whether two figures can count one thing: one of them leaves it unsaid, or they share a word of it."""
    return not a.noun or not b.noun or bool(a.noun & b.noun)


def apart(told: Sequence[Told]) -> list[Told]:
    """The figures without those that only say one of them again."""
    return list({(one.figure.kind, one.value): one for one in told}.values())


def the_two(told: Sequence[Told], words: frozenset[str], index: int) -> tuple[Told, Told] | None:
    """The only two figures of those near by that can be meant: all there are, the large ones, or those the words name."""
    told = apart(told)
    large = [one for one in told if not one.is_small]
    named = [one for one in told if words & one.words]
    for some in (told, large, named, [one for one in named if not one.is_small]):
        if len(some) == 2 and some[0].figure.kind is some[1].figure.kind and some[0].value != some[1].value:
            a, b = some
            far = max(a.at, b.at) < index - 1
            return None if far and not words & (a.words | b.words) else (a, b)
    return None
