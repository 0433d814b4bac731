"""A claimed share and the counts that it can be of."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.roles import is_elliptic
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import MOST, counts, paragraphs, stretch_of, windows
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.meaning import words_of
from lapwing.arithmetic.scenes.movement import claims_of
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "joiner"
BACK = re.compile(r"\bof\s+(?:those|these|them|whom|which|the\s+[a-z-]+)\b[^;.⟦⟧]{0,60}$")
OF_THOSE = re.compile(r"\s+(?:[a-z]+\s+)?of\s+(?:those|these|them|the\s+[a-z]+)\b")
TIED = re.compile(r"^[^.;,()]{0,60}\(\s*(?:or\s+|just\s+|only\s+|about\s+|that\s+is,?\s+)?$")
APPOSED = re.compile(
    r"^[^.;()]{0,50}?[,(–—:-]\s*(?:(?:or|that\s+is|i\.e\.|which\s+is|which\s+was|this\s+is|equal\s+to|equivalent\s+to|being|namely|just|only|some|a|an|about|rate|share|proportion|response|of|in\s+other\s+words|making|giving|representing|meaning|at),?\s*)*$"
)
EQUATED = re.compile(
    r"\b(?:that\s+(?:is|was|makes|gives)|this\s+(?:is|was|represents|makes|gives|amounts\s+to|equates\s+to)|which\s+(?:is|was|represents|makes|gives|puts|means|amounts\s+to|equates\s+to|brings)|represent\w*|equat\w+|amount(?:s|ed|ing)?\s+to|equivalent\s+to|equal(?:s|ling|led)?(?:\s+to)?|mak(?:es?|ing)(?:\s+up)?|giving|account(?:s|ed|ing)?\s+for|so|rate\s+of|rate\s+(?:is|was)|at|with)\b[^.;⟦⟧]{0,40}$"
)
WHOLE_BEFORE = re.compile(
    r"\b(?:of|out\s+of|among|amongst|from\s+among|from)\s+(?:(?:the|our|these|those|all|its|their|a\s+total\s+of|some|[a-z]+[’']s?)\s+){0,4}$"
)
BACK_TO = re.compile(
    r"\b(?:of\s+(?:them|these|those|whom|which)|of\s+the\s+(?:total|latter|whole)|of\s+all|response|rate|take-?up|uptake|compliance|coverage|completion|turnout)\b"
)
QUIET = re.compile(
    rf"\b(?:{MOVING}|target\w*|compared|against|versus|than(?!\s+(?:half|one|a\s+(?:third|quarter|fifth)|two|three|four|nine))|(?<!^)\blast\s+year|previous|average|national\w*|england|estimat\w*|weighted|expected|planned|excluding|leaving\s+out|blank|capacity|per(?!\s*cent)|(?:up|down)\s+(?:from|on|by))\b"
)


def shares(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Every share in a sentence whose counts are at hand and which none of them gives."""
    sentence = report.by_passage[number][index]
    moved = {one.quantity.start for one in claims_of(scene_of([sentence]))}
    for share in sentence.quantities:
        if not share.is_part or share.start in moved:
            continue
        for scene in (*windows(report, number, index), *paragraphs(report, number, index)):
            if scene.shown is not scene.sentences[-1]:
                continue
            offset = len(scene.joint.text) - len(sentence.text)
            mine = next(one for one in scene.joint.quantities if one.start == share.start + offset)
            found = counts(scene)
            if len(found) >= 2:
                yield from _say(scene, mine, found)
                break


def _say(scene: Scene, share: Quantity, figures: Sequence[Quantity]) -> Iterator[Finding]:
    if len(figures) > MOST or QUIET.search(stretch_of(scene, [share, *figures])):
        return
    joined = _in_brackets(scene, share, figures) or _of_the_same(scene, share, figures)
    if not joined or (explained(scene, share, figures) if len(figures) > 2 else _fits(scene, share, *joined)):
        return
    part, base = joined
    actual = percent(part.value / base.value)
    message = f"{part.text.strip()} of {base.text.strip()} is {actual}; the text says {share.text.strip()}."
    yield finding(
        NAME,
        Verdict.FAILS,
        scene.joint,
        [part, share, base],
        f"{plain(part.value)} ÷ {plain(base.value)} = {actual}",
        message,
    )


def _in_brackets(scene: Scene, share: Quantity, figures: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """ "Of those, 405 (45%)": a share in brackets after its part, which is said to be of what was counted before."""
    part = next((one for one in reversed(figures) if one.end <= share.start), None)
    if not part or not TIED.match(scene.lower[part.end : share.start]):
        return None
    bases = [one for one in figures if one.end <= part.start and one.value > part.value and one.kind is part.kind]
    if not bases or len(bases) > 3 or ";" in scene.lower[bases[-1].end : part.start]:
        return None
    if BACK.search(scene.lower[: part.start]) or OF_THOSE.match(scene.lower[part.end : share.start]):
        return part, bases[-1]
    if not WHOLE_BEFORE.search(scene.lower[: bases[0].start]) or bases[0].value < sum(one.value for one in bases[1:]):
        return None
    return part, bases[0]


def _of_the_same(scene: Scene, share: Quantity, figures: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Just two counts of one kind, one of which is said to be of the other, and a share that is told of them."""
    if (
        len(figures) != 2
        or figures[0].kind is not figures[1].kind
        or len([one for one in scene.figures if one.is_part]) != 1
    ):
        return None
    part, base = sorted(figures, key=lambda one: one.value)
    if part.value == base.value or any(one.hedge is not Hedge.NONE for one in figures):
        return None
    first, second = sorted((part, base), key=lambda one: one.start)
    apart = ";" in scene.lower[first.end : second.start] and not BACK_TO.search(scene.lower)
    named = [set(scene.noun(one)) for one in (part, base)]
    if all(named) and not named[0] & named[1] and not WHOLE_BEFORE.search(scene.lower[: base.start]):
        return None
    if apart or _is_own(scene, share, part):
        return None
    if _is_nested(scene, part, base) and (_is_tied(scene, share, part) or _is_tied(scene, share, base)):
        return part, base
    return (part, base) if _says_same(scene, share, base) else None


def _is_nested(scene: Scene, part: Quantity, base: Quantity) -> bool:
    """Whether the larger count is what the smaller is some of."""
    text = scene.lower
    return bool(WHOLE_BEFORE.search(text[: base.start]) or BACK_TO.search(text) or is_elliptic(_stretch(scene), part))


OWN_PLACE = re.compile(r"\s*(?:by|from|in(?!\s+(?:number|all|total))|at|to|for|with|on|were|was|had)\b")


def _is_own(scene: Scene, share: Quantity, part: Quantity) -> bool:
    """ "A third of the 60 were taken by schools, 15 by health": the smaller count has a clause of its own."""
    return share.end <= part.start and bool(
        OWN_PLACE.match(scene.lower[part.end :]) and re.search(r",\s+(?:and\s+)?$", scene.lower[: part.start])
    )


def _stretch(scene: Scene) -> Stretch:
    return Stretch(scene.joint, scene.shown, len(scene.sentences), scene.figures)


def _is_tied(scene: Scene, share: Quantity, one: Quantity) -> bool:
    """Whether a share and a count stand together as one thing said twice."""
    first, second = sorted((share, one), key=lambda figure: figure.start)
    gap = scene.lower[first.end : second.start]
    after = scene.lower[share.end : share.end + 40]
    if second is share and re.match(r"\s+of\s+(?!all|the\s+(?:total|whole)|them|these|those)", after):
        return False
    return bool(APPOSED.match(gap) or (second is share and EQUATED.search(gap)))


def _says_same(scene: Scene, share: Quantity, base: Quantity) -> bool:
    """Whether the share is of what the larger count is said to count, and all its words have been said before."""
    match = re.match(r"\s+of\s+(?:the|our|its|all|these|those)?\s*(?P<what>[a-z’'\s-]{3,60})", scene.lower[share.end :])
    if not match:
        return False
    what = words_of(re.split(r"\b(?:were|was|had|have|has|are|is|did|do|came|went|that|who)\b", match["what"])[0])
    own = words_of(scene.own(base)[0])
    return bool(what and what & own) and what <= words_of(scene.lower[: share.start])


LEFT = re.compile(
    r"\b(?:not|never|none|neither|without|leav\w+|left|remain\w*|rest|others?|all\s+but|except\w*|late|outside|overdue|miss\w*|vacan\w+|declin\w+|refus\w+|fail\w*|un[a-z]+ed)\b|n[’']t\b"
)


def _fits(scene: Scene, share: Quantity, part: Quantity, base: Quantity) -> bool:
    """Whether the share is of the one in the other, or where anything is left over or not done, of the rest."""
    scale = 100.0 if share.kind is Kind.PERCENT else 1.0
    ways = [lambda a, b: a / b, *([lambda a, b: 1 - a / b] if LEFT.search(scene.lower) else [])]
    return any(judge(share, way, [part, base], scale).verdict is not Verdict.FAILS for way in ways)


def explained(scene: Scene, share: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether any of the counts give the share, alone or two together, or the other shares do."""
    values = [one for one in figures if one.value > 0]
    scale = 100.0 if share.kind is Kind.PERCENT else 1.0

    def holds(part: float, base: float) -> bool:
        if not 0 < part <= base:
            return False
        made = [Quantity(Kind.COUNT, value, "", 0, 0) for value in (part, base)]
        return judge(share, lambda a, b: a / b, made, scale).verdict is not Verdict.FAILS

    for one, other in permutations(values, 2):
        if (
            one.kind is other.kind
            and judge(share, lambda a, b: a / b, [one, other], scale).verdict is not Verdict.FAILS
        ):
            return True
    for a, b in combinations([one.value for one in values], 2):
        for c in (one.value for one in values):
            if (
                holds(a + b, c)
                or holds(c, a + b)
                or holds(abs(a - b), c)
                or holds(c, abs(a - b))
                or holds(c - a - b, c)
            ):
                return True
    others = [one.share for one in scene.figures if one.is_part and one is not share]
    if any(holds(a.value, b.value * other) for a, b in permutations(values, 2) for other in others if other < 1):
        return True  # "61% of the 400 were women; of the women, 122"
    return any(abs(one - share.share) < 0.006 or abs(1 - one - share.share) < 0.006 for one in others) or any(
        abs(made - share.share) < 0.006
        for a, b in combinations(others, 2)
        for made in (a + b, 1 - a - b, a * b, abs(a - b))
    )
