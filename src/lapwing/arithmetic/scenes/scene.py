"""A scene: one to three sentences of a paragraph read together, with every figure in them that counts something.

Where a stretch holds just three figures, a scene holds any number, and tells the words that belong to each.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.sentences import Sentence, join

VALUES = {Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.DURATION, Kind.PERCENT, Kind.FRACTION, Kind.POINTS, Kind.MULTIPLE}
WHEN_AFTER = re.compile(r"\s+(?:ago|earlier|before|on|later|previously|after|old|of\s+age)\b")
WHEN_BEFORE = re.compile(
    r"\b(?:in|over|within|during|for|after|across|under|of|than|last|past|previous|next|every|first|these|those)\s+(?:the\s+|a\s+)?(?:last\s+|past\s+|previous\s+|next\s+|first\s+|whole\s+|same\s+)?$"
)
BOUNDARY = re.compile(
    r"[,;:.()–—]\s|\)|\s\(|\s(?:and|but|while|whilst|whereas|although|though|to|than|against(?!\s+(?:staff|professionals|adults|workers|carers|teachers|women|girls|people|children)\b)|compared|versus|from|up|down|where|when|on the|becoming|then)\s"
)
BEFORE, AFTER = re.compile(r"[.;!?]\s"), re.compile(r"[.;!?](?:\s|$)")
NOUN_ENDS = re.compile(
    r"[^a-z’' -]|\b(?:in|at|for|of|by|from|to|on|as|was|were|is|are|had|has|have|and|or|this|last|that|the|a|an|it|so|who|which|"
    r"than|over|up|down|compared|against|with|when|where|after|before|during|between|higher|lower|more|fewer|less|now|then|"
    r"today|ago|by|only|came|come|seen|made|did|do|does|can|could|will|respectively|each|per|gave|took|sent|held|[a-z]+ed)\b"
)


@dataclass(frozen=True)
class Scene:
    """`joint` is what is read; `shown` the sentence that a finding is shown with."""

    sentences: tuple[Sentence, ...]
    shown: Sentence

    @cached_property
    def joint(self) -> Sentence:
        return self.sentences[0] if len(self.sentences) == 1 else join(self.sentences)

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        found = [one for one in self.joint.quantities if one.kind in VALUES]
        counted = any(one.kind not in {Kind.DURATION, Kind.MULTIPLE} for one in found)
        return tuple(one for one in found if not (one.kind is Kind.DURATION and self._says_when(one, counted)))

    def _says_when(self, one: Quantity, counted: bool) -> bool:
        """ "Twelve months on", "over three years": a length that says when, and is no figure of its own."""
        if WHEN_AFTER.match(self.lower[one.end : one.end + 20]):
            return True
        return counted and bool(WHEN_BEFORE.search(self.lower[max(0, one.start - 40) : one.start]))

    @cached_property
    def lower(self) -> str:
        return self.joint.text.lower()

    def between(self, one: Quantity, other: Quantity) -> str:
        return self.lower[one.end : other.start]

    @cached_property
    def _sides(self) -> dict[tuple[int, int, bool], str]:
        return {}

    def left(self, one: Quantity, most: int = 140) -> str:
        """The words before a figure, back to the figure or the sentence before."""
        key = one.start, most, True
        if key not in self._sides:
            self._sides[key] = self._left(one, most)
        return self._sides[key]

    def right(self, one: Quantity, most: int = 140) -> str:
        """The words after a figure, up to the next figure or the end of the sentence."""
        key = one.end, most, False
        if key not in self._sides:
            self._sides[key] = self._right(one, most)
        return self._sides[key]

    def _left(self, one: Quantity, most: int) -> str:
        start = max([0, one.start - most, *(other.end for other in self.figures if other.end <= one.start)])
        return BEFORE.split(self.lower[start : one.start])[-1]

    def _right(self, one: Quantity, most: int) -> str:
        stop = min(
            [len(self.lower), one.end + most, *(other.start for other in self.figures if other.start >= one.end)]
        )
        return AFTER.split(self.lower[one.end : stop], 1)[0]

    def own(self, one: Quantity) -> tuple[str, int, int]:
        """The words that belong to a figure rather than to its neighbours, and where they begin and end."""
        index = next(i for i, other in enumerate(self.figures) if other is one)
        start, end = 0, len(self.lower)
        if index:
            before = self.figures[index - 1].end
            cut = BOUNDARY.search(self.lower, max(0, before - 1), one.start)
            start = max(before, cut.start()) if cut else before
        start = max(start, self._bracket(one))
        if index + 1 < len(self.figures):
            after = self.figures[index + 1].start
            cut = BOUNDARY.search(self.lower, max(0, one.end - 1), after)
            end = cut.start() if cut and cut.start() >= one.end else (one.end if cut else after)
        return self.lower[start:end], start, end

    def _bracket(self, one: Quantity) -> int:
        """Where the bracket begins that a figure shares with another: "(2,310 compared with 2,384)"."""
        opens = self.lower.rfind("(", max(0, one.start - 120), one.start)
        closes = self.lower.find(")", one.end, one.end + 120)
        if opens < 0 or closes < 0 or ")" in self.lower[opens : one.start]:
            return 0
        return opens if sum(opens < other.start < closes for other in self.figures) > 1 else 0

    def noun(self, one: Quantity) -> list[str]:
        """The meaning words of what stands right after a figure: "31 missing episodes" has "missing" and "episode"."""
        if one.end not in self._nouns:
            after = bisect_left(self._starts, one.end)
            stop = self._starts[after] if after < len(self._starts) else len(self.lower)
            words = self.right(one, 60)[: stop - one.end]
            self._nouns[one.end] = stems(NOUN_ENDS.split(words.strip(), 1)[0])
        return self._nouns[one.end]

    @cached_property
    def _nouns(self) -> dict[int, list[str]]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.joint.quantities]


def scene_of(sentences: Sequence[Sentence], shown: Sentence | None = None) -> Scene:
    """The scene of some sentences that follow each other, made once however many rules ask for it."""
    last = shown or sentences[-1]
    made = last.__dict__.setdefault("_scenes", {})
    key = tuple(map(id, sentences))
    if key not in made:
        made[key] = Scene(tuple(sentences), last)
    found: Scene = made[key]
    return found
