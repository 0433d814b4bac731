"""A number of things and a list of another length: it may be of something else, or two of the things are one."""

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.doubts.case import Case
from lapwing.arithmetic.numbers import Kind

AS_ONE = re.compile(r"\b(?:counts?|counted|treated|taken|regarded)\s+(?:here\s+)?as\s+one\b|\bone\s+and\s+the\s+same\b")
HELPED = re.compile(
    r"\b(?:with\s+(?:help|support)|together\s+with|alongside|(?:the|two|three|four)\s+other|others|another|as\s+well\s+as|helped|joined)\b"
)


def two_are_one(case: Case) -> str:
    return "if two of them count as one" if AS_ONE.search(case.text) else ""


def words_are_counted(case: Case) -> str:
    number = re.escape(case.finding.figures[0].lower())
    counted = re.search(rf"{number}\s+(?:words|letters|syllables|lines)\b", case.text)
    return "if the words themselves are counted" if counted else ""


def another_number(case: Case) -> str:
    """Whether another number near the list is that of its items, or others are named beside them."""
    if len(case.figures) < 2:
        return ""  # "both of our sites"
    announced, listed = (one.value for one in case.figures[:2])
    near = [one.value for sentence in case.akin for one in sentence.of(Kind.COUNT) if one.value > 1]
    if listed in near:
        return "if the items are those of another number that the text names"
    if listed > announced and HELPED.search(case.said):
        return "if others are named beside them"
    return ""


DOUBTS = (two_are_one, words_are_counted, another_number)
