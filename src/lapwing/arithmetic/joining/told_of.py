"""A share that is told of two counts by where it stands: after them, as what they come to, with no subject of its own."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import MOST, counts, windows
from lapwing.arithmetic.joining.shares import BACK_TO, WHOLE_BEFORE, explained
from lapwing.arithmetic.numbers import Hedge, Quantity
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.meaning import words_of
from lapwing.arithmetic.scenes.movement import claims_of
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "joiner"
SMALL, WIDEST = 12, 4.0
OF_ITS_OWN = re.compile(
    r"^\s*(?:of|in)\s+(?!all\b(?!\s+(?:those|the|our))|cases\b|(?:the\s+)?(?:total|whole|cases|cost)\b)|^\s*[-–]\s*\d|^\s+(?:were|are|had|have|did|do|said|came|went|took|made|felt|met|(?!inadequate)[a-z]+ed)\b"
)
HELD_AGAINST = re.compile(
    rf"\b(?:target\w*|against|than|compar\w+|national\w*|england|region\w*|average|expected|planned|last\s+year|previous(?:ly)?|year\s+before|earlier|ambition|goal|should|must|at\s+least|{MOVING})\b"
)
COMES_TO = re.compile(
    r"^\s*(?:and\s+)?(?:so|giving|making|meaning|mak(?:es|ing)\s+up|which|that|this|these|or|i\.e\.|that\s+is|equivalent|equal|equating|representing|amounting|a\s+(?:[a-z-]+\s+){0,2}(?:rate|share|proportion|percentage)|at)\b"
)
RATE = re.compile(
    r"\b(?:rate|proportion|share|percentage|take-?up|uptake|compliance|completion|coverage)\s+(?:of|is|was|at|being|:|stands?\s+at|stood\s+at)\s*$"
)
BREAK = re.compile(r"[,;:(/–—]\s*|[.]\s+|\s-\s")
EMPTY = frozenset([
    "rate", "share", "propor", "percen", "case", "total", "just", "about", "nearly", "almost", "around", "some",
    "accoun", "repres", "equiva", "equal", "amount", "exactl", "precis", "word",
])  # fmt: skip
OPENS = re.compile(r"^[^.;⟦⟧]{0,80}[:(–—]\s*$")


def told_of(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Every share of a sentence that stands as what two counts come to, where no counts at hand give it."""
    sentence = report.by_passage[number][index]
    shares = [one for one in sentence.quantities if one.is_part]
    shares = [
        one
        for one in shares
        if not HELD_AGAINST.search(BREAK.split(sentence.lower[max(0, one.start - 40) : one.start])[-1])
    ]
    if len(shares) > 1:
        return
    moved = {one.quantity.start for one in claims_of(scene_of([sentence]))} if shares else set()
    for share in shares:
        if share.start in moved or share.hedge in {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST}:
            continue
        for scene in windows(report, number, index):
            if scene.shown is not scene.sentences[-1]:
                continue
            offset = len(scene.joint.text) - len(sentence.text)
            mine = next(one for one in scene.joint.quantities if one.start == share.start + offset)
            found = [one for one in counts(scene) if not (one.in_words and one.value == 1)]
            large = [one for one in found if not (one.in_words and one.value <= SMALL)]
            found = large if len(large) >= 2 else found
            if len(found) >= 2:
                if said := _say(scene, mine, found):
                    yield said
                break


MOVED_FROM = re.compile(r"\b(?:up|down|increase|decrease|rise|fall|drop|growth|reduction)\s+(?:from|on)\b")


def _say(scene: Scene, share: Quantity, figures: Sequence[Quantity]) -> Finding | None:
    chosen = _part_and_base(scene, share, figures)
    if chosen and MOVED_FROM.search(scene.lower[min(one.end for one in chosen) : max(one.start for one in chosen)]):
        return None  # "7,239 inspections, an increase from 4,669, and 89% were good": of a year before, and no part
    if len(figures) > MOST or not chosen or not _is_told(scene, share, figures) or explained(scene, share, figures):
        return None
    part, base = chosen
    if (
        part.value <= 0
        or share.value <= 0
        or any(one.hedge is not Hedge.NONE for one in chosen)
        or not 1 / WIDEST < part.value / base.value / share.share < WIDEST
    ):
        return None
    actual = percent(part.value / base.value)
    message = f"{part.text.strip()} of {base.text.strip()} is {actual}; the text says {share.text.strip()}."
    line = f"{plain(part.value)} ÷ {plain(base.value)} = {actual}"
    return finding(NAME, Verdict.FAILS, scene.joint, [part, share, base], line, message)


def _part_and_base(scene: Scene, share: Quantity, figures: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The two counts of one kind that a share can be of: the only two, or the one before it and what that is some of."""
    alike = [one for one in figures if one.kind is figures[-1].kind]
    if len(alike) == 2:
        part, base = sorted(alike, key=lambda one: one.value)
        named = [set(scene.noun(one)) for one in (part, base)]
        nested = WHOLE_BEFORE.search(scene.lower[: base.start]) or BACK_TO.search(scene.lower)
        strange = all(named) and not named[0] & named[1] and not nested
        return None if part.value == base.value or strange else (part, base)
    before = [one for one in alike if one.end <= share.start]
    if len(before) < 2:
        return None
    part = before[-1]
    bases = [one for one in before[:-1] if one.value > part.value]
    if not bases:
        return None
    return part, bases[-1]


def _is_told(scene: Scene, share: Quantity, figures: Sequence[Quantity]) -> bool:
    after = scene.lower[share.end : share.end + 60]
    if share.end <= figures[0].start:
        return len(figures) == 2 and bool(OPENS.match(scene.joint.shape_between(share, figures[0])))
    before = [one for one in figures if one.end <= share.start]
    if not before or OF_ITS_OWN.match(after):
        return False
    gap = scene.lower[before[-1].end : share.start]
    clause = BREAK.split(gap)[-1]
    led = [piece for piece in BREAK.split(gap) if piece.strip()]
    own = words_of(clause) - EMPTY
    apart = ". " in gap
    if RATE.search(clause) and (apart or COMES_TO.match(clause)):
        return True
    said = words_of(scene.lower[: before[-1].end + len(gap) - len(clause)])
    if apart:
        return not own and bool(COMES_TO.match(clause)) and len(led) <= 1
    return not own or bool(COMES_TO.match(clause)) or (own <= said and clause is not gap)
