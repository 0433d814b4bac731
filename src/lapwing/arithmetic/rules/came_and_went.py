"""What there was, what came and what went, in any order, in up to three sentences."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "came-and-went"
NEAR = 0.35
FEWEST, MOST = 3, 6
CAME = r"joined|came(?:\s+(?:in|into|onto|on))?|tak(?:en|ing)\s+on|took\s+(?:on|up)|gained|gains?|recruited|recruits|opened|new|started|starters|added|entered|admitted|arrived|arrivals?|registered|accepted|received|appointed|hired|approved|became|placed|bought|earned|another|a\s+further|entrants?|joiners?|additions?|referred"
WENT = r"left(?!\s+(?:with|over|at|in\s+post))|leavers?|lost|losses|closed|closures?|ceased|ended(?!\s+(?:the|with|up))|discharged|resigned|retired|removed|came\s+off|stepped\s+down|departed|departures?|moved\s+(?:on|away|out|to|elsewhere)|signed\s+off|completed|de-?registered|withdrew|withdrawn|spent|used|sold|died|struck\s+off|went|gone|exits?"
CAME_WORD, WENT_WORD = re.compile(rf"\b(?:{CAME})\b"), re.compile(rf"\b(?:{WENT})\b")
SIGN_LEFT = re.compile(rf"\b(?:(?P<went>{WENT}|less)|(?P<came>{CAME}))\b[^.;,⟦⟧]{{0,28}}$")
SIGN_RIGHT = re.compile(rf"^\s*(?:(?!and\b|but\b)[a-z’'-]+\s+){{0,4}}?(?:(?P<went>{WENT})|(?P<came>{CAME}))\b")
END_LEFT = re.compile(
    r"\b(?:leaving|leaves|left\s+with|left|end(?:ed|ing)|so\s+that|clos(?:ed|ing)|finish(?:ed|ing)|therefore|making|stood\s+at|number\s+(?:was|had|stood)|remain\w*|at\s+the\s+(?:end|close)|year[’']s\s+end|by\s+the\s+end|on\s+31|now|total|with|were)\b[^.;⟦⟧]{0,60}$"
)
END_RIGHT = re.compile(
    r"^[^.;⟦⟧]{0,50}\b(?:at\s+the\s+(?:end|close)|year[’']s\s+end|by\s+the\s+end|remain\w*|still|open|in\s+post|on\s+the\s+books|carried\s+forward|on\s+31|at\s+31|left|now)\b"
)
NO_FLOW = re.compile(
    r"\b(?:average|than|compared|target|includ\w+|of\s+(?:whom|which)|some|several|transferred|re-?opened|rejoin\w*|each|per|net|more\s+than\s+once|twice|both|mostly|planned|invited|offered|expected|survey|rose|fell|increase\w*|decrease\w*)\b"
)


@rule(
    NAME,
    "What came and went, in any order",
    Example(
        "We opened the year with 84 cases, took on 132 and closed 120. At the year's end 104 were open.",
        Verdict.FAILS,
        "96",
    ),
    Example(
        "We opened the year with 84 cases, took on 132 and closed 120. At the year's end 96 were open.", Verdict.HOLDS
    ),
    Example(
        "The team lost four of its 22 workers and gained nine, so that it ended the year with 25 in post.",
        Verdict.FAILS,
        "27",
    ),
    Example(
        "There were 43 young people on the caseload in December. During the quarter 17 joined it and 12 left, leaving 46 in March.",
        Verdict.FAILS,
        "48",
    ),
    Example("We had 84 cases and closed 120, some of which were opened again, leaving 25.", None, "some came again"),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """A number that there was, numbers that came and went, and the number at the end.

    Each figure but the first and the last must stand beside a word for coming or for going; the one that does not is
    what there was at the start. Nothing is said where the words compare, average or leave room, nor where the sum is far
    from the last figure.
    """
    for sentences in report.by_passage:
        told = [len(sentence.of(Kind.COUNT, Kind.MONEY)) for sentence in sentences]
        for index, sentence in enumerate(sentences):
            if not told[index]:
                continue
            for length in (1, 2, 3):
                if index - length + 1 < 0 or sum(told[index - length + 1 : index + 1]) > MOST:
                    break
                if sum(told[index - length + 1 : index + 1]) < FEWEST:
                    continue
                if said := _say(scene_of(sentences[index - length + 1 : index + 1])):
                    yield shown_with(said, sentence, NAME)
                    break


def _say(scene: Scene) -> Finding | None:
    figures = [one for one in scene.joint.quantities if one.kind in {Kind.COUNT, Kind.MONEY} and one.value > 0]
    if not 3 <= len(figures) <= MOST or len({one.kind for one in figures}) > 1:
        return None
    if NO_FLOW.search(scene.joint.shape_text) or any(one.hedge is not Hedge.NONE for one in figures):
        return None
    if scene.joint.of(Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE, Kind.RATE, Kind.POINTS):
        return None
    end = _end(scene, figures)
    if end is None:
        return None
    if not CAME_WORD.search(scene.lower) or not WENT_WORD.search(scene.lower):
        return None
    others = [one for one in figures if one is not end]
    signed = [(one, _way(scene, one)) for one in others]
    starts = [one for one, way in signed if way == 0]
    if len(starts) > 1 or not any(way < 0 for _, way in signed) or not any(way > 0 for _, way in signed):
        return None
    start = starts[0] if starts else others[0]
    return _judged(scene, end, start, [(one, way) for one, way in signed if one is not start])


def _end(scene: Scene, figures: list[Quantity]) -> Quantity | None:
    """What there was in the end: the last figure, or the first where a colon leads from it to the others."""
    first, last = figures[0], figures[-1]
    if END_LEFT.search(scene.left(first, 90)) and ":" in scene.between(first, figures[1]):
        return first
    said = END_LEFT.search(scene.left(last, 90)) or END_RIGHT.match(scene.right(last, 60))
    return last if said else None


def _way(scene: Scene, one: Quantity) -> int:
    """1 for what came, -1 for what went, 0 where neither is said of a figure."""
    if re.search(r"\bof\s+(?:its|the|our|their)\s+$", scene.lower[: one.start]) or re.search(
        r"\b(?:with|had|were|was|stood\s+at|beginning|already|of)\s+(?:[a-z]+\s+)?$", scene.left(one, 30)
    ):
        own = SIGN_RIGHT.match(re.split(r"[,;.]|\band\b", scene.right(one, 50))[0])
        if not own or own["came"] == "opened":
            return 0
    left = re.split(r"[,;.]\s|\band\b", scene.left(one, 60))[-1]
    right = re.split(r"[,;.]|\band\b", scene.right(one, 50))[0]
    match = SIGN_LEFT.search(left) or SIGN_RIGHT.match(right)
    return 0 if not match else (1 if match["came"] else -1)


def _judged(scene: Scene, end: Quantity, start: Quantity, signed: list[tuple[Quantity, int]]) -> Finding | None:
    total = start.value + sum(one.value * way for one, way in signed)
    line = plain(start.value) + "".join(f" {'+' if way > 0 else '−'} {plain(one.value)}" for one, way in signed)
    line += f" = {plain(total)}"
    figures = [end, start, *(one for one, _ in signed)]
    if total == end.value:
        return finding(NAME, Verdict.HOLDS, scene.joint, figures, line, f"{end.text.strip()} agrees.")
    if not total > 0 or abs(total - end.value) > NEAR * end.value:
        return None
    message = f"By the figures given it would be {plain(total)}, and the text says {end.text.strip()}."
    return finding(NAME, Verdict.FAILS, scene.joint, figures, f"{line}, not {plain(end.value)}", message)
