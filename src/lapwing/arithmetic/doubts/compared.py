"""Whether the two figures that a claim of change was held against are those that it is of.

People write most changes beside one figure and leave the earlier one out: "580,100 referrals, 2% up on the year before".
Two figures that stand near such a claim need not be what moved. They are it only where the words set one against the
other, or say when each was so; and a claim that has a figure of its own is of that figure.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import MEANS_LITTLE, stems
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.doubts.case import Case
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import order
from lapwing.arithmetic.sentences import Sentence

MOST, NEAR, LEFT = 5.0, 70, 60
LITTLE = MEANS_LITTLE | frozenset(
    one[:5] for one in MEANS_LITTLE | {"year", "month", "quarter", "period", "last", "past"}
)
SENTENCE = re.compile(r"(?<!\.e)(?<!\.g)[.;!?]\s")
MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
A_TIME = rf"(?:last|past|previous(?:ly)?|prior|preceding|next|years?|months?|quarters?|terms?|ago|before|earlier|later|after|then|now|today|once|begin\w*|beg[au]n|start\w*|began|end|used\s+to|had\s+been|baseline|spring|summer|autumn|winter|first\s+(?:half|survey|of)|second\s+half|(?:{MONTHS})|(?:19|20)\d\d)"
A_DATE = re.compile(rf"\b(?:{MONTHS}|(?:19|20)\d\d)")
SAYS_WHEN = re.compile(rf"\b{A_TIME}")
SETS_AGAINST = re.compile(
    r"\b(?:from|than|compar\w+|against|versus|vs|between|where|while|whereas|only)\b|[→>]|^\W*(?:[a-z]+\s+){0,3}(?:to|on)\b"
)
BRACKETED = re.compile(r"\s*(?:[a-z]+\s+){0,2}\(\d[\d.]*\s*(?:%|per\s*cent)\)")
AND_PER_CENT = re.compile(r"\s+and\s+[a-z-]+\s+per\s+cent\b")
FROM_TO = re.compile(r"\s*(?:[a-z]+\s+){0,3}(?:in\s+[^,;.]{4,18}\s+)?(?:,\s*)?to\s+(?:[a-z]+\s+){0,2}")
TO_IT = re.compile(
    r"\s*(?:in\s+)?(?:[a-z’'-]+\s+){0,4}?to\s+(?:(?:just|only|about|around|some|nearly|almost|a\s+total\s+of)\s+)?"
)
ON_A_TIME = re.compile(
    rf"\s*(?:[a-z’'-]+\s+){{0,6}}?(?:than|on|over|from|compared\s+(?:to|with)|against|since|in(?=\s+the\s+(?:last|past)\b))\s+(?:(?:it|they|there|we)\s+(?:did|was|were|had)\s+)?(?:(?:in|for|at|during|the|same|that\s+of|[a-z]+-month\s+period)\s+)*(?:\d+\s+[a-z]+\s+)?{A_TIME}(?!\w*[’']s)(?![^.;:]{{0,20}}\b(?:when|where)\b)"
)
DOWN_BY = re.compile(r"[^.;()\d]{0,60}\((?:up|down|an?\s+[a-z]+\s+of)\s+(?:by\s+)?")
BY, MORE = re.compile(r"\bby\s+(?:[a-z]+\s+)?$"), re.compile(r"\s*(?:more|fewer|less|higher|lower|up|down)\b")
OF_THESE = re.compile(
    r"\s*(?:(?:more|fewer|additional|extra)|(?:fall|rise|increase|decrease|drop|reduction|growth)\s+in(?:\s+the\s+(?:total\s+)?(?:number|rate|proportion|share)\s+of)?)\s+(?P<noun>(?!than\b|in\b|on\b|this\b|last\b)[a-z’'-]+(?:\s+(?!than\b|in\b|on\b|between\b|this\b|last\b|over\b|compared\b|were\b|from\b|to\b|since\b|of\b|is\b|are\b|was\b|has\b|have\b|had\b|and\b|at\b|for\b)[a-z’'-]+){0,2})"
)
ANAPHOR = re.compile(
    r"\b(?:thus|therefore|hence|this|these|such|in\s+other\s+words|another\s+way|the\s+(?:additional|extra|further))\b|(?:^|\b(?:so|is|and|but|then)\s+|[,–—-]\s*)(?:th(?:at|ose|ey)|it|which|there|we|an?|the\s+(?:[a-z]+\s+)?(?:rise|fall|increase|decrease|growth|drop|reduction|decline|change|difference|number|proportion|figure|rate|share|total)(?!\s+of\s+(?:the\s+)?[a-z]+))\b"
)
POINTS_ON = re.compile(r"\b(?:it|its|they|them|there|this|that|these|those)\b")
MOVED_TO = re.compile(
    r"\b(?:were|was|(?:up|down|risen|fallen|grown|rose|fell|grew|increased|decreased|dropped)\s+to)\s+$"
)
RECORD = re.compile(r"\b(?:lowest|highest|most|fewest|largest|smallest|best|worst|record)\b[^.;]*\bsince\b[^.;]*$")


@dataclass(frozen=True)
class Held:
    """A claim and the two figures that it was held against, the earlier first; `far` where they may be paragraphs away."""

    scene: Scene
    claim: Quantity
    before: Quantity
    after: Quantity
    far: bool

    @cached_property
    def first(self) -> Quantity:
        return min(self.before, self.after, key=lambda one: one.start)

    @cached_property
    def second(self) -> Quantity:
        return max(self.before, self.after, key=lambda one: one.start)

    @cached_property
    def mine(self) -> str:
        return _sentence(self.scene, self.claim)

    @cached_property
    def its(self) -> set[str]:
        return {_sentence(self.scene, one) for one in (self.before, self.after)}

    @cached_property
    def together(self) -> bool:
        return self.its == {self.mine}

    @cached_property
    def bound(self) -> bool:
        """ "From 120 to 90"."""
        led = self.scene.left(self.first, 20).rstrip().endswith("from")
        return led and bool(FROM_TO.fullmatch(self.scene.between(self.first, self.second)))

    @cached_property
    def on_a_time(self) -> str:
        """What the claim says it is on: "than in the year before"."""
        match = ON_A_TIME.match(self.scene.lower[self.claim.end : self.claim.end + 80])
        return match[0] if match else ""


def said_of_others(case: Case) -> str:
    """The reading under which the claim of a failure is of something else than its two figures, or nothing."""
    figures, around = case.finding.figures, case.around
    if len(figures) not in {2, 3} or not around:
        return ""
    scene = scene_of(around)
    if len(figures) == 2:
        kinds = {one.kind for one in scene.joint.quantities if one.text.strip() in figures}
        return "if one of them is a length of time" if kinds == {Kind.DURATION, Kind.COUNT} else ""
    *pair, claim = figures
    if not _are_there(scene, pair):
        share = any(one.is_part for one in scene.joint.quantities if one.text.strip() == claim)
        if share and any(_is_a_time(scene, figure) for figure in pair):
            return "if one of them only says when"
        scene = scene_of(sorted([*case.beside, *around], key=_place), around[-1])
        if around[0].passage.role is not Role.PARAGRAPH and not _are_there(scene, pair):
            return "if it is said of another thing"
    whys = []
    for one in scene.joint.quantities:
        if one.text.strip() == claim:
            before, after = (_nearest(scene, figure, one) for figure in pair)
            if not before or not after:
                return ""
            whys.append(_why(Held(scene, one, before, after, case.finding.rule == "at-large")))
    return whys[0] if all(whys) and whys else ""


def _are_there(scene: Scene, figures: Sequence[str]) -> bool:
    return all(any(one.text.strip() == figure for one in scene.figures) for figure in figures)


def _is_a_time(scene: Scene, text: str) -> bool:
    """ "The previous 12 months"."""
    told = [one for one in scene.joint.quantities if one.text.strip() == text]
    return bool(told) and all(one.kind is Kind.DURATION and one not in scene.figures for one in told)


def _place(sentence: Sentence) -> tuple[int, int]:
    return sentence.passage.place.paragraph, sentence.number


def _why(held: Held) -> str:
    if held.before.text == held.after.text:
        return "if it is one figure, told twice" if held.on_a_time or held.before.kind is Kind.DURATION else ""
    if held.bound and held.together:
        return ""
    if held.before.kind is not held.after.kind:
        far = not held.far and _is_far_from(held.scene, held.claim, held.before, held.after)
        return "if they are figures of different things" if far else ""
    return _of_another_kind(held) or _of_another_figure(held) or _not_given(held) or _not_compared(held)


def _of_another_kind(held: Held) -> str:
    scene, claim, pair = held.scene, held.claim, (held.before, held.after)
    if claim.kind is Kind.PERCENT and all(BRACKETED.match(scene.lower, one.end) for one in pair):
        return "if it is a share, as beside the other figure"  # "137 (5.3%) from 147 (5.8%)"
    if scene.between(held.first, held.second).strip() == "(" and held.first.hedge:
        return "if it is one figure, told twice"  # "almost one million (980,082)"
    if held.far:
        if AND_PER_CENT.match(scene.lower[claim.end : claim.end + 40]):
            return "if it is a share"
        return "if it is said of another thing" if _is_of_another_subject(scene, claim, *pair) else ""
    return "if they are figures of different things" if _is_far_from(scene, claim, *pair) else ""


def _of_another_figure(held: Held) -> str:
    scene, claim, pair = held.scene, held.claim, (held.before, held.after)
    own = _own_figure(scene, claim)
    if own and own.kind is held.before.kind and (own not in pair or (own is held.before and not held.bound)):
        return f"if it is of the {own.text.strip()} beside it"
    if any(RECORD.search(scene.left(one)) for one in pair):
        return "if the one is only the lowest or highest since"
    return ""


def _not_given(held: Held) -> str:
    """Whether the claim says what time it is held against, and no figure of that time is there."""
    if not held.on_a_time:
        return ""
    scene, before, after = held.scene, held.before, held.after
    dated, there = _dated(held.on_a_time), _dated(_beside(scene, before))
    compared = held.bound or (held.together and order(scene, before, after))
    given = _says_when(scene, before) and (not held.far or bool(dated & there))
    return "" if compared or given else "if the earlier figure is not given"


def _not_compared(held: Held) -> str:
    scene, pair = held.scene, (held.before, held.after)
    if not held.together and not _shares_words(scene, held.claim, *pair):
        return "if it is said of another thing"
    if held.far or held.bound or (held.together and order(scene, *pair)):
        return ""
    between = scene.between(held.first, held.second)
    near = len(between) < NEAR and (len(held.its) == 1 or SETS_AGAINST.search(between))
    told = near or any(_says_when(scene, one) or MOVED_TO.search(scene.left(one)) for one in pair)
    return "" if told else "if the two are not compared"


def _is_far_from(scene: Scene, claim: Quantity, before: Quantity, after: Quantity) -> bool:
    low, high = sorted((before, after), key=lambda one: one.value)
    if low.kind is not high.kind and {low.kind, high.kind} != {Kind.DURATION, Kind.COUNT}:
        return False
    if claim.kind in {Kind.PERCENT, Kind.FRACTION}:
        amount = BY.search(scene.left(low, 20)) or MORE.match(scene.right(low, 20))
        return low.value > 0 and high.value / low.value > MOST and claim.share <= 1 and not amount
    return claim.kind in {Kind.COUNT, Kind.MONEY} and claim.value > high.value


def _own_figure(scene: Scene, claim: Quantity) -> Quantity | None:
    """The figure that a claim leads to, or is told of: "fell by 4% to 619", "32,050 children started (down 3%)"."""
    led = [
        one for one in scene.figures if one.end < claim.start and DOWN_BY.fullmatch(scene.lower[one.end : claim.start])
    ]
    if led:
        return led[-1]
    after = (one for one in scene.figures if one.start > claim.end)
    return next(
        (one for one in after if not one.in_words and TO_IT.fullmatch(scene.lower[claim.end : one.start])), None
    )


def _says_when(scene: Scene, one: Quantity) -> bool:
    """Whether a figure has a word of time beside it."""
    return bool(SAYS_WHEN.search(_beside(scene, one)))


def _beside(scene: Scene, one: Quantity) -> str:
    return scene.lower[max(0, one.start - LEFT) : one.end] + scene.right(one, 45)


def _dated(words: str) -> set[str]:
    return set(A_DATE.findall(words))


def _shares_words(scene: Scene, claim: Quantity, *pair: Quantity) -> bool:
    """Whether the sentence of a claim has a word of those of the figures, or points back and has none of its own."""
    mine, its = _sentence(scene, claim), {_sentence(scene, one) for one in pair}
    if thing := OF_THESE.match(scene.lower[claim.end : claim.end + 60]):
        return bool({one[:5] for one in stems(thing["noun"])[-1:]} & {one[:5] for other in its for one in stems(other)})
    if mine in its or ANAPHOR.search(SENTENCE.split(scene.lower[: claim.start])[-1].lstrip()):
        return True
    left = SENTENCE.split(scene.lower[: claim.start])[-1]
    later = [one for one in pair if one.start > claim.end]
    if not {*stems(left)} - LITTLE or any(POINTS_ON.search(other) for other in (its if later else ())):
        return True
    if any(not SENTENCE.split(scene.lower[: one.start])[-1].strip() for one in later):
        return True  # "Six were passed, whereas nine had been": of what was spoken of before
    own = {one[:5] for one in stems(mine)} - LITTLE
    return not own or bool(own & {one[:5] for other in its for one in stems(other)})


def _is_of_another_subject(scene: Scene, claim: Quantity, *pair: Quantity) -> bool:
    """Whether most of the words before a claim are in neither sentence of its figures."""
    left = SENTENCE.split(scene.lower[: claim.start])[-1]
    own = {one[:5] for one in stems(left)} - LITTLE
    its = {one[:5] for other in pair for one in stems(_sentence(scene, other))}
    return len(own) > 1 and not ANAPHOR.search(left.lstrip()) and 2 * len(own & its) < len(own)


def _sentence(scene: Scene, one: Quantity) -> str:
    breaks = _breaks(scene.lower)
    following = bisect_left(breaks, (one.start, 0))
    begins = breaks[following - 1][1] if following else 0
    ends = breaks[following][0] if following < len(breaks) else len(scene.lower)
    return scene.lower[begins:ends]


@lru_cache(maxsize=32)
def _breaks(text: str) -> list[tuple[int, int]]:
    """Where sentences end in a text and the next begin: asked for every figure of it, and found once."""
    return [match.span() for match in SENTENCE.finditer(text)]


def _nearest(scene: Scene, text: str, claim: Quantity) -> Quantity | None:
    told = (one for one in scene.figures if one.text.strip() == text and one is not claim)
    return min(told, key=lambda one: abs(one.start - claim.start), default=None)
