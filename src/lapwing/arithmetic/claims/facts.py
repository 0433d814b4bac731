"""A figure with what it counts and when: enough to know it again in another place."""

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.sentences import Sentence

MOVED = re.compile(MOVING)
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


def subject_of(sentence: Sentence) -> frozenset[str]:
    words = re.sub(r"⟦[a-z]\d+⟧", " ", sentence.shape)
    return frozenset(stem for stem in stems(words) if stem not in EMPTY and not MOVED.fullmatch(stem))
