"""A whole and all its parts, where the words say that the parts are all there are, in whatever order and sentences they stand."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import COUNTED, stretch_of, windows
from lapwing.arithmetic.joining.totals import otherwise
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.closed import SAID_ONCE, is_closed
from lapwing.arithmetic.scenes.scene import Scene

NAME = "joiner"
FEWEST, MOST, NEAR, SMALL = 3, 8, 0.2, 12
REST = re.compile(
    r"\b(?:the|an?)?\s*(?:other|others|remaining|remainder|rest|balance|only\s+other[^.;⟦⟧]{0,40}|everything\s+else|anywhere\s+else[^.;⟦⟧]{0,60}|everyone\s+else)\W+(?:(?!kind|than)[a-z’'-]+\W+){0,4}$"
)
REST_AFTER = re.compile(r"^\s+(?:of\s+them\s+)?(?:others|remaining|remained|are\s+left|were\s+left|elsewhere)\b")
NOT_DONE = re.compile(
    r"^\s+(?:[a-z’'-]+\s+){0,3}?(?:that|who|which|did|had|were|was|have|has|are|could)\s+(?:[a-z]+\s+)?(?:not|never)\b"
)
BANDS = (
    re.compile(
        r"\b(?:under|less\s+than|fewer\s+than|up\s+to|within|below|no\s+more\s+than)\b|\bor\s+(?:under|less|younger|fewer)\b"
    ),
    re.compile(r"\b(?:over|more\s+than|longer\s+than|above|beyond)\b|\bor\s+(?:over|more|longer|older|above)\b"),
)
ROOM = re.compile(
    rf"\b(?:{MOVING}|compared|against|average\w*|target|includ\w+|among|such\s+as|overlap\w*|more\s+than\s+one|mainly|mostly|largest|last\s+year|previous|net|except\w*|duplicat\w*|cancel\w*|withdr\w+|joined|another|also|some\s+of|of\s+wh(?:om|ich)\s+⟦|each|apiece|times|new)\b|⟦[pfrmq]\d+⟧"
)
NUMBERS = re.compile(r"^\s+(?:[a-z’'-]+\s+){0,2}?[a-z-]+s\b")


def wholes(report: Report, number: int, index: int) -> Iterator[Finding]:
    """A whole first and its parts after it, closed by what the words say; every window that ends with the sentence."""
    sentence = report.by_passage[number][index]
    if not sentence.of(*COUNTED):
        return
    for scene in windows(report, number, index):
        if scene.shown is not scene.sentences[-1] or sum(len(one.of(*COUNTED)) for one in scene.sentences) < FEWEST:
            continue
        figures = [one for one in scene.joint.of(*COUNTED) if one.value > 1 or not one.in_words]
        if len(figures) < FEWEST or len({one.kind for one in figures}) != 1:
            continue
        if said := _say(scene, figures):
            yield said
            return


def _say(scene: Scene, figures: Sequence[Quantity]) -> Finding | None:
    whole, parts = figures[0], [one for one in figures[1:] if not _is_told_again(scene, figures[0], one)]
    counted = next((one for one in parts if one.kind is Kind.COUNT and one.value == len(parts) - 1 and one.in_words and NUMBERS.match(scene.lower[one.end :])), None)  # fmt: skip
    if counted is not None and len(parts) >= 3:
        parts.remove(counted)
    else:
        counted = None
    if not 2 <= len(parts) <= MOST or whole.value <= max(one.value for one in parts):
        return None
    if any(one.hedge is not Hedge.NONE for one in (whole, *parts)) or whole.value < SMALL:
        return None
    rest = _is_rest(scene, parts)
    closed = rest or is_closed(scene.lower) or (counted is not None) or (len(parts) >= 3 and _are_bands(scene, parts))
    if not closed or ROOM.search(SAID_ONCE.sub(" ", stretch_of(scene, [whole, *parts], 10, 40))):
        return None
    judged = judge(whole, lambda *values: sum(values), parts, together=True)
    total = sum(one.value for one in parts)
    line = f"{' + '.join(plain(one.value) for one in parts)} = {plain(total)}"
    if judged.verdict is Verdict.HOLDS:
        return finding(NAME, Verdict.HOLDS, scene.joint, [whole, *parts], line, f"The parts make {whole.text.strip()}.")
    if STILL.match(scene.lower[parts[-1].end :]) and total < whole.value:
        return None
    if judged.verdict is not Verdict.FAILS or abs(total - whole.value) > NEAR * whole.value or otherwise(whole, parts):
        return None
    message = f"The parts come to {plain(total)}, and the text says {whole.text.strip()}."
    return finding(NAME, Verdict.FAILS, scene.joint, [whole, *parts], f"{line}, not {whole.text.strip()}", message)


STILL = re.compile(r"^\s+(?:[a-z]+\s+)?(?:were|was|are|is)\s+(?:still|yet\s+to)\b")


def _is_told_again(scene: Scene, whole: Quantity, one: Quantity) -> bool:
    """ "34 cases ... 21 of the 34": the whole, told a second time."""
    return one.value == whole.value and scene.lower[: one.start].endswith(("of the ", "of these ", "of those "))


def _is_rest(scene: Scene, parts: Sequence[Quantity]) -> bool:
    """Whether the last part is said to be all the others, or those that did not."""
    last = parts[-1]
    if REST.search(scene.left(last, 90)) or REST_AFTER.match(scene.lower[last.end :]):
        return True
    if len(parts) > 2 and STILL.match(scene.lower[last.end :]):
        return True
    return len(parts) == 2 and bool(NOT_DONE.match(scene.lower[last.end :]))


def _are_bands(scene: Scene, parts: Sequence[Quantity]) -> bool:
    """Whether the first and last parts are those below and those above: "under six months", "a year or longer"."""
    ends = [*(one.start for one in parts[1:]), len(scene.lower)]
    labels = [scene.lower[one.end : end].split(". ")[0] for one, end in zip(parts, ends, strict=True)]
    low, high = BANDS
    return bool(
        (low.search(labels[0]) and high.search(labels[-1])) or (high.search(labels[0]) and low.search(labels[-1]))
    )
