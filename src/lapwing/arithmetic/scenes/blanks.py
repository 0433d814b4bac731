"""Whether the text around a table relies on a cell that is blank."""

from collections.abc import Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.sentences import Sentence

OF_TABLE = re.compile(
    r"\b(?:tables?|below|above|shown|shows|seen|listed|set\s+out|here|column|given|gives|following|figures|returns?)\b"
)
EVERY_ONE = re.compile(r"\b(?:each|every|all|both|none|no)\b")
EXCUSED = re.compile(
    r"\b(?:blanks?|will|asked\s+for|requested|yet|except|apart\s+from|but\s+(?:one|two|for)|should|must|if|(?:is|are|was|were)\s+missing|incomplete|not\s+(?:available|supplied|given|collected|known|to\s+hand|recorded|returned|provided)|(?:did|could|has|have|was|were)\s+not|unable|late|awaited|to\s+follow|where\s+(?:known|available|given)|(?<!the\s)most\s+of|first\s+time|in\s+due\s+course|pending|ever\s+before)\b"
)
CLAIMED = re.compile(
    rf"\b(?:{MOVING}|pleased\s+with|the\s+(?:most|least|fewest|highest|lowest|largest|smallest|greatest|biggest|best|worst)|more|fewer|less|higher|lower|better|worse|improv\w+|worsen\w*|below|above|exceed\w*|up|down|beat|concern|record|on\s+target|met|top|least|most|than)\b"
)
THE_MOST = re.compile(
    r"\b(?:the|was|were|is|are)\s+(?:most|least|fewest|highest|lowest|largest|smallest|greatest|biggest|best|worst)\b"
)
MOVES = re.compile(rf"\b(?:{MOVING}|improv\w+|worsen\w*)\b")
QUARTERS = {"q1": "first quarter", "q2": "second quarter", "q3": "third quarter", "q4": "fourth quarter"}
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")
EXPLAINED = re.compile(
    r"\b(?:blanks?|dash|(?:is|are|was|were)\s+missing|no\s+(?:figures?|entry|number)\s+(?:is|are|was|were))\b"
)


def is_explained(sentences: Sequence[Sentence]) -> bool:
    """Whether the text says what a blank means, or that something is missing."""
    return any(EXPLAINED.search(sentence.lower) for sentence in sentences)


def relies(sentence: Sentence, row: str, column: str, rows: Sequence[str], columns: int) -> bool:
    """Whether a sentence says that the table shows every figure of a column, or what the row's figure shows."""
    text, around = sentence.lower, sentence.passage.text.lower()
    if EXCUSED.search(around):
        return False
    words = set(stems(text))
    named = _named(row, words, text) or _first_word(row, rows) in words
    if not OF_TABLE.search(around):
        return named and bool(THE_MOST.search(text)) and _is_of_column(text, column, columns) and columns > 1
    if (
        named
        and re.search(r"\btable\b", text)
        and sentence.of(Kind.COUNT, Kind.PERCENT)
        and _shares_a_word(text, column)
    ):
        return True
    if named and CLAIMED.search(text) and (_is_of_column(text, column, columns) or MOVES.search(text)):
        return True
    if not OF_TABLE.search(text) or not _is_of_column(text, column, columns):
        return False
    return all(_named(label, words, text) for label in rows) or bool(EVERY_ONE.search(text))


def _first_word(row: str, rows: Sequence[str]) -> str:
    """The first word of a row's label, where no other row has it."""
    own = stems(row)
    others = {word for label in rows if label != row for word in stems(label)}
    return own[0] if own and own[0] not in others else ""


def _named(label: str, words: set[str], text: str) -> bool:
    spoken = QUARTERS.get(label.strip().lower())
    if spoken:
        return spoken in text or re.search(rf"\b{label.strip().lower()}\b", text) is not None
    if YEAR.fullmatch(label.strip()):
        return label.strip() in text
    if any(character.isdigit() for character in label):
        return re.search(rf"\b{re.escape(label.strip().lower())}\b", text) is not None
    own = set(stems(label))
    return bool(own) and own <= words


def _shares_a_word(text: str, column: str) -> bool:
    return bool({word[:5] for word in stems(column)} & {word[:5] for word in stems(text)})


def _is_of_column(text: str, column: str, columns: int) -> bool:
    """A table with one column of figures is of that; of several, the sentence must name the one, or no other year."""
    if columns == 1:
        return True
    if _shares_a_word(text, column):
        return True
    own = YEAR.search(column)
    said = YEAR.findall(text)
    if own and said:
        return own[0] in said
    return bool(own)
