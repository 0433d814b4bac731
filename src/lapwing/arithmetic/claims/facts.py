"""A figure with what it counts and when: enough to know it again in another place."""

from collections.abc import Iterator
from dataclasses import dataclass

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.numbers import Kind, Period, Quantity
from lapwing.arithmetic.sentences import Sentence

MOVED = re.compile(MOVING)
LAST_YEAR = re.compile(
    r"\b(?:last|previous|prior|preceding)\s+(?:financial\s+|academic\s+|reporting\s+)?year|\bthe year before\b"
)
EMPTY = frozenset(
    [
        "receive",
        "record",
        "report",
        "make",
        "see",
        "hold",
        "complete",
        "carry",
        "undertake",
        "deliver",
        "took",
        "take",
        "place",
        "give",
        "provide",
        "show",
        "stand",
        "come",
        "go",
        "rose",
        "fell",
        "increase",
        "decrease",
        "reduction",
        "reduce",
        "rise",
        "fall",
        "drop",
        "decline",
        "grow",
        "change",
        "represent",
        "significant",
        "significantly",
        "slight",
        "slightly",
        "compare",
        "respectively",
        "approximately",
        "around",
        "just",
        "nearly",
        "almost",
        "further",
        "however",
        "overall",
        "new",
        "this",
        "only",
        "well",
        "good",
        "local",
    ]
)


@dataclass(frozen=True)
class Fact:
    """`subject` holds the meaning words of its clause; `noun` what stands right after the figure."""

    sentence: Sentence
    quantity: Quantity
    subject: frozenset[str]
    noun: str
    period: Period | None
    last_year: bool


def facts_of(sentence: Sentence) -> Iterator[Fact]:
    """The counts of a sentence. Only a sentence with few of them says clearly what each is."""
    counts = [one for one in sentence.of(Kind.COUNT) if one.value >= 2]
    if not counts or len(counts) > 3:
        return
    periods = [one for one in sentence.of(Kind.PERIOD) if one.period and one.period.first]
    for one in counts:
        nearest = min(periods, key=lambda period: _apart(period, one), default=None)
        yield Fact(
            sentence,
            one,
            subject_of(sentence),
            noun_after(sentence, one),
            nearest.period if nearest else None,
            bool(LAST_YEAR.search(sentence.lower)),
        )


def _apart(one: Quantity, other: Quantity) -> int:
    return min(abs(one.start - other.end), abs(other.start - one.end))


def subject_of(sentence: Sentence) -> frozenset[str]:
    words = re.sub(r"⟦[a-z]\d+⟧", " ", sentence.shape)
    return frozenset(stem for stem in stems(words) if stem not in EMPTY and not MOVED.fullmatch(stem))


def noun_after(sentence: Sentence, one: Quantity) -> str:
    words = re.match(r"\s+((?:[A-Za-z’'-]+\s*){1,4})", sentence.text[one.end :])
    if not words:
        return ""
    phrase = re.split(
        r"\b(?:in|from|by|at|for|were|was|are|is|had|have|and|to|of|who|on|with|during|this|last|that|which)\b",
        words[1].lower(),
    )[0]
    phrase = re.split(r"(?<=\s)\w+(?:ed|ing)\b", phrase)[0]
    found = stems(phrase)
    return found[-1] if found else ""


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two subjects share, of the smaller."""
    small = min(len(one), len(other))
    return len(one & other) / small if small else 0.0
