"""What is claimed of a change: an amount, a percentage, points, a multiple, a direction."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from dataclasses import dataclass
from enum import StrEnum

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING, NEGATED, NOUN, sign_of
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.claims.pairs import Pair
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.sentences import Sentence


class Claimed(StrEnum):
    AMOUNT = "amount"
    SHARE = "share"
    POINTS = "points"
    MULTIPLE = "multiple"


@dataclass(frozen=True)
class ChangeClaim:
    what: Claimed
    quantity: Quantity
    sign: int = 0
    bracketed: bool = False


M = r"(⟦[cpqfgrt]\d+⟧)"
LITTLE = r"(?:\s+(?!in\b|from\b|to\b)[a-z-]+){0,3}?"
CUES = [
    re.compile(rf"\b(?P<word>{MOVING})\b{LITTLE}\s+(?:by|of)\s+(?:an?\s+|some\s+|the\s+)?(?:[a-z]+\s+){{0,2}}?{M}"),
    re.compile(rf"\b(?P<word>{MOVING})\b\s+(?:in|to)\s+(?:[a-z'’-]+\s+){{1,9}}?(?:by|of)\s+(?:an?\s+)?{M}"),
    re.compile(
        rf"\b(?:change|difference|variance|improvement|deterioration|movement|shift|swing)\b{LITTLE}\s+(?:of|is|was)\s+(?:an?\s+)?{M}"
    ),
    re.compile(rf"\b(?P<word>{MOVING})\s+(?:just\s+|only\s+)?(⟦[pqf]\d+⟧)"),
    re.compile(rf"{M}\s+(?:[a-z-]+\s+){{0,2}}?(?P<word>{NOUN})\b"),
    re.compile(rf"{M}\s+(?:[a-z-]+\s+){{0,2}}?(?P<word>higher|lower|more|fewer|less|up|down)\b"),
    re.compile(rf"\b(?P<word>up|down)\s+(?:by\s+)?(?:an?\s+)?{M}"),
    re.compile(
        rf"\b(?P<word>{NOUN})\s+from\s+(?:[^⟦⟧;.]|⟦y\d+⟧)*⟦[cgrtp]\d+⟧(?:[^⟦⟧;.]|⟦y\d+⟧)*\bto\s+(?:[^⟦⟧;.]|⟦y\d+⟧)*⟦[cgrtp]\d+⟧(?:(?!\b(?:and|but|while)\b)[^⟦⟧;.]|⟦y\d+⟧){{0,30}}?\s(?:is|was|represents|means|makes|comes\s+to|amounts\s+to)\s+(?:an?\s+)?{M}"
    ),
    re.compile(
        rf"[(,–—-]\s*(?:(?:an?|or|by|i\.e\.|equivalent to|equal to|the equivalent of|equating to|representing)\s+){{0,3}}{M}\s*[),.;–—-]"
    ),
    re.compile(
        rf"\b(?:representing|equating to|equates to|equivalent to|equal to|amounts to|works out at|i\.e\.)\s+(?:an?\s+)?{M}"
    ),
    re.compile(rf"⟦[cgrt]\d+⟧\s*[,(]?\s*(?:or|and|\()\s*{M}"),
    re.compile(rf"{M}\s*\)?\s*$"),
]
BRACKETED = 8
LAST = len(CUES) - 1


def change_claims(segment: str, sentence: Sentence, used: list[Quantity], bare: bool = True) -> list[ChangeClaim]:
    """Every claim of change in a stretch of shape, other than the figures already used."""
    claims: list[ChangeClaim] = []
    taken = {id(quantity) for quantity in used}
    for index, cue in enumerate(CUES):
        if index >= BRACKETED and not bare:
            break
        for match in cue.finditer(segment):
            mark = next(group for group in match.groups() if group and group.startswith("⟦"))
            quantity = sentence.marked(mark)
            if (
                id(quantity) in taken
                or _is_of(segment, mark)
                or _to_another(segment, match.end(), sentence, used)
                or (index == LAST and quantity.kind.value not in "pq")
            ):
                continue
            if quantity.kind is Kind.COUNT and _counts_something_else(segment, match.end()):
                continue
            taken.add(id(quantity))
            word = match.groupdict().get("word")
            sign = _sign(word, quantity, segment[max(0, match.start() - 12) : match.end()])
            claims.append(ChangeClaim(_what(quantity), quantity, sign, bracketed=index >= BRACKETED))
    return claims + _multiples(segment, sentence, used)


OF_A_CHANGE = re.compile(
    r"\b(?:increases?|decreases?|rises?|falls?|growth|reductions?|gap|difference|pace|rate\s+of\s+[a-z]+)\s+(?:itself\s+)?(?:has\s+|had\s+|have\s+|was\s+|is\s+|then\s+)*(?:been\s+|more\s+than\s+|nearly\s+|almost\s+)*$"
)
OTHER_NOUN = re.compile(r"\s+(?!than\b|in\b|on\b|this\b|compared\b|and\b|which\b|over\b|last\b)((?:[a-z]+\s*){1,2})")


def _counts_something_else(segment: str, end: int) -> bool:
    """ "Four fewer working days" is of the days, and not of what went from one figure to another."""
    said, after = segment[:end].rstrip(), segment[end:]
    if not re.search(r"\b(?:more|fewer|less|additional|extra)$", said) or re.match(
        r"\s+(?:[a-z]+\s+){0,3}than\b", after
    ):
        return False
    noun = OTHER_NOUN.match(after)
    return bool(noun and not set(stems(noun[1])) & set(stems(said[:-10])))


def _to_another(segment: str, end: int, sentence: Sentence, used: list[Quantity]) -> bool:
    """ "Then fell by a third to 30", where the 30 is neither of the two figures."""
    led = re.match(r"\s+to\s+(?:[a-z]+\s+)?(⟦[cg]\d+⟧)", segment[end:])
    return bool(led and used and not any(sentence.marked(led[1]) is one for one in used))


def _of_its_own(segment: str, end: int, sentence: Sentence, used: list[Quantity]) -> bool:
    """ "Twice the 512 of its first year and four times the 256 of the pilot": each is of the figure after it."""
    own = re.match(r"\s*(?:the\s+)?(⟦[cgr]\d+⟧)", segment[end:])
    return bool(own and used and not any(sentence.marked(own[1]) is one for one in used))


def _is_of(segment: str, mark: str) -> bool:
    """A share of something else: "15% of them", "(12% of all referrals)"."""
    after = segment[segment.find(mark) + len(mark) :]
    return bool(re.match(r"\s+of\s+(?!an?\s+(?:increase|decrease|reduction|rise|fall))", after))


def _what(quantity: Quantity) -> Claimed:
    return {"p": Claimed.SHARE, "f": Claimed.SHARE, "q": Claimed.POINTS}.get(quantity.kind.value, Claimed.AMOUNT)


def _sign(word: str | None, quantity: Quantity, around: str) -> int:
    if quantity.value < 0:
        return -1
    if not word or word in {"change", "difference"}:
        return 1 if quantity.unit == "+" else 0
    if re.search(r"\bnegative\s+growth\b", around):
        return -1
    return 0 if NEGATED.search(around) else sign_of(word)


def _multiples(segment: str, sentence: Sentence, used: list[Quantity]) -> list[ChangeClaim]:
    found = [
        sentence.marked(match[0])
        for match in re.finditer(r"⟦m\d+⟧", segment)
        if not OF_A_CHANGE.search(segment[: match.start()])
        and not _to_another(segment, match.end(), sentence, used)
        and not _of_its_own(segment, match.end(), sentence, used)
    ]
    return [ChangeClaim(Claimed.MULTIPLE, one, 1 if one.unit == "up" else -1) for one in found]


def said_direction(pair: Pair) -> tuple[int, str]:
    """Which way the sentence says the pair went, and the word that says so; 0 where it does not say."""
    if pair.how == "years" and (named := re.search(rf"\b({MOVING})\b\s*[:–—,(-]\s*$", pair.segment[: pair.start])):
        return sign_of(named[1]), named[1]
    if pair.how in {"compared", "brackets", "years", "respectively", "then", "now", "higher"}:
        return 0, ""
    inside = pair.segment[pair.start : pair.end]
    told_inside = pair.how != "from" and re.search(rf"\b(?:{MOVING}|(?:up|down)\s+from)\b", inside)
    words = inside if told_inside else _leading(pair)
    for move in reversed(list(re.finditer(rf"\b(?P<word>{MOVING}|up(?= from)|down(?= from))\b", words))):
        if NEGATED.search(words[max(0, move.start() - 40) :]) or _any_negative(pair):
            return 0, ""
        if (
            len({sign_of(other["word"]) for other in re.finditer(rf"\b(?P<word>{MOVING})\b", words)}) > 1
            and "by a" in words
        ):
            return 0, ""  # "a fall followed by a rise took numbers from ..."
        if re.search(r"⟦[cg]\d+⟧.*⟦[cg]\d+⟧", words[move.end() :]):
            return 0, ""
        return sign_of(move["word"]), move["word"]
    return 0, ""


def _any_negative(pair: Pair) -> bool:
    """ "Grew by −4%" goes down."""
    return any(one.value < 0 for one in pair.sentence.quantities)


def _leading(pair: Pair) -> str:
    """The words just before the pair, as far back as they could govern it."""
    words = pair.segment[max(0, pair.start - 90) : pair.start]
    return words[words.rfind(". ") + 1 :]
