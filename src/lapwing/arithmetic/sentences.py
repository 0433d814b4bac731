"""Passages cut into sentences, each with its numbers and its shape.

The shape of a sentence is the sentence with every number replaced by a mark: "rose from ⟦c0⟧ to ⟦c1⟧". The letter is
the number's kind, the digit its index, so that a rule can say what it looks for in one readable line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from textwrap import wrap

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.document import Passage, Role
from lapwing.arithmetic.numbers import Kind, Quantity, find_quantities

SHORTENED = (
    "e.g|i.e|etc|pg|pp|p|no|nos|vs|approx|dr|st|mr|mrs|ms|fig|para|reg|ref|c|ca|incl|inc|est|dept|cllr|"
    "s|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
ABBREVIATION = re.compile(rf"\b(?:{SHORTENED.replace('.', '[.]')})\.$", re.IGNORECASE)
LAST_TWO_LETTERS = frozenset(word[-2:] for word in SHORTENED.split("|"))
END = re.compile(r"(?<=[.!?])[”\"')\]]*\s+(?=[A-Z0-9“\"'‘(£•])|(?<=[a-z)]\.)(?=[A-Z][a-z])|;\s+(?=•)")
LONGEST, LONGEST_ABBREVIATION = 1500, 12
MARK = re.compile(r"⟦([a-z])(\d+)⟧")


@dataclass(frozen=True)
class Sentence:
    text: str
    passage: Passage
    number: int

    @cached_property
    def quantities(self) -> list[Quantity]:
        return find_quantities(self.text)

    @cached_property
    def shape(self) -> str:
        return shape_of(self.text, self.quantities)

    @cached_property
    def shape_text(self) -> str:
        """The sentence in small letters with a space for each number, every place as in the text."""
        text = self.lower
        for one in self.quantities:
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
        return text

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    def of(self, *kinds: Kind) -> list[Quantity]:
        """The numbers of some kinds, in order: a list of the caller's own."""
        quantities = self.quantities
        if not quantities:
            return []
        found = self._by_kind.get(kinds)
        if found is None:
            found = self._by_kind[kinds] = [quantity for quantity in quantities if quantity.kind in kinds]
        return found.copy()

    @cached_property
    def _by_kind(self) -> dict[tuple[Kind, ...], list[Quantity]]:
        return {}

    def marked(self, mark: str) -> Quantity:
        """The number a mark such as `⟦c3⟧` stands for."""
        match = MARK.fullmatch(mark)
        assert match
        return self.quantities[int(match[2])]

    def shape_between(self, one: Quantity, other: Quantity) -> str:
        """The shape of the words between two numbers, the first of which comes first."""
        inside = [quantity for quantity in self.quantities if one.end <= quantity.start < other.start]
        text = self.text[one.end : other.start]
        for quantity in reversed(inside):
            text = text[: quantity.start - one.end] + "⟦⟧" + text[quantity.end - one.end :]
        return text.lower()

    def has(self, *words: str) -> bool:
        return any(re.search(rf"\b(?:{word})", self.lower) for word in words)


def join(sentences: Sequence[Sentence]) -> Sentence:
    """Several sentences read as one; their numbers are moved along and not found anew."""
    quantities: list[Quantity] = []
    offset = 0
    for sentence in sentences:
        quantities += [moved(one, offset) for one in sentence.quantities]
        offset += len(sentence.text) + 1
    text = " ".join(sentence.text for sentence in sentences)
    return _made(Sentence(text, sentences[-1].passage, sentences[0].number), quantities)


def cut(sentence: Sentence, start: int, end: int) -> Sentence:
    """A clause of a sentence, with its numbers."""
    inside = [moved(one, -start) for one in sentence.quantities if start <= one.start and one.end <= end]
    return _made(Sentence(sentence.text[start:end], sentence.passage, sentence.number), inside)


def moved(one: Quantity, by: int) -> Quantity:
    if not by:
        return one
    return Quantity(
        one.kind, one.value, one.text, one.start + by, one.end + by,
        one.step, one.hedge, one.unit, one.high, one.period, one.in_words,
    )  # fmt: skip


def _made(sentence: Sentence, quantities: list[Quantity]) -> Sentence:
    sentence.__dict__["quantities"] = quantities
    return sentence


def shape_of(text: str, quantities: Sequence[Quantity]) -> str:
    parts, end = [], 0
    for index, quantity in enumerate(quantities):
        parts += [text[end : quantity.start].lower(), f"⟦{quantity.kind.value}{index}⟧"]
        end = quantity.end
    return "".join([*parts, text[end:].lower()])


def marks(shape: str, kinds: str = "a-z") -> list[str]:
    return _of_kinds(kinds).findall(shape)


@cache
def _of_kinds(kinds: str) -> re.Pattern[str]:
    return re.compile(rf"⟦[{kinds}]\d+⟧")


def split(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage. A heading is one."""
    if passage.role is Role.HEADING:
        yield Sentence(passage.text, passage, 0)
        return
    for number, text in enumerate(_pieces(passage.text)):
        yield Sentence(text, passage, number)


def _pieces(text: str) -> Iterator[str]:
    for piece in _sentences(text):
        yield from wrap(piece, LONGEST, break_long_words=True) if len(piece) > LONGEST else [piece]


def _is_shortened(text: str, start: int, end: int) -> bool:
    """Whether what ends here is "approx." or "e.g.", and no sentence."""
    last = text[max(start, end - 3) : end - 1].lower()
    if text[end - 1] != "." or (last.isalpha() and len(last) == 2 and last not in LAST_TWO_LETTERS):
        return False
    return bool(ABBREVIATION.search(text, max(start, end - LONGEST_ABBREVIATION), end))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in END.finditer(text):
        piece = text[start : match.start()] + match[0].rstrip()
        if _is_shortened(text, start, match.start()):
            continue
        if piece.strip():
            yield piece.strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()
