"""Which of two figures is the earlier: by the years, months and words that belong to each."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from dataclasses import dataclass
from datetime import date

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.scenes.scene import Scene

UNIT = r"(?:year|month|quarter|term|period|decade|report|audit|survey|inspection|cohort|census|count|time|snapshot|update|figure|return|season|week|point|date|occasion)"
AGO = rf"(?:last|previous|prior|preceding|earlier|former|foregoing)\s+(?:[a-z]+\s+)?{UNIT}"
HELD_AGAINST = re.compile(
    rf"\b(?:than|on|over|from|against|compared\s+(?:with|to)|since|as\s+in|as|to)\s+(?:in\s+|for\s+|at\s+|the\s+|those\s+of\s+|that\s+of\s+)*(?:{AGO}|{UNIT}\s+before|before|a\s+{UNIT}\s+(?:ago|earlier|before)|twelve\s+months\s+(?:ago|earlier|before))(?![’']s)(?!\s*(?:\(|when|of\s|figure|total))"
)
EARLY = re.compile(
    rf"\b{AGO}s?\b|\b{UNIT}s?\s+(?:before|earlier|ago|previously|previous)\b|\b(?:previously|formerly|originally|beforehand|initially|hitherto|once)\b|\bhad\s+(?:stood|begun|started|numbered|reached|come)\b(?!\s+(?:up|down)\b)|\bhad\s+been\s+(?:an?\s+|the\s+|only\s+|just\s+)*(?=⟦|\d)|\bhaving\s+(?:begun|started|been|stood|numbered)\b|"
    r"\bused\s+to\b|\bwhat\s+was\b|\bwhere\s+(?:it|they|there)\s+(?:was|were|had\s+been)\b|\bat\s+the\s+(?:start|beginning|outset)\b|\b(?:began|begun|begin|started|opened|opening)\b|\bbaseline\b|\b(?:the\s+)?first\s+(?:year|quarter|half|term|month|survey|time(?!\s+entrant))\b|\bbefore\s+(?:the|it|that)\b|\bthen\s*(?=[),.]|$)|\bearlier\b|\blast\s*(?=[(),]|$)"
)
LATE = re.compile(
    rf"\b(?:this|current|latest|present|reporting|most\s+recent)\s+{UNIT}|\bthis\s*(?=[;,.)]|$)|\bthis[’']s\b|\bnow\b|\bcurrently\b|\btoday\b|\b(?:the\s+)?(?:second|next|following|last|final)\s+(?:{UNIT}|half)(?!\s*[’']s)\b|\b{UNIT}s?\s+(?:after|later|on|afterwards)\b|"
    r"\b(?:closed|ended|end|finished)\s+(?:of\s+)?the\s+(?:year|period)\b|\bafterwards\b|\breach(?:ed|es|ing)\b|\bstands\s+at\b|\brisen\s+to\b|\bfallen\s+to\b|\bbrought\b|\bafter\s+(?:it|the|that)\b|\bby\s+(?:then|the\s+(?:following|next|end|close)|(?:the\s+)?(?:spring|summer|autumn|winter))\b|\bcomes\s+to\b"
)
LAST_ = re.compile(r"\b(?:the\s+)?last\s+(?:year|month|quarter|term|time|report)\b")
FROM = re.compile(
    r"(?:\bfrom|\bcompared\s+(?:with|to)|\bthan|\bon|\babove|\bbelow|\bof|\bover|\bagainst)\s+(?:the\s+|its\s+|our\s+|an?\s+|last\s+year[’']s\s+|some\s+|a\s+total\s+of\s+|around\s+|previous\s+)*$"
)
OF_OVER = re.compile(r"\b(?:of|over)\s+(?:[a-z]+\s+)*$")
MONTHS = (
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "january", "february",
    "march",
)  # fmt: skip
IN_A_MONTH = re.compile(
    rf"\b(?:in|by|at\s+the\s+end\s+of|end\s+of|of|since|following|until|last)\s+({'|'.join(MONTHS)})\b"
)
LATER_ON = re.compile(
    r"\b(?:a|one|the)\s+(?:year|month|quarter)\s+(?:later|on|after)\b|\b(?:twelve|six|three|12|6|3)\s+months\s+(?:later|on|after)\b|\btwo\s+years\s+(?:later|on|after)\b"
)
EARLIER_ON = re.compile(
    r"\b(?:twelve|six|three|eighteen|12|6|3|18)\s+months\s+(?:earlier|before|ago|previously)\b|\b(?:two|three|four|five|ten)\s+years\s+(?:earlier|before|ago|previously)\b"
)
BRACKETED = re.compile(r"\(\s*(?:in\s+|for\s+)?(?:q\d\s+)?\d{4}(?:\s?[/–-]\s?\d{2,4})?\s*[:,]?\s*$")
IN_BRACKETS = re.compile(r"\s*(?:[a-z]+\s+){0,2}\(\s*(?:in\s+|for\s+)?")
ONE_TO_OTHER = re.compile(
    r"^\s*(?:(?!compared|relative|next|close|due|according)[a-z]+\s+){0,2}(?:to|→|becoming|and\s+then)\s+(?:just\s+|only\s+|around\s+|about\s+)?$"
)
RANKED = {"first": 1, "second": 2, "third": 3, "fourth": 4}
NTH = re.compile(r"\b(first|second|third|fourth)\s+(?:year|quarter|term|half|survey|month|week)?")


@dataclass(frozen=True)
class When:
    """What is known of when a figure was so: its dates, its place in a run, and -1 for early or 1 for late."""

    first: date | None = None
    last: date | None = None
    month: int | None = None
    place: int | None = None
    early: int = 0
    bracketed: bool = False
    academic: bool = False


def when(scene: Scene, one: Quantity) -> When:
    """When a figure was so, read once however many rules ask."""
    known: dict[int, When] = scene.__dict__.setdefault("_when", {})
    if id(one) not in known:
        known[id(one)] = _read(scene, one)
    return known[id(one)]


def _read(scene: Scene, one: Quantity) -> When:
    words, start, end = scene.own(one)
    dated = [other for other in scene.joint.of(Kind.PERIOD) if other.period and other.period.first]
    after = [other for other in dated if _dates(scene, other, one)]
    others = [figure for figure in scene.figures if figure is not one]
    near = after or [
        other
        for other in dated
        if start <= other.start < end and not any(_dates(scene, other, figure) for figure in others)
    ]
    periods = [other.period for other in near if other.period]
    plain = HELD_AGAINST.sub(" ", words)
    if periods:
        plain = re.sub(r"\bat\s+the\s+(?:end|start|beginning|close)\s+of\b", " ", plain)
    month, nth = IN_A_MONTH.search(plain), NTH.search(plain)
    chosen = periods[0] if periods else None
    return When(
        chosen.first if chosen else None,
        chosen.last if chosen else None,
        MONTHS.index(month[1]) if month and not chosen else None,
        RANKED[nth[1]] if nth else None,
        _early(scene, one, plain),
        bool(BRACKETED.search(scene.lower[max(0, one.start - 45) : one.start])),
        "academic" in words or "school year" in words,
    )


def _dates(scene: Scene, period: Quantity, one: Quantity) -> bool:
    """Whether a period stands alone in brackets right after a figure: "1,904 (2022), 1,828 (2021)"."""
    closed = scene.lower[period.end : period.end + 1] == ")"
    return closed and bool(IN_BRACKETS.fullmatch(scene.lower[one.end : period.start]))


def _early(scene: Scene, one: Quantity, words: str) -> int:
    words = LATER_ON.sub(" this year ", EARLIER_ON.sub(" the year before ", words))
    early, late = EARLY.search(words), LATE.search(LAST_.sub(" ", words))
    left = scene.left(one, 60)
    if FROM.search(left) and not OF_OVER.search(left):
        return -1
    if bool(early) != bool(late):
        return -1 if early else 1
    return 0


def order(scene: Scene, one: Quantity, other: Quantity) -> tuple[Quantity, Quantity] | None:
    """The earlier and the later of two figures, where the words that belong to each say so."""
    mine, its = when(scene, one), when(scene, other)
    for way in (_by_date(mine, its), _by_place(mine, its), _by_words(mine, its)):
        if way:
            return (one, other) if way < 0 else (other, one)
    first, second = sorted((one, other), key=lambda figure: figure.start)
    return (first, second) if ONE_TO_OTHER.match(scene.between(first, second)) else None


def _by_date(mine: When, its: When) -> int:
    if mine.first and its.first and mine.last and its.last and mine.first != its.first:
        return (mine.first > its.first) - (mine.first < its.first)
    return 0


def _by_place(mine: When, its: When) -> int:
    for a, b in ((mine.place, its.place), (mine.month, its.month)):
        if a is not None and b is not None and a != b:
            return (a > b) - (a < b)
    return 0


def _by_words(mine: When, its: When) -> int:
    if mine.early != its.early:
        return mine.early - its.early
    if mine.bracketed != its.bracketed and (mine.first or its.first) and not (mine.first and its.first):
        return -1 if mine.bracketed else 1
    return 0
