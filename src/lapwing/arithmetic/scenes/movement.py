"""Figures that are said of a movement: "a fall of 30%", "64 fewer crimes", "three weeks shorter", "trebled"."""

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.direction import DOWN_NOUNS, DOWN_VERBS, UP_NOUNS, UP_VERBS, by_first_letter
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.scenes.scene import Scene

UP = by_first_letter(
    rf"{UP_VERBS}|{UP_NOUNS}|up|higher|more|greater|larger|bigger|above|additional|extra|net\s+gain|swell(?:ed|ing)?"
)
DOWN = by_first_letter(
    rf"{DOWN_VERBS}|{DOWN_NOUNS}|down|lower|fewer|less|smaller|below|short\s+of|net\s+loss|shrunk|lost"
)
NEITHER = by_first_letter(
    r"improve(?:d|ment|s|ments)?|improving|worsen(?:ed|ing|s)?|deteriorat(?:ed|ion|es)|change[ds]?|difference|shift(?:ed)?|movement|variance|shorter|longer|quicker|slower|faster|earlier|sooner|later|better|worse|mov(?:ed|es|ing)|shorten(?:ed|ing)|lengthen(?:ed|ing)|underspend|overspend|shortfall|surplus|deficit"
)
BEFORE = re.compile(
    rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN})|(?P<neither>{NEITHER}))\b(?:\s+over\s+the\s+[a-z]+\s+as\s+a\s+whole|\s+since\s+(?:[a-z]+\s+)?\d{{4}}(?:[/–-]\d{{2,4}})?)?(?:\s+(?!to\b|from\b|and\b|but\b)[a-z’'-]+){{0,4}}?\s*[:(,–—-]?\s*"
    r"(?:(?:by|of|some|an?|about|around|approximately|roughly|is|was|or|just|only|seen|no\s+less\s+than|as\s+much\s+as|equal\s+to|equivalent\s+to|almost|nearly|that\s+is|representing|this\s+is|namely)\s+){0,4}$"
)
AFTER = re.compile(
    rf"^\s*(?:(?!is\b|was\b|are\b|were\b|remain|stay|stand|stood|sits\b|has\b|have\b|had\b)[a-z’'-]+\s+){{0,3}}?(?:(?P<up>{UP})|(?P<down>{DOWN})|(?P<neither>{NEITHER}))\b(?!\s+(?:the\s+|our\s+|its\s+)?(?:(?:national|local|regional|agreed|required|contract)\s+)?(?:target|average|standard|threshold|benchmark|requirement)\b)"
)
OF_ALL = re.compile(r"^\s*of\s+(?!an?\b)|^\s*\)?\s*of\s+(?:the|all|those|these|our)\b")
MAKE_UP = re.compile(
    r"\b(?:mak(?:es?|ing)|made|tak(?:es?|ing)|took|set|sign(?:ed)?|follow(?:ed)?|open|account(?:s|ed)?|grow(?:s|n|ing)?|up\s+to|picked|brought|step(?:ped)?|speed(?:ed)?|back(?:ed)?|end(?:ed)?|turned|built|warm(?:ed)?|clean(?:ed)?|start)[-\s]up\b|\bcut\s+(?:short|off|out)\b"
)
CLAUSE_END = re.compile(r"[,;:()]\s")
NOT_CLAIMED = re.compile(
    r"\b(?:target\w*|aim\w*|hop(?:e|ed|ing)|plan(?:s|ned)?\s+to|projected|forecast\w*|expect\w*|would|if|unless|could|should|will|goal|ambition|not(?=\s+(?:an?|the|by|of|been|have|just)\b)|never|without|instead\s+of|nationally|per\s+year|(?<!in\s)(?<!for\s)(?<!over\s)a\s+year(?!\s+(?:ago|earlier|before|later|after))|annual(?:ly)?|(?:each|every)\s+(?:year|month|week|term|quarter)|index)\b"
)


def claims_of(scene: Scene) -> list[ChangeClaim]:
    """Every figure of a scene that is said of a movement."""
    if "_claims" not in scene.__dict__:
        scene.__dict__["_claims"] = [claim for one in scene.figures if (claim := claim_of(scene, one))]
    found: list[ChangeClaim] = scene.__dict__["_claims"]
    return found


LEFT_OVER = re.compile(r"\bthe\s+(?:other|remaining)\s+$")


def claim_of(scene: Scene, one: Quantity) -> ChangeClaim | None:
    if one.kind is Kind.MULTIPLE:
        return ChangeClaim(Claimed.MULTIPLE, one, -1 if one.unit == "down" else 1)
    left, right = _made_up(scene.left(one, 75)), _made_up(scene.right(one, 60))
    if again := _said_again(scene, one):
        return again
    if one.kind is Kind.RATE and (
        less := re.search(r"\b(?P<up>more|higher|additional)\b|\b(?P<down>fewer|lower|less)\b", one.text.lower())
    ):
        return ChangeClaim(Claimed.AMOUNT, one, 1 if less["up"] else -1)
    if one.is_part and FURTHER.search(left) and (moved := list(WENT.finditer(scene.lower[: one.start]))):
        return ChangeClaim(Claimed.SHARE, one, _sign(moved[-1]))
    if one.is_part and (HELD_UP.search(left) or LEFT_OVER.search(left)):
        return None
    if one.kind is Kind.RATE or (OF_ALL.match(right) and one.kind is not Kind.POINTS):
        return None
    after, before = AFTER.match(right), BEFORE.search(left)
    if one.kind in {Kind.COUNT, Kind.MONEY, Kind.DURATION}:
        return _amount(one, left, before, after, right)
    if one.unit in {"+", "-"} and not before and not (STOOD.search(left) and not MOVED.search(left)):
        return ChangeClaim(_what(one), one, 1 if one.unit == "+" else -1)
    before = before or IS_ONE_OF.search(scene.lower[max(0, one.start - 140) : one.start])
    found = before or after or (_by_again(scene, one) if one.is_part or one.kind is Kind.POINTS else None)
    sign = -1 if one.value < 0 and found else _sign(found)
    if one.kind is Kind.POINTS and LED_FROM.search(left):
        return None  # "narrowed from 12 points to 9"
    if one.kind is Kind.POINTS:
        return ChangeClaim(Claimed.POINTS, one, sign)
    return ChangeClaim(Claimed.SHARE, one, sign) if found else None


def _made_up(left: str) -> str:
    """Words without "make up" and "cut short", which move nothing."""
    return MAKE_UP.sub("is", left) if "up" in left or "cut" in left else left


WERE = re.compile(r"^\s*(?:more|fewer|less)\s+(?:were|was|are|is|had|have|has|came|joined|left)\b(?![^.;]*\bthan\b)")
BY_AGAIN = re.compile(
    r"(?P<word>[a-z’'-]+|[,;(–—])\s+(?:then\s+|again\s+|overall\s+)?by\s+(?:an?\s+|just\s+|only\s+|some\s+|about\s+|around\s+|almost\s+|nearly\s+|more\s+than\s+|a\s+(?:further|mere)\s+)*$"
)
DONE_BY = re.compile(r"[a-z]+(?:ed|en|wn)$|^(?:made|held|sent|run|led|met|told|paid|put|set|read|seen|up)$")


def _by_again(scene: Scene, one: Quantity) -> re.Match[str] | None:
    """The movement that "by" goes on with: "has come down every year, and by 18% overall"; "the fines by a quarter"."""
    text = scene.lower[max(0, one.start - 200) : one.start]
    led = BY_AGAIN.search(text)
    if not led or OF_ALL.match(scene.right(one, 60)):
        return None
    moves = list(MOVED.finditer(text.split(". ")[-1]))
    if not moves or (DONE_BY.search(led["word"]) and not MOVED.fullmatch(led["word"])):
        return None
    return moves[-1]


IS_ONE_OF = re.compile(
    rf"(?:^|[.;:]\s+)(?:[a-z]+\s+)?(?:the|this|that|our)\s+(?:[a-z]+\s+)?(?:(?P<up>{UP_NOUNS})|(?P<down>{DOWN_NOUNS})|(?P<neither>change|difference))\b[^.;:]*\b(?:is|was|comes\s+to|came\s+to|amounts\s+to|amounted\s+to)\s+(?:(?:one\s+of|an?|just|only|about|around|some|nearly|almost|over)\s+)*$"
)
LED_FROM = re.compile(r"\bfrom\s+(?:some\s+|just\s+)?$")
STOOD = re.compile(r"\b(?:at|stands?|stood|was|were|is|are)\s+$")
FURTHER = re.compile(
    r"\b(?:by|of)\s+an?\s+(?:further|additional)\s+$|(?:^|[,(]\s*)or\s+(?:by|of)\s+(?:just\s+|only\s+|about\s+)?$"
)
WENT = re.compile(
    rf"\b(?:(?P<up>{UP_VERBS}|{UP_NOUNS}|up)|(?P<down>{DOWN_VERBS}|{DOWN_NOUNS}|down)|(?P<neither>chang\w+))\b"
)
MOVED = re.compile(rf"\b(?:(?P<up>{UP_VERBS}|{UP_NOUNS})|(?P<down>{DOWN_VERBS}|{DOWN_NOUNS})|(?P<neither>chang\w+))\b")
HELD_UP = re.compile(r"\b(?:above|below|than|from)\s+(?:the|our|its|that|last\s+year[’']s|a|an)\s+(?:[a-z]+\s+){0,2}$")
EXTRA = re.compile(r"\b(?:the|this|these|that|those)\s+(?:additional|extra)\s+$")
CLOSE = re.compile(
    r"^\s*(?:(?:percentage\s+points|places|weeks|days)\s+)?(?:fewer|more|higher|lower|less|up|down|above|below|shorter|longer|additional|extra|quicker|slower|better|worse|smaller|larger)\b(?!\s+(?:than\s+(?:one|once|twice|half)|or\s+less))|^\s*(?!points)[a-z]+\s+(?:more|fewer|less)\b(?=\s*(?:[.,;)]|$|than\b))"
)
AGAIN = re.compile(
    r"(?:\s+[a-z’'-]+){0,3}\s*(?:,\s*(?:or|that\s+is|i\.e\.,?|which\s+is|this\s+is|equivalent\s+to|equal\s+to|representing)|\s+or|\()\s*(?:an?\s+|some\s+|about\s+|around\s+|(?:fall|drop|rise|increase|reduction|decrease|saving|growth)\s+of\s+)*"
)


RELATIVE = re.compile(
    r",?\s*(?:or|and|that\s+is),?\s+(?:by\s+)?(?:put\s+another\s+way|in\s+relative\s+terms|relatively|proportionately|as\s+a\s+proportion)(?:\s+speaking)?,?\s+(?:by\s+)?"
)


def _said_again(scene: Scene, one: Quantity) -> ChangeClaim | None:
    """The share in "a reduction of 71 children, or 20.5%", "grown by 44 (20%)"."""
    if one.kind not in {Kind.PERCENT, Kind.FRACTION} or OF_ALL.match(scene.right(one, 60)):
        return None
    before = [other for other in scene.figures if other.end <= one.start]
    if not before or before[-1].kind not in {Kind.COUNT, Kind.MONEY, Kind.POINTS}:
        return None
    again = RELATIVE if before[-1].kind is Kind.POINTS else AGAIN
    first = claim_of(scene, before[-1]) if again.fullmatch(scene.between(before[-1], one)) else None
    moved = first and first.what in {Claimed.AMOUNT, Claimed.POINTS}
    return ChangeClaim(Claimed.SHARE, one, first.sign) if first and moved else None


def _amount(
    one: Quantity, left: str, before: re.Match[str] | None, after: re.Match[str] | None, right: str
) -> ChangeClaim | None:
    """A count is of a movement only where "by" or "of" leads to it, or "fewer" and the like follow at once."""
    if before and re.search(
        r"\b(?:by|gain\s+of|loss\s+of|(?:rise|fall|increase|decrease|reduction|drop|difference|growth|change|improvement|decline|underspend|overspend|shortfall|surplus|deficit)\s+of)\s+(?:[a-z]+\s+){0,2}$",
        left,
    ):
        return ChangeClaim(Claimed.AMOUNT, one, _sign(before))
    if EXTRA.search(left):
        return ChangeClaim(Claimed.AMOUNT, one, 1)
    if after and CLOSE.match(right) and not WERE.match(right):
        return ChangeClaim(Claimed.AMOUNT, one, _sign(after))
    return None


def _what(one: Quantity) -> Claimed:
    return Claimed.AMOUNT if one.kind in {Kind.COUNT, Kind.MONEY, Kind.DURATION} else Claimed.SHARE


def _sign(match: re.Match[str] | None) -> int:
    if not match or match["neither"]:
        return 0
    return 1 if match["up"] else -1


def is_claimed(scene: Scene, one: Quantity) -> bool:
    """Whether the movement is said to be so, and is no aim, forecast or yearly pace."""
    before = CLAUSE_END.split(scene.lower[max(0, one.start - 60) : one.start])[-1]
    after = CLAUSE_END.split(scene.lower[one.end : one.end + 40])[0]
    return not NOT_CLAIMED.search(f"{before}{one.text.lower()}{after}")
