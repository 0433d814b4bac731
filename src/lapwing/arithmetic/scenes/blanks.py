"""Whether the text around a table relies on a cell that is blank."""

import re
from collections.abc import Sequence

from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.sentences import Sentence

OF_TABLE = re.compile(
    r"\b(?:tables?|below|above|shown|shows|seen|listed|set\s+out|here|column|given|gives|following|figures|returns?)\b"
)
EVERY_ONE = re.compile(r"\b(?:each|every|all|both|none|no)\b")
EXCUSED = re.compile(
    r"\b(?:blanks?|will|asked\s+for|requested|yet|except|apart\s+from|but\s+(?:one|two|for)|should|must|if|missing|incomplete|not\s+(?:available|supplied|given|collected|known|to\s+hand|recorded|returned|provided)|(?:did|could|has|have|was|were)\s+not|unable|late|awaited|to\s+follow|where\s+(?:known|available|given)|most\s+of|first\s+time|in\s+due\s+course|pending|ever\s+before)\b"
)
CLAIMED = re.compile(
    rf"\b(?:{MOVING}|the\s+(?:most|least|fewest|highest|lowest|largest|smallest|greatest|biggest|best|worst)|more|fewer|less|higher|lower|better|worse|improv\w+|worsen\w*|below|above|exceed\w*|beat|concern|record|on\s+target|met|top|least|most|than)\b"
)
QUARTERS = {"q1": "first quarter", "q2": "second quarter", "q3": "third quarter", "q4": "fourth quarter"}
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")


def is_explained(sentences: Sequence[Sentence]) -> bool:
    """Whether the text says what a blank means, or that something is missing."""
    return any(re.search(r"\b(?:blanks?|missing|dash)\b", sentence.lower) for sentence in sentences)


def relies(sentence: Sentence, row: str, column: str, rows: Sequence[str], columns: int) -> bool:
    """Whether a sentence says that the table shows every figure of a column, or what the row's figure shows."""
    text = sentence.lower
    if not OF_TABLE.search(text) or EXCUSED.search(text):
        return False
    if not _is_of_column(text, column, columns):
        return False
    words = set(stems(text))
    if all(_named(label, words, text) for label in rows):
        return True
    if _named(row, words, text) and CLAIMED.search(text):
        return True
    return bool(EVERY_ONE.search(text))


def _named(label: str, words: set[str], text: str) -> bool:
    spoken = QUARTERS.get(label.strip().lower())
    if spoken:
        return spoken in text or label.lower() in text.split()
    own = set(stems(label))
    return bool(own) and own <= words


def _is_of_column(text: str, column: str, columns: int) -> bool:
    """A table with one column of figures is of that; of several, the sentence must name the one, or no other year."""
    if columns == 1:
        return True
    if set(stems(column)) & set(stems(text)):
        return True
    own = YEAR.search(column)
    said = YEAR.findall(text)
    if own and said:
        return own[0] in said
    return bool(own)
