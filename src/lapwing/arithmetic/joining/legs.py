"""Movements that are told within a sentence, the two figures of each, and the claims of change that it makes.

Figures are joined two by two by the words between them ("to", "from", "against the", or their dates).
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.direction import MOVED
from lapwing.arithmetic.claims.labels import MEANS_LITTLE, exclusive, stems
from lapwing.arithmetic.joining.around import only_numbers
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.scenes.movement import claims_of, is_claimed
from lapwing.arithmetic.scenes.scene import Scene
from lapwing.arithmetic.scenes.when import order, when

LEVELS = (Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION)
LEAD = r"(?:(?:the|an?|our|its|their|some|just|only|about|around|nearly|over|almost|under|total\s+of|figure\s+of|level\s+of|previous|last\s+year[’']s|in|of|at|for|⟦y\d*⟧[’']?s?|\()\s*)*$"
TO = re.compile(
    rf"(?:(?<!opposed )(?<!relative )(?<!next )(?<!due )(?<!close )\bto|→|\bbecoming|\bthen|\breach\w+)\s+{LEAD}"
)
BACK_TO = re.compile(
    rf"\b(?:from|than|on|against|over|above|below|versus|vs\.?|compared\s+(?:with|to)|opposed\s+to|having\s+(?:been|stood\s+at|numbered)|(?:when|where)\s+(?:it|they|there)\s+(?:was|were|had\s+been)|had\s+been|previously|up\s+on|down\s+on|recorded|(?:figure|number|total)\s+⟦y⟧\s+was)\s+{LEAD}|\(\s*(?:from\s+|previously\s+|was\s+)?$"
)
FROM = re.compile(
    rf"\b(?:from|against|compared\s+(?:with|to)|than|on|since\b[^.;]{{0,40}}\b(?:were|was)|having\s+(?:been|stood\s+at))\s+{LEAD}"
)
LED_FROM = re.compile(rf"\b(?:from|against|compared\s+(?:with|to))\s+{LEAD}")
BREAK = re.compile(r"[;:.]\s|,?\s+\b(?:but|and|while|whilst|whereas|though|although|yet)\b\s+|\s+–\s+")
APPENDED = re.compile(
    r"(?:[,(:–—-]|\bor|\band)\s*(?:(?:or|that\s+is|that\s+is\s+to\s+say|which\s+is|this\s+is|i\.e\.|equivalent\s+to|equal\s+to|amounting\s+to|representing|which\s+represents|making|an?|by|of|some|about|around|just|only|nearly|almost|over|under|roughly|rather\s+[a-z]+)[\s,]+)*$"
)
CLOSED = re.compile(
    r"\s*(?:[).,;:]|–|$|\s(?:and|while|whereas|but)\b)|\s+(?:in\s+(?:relative\s+terms|each|both|all)|overall)\b"
)
SAME_THING = re.compile(r"\b(?:it|they|this|that|these|which|the\s+(?:number|figure)s?(?!\s+(?:of|who))|numbers)\b")
OF_IT = re.compile(r"\s*of\s+(?!an?\s+(?:increase|rise|fall|drop|decrease|reduction))")
SAYS_LITTLE = MEANS_LITTLE |{
    "since", "when", "where", "there", "now", "set", "take", "us", "come", "follow", "still", "further", "start",
    "first", "second", "third", "record", "receive", "see", "stand", "reach", "back", "before", "after", "previous",
    "earlier", "later", "year", "month",
}  # fmt: skip
OF_THEM = re.compile(r"\s+(?:[a-z]+\s+){0,2}of\s+(?:them|these|those|whom|which)\b")
FARTHEST, MOST_FIGURES, WIDEST = 90, 12, 6.0


@dataclass(frozen=True)
class Leg:
    """The earlier and the later figure of one movement, and where in the text it is told."""

    before: Quantity
    after: Quantity
    how: str

    @property
    def start(self) -> int:
        return min(self.before.start, self.after.start)

    @property
    def end(self) -> int:
        return max(self.before.end, self.after.end)


def bound_claims(scene: Scene) -> list[ChangeClaim]:
    """The claims of change of a sentence, with those that are only added to a movement: "from 44 to 33, or a quarter"."""
    told = [
        replace(one, sign=-1) if NEGATIVE.search(scene.left(one.quantity)) else one
        for one in claims_of(scene)
        if is_claimed(scene, one.quantity) and _is_one(scene, one)
    ]
    known = {id(one.quantity) for one in claims_of(scene)}
    moved = MOVED.search(scene.lower) or COMPARED.search(scene.lower)
    periods = scene.joint.of(Kind.PERIOD)
    for one in scene.figures if moved else ():
        if one.kind not in {Kind.PERCENT, Kind.FRACTION, Kind.POINTS} or id(one) in known:
            continue
        if any(OF_THEN.fullmatch(scene.lower[period.end : one.start]) for period in periods if period.end <= one.start):
            continue  # "54% (2021: 64%)"
        right = scene.lower[one.end : one.end + 40]
        if APPENDED.search(scene.left(one, 60)) and CLOSED.match(right) and not OF_IT.match(right):
            what = Claimed.POINTS if one.kind is Kind.POINTS else Claimed.SHARE
            told.append(ChangeClaim(what, one, bracketed=True))
    for one in scene.figures:
        before = [claim for claim in told if claim.quantity.end <= one.start and claim.quantity.kind is one.kind]
        is_new = one.is_part and not any(claim.quantity is one for claim in told)
        if before and is_new and ALSO_ON.match(scene.lower, one.end) and AND.search(scene.lower[: one.start]):
            told.append(replace(before[-1], quantity=one))  # "up 12% on last year and 30% on 2018/19"
    return sorted(told, key=lambda one: one.quantity.start)


AND = re.compile(r"(?:\band|[,;])\s+(?:by\s+|up\s+|down\s+)*$")
ALSO_ON = re.compile(r"\s+(?:on|from|since|against|compared\s+with)\s+")
OF_THEN = re.compile(r"\s*[:,]\s*")
NEGATIVE = re.compile(r"\bnegative\s+growth\b")
COMPARED = re.compile(r"\b(?:more|fewer|less|higher|lower|up|down|against|compared|went|from)\b")
A_LEVEL = re.compile(r"\s+(?:down\s+|up\s+)?to\s+(?:just\s+|only\s+)?[£\d]")
OF_A_MOVE = re.compile(
    r"\b(?:increases?|rises?|falls?|growth|gap|difference|reductions?|pace|rate\s+of\s+[a-z]+|inflation)\s+(?:has\s+|have\s+|had\s+|was\s+|then\s+|been\s+|more\s+than\s+|almost\s+|nearly\s+)*$"
)


def _is_one(scene: Scene, claim: ChangeClaim) -> bool:
    """Whether what looks like a claim is none: "down from 640 to 416", "the yearly increase has halved"."""
    one = claim.quantity
    if one.value < 0 or (A_LEVEL.match(scene.lower, one.end) and not scene.left(one, 20).endswith("by ")):
        return False
    if claim.what in {Claimed.AMOUNT, Claimed.POINTS} and FROM.search(scene.left(one, 60)):
        return False
    return not (claim.what is Claimed.MULTIPLE and OF_A_MOVE.search(scene.left(one)))


def levels_of(scene: Scene, claims: Sequence[ChangeClaim]) -> list[Quantity]:
    """The figures of a scene that say how much there was, and not by how much it moved."""
    said = {id(one.quantity) for one in (*claims, *(one for one in claims_of(scene) if _is_one(scene, one)))}
    return [
        one
        for one in scene.figures
        if one.kind in LEVELS
        and one.value > 0
        and id(one) not in said
        and not only_numbers(scene.joint, one)
        and not (one.in_words and one.value == 1)
        and not OF_THEM.match(scene.lower, one.end)
    ]


def legs_of(scene: Scene, levels: Sequence[Quantity]) -> list[Leg]:
    """The movements of a sentence, from left to right: what stands between "from" and "to" first."""
    fixed = {index for index, (one, other) in enumerate(pairwise(levels)) if _is_from_to(scene, one, other)}
    legs: list[Leg] = []
    index = 0
    while index + 1 < len(levels):
        leg = None if index + 1 in fixed and index not in fixed else _leg(scene, levels[index], levels[index + 1])
        if leg is None:
            index += 1
            continue
        legs.append(leg)
        index += 2
        while index < len(levels) and index not in fixed and (following := _goes_on(scene, legs[-1], levels, index)):
            legs.append(following)
            index += 1
    return legs


FROM_THEN = re.compile(rf"\bfrom\s+{LEAD}")
AGES = re.compile(
    r"\b(?:ages?|aged|age\s+groups?|age\s+range|children|pupils|people|years?)\s+(?:of\s+)?(?:from\s+|between\s+)?$|\b(?:the|in|for)\s+$"
)
OF_AGE = re.compile(r"\s*(?:age|years?\s+old|year[-\s]olds?)\b")
OLDEST = 99


def _is_from_to(scene: Scene, one: Quantity, other: Quantity) -> bool:
    middle = _middle(scene, one, other)
    return bool(FROM_THEN.search(scene.left(one, 60)) and TO.search(middle) and not BREAK.search(middle))


def _are_ages(scene: Scene, one: Quantity, other: Quantity) -> bool:
    """ "From 5 to 18", "the 12 to 15 age group"."""
    if max(one.value, other.value) > OLDEST or one.kind is not Kind.COUNT:
        return False
    led = re.sub(r"\bfrom\s+$", "", scene.left(one, 60))
    word = AGES.search(led)
    told = OF_AGE.match(scene.lower, other.end) or (word and "ag" in word[0])
    return bool(told or (word and word[0].strip() in {"children", "pupils", "people", "young people", "years"}))


def _leg(scene: Scene, one: Quantity, other: Quantity) -> Leg | None:
    if one.kind is not other.kind or one.unit != other.unit or not 1 / WIDEST <= one.value / other.value <= WIDEST:
        return None
    middle = _middle(scene, one, other)
    if (
        one.value == other.value
        or len(middle) > FARTHEST
        or _are_ages(scene, one, other)
        or _counts_another(scene, one, other)
    ):
        return None
    if (BREAK.search(middle) and names_another(scene, one, middle)) or (
        _is_base(scene, one) and _is_base(scene, other)
    ):
        return None
    known = order(scene, one, other)
    if when(scene, one).first and when(scene, other).first and known:
        return Leg(*known, "back" if known[0] is other else "to")
    if ONE_TO.fullmatch(middle) or LED_FROM.search(scene.left(one, 60)):
        return Leg(one, other, "to")
    if BACK_TO.search(middle):
        return Leg(other, one, "back")
    if known:
        return Leg(*known, "dated")
    return Leg(one, other, "to") if TO.search(middle) or FROM.search(scene.left(one, 60)) else None


ONE_TO = re.compile(r"\s*(?:in\s+⟦y⟧\s*)?(?:to|→|then)\s+(?:just\s+|only\s+|about\s+)?")


def _is_base(scene: Scene, one: Quantity) -> bool:
    """ "A third fewer than the 156 of 2019/20, and double the 52": what a claim before it is measured from."""
    before = [claim.quantity for claim in claims_of(scene) if claim.quantity.end <= one.start]
    return bool(before) and bool(BASE.fullmatch(scene.lower[before[-1].end : one.start]))


BASE = re.compile(
    r"\s*(?:(?:as\s+many|as\s+much)\s+as|(?:[a-z]+\s+)?(?:fewer|more|higher|lower|less|up|down|above|below)(?:\s+(?:than|on|from))?|on|than)?\s*(?:of\s+)?(?:the|last\s+year[’']s|our)\s*"
)


def _goes_on(scene: Scene, leg: Leg, levels: Sequence[Quantity], index: int) -> Leg | None:
    """The next figure of a run ("to 126 and then to 98"), or another that the first is held against."""
    one, last = levels[index], levels[index - 1]
    if one.kind is not last.kind or one.unit != last.unit or not 1 / WIDEST <= one.value / last.value <= WIDEST:
        return None
    middle = _middle(scene, last, one)
    if len(middle) > FARTHEST or one.value == last.value or names_another(scene, last, f"; {middle}"):
        return None
    if leg.how == "back" and leg.before is last:
        return Leg(one, leg.after, "back") if BACK_TO.search(middle) else None
    following = _leg(scene, one, levels[index + 1]) if index + 1 < len(levels) else None
    if following and (following.how == "back" or BREAK.search(middle)) and not when(scene, one).first:
        return None
    dated = when(scene, last).first and when(scene, one).first and order(scene, last, one)
    if dated:
        return Leg(*dated, leg.how) if dated == (last, one) else None
    return Leg(last, one, leg.how) if TO.search(middle) else None


def _middle(scene: Scene, one: Quantity, other: Quantity) -> str:
    """The words between two figures, with a mark for each date and for each claim."""
    text = scene.lower[one.end : other.start]
    for inside in reversed([q for q in scene.joint.quantities if one.end <= q.start < other.start]):
        mark = "⟦y⟧" if inside.kind is Kind.PERIOD else "⟦⟧"
        text = text[: inside.start - one.end] + mark + text[inside.end - one.end :]
    return text


def _counts_another(scene: Scene, one: Quantity, other: Quantity) -> bool:
    nouns = [set(scene.noun(figure)) for figure in (one, other)]
    words = [" ".join(scene.lower[figure.end : figure.end + 40].split()[:3]) for figure in (one, other)]
    return (bool(nouns[0] and nouns[1]) and not nouns[0] & nouns[1]) or exclusive(*words)


def names_another(scene: Scene, one: Quantity, middle: str) -> bool:
    """Whether a conjunction after a figure leads to another thing: "to 330, and contacts to 95"."""
    led = list(BREAK.finditer(middle))
    if not led:
        return False
    words = MOVED.sub(" ", re.sub(r"⟦y?⟧", " ", middle[led[-1].end() :]))
    known = {word[:5] for word in stems(scene.lower[: one.end])}
    return any(word not in SAYS_LITTLE and word[:5] not in known for word in stems(words))
