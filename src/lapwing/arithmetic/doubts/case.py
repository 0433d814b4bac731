"""A failure and what stands around it: found once, however many doubts ask."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding
from lapwing.arithmetic.numbers import Kind, Quantity, find_quantities
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.sentences import Sentence

BACK = 2
FIGURES = (Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION)
GOES_ON = re.compile(r"\b(?:others?|rest|remain\w*|them|these|those|also|both|another|else\w*)\b")
# Words that say of which figures a claim is, or that it is of none of those that stand beside it.
SAYS_WHICH = re.compile(
    r"\brespectively\b|\bthe\s+same\s+(?:percentage|proportion|share)\b|\bof\s+what\s+(?:it|they|there)\s+(?:was|were|had\s+been)\b|"
    r"\b(?:rise|fall|increase|decrease|reduction|growth|drop|change)\s+since\s+\d{4}\b|\bfurther\s+(?:[a-z]+\s+)?(?:of|by)\b"
)


@dataclass(frozen=True)
class Case:
    report: Report
    finding: Finding
    held: Sequence[Finding]

    @cached_property
    def said(self) -> str:
        return self.finding.sentence.lower()

    @cached_property
    def in_table(self) -> bool:
        return self.finding.place.table is not None

    @cached_property
    def figures(self) -> list[Quantity]:
        return [one for figure in self.finding.figures for one in find_quantities(figure)]

    @cached_property
    def around(self) -> list[Sentence]:
        """The sentences of the finding's passage."""
        return passage_of(self.report, self.finding)

    @cached_property
    def text(self) -> str:
        return " ".join(one.lower for one in self.around)

    @cached_property
    def akin(self) -> list[Sentence]:
        """Of these, those with a figure of the finding, and those that speak of the same or leave unsaid of what."""
        figures = self.finding.figures
        own = [
            one.text in self.finding.sentence or any(figure in one.text for figure in figures) for one in self.around
        ]
        words = {word for one, is_own in zip(self.around, own, strict=True) if is_own for word in stems(one.shape_text)}
        leans = [_leaves_unsaid(one) for one in self.around]
        return [
            one
            for at, one in enumerate(self.around)
            if own[at]
            or leans[at]
            or GOES_ON.search(one.lower)
            or words & set(stems(one.shape_text))
            or any(own[by] and leans[by] for by in (at - 1, at + 1) if 0 <= by < len(self.around))
        ]

    @cached_property
    def beside(self) -> list[Sentence]:
        """The sentences of the paragraphs before and after the finding's, of the same section."""
        return list(self._beside())

    def _beside(self) -> Iterator[Sentence]:
        if not self.around:
            return
        report = self.report
        index = report.index_of.get(id(self.around[0].passage), 0)
        for i in range(max(0, index - BACK), min(len(report.passages), index + 2)):
            one = report.passages[i]
            if (
                i != index
                and one.role is report.passages[index].role is Role.PARAGRAPH
                and one.place.table is None
                and one.place.heading == self.finding.place.heading
            ):
                yield from report.by_passage[i]

    def after(self, figure: str) -> str:
        """The words after a figure in the sentence it is read from."""
        return self.finding.sentence.partition(figure)[2][:40].lower()


Doubt = Callable[[Case], str]


def passage_of(report: Report, finding: Finding) -> list[Sentence]:
    found: list[Sentence] = []
    for sentences in report.by_place.get(finding.place, []):
        if any(sentence.text == finding.sentence for sentence in sentences):
            found += sentences
    return found


def _leaves_unsaid(sentence: Sentence) -> bool:
    """Whether a count stands without a noun of its own: "and 140 felt safer"."""
    scene = scene_of([sentence])
    return any(not scene.noun(one) for one in sentence.of(Kind.COUNT))


def scale_of(claim: Quantity) -> float:
    return 100.0 if claim.kind is Kind.PERCENT else 1.0


def values_of(figure: str) -> list[float]:
    """The numbers of a figure as it is written; "one" is one, though by itself it is no number of a sentence."""
    return [1.0] if figure.lower() == "one" else [one.value for one in find_quantities(figure)]
