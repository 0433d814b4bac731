"""Shares that should make a whole: some may be of more than one part, or of a smaller group."""

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.doubts.case import Case
from lapwing.arithmetic.doubts.sums import OVERLAPS

NARROWED = re.compile(
    r",\s+(?:in|among|for|of)\s+(?:the|those)\s+(?:[a-z]+\s+)*?"
    r"(?:age\s+)?(?:groups?|aged|over|under|who|whose|living)\b"
)


def several_answers(case: Case) -> str:
    return "if some gave more than one answer" if OVERLAPS.search(case.text) else ""


def a_smaller_group(case: Case) -> str:
    return "if one of the shares is of a smaller group" if NARROWED.search(case.said) else ""


DOUBTS = (several_answers, a_smaller_group)
