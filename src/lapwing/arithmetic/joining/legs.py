"""Movements that are told within a sentence: the two figures of each, and the claims that are bound to it.

Figures are joined two by two by the words between them ("to", "from", "against the", or their dates), and the claims of one
kind go to the movements in turn. What is bound so is of no other figures, wherever else a paragraph has some that would fit.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.labels import exclusive, stems
from lapwing.arithmetic.joining.around import only_numbers
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.other_readings import MEANS_LITTLE, MOVED
from lapwing.arithmetic.scenes.movement import WENT, claims_of, is_claimed
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import order, when
from lapwing.arithmetic.sentences import Sentence

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
SAYS_LITTLE = MEANS_LITTLE | {
    "since",
    "when",
    "where",
    "there",
    "now",
    "set",
    "take",
    "us",
    "come",
    "follow",
    "still",
    "further",
    "start",
    "first",
    "second",
    "third",
    "record",
    "receive",
    "see",
    "stand",
    "reach",
    "back",
    "before",
    "after",
    "previous",
    "earlier",
    "later",
    "year",
    "month",
}
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
    if (BREAK.search(middle) and _names_another(scene, one, middle)) or (
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
    if len(middle) > FARTHEST or one.value == last.value or _names_another(scene, last, f"; {middle}"):
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


def _names_another(scene: Scene, one: Quantity, middle: str) -> bool:
    """Whether a conjunction after a figure leads to another thing: "to 330, and contacts to 95"."""
    led = list(BREAK.finditer(middle))
    if not led:
        return False
    words = MOVED.sub(" ", re.sub(r"⟦y?⟧", " ", middle[led[-1].end() :]))
    known = {word[:5] for word in stems(scene.lower[: one.end])}
    return any(word not in SAYS_LITTLE and word[:5] not in known for word in stems(words))


@dataclass(frozen=True)
class Bound:
    """A claim, the movement it is bound to, and whether nothing else stands between them."""

    claim: ChangeClaim
    leg: Leg
    tight: bool


def bindings(scene: Scene) -> list[Bound]:
    """Each claim of a sentence with the movement it is bound to; a claim of several with each of them."""
    claims = bound_claims(scene)
    levels = levels_of(scene, claims)
    if not claims or not 2 <= len(levels) <= MOST_FIGURES:
        return []
    legs = legs_of(scene, levels)
    found: list[Bound] = []
    for what in Claimed:
        mine = [one for one in claims if one.what is what and any(_is_of_kind(one, leg) for leg in legs)]
        fit = [one for one in legs if any(_is_of_kind(claim, one) for claim in mine)]
        if mine and fit:
            found += [one for one in _matched(scene, mine, fit) if not _has_nearer(scene, one, legs)]
    return found


def _has_nearer(scene: Scene, bound: Bound, legs: Sequence[Leg]) -> bool:
    """Whether figures of another kind stand nearer to the claim: "narrowed by two points, from 11 to 9"."""
    size = len(_gap(scene, bound.claim, bound.leg))
    others = [leg for leg in legs if not _is_of_kind(bound.claim, leg)]
    return any(len(_gap(scene, bound.claim, leg)) < size for leg in others)


def _is_of_kind(claim: ChangeClaim, leg: Leg) -> bool:
    if claim.what is Claimed.POINTS:
        return leg.before.kind is Kind.PERCENT
    if claim.what is Claimed.AMOUNT:
        return claim.quantity.kind is leg.before.kind and claim.quantity.unit == leg.before.unit
    return True


IN_EACH = re.compile(
    r"\b(?:both|each|all\s+(?:two|three|four)|alike|every|the\s+same\s+(?:percentage|proportion|share|rate|rise|fall|increase|decrease|reduction|drop))\b"
)
THE_SAME = re.compile(r"\b(?:by|of)\s+the\s+same\s+(?:percentage|per\s?cent|proportion|share|fraction)\b")
NEAR, CLOSE, GLUED = 60, 45, 8


def _matched(scene: Scene, claims: Sequence[ChangeClaim], legs: Sequence[Leg]) -> Iterator[Bound]:
    run = len(legs) > 1 and all(leg.after is following.before for leg, following in pairwise(legs))
    if len(claims) == 1 < len(legs) and _is_of_each(scene, claims[0]):
        yield from (Bound(replace(claims[0], sign=0), leg, True) for leg in legs)
    elif len(claims) == 1 and run and OVERALL.search(scene.lower):
        yield Bound(claims[0], Leg(legs[0].before, legs[-1].after, "to"), True)
    elif len(claims) == len(legs):
        for claim, leg in zip(claims, legs, strict=True):
            if not _is_apart(scene, claim, leg):
                yield Bound(claim, leg, _is_tight(scene, claim, leg))
    else:
        for claim in claims:
            near = [leg for leg in legs if _is_tight(scene, claim, leg)]
            if len(claims) > len(legs) and any(len(_gap(scene, claim, leg)) > GLUED for leg in near):
                continue  # one of several steps that made up the movement
            rivals = [one for one in claims if near and one is not claim and _is_tight(scene, one, near[0])]
            if len(near) == 1 and (not rivals or not _gap(scene, claim, near[0])):
                yield Bound(claim, near[0], True)


def _is_of_each(scene: Scene, claim: ChangeClaim) -> bool:
    one = claim.quantity
    start, end = max(0, one.start - NEAR), one.end + NEAR
    cut = [match.end() for match in CONTRAST.finditer(scene.lower, start, one.start)]
    return bool(
        THE_SAME.search(scene.lower)
        or IN_EACH.search(scene.lower[max([start, *cut]) : end])
        or IN_EACH.search(scene.lower[: min(NEAR // 2, one.start)])
    )


def _is_tight(scene: Scene, claim: ChangeClaim, leg: Leg) -> bool:
    """Whether a claim stands right beside its figures, or between them, with no other figure or clause between."""
    gap, one = _gap(scene, claim, leg), claim.quantity
    first, last = (one.end, leg.start) if one.end <= leg.start else (leg.end, one.start)
    others = any(first <= other.start < last for other in scene.figures)
    return len(gap) < CLOSE and not others and not BREAK.search(JOINING.sub("", gap))


JOINING = re.compile(r"^\s*(?:[:–—]|;\s+(?=that|this))\s+")


def _gap(scene: Scene, claim: ChangeClaim, leg: Leg) -> str:
    """The words between a claim and the figures it may be of; none where it stands between them."""
    one = claim.quantity
    if one.end <= leg.start:
        return scene.lower[one.end : leg.start]
    return scene.lower[leg.end : one.start] if one.start >= leg.end else ""


def _is_apart(scene: Scene, claim: ChangeClaim, leg: Leg) -> bool:
    """Whether claim and figures each have a clause with a movement of its own, and the second is of another thing."""
    gap, one = _gap(scene, claim, leg), claim.quantity
    cuts = list(BREAK.finditer(gap))
    if len(gap) > FARTHEST * 2:
        return True
    if contrast := CONTRAST.search(gap):
        first = scene.lower[: min(one.start, leg.start) + contrast.end()]
        second = scene.lower[max(one.start, leg.start) - len(gap) :]
        if WENT.search(first) and WENT.search(second):
            return True
    if not cuts:
        return False
    last = gap[cuts[-1].end() :]
    if not last.strip() and one.end <= leg.start and cuts[-1][0].strip(" ,") == "and":
        return True  # "fell by 12% and 240 were closed, against 300 opened"
    before = one if one.end <= leg.start else max((leg.before, leg.after), key=lambda figure: figure.end)
    return _names_another(scene, before, gap) and not SAME_THING.match(last)


CONTRAST = re.compile(r"\b(?:though|although|while|whilst|whereas|but|yet|despite|even\s+as)\b")


IN_TURN = {"first": 0, "second": 1, "third": 2}
NTH = re.compile(
    r"\b(?P<nth>first|second|third|latter|former)\s+(?:(?:year|change|step|of\s+these)\s+)?(?:of\s+)?(?:was\s+)?(?:an?\s+|one\s+)?(?:of\s+)?(?:rise|fall|increase|decrease|drop|reduction|change)?\b(?:(?!\band\b)[^.;,])*$"
)
OVERALL = re.compile(
    r"\bover\s+(?:the|those|these)\s+(?:two|three|four|five)\s+years\b|\boverall\b|\btogether\b|\bas\s+a\s+whole\b|\bin\s+all\b|\baltogether\b|\bacross\s+the\s+(?:whole\s+)?period\b"
)
BASE_YEAR = re.compile(r"\b(?:than|since|on|compared\s+with|against|from)\s+(?:in\s+|at\s+|that\s+of\s+)?$")
POINTS_BACK = re.compile(
    r"^(?:[a-z]+,\s+)?(?:we\s+[a-z]+\s+(?:that\s+)?)?(?:this|that|these|it|they|the|both|each|overall|over|taking|since|which)\b"
)
REACH = 3


def bindings_beside(sentences: Sequence[Sentence], index: int) -> Iterator[tuple[Scene, ChangeClaim, list[Leg]]]:
    """Claims of a sentence that has no two figures of its own, with the movements told beside it that they can be of."""
    alone = scene_of([sentences[index]])
    claims = [one for one in claims_of(alone) if is_claimed(alone, one.quantity)]
    levels = levels_of(alone, bound_claims(alone))
    if not claims or len(levels) > 1:
        return
    for claim in claims:
        if sum(one.what is claim.what for one in claims) > 1 and not NTH.search(alone.lower[: claim.quantity.start]):
            continue
        for scene in _scenes_beside(sentences, index):
            mine = next(
                (
                    one
                    for one in claims_of(scene)
                    if one.quantity.text == claim.quantity.text and one.what is claim.what
                ),
                None,
            )
            legs = [
                leg for leg in legs_of(scene, levels_of(scene, bound_claims(scene))) if mine and _is_of_kind(mine, leg)
            ]
            if not mine or not legs:
                continue
            if levels:
                text = sentences[index].text
                start = scene.joint.text.rfind(text)
                legs = [leg for leg in legs if (leg.after.start >= start) != (leg.before.start >= start)]
            if chosen := _chosen(scene, alone, claim, legs):
                yield scene, mine, chosen
                break


def _scenes_beside(sentences: Sequence[Sentence], index: int) -> Iterator[Scene]:
    """The sentence with one or two before it that have figures, or with the next."""
    told = [i for i in range(max(0, index - REACH), index) if sentences[i].of(*LEVELS)]
    for i in reversed(told):
        yield scene_of([sentences[i], sentences[index]])
        if i - 1 in told:
            yield scene_of([*sentences[i - 1 : i + 1], sentences[index]])
    if index + 1 < len(sentences) and not POINTS_BACK.match(sentences[index].lower):
        yield scene_of(sentences[index : index + 2], sentences[index])


def _chosen(scene: Scene, alone: Scene, claim: ChangeClaim, legs: list[Leg]) -> list[Leg]:
    left = alone.lower[: claim.quantity.start]
    if len(legs) > 1 and (nth := NTH.search(left)) and nth["nth"] in IN_TURN:
        place = IN_TURN[nth["nth"]]
        return legs[place : place + 1]
    if IN_EACH.search(alone.lower):
        return legs if len(legs) > 1 else []
    base = next((one for one in alone.joint.of(Kind.PERIOD) if BASE_YEAR.search(alone.lower[: one.start])), None)
    figures = [legs[0].before, *(leg.after for leg in legs)] if legs else []
    run = all(leg.after is following.before for leg, following in pairwise(legs))
    if base and base.period and base.period.first:
        dated = [one for one in figures if when(scene, one).first == base.period.first]
        return [Leg(dated[0], figures[-1], "to")] if run and len(dated) == 1 and dated[0] is not figures[-1] else []
    if len(legs) > 1:
        return [Leg(figures[0], figures[-1], "to")] if run and OVERALL.search(alone.lower) else []
    return legs if _is_of_it(scene, alone, claim) else []


def _is_of_it(scene: Scene, alone: Scene, claim: ChangeClaim) -> bool:
    """Whether what a claim's sentence is about is told in the other sentences too, or it only points to them."""
    words = MOVED.sub(
        " ",
        re.sub(
            r"\d+", " ", alone.lower[: claim.quantity.start] + alone.lower[claim.quantity.end : claim.quantity.end + 40]
        ),
    )
    others = " ".join(one.lower for one in scene.sentences if one is not alone.joint)
    known = {word[:5] for word in stems(others)}
    mine = [word for word in stems(words) if word not in SAYS_LITTLE]
    if POINTS_BACK.match(alone.lower) and scene.shown is scene.sentences[-1]:
        return not mine or any(word[:5] in known for word in mine) or not _names_what(alone.lower)
    if scene.shown is not scene.sentences[-1]:  # "Calls are up by a tenth. There were 900 in 2021 and 990 in 2022."
        following = MOVED.sub(" ", scene.sentences[-1].shape_text)
        its = [word for word in stems(following) if word not in SAYS_LITTLE and word not in {"compare", "team", "now"}]
        return not its or any(word[:5] == other[:5] for word in its for other in mine)
    return bool(mine) and sum(word[:5] in known for word in mine) * 2 > len(mine)


NAMED = re.compile(r"\b(?:in|of|for|among)\s+(?:the\s+)?(?:number\s+of\s+)?[a-z]{4,}")


def _names_what(text: str) -> bool:
    return bool(NAMED.search(text))
