"""A share or a change that no figures of the paragraphs around it give, where only two can be meant."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise, permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import exclusive, stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.near import Told, alike, around, clause_words, sections, the_two, told_near
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.movement import claims_of, is_claimed
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.sentences import Sentence

NAME = "at-large"
QUIET = re.compile(
    r"\b(?:target|aim\w*|national\w*|england|expect\w*|plan\w*\s+to|would|hope\w*|if|average|follow\w*\s+(?:one|a)\s+of|on\s+top\s+of|of\s+the\s+(?:growth|rise|fall|increase|reduction))\b"
)
LINK = re.compile(
    r"\b(?:that|this|which|so|thus|therefore|then|or|making|giving|representing|equivalent|rate|share|proportion|given\s+that|in\s+other\s+words)\b"
)
OF_THEM = re.compile(r"\s+(?:[a-z]+\s+)?of\s+(?:these|those|them|whom|which|that)\b")
TO_A_FIGURE = re.compile(r"\s*,?\s*to\s+(?:just\s+|only\s+|about\s+)?[£\d]")
THAN = re.compile(
    r"\b(?:than|fewer|less|lower|rise|fall|growth|drop|increase|reduction|decrease|decline|jump|improvement|lengthening|up|down|by)\b"
)
LEAST, FEW, WIDEST = 20, 3, 5.0
MOVES = re.compile(rf"\b{MOVING}\b")
HELD_AGAINST = re.compile(r"\b(?:against|compared|than|versus|from)\b")


@rule(
    NAME,
    "What the figures around a claim come to",
    Example(
        "In April, 410 devices were waiting. A laboratory was taken on, and two kiosks were bought.\n\nBy March 123 were waiting: we have cut the backlog by 30%.",
        Verdict.FAILS,
        "it is 70%, and 30% is what is left",
    ),
    Example(
        "In April, 410 devices were waiting. A laboratory was taken on, and two kiosks were bought.\n\nBy March 123 were waiting: we have cut the backlog by 70%.",
        None,
    ),
    Example(
        "The audit looked at 75 sets of notes. Enquiry had been made in fifty of them, so in a third of pregnancies the question was asked.",
        Verdict.FAILS,
        "two thirds",
    ),
    Example("We saw 120 children, 80 of them more than once; 30% had a disability.", None, "said of something else"),
    Example("The survey had 300 replies, a quarter of them from parents, against 240 in 2021.", None, "two years"),
    turn=6,
)
def check(report: Report) -> Iterator[Finding]:
    """A claim of a share or of a change, and every figure of up to seven sentences before it and two after.

    All figures are tried, two by two and in threes: where any of them give what is claimed, nothing is said. Where none
    do, and only two can be meant (all there are, the large ones, or those that the words of the claim name), it fails.
    Figures that another share is right of are spoken for. It keeps quiet where a share may be of something else: where
    its words are not those of the part, where another share near it is of no figures at hand, and where two figures
    are compared; and on aims, averages and what other places have.
    """
    for section in sections(report):
        for index, sentence in enumerate(section):
            if sentence.quantities:
                yield from _claims(section, index)


def _claims(section: Sequence[Sentence], index: int) -> Iterator[Finding]:
    sentence = section[index]
    scene = scene_of([sentence])
    moves = {id(one.quantity): one for one in claims_of(scene)}
    for claim in sentence.quantities:
        move = moves.get(id(claim))
        if not (claim.is_part or claim.kind is Kind.MULTIPLE or move):
            continue
        if QUIET.search(sentence.lower, max(0, claim.start - 60), claim.end + 20):
            continue
        if move and (not is_claimed(scene, claim) or FROM_OR_TO.search(sentence.lower[: claim.start])):
            continue
        if (
            move
            and move.sign == 0
            and move.what is Claimed.SHARE
            and not CHANGED.search(sentence.lower[: claim.end + 20])
        ):
            move = None
        told = told_near(section, index, claim)
        if len(told) > MOST:
            continue
        if move and move.what is Claimed.AMOUNT and claim.in_words and claim.value <= FEW:
            continue
        if move and move.what in {Claimed.AMOUNT, Claimed.POINTS}:
            pair = _of_an_amount(sentence, claim, move, told, index)
        else:
            pair = _of_a_share(section, index, claim, move, told)
        if pair and _is_near(claim, move, pair[0].value, pair[1].value):
            yield _say(sentence, claim, move, pair[0].figure, pair[1].figure)


def _is_near(claim: Quantity, move: ChangeClaim | None, a: float, b: float) -> bool:
    """Whether what the two figures give is of the size of what is claimed: figures far from it are of other things."""
    low, high = sorted((a, b))
    if move and move.what in {Claimed.AMOUNT, Claimed.POINTS}:
        return (high - low) / WIDEST <= claim.value <= (high - low) * WIDEST and (
            high - low
        ) % 1 <= claim.value % 1 + 0.5
    ways = [(high - low) / low, (high - low) / high] if move else [low / high]
    if claim.kind is Kind.MULTIPLE:
        return high / low / 3 <= claim.value <= high / low * 3
    return any(way / WIDEST <= claim.share <= way * WIDEST for way in ways)


Pair = tuple[Told, Told]


def _is_a_move(told: Told) -> bool:
    """ "5 points lower at 30%. That is 14% lower": the 14% is no figure that the points lie between."""
    return any(one.quantity is told.figure for one in claims_of(scene_of([told.sentence])))


def _of_an_amount(
    sentence: Sentence, claim: Quantity, move: ChangeClaim, told: Sequence[Told], index: int
) -> Pair | None:
    """The two figures that an amount or points must be between, where no two differ by it."""
    if TO_A_FIGURE.match(sentence.lower[claim.end :]) or not THAN.search(
        sentence.lower, max(0, claim.start - 40), claim.end + 40
    ):
        return None
    kind = Kind.PERCENT if move.what is Claimed.POINTS else claim.kind
    some = [one for one in told if one.figure.kind is kind and not _is_a_move(one)]
    figures = [one.figure for one in some]
    if any(
        abs(a.value - b.value) == claim.value or judge(claim, lambda a, b: a - b, [a, b]).verdict is not Verdict.FAILS
        for a, b in combinations(figures, 2)
    ):
        return None
    pair = the_two(some, clause_words(sentence, claim), index)
    return pair if pair and alike(*pair) and all(one.figure.hedge is Hedge.NONE for one in pair) else None


def _of_a_share(
    section: Sequence[Sentence], index: int, claim: Quantity, move: ChangeClaim | None, told: list[Told]
) -> Pair | None:
    """The two figures that a share or a change in per cent must be of, where no two of them give it."""
    sentence = section[index]
    near_first = sorted(told, key=lambda one: abs(one.at - index))
    if _moved(claim, near_first) if move else _explained(claim, sentence, near_first):
        return None
    left = _left_over(section, index, claim, told)
    if not move and (pair := _one_of_another(section, index, claim, left)):
        return pair
    counted = [one for one in left if one.figure.kind in {Kind.COUNT, Kind.MONEY}]
    words = clause_words(sentence, claim)
    pair = the_two(counted, words, index)
    if not pair or max(one.value for one in pair) < LEAST:
        return None
    a, b = pair
    if move:
        return pair if alike(a, b) and not _are_apart(a, b) else None
    if MOVES.search(sentence.lower, 0, claim.start) or (
        a.at == b.at and HELD_AGAINST.search(a.sentence.lower[a.figure.end : b.figure.start])
    ):
        return None
    part, whole = sorted(pair, key=lambda one: one.value)
    if OF_THEM.match(sentence.lower[claim.end :]):
        return pair if part.at == index and 0 < part.figure.start - claim.end < 60 else None
    linked = part.at != index or LINK.search(sentence.lower[max(0, claim.start - 70) : claim.start])
    return pair if linked and words & (part.words - whole.words) else None


def _are_apart(a: Told, b: Told) -> bool:
    """Whether the words of two figures name parts that cannot overlap; "the first half" and "the second" are two times."""
    return exclusive(*(" ".join(sorted(one.words - {"first", "second"})) for one in (a, b)))


OF = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}?(?:out\s+)?of\s+(?:the\s+|those\s+|these\s+|our\s+|all\s+|its\s+)*(?:total\s+of\s+)?$"
)


def _one_of_another(section: Sequence[Sentence], index: int, claim: Quantity, told: Sequence[Told]) -> Pair | None:
    """The only "234 of the 520" near by, where the claim is said of the same."""
    pairs = [
        (one, other)
        for one, other in pairwise(told)
        if one.at == other.at
        and one.figure.kind is other.figure.kind
        and one.value < other.value
        and OF.match(one.sentence.lower[one.figure.end : other.figure.start])
    ] + [(other, one) for one, other in pairwise(told) if _holds_another(one, other)]
    if len(pairs) != 1:
        return None
    part, base = pairs[0]
    sentence = section[index]
    own = OF_ITS_OWN.match(sentence.lower[claim.end :]) if part.at == index else None
    if own and not set(stems(own["what"])) & set(stems(sentence.lower[: claim.start])):
        return None
    if part.at == index:
        return (
            (part, base)
            if part.figure.start < base.figure.start
            and claim.start > base.figure.end
            and OF_THEM.match(sentence.lower[claim.end :]) is None
            else None
        )
    words = clause_words(sentence, claim)
    said_again = index - part.at == 1 and (
        SAID_AGAIN.search(sentence.lower[: claim.start]) or DID_SO.search(sentence.lower)
    )
    near = -1 <= index - part.at <= 2
    return (part, base) if said_again or (near and words & frozenset(stems(part.sentence.shape_text))) else None


SAID_AGAIN = re.compile(
    r"\b(?:put\s+(?:another|differently)|in\s+other\s+words|put\s+differently|that\s+is|this\s+is|this\s+means|so|thus|hence|therefore)\b"
)
DID_SO = re.compile(r"\bd(?:id|o|oes)\s+so\b")


def _holds_another(base: Told, part: Told) -> bool:
    """ "612 crimes, in 214 of which", "seventy nurses, of whom 28", "of 510 people 102 asked"."""
    if base.at != part.at or base.figure.kind is not part.figure.kind or base.value <= part.value:
        return False
    text = base.sentence.lower
    between = text[base.figure.end : part.figure.start]
    return bool(
        OF_WHOM.match(text[part.figure.end :])
        or OF_WHOM_BEFORE.search(between)
        or (OF_BEFORE.search(text[: base.figure.start]) and re.match(r"[^,;]*,?[^,;]*$", between))
    )


OF_ITS_OWN = re.compile(r"\s+of\s+(?:the|our|its|their)\s+(?P<what>[a-z’'-]+)")
OF_WHOM = re.compile(r"\s+of\s+(?:which|whom|them|these|those)\b")
OF_WHOM_BEFORE = re.compile(r"\bof\s+(?:which|whom|them|these|those)\s+(?:[a-z]+\s+){0,2}$")
OF_BEFORE = re.compile(r"(?:^|[.;]\s|,\s)of\s+(?:the\s+|our\s+|these\s+|those\s+|all\s+)*$")


NOT_SO = re.compile(
    r"\b(?:not|n[o’']t|without|no|never|neither|remain\w*|rest|other|others|left|lack\w*|miss\w*|short|outside|late|else\w*)\b"
)
OF_THREE: list[Callable[..., float]] = [
    lambda a, b, c: (a + b) / c,
    lambda a, b, c: a / (b - c) if b != c else 0.0,
    lambda a, b, c: a / (a + b + c),
]


def _explained(claim: Quantity, sentence: Sentence, told: Sequence[Told]) -> bool:
    """Whether any two or three of the figures give the claim, as a share or as what is left."""
    ways: list[Callable[..., float]] = [lambda a, b: a / b]
    if NOT_SO.search(sentence.lower):
        ways.append(lambda a, b: 1 - a / b)
    if claim.high == len(sentence.of(Kind.COUNT, Kind.MONEY)):
        return True  # "14, 15, 15 and 22, so three out of four": how many of the figures themselves
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    values = [one.figure for one in told]
    for one, other in permutations(values, 2):
        if (
            one.kind is other.kind
            and one.unit == other.unit
            and (one.value <= other.value or claim.kind is Kind.MULTIPLE or claim.share > 1)
            and any(judge(claim, way, [one, other], scale).verdict is not Verdict.FAILS for way in ways)
        ):
            return True
    large = [one.figure for one in told if not one.is_small]
    for some in permutations(large, 3):
        if len({one.kind for one in some}) == 1 and any(
            judge(claim, way, some, scale).verdict is Verdict.HOLDS for way in OF_THREE
        ):
            return True
    return _of_shares(claim, [one.share for one in values if one.is_part])


def _moved(claim: Quantity, told: Sequence[Told]) -> bool:
    """Whether any two of the figures that can count one thing have changed by what is claimed."""
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    ways: list[Callable[..., float]] = [lambda a, b: (a - b) / b]
    if claim.kind is Kind.MULTIPLE:
        ways.append(lambda a, b: a / b)
    return any(
        judge(claim, way, [one.figure, other.figure], scale).verdict is not Verdict.FAILS
        for one, other in permutations(told, 2)
        if one.figure.kind is other.figure.kind and one.figure.unit == other.figure.unit and alike(one, other)
        for way in ways
    )


def _of_shares(claim: Quantity, shares: Sequence[float]) -> bool:
    """Whether other shares give it: said again, what is left, or a share of a share."""
    close = [one for one in shares if min(abs(one - claim.share), abs(1 - one - claim.share)) < 0.011]
    return bool(close) or any(
        min(abs(x - claim.share) for x in (a * b, a + b, abs(a - b), 1 - a - b)) < 0.008
        for a, b in combinations(shares, 2)
    )


def _left_over(section: Sequence[Sentence], index: int, claim: Quantity, told: list[Told]) -> list[Told]:
    """The figures that no other share near by is made from; none where another share is not made from any."""
    taken: set[int] = set()
    for at in around(section, index):
        for one in section[at].quantities:
            if one is claim or not (one.is_part or one.kind in {Kind.POINTS, Kind.MULTIPLE}):
                continue
            part = _made_from(one, told)
            if part is None:
                return []
            taken.add(id(part))
    return [one for one in told if id(one.figure) not in taken and not one.figure.is_part]


def _made_from(share: Quantity, told: Sequence[Told]) -> Quantity | None:
    """The part that a share is right of, where it is right of two of the figures."""
    scale = 100.0 if share.kind is Kind.PERCENT else 1.0
    for one, other in permutations([one.figure for one in told], 2):
        if (
            one.kind is other.kind
            and not one.is_part
            and one.value < other.value
            and judge(share, lambda a, b: a / b, [one, other], scale).verdict is Verdict.HOLDS
        ):
            return one
    return None


def _say(sentence: Sentence, claim: Quantity, move: ChangeClaim | None, a: Quantity, b: Quantity) -> Finding:
    low, high = sorted((a, b), key=lambda one: one.value)
    if move and move.what in {Claimed.AMOUNT, Claimed.POINTS}:
        line = f"{plain(high.value)} − {plain(low.value)} = {plain(high.value - low.value)}"
    elif move:
        line = f"from {plain(a.value)} to {plain(b.value)} is {percent((b.value - a.value) / a.value)}"
    else:
        line = f"{plain(low.value)} ÷ {plain(high.value)} = {percent(low.value / high.value)}"
    message = f"Nothing near it gives “{claim.text.strip()}”: {line}."
    return finding(NAME, Verdict.FAILS, sentence, [a, b, claim], line, message)


MOST = 12


FROM_OR_TO = re.compile(r"\b(?:from|to|between)\s+(?:the\s+)?$")


CHANGED = re.compile(r"\b(?:change[sd]?|difference|improve\w*|worse\w*|deteriorat\w+|shift\w*)\b")
