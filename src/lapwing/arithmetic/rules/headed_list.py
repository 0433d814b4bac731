"""A number of things announced, and each under a heading of its own."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stem
from lapwing.arithmetic.document import Passage, Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.announced_list import A_TIME, PEOPLE
from lapwing.arithmetic.rules.named_in_line import ABSTRACT
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "headed-list"
IN_TURN = re.compile(
    r"\b(?:each|all|they|these)\b[^.;]{0,30}\b(?:described|set\s+out|dealt\s+with|covered|explained|taken|discussed)\b|\b(?:under|in)\s+the\s+(?:headings?|sections?)\s+(?:below|that\s+follow)"
)
FOLLOWS = re.compile(
    rf"{IN_TURN.pattern}|"
    r"\b(?:each|all)\s+(?:of\s+(?:which|them|these)\s+)?(?:is|are|has|have)?\s*(?:described|set\s+out|dealt\s+with|covered|explained|taken|summarised|discussed|reported|considered)|\b(?:described|set\s+out|summarised|reported\s+on|discussed|explained|listed|outlined)\s+(?:[a-z]+\s+)?(?:below|in\s+turn|here)|\bin\s+turn\b|\b(?:the\s+)?sections?\s+(?:below|that\s+follow)|\bas\s+follows\b|\bfollowing\b|:\s*$"
)
ANNOUNCED = re.compile(r"⟦c(?P<index>\d+)⟧\s+(?:[a-z’'-]+\s+){0,4}?(?P<noun>[a-z-]+(?:ies|s|ia))\b")
NUMBER = re.compile(
    r"^(?:(?P<noun>[a-z-]+)\s+)?(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight)\b\s*[.:)–—-]?\s*", re.I
)
CLOSING = re.compile(
    r"^(?:conclusions?|summary|next\s+steps|looking\s+(?:ahead|forward)|what\s+(?:next|happens)|introduction|background|overview|appendix|references|contacts?|foreword|our\s+(?:plans?|impact)|impact|governance|finance|budget|priorities\s+for|the\s+year\s+ahead)\b",
    re.I,
)
LABELLED = re.compile(r"[A-Z][a-z]+\s+\d{1,2}(?:[:.]|\s[–—-])\s")
MOST = 12


@rule(
    NAME,
    "A number of things, each under a heading",
    Example(
        "Our work is done by three subgroups, each described below.\n\n### Quality\n\nIt audits.\n\n### Learning\n\nIt trains.",
        Verdict.FAILS,
        "two headings",
    ),
    Example(
        "Our work is done by two subgroups, each described below.\n\n### Quality\n\nIt audits.\n\n### Learning\n\nIt trains.",
        Verdict.HOLDS,
    ),
    Example(
        "We have three subgroups.\n\n### Quality\n\nIt audits.\n\n### Learning\n\nIt trains.", None, "not announced"
    ),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """ "Five subgroups, each of which is described below", and the headings that follow, one step further in.

    The headings counted are those right after the announcement and of one depth, as long as they stand under it. A last
    heading such as "Next steps" may be none of them, and then either number holds.
    """
    passages = report.passages
    for number, passage in enumerate(passages):
        if passage.role is not Role.PARAGRAPH or passage.place.table is not None:
            continue
        if number + 1 >= len(passages) or passages[number + 1].role is not Role.HEADING:
            continue
        sentences = report.by_passage[number]
        announced = _announced(sentences) if sentences else None
        if announced and (said := _say(*announced, _headings(passages, number))):
            yield said


def _announced(sentences: Sequence[Sentence]) -> tuple[Sentence, Quantity, str] | None:
    text = " ".join(one.lower for one in sentences[-2:])
    if not FOLLOWS.search(text):
        return None
    for sentence in reversed(sentences[-2:]):
        for match in ANNOUNCED.finditer(sentence.shape):
            count = sentence.quantities[int(match["index"])]
            noun = stem(match["noun"])
            if (
                2 <= count.value <= MOST
                and count.hedge is Hedge.NONE
                and (IN_TURN.search(text) or ABSTRACT.fullmatch({"criteria": "criterion"}.get(noun, noun)))
                and not PEOPLE.search(noun)
                and not A_TIME.fullmatch(noun)
                and len(sentence.of(Kind.COUNT)) == 1
                and not re.search(
                    r"\b(?:of\s+(?:the|our|its|these)|first|last|other)\s+$", sentence.lower[: count.start]
                )
            ):
                return sentence, count, match["noun"]
    return None


def _headings(passages: Sequence[Passage], number: int) -> list[Passage]:
    """The headings right after a passage that are of the depth of the first of them, up to one that is less deep."""
    depth = passages[number + 1].depth
    above = next((one.depth for one in reversed(passages[: number + 1]) if one.role is Role.HEADING), 0)
    if depth <= above:
        return []
    if any(one.role is Role.PARAGRAPH and LABELLED.match(one.text) for one in passages[number + 1 : number + MOST]):
        return []  # "Priority 1: ...", some of which are short enough to be taken for headings
    found: list[Passage] = []
    for one in passages[number + 1 :]:
        if one.role is not Role.HEADING or one.depth > depth:
            continue
        if one.depth < depth:
            break
        found.append(one)
    return found


def _say(sentence: Sentence, count: Quantity, noun: str, headings: Sequence[Passage]) -> Finding | None:
    if len(headings) < 2:
        return None
    numbered = sum(bool(NUMBER.match(one.text)) for one in headings)
    closing = sum(bool(CLOSING.match(one.text)) for one in headings)
    listed = numbered if 2 <= numbered < len(headings) else len(headings) - closing
    line = f"{int(count.value)} announced, {listed} headings"
    if count.value in {listed, len(headings)}:
        message = f"{count.text.strip()} {noun} are announced, and each has a heading."
        return finding(NAME, Verdict.HOLDS, sentence, [count], line, message)
    if abs(listed - count.value) > 3 or listed < 2:
        return None
    message = f"The text announces {count.text.strip()} {noun}, and {listed} headings follow."
    return finding(NAME, Verdict.FAILS, sentence, [count, str(listed)], line, message)
