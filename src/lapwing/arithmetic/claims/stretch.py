"""Stretches of a paragraph that hold just three figures: a claim and the two figures it can only be about.

Report writers put a claim before its figures, after them, between them or in the next sentence. Where a stretch has no
other figure, how it is worded matters little: the claim is about the two, or about nothing in the stretch.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import dataclass

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.sentences import Sentence, cut, join

VALUES = {Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.DURATION, Kind.PERCENT, Kind.FRACTION, Kind.POINTS, Kind.MULTIPLE}
CUT = re.compile(
    r";\s+|,?\s+(?:while|whilst|whereas|but|although|though|however|yet)\s+|,\s+and\s+(?=[a-z’' -]{3,40}\s(?:from|by|was|were|had|has|rose|fell)\b)"
)
MOST_SENTENCES = 3
SENTENCE_END = re.compile(r"[.;]\s")


@dataclass(frozen=True)
class Stretch:
    """One to three sentences read as one, or a clause of one; `whole` is the sentence a finding is shown with."""

    joint: Sentence
    whole: Sentence
    sentences: int
    figures: tuple[Quantity, ...]
    after: str = ""

    @property
    def shape(self) -> str:
        return self.joint.shape

    def gap(self, one: Quantity, other: Quantity) -> str:
        """The words between two figures, whichever comes first."""
        first, second = sorted((one, other), key=lambda figure: figure.start)
        parts, end = [], first.end
        for figure in self.figures:
            if first.end <= figure.start < second.start:
                parts += [self.joint.text[end : figure.start], "⟦⟧"]
                end = figure.end
        return "".join([*parts, self.joint.text[end : second.start]]).lower()

    def before(self, one: Quantity, most: int = 60) -> str:
        """The words before a figure, back to the figure or the sentence before."""
        words = self.joint.text[max(0, one.start - most) : one.start].lower()
        ends = [figure.end for figure in self.figures if figure.end <= one.start]
        begin = max([0, *ends]) - max(0, one.start - most)
        return SENTENCE_END.split(words[max(0, begin) :])[-1]

    def behind(self, one: Quantity, most: int = 70) -> str:
        """The words after a figure, up to the next figure or the end of the sentence."""
        words = self.joint.text[one.end : one.end + most].lower()
        starts = [figure.start for figure in self.figures if figure.start >= one.end]
        words = words[: max(0, min([one.end + most, *starts]) - one.end)]
        return SENTENCE_END.split(words, 1)[0]


def stretches(sentences: list[Sentence]) -> Iterator[Stretch]:
    """Every stretch of a paragraph with three figures that count something, the shortest first."""
    for index, sentence in enumerate(sentences):
        figures = _figures(sentence)
        if len(figures) == 3:
            yield Stretch(sentence, sentence, 1, figures)
        elif len(figures) > 3:
            yield from _clauses(sentence)
        else:
            yield from _together(sentences, index)


def _figures(sentence: Sentence) -> tuple[Quantity, ...]:
    return tuple(one for one in sentence.quantities if one.kind in VALUES and not _is_length(one, sentence))


def _is_length(one: Quantity, sentence: Sentence) -> bool:
    """A length of time that only says how long, beside figures of other kinds."""
    others = {other.kind for other in sentence.quantities} - {Kind.DURATION, Kind.PERIOD, Kind.FRACTION, Kind.PERCENT}
    return one.kind is Kind.DURATION and bool(others)


def _clauses(sentence: Sentence) -> Iterator[Stretch]:
    text, edges = sentence.text, [0]
    for match in CUT.finditer(text):
        edges += [match.start(), match.end()]
    edges.append(len(text))
    if len(edges) == 2:
        return
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        clause = cut(sentence, start, end)
        if len(figures := _figures(clause)) == 3:
            yield Stretch(clause, sentence, 1, figures)


def _together(sentences: list[Sentence], index: int) -> Iterator[Stretch]:
    """Sentences up to this one that have three figures between them, and none of them none at either end."""
    if not _figures(sentences[index]):
        return
    for length in range(2, MOST_SENTENCES + 1):
        if index - length + 1 < 0:
            return
        run = sentences[index - length + 1 : index + 1]
        if not _figures(run[0]):
            continue
        count = sum(len(_figures(one)) for one in run)
        if count == 3:
            joint = join(run)
            figures = _figures(joint)
            if len(figures) == 3:
                yield Stretch(joint, run[-1], length, figures)
        if count >= 3:
            return
