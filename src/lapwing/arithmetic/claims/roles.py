"""Which of two figures is the earlier, which is the part and which the whole: by the words around each."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import ANY, DOWN_WORDS, MOVING, NOUN, UP_WORDS
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.numbers import Kind, Quantity

YEARS = r"(?:year|month|quarter|term|period|decade|report|audit|survey|inspection|cohort|census|count|time|snapshot|update|figure|return)"
EARLIER = re.compile(
    rf"\b(?:last|previous|prior|preceding|earlier|former)\s+(?:[a-z]+\s+)?{YEARS}(?:[’']s)?\b|\b{YEARS}\s+(?:before|earlier|ago|previously)\b|\b(?:previously|formerly|originally|beforehand|hitherto)\b|"
    rf"\b{YEARS}s?\s+(?:before|earlier|ago)\b|⟦t\d+⟧\s+(?:before|earlier|ago)|\bhad\s+(?:stood|begun|started|numbered|reached)\b|\b(?:which|where\s+it|it)\s+had\s+been\b|\bhaving\s+(?:begun|started|been|stood)\b|\b(?:used to|once|what was)\b|"
    r"\bat\s+the\s+(?:start|beginning|outset)\b|\bbegan\b|\bbaseline\b|\b(?:the\s+)?first\s+(?:year|quarter|half|term|month|survey|time(?!\s+entrant))\b|\bbefore\s+(?:the|it)\b|\bthen\b(?=\s*[),.])"
)
LATER = re.compile(
    rf"\b(?:this|current|latest|present|reporting)\s+{YEARS}|\bthis\s*(?=[;,.)])|\bthis[’']s\b|\bnow\b|\bcurrently\b|\btoday\b|\b(?:the\s+)?(?:second|next|following|last|final|most\s+recent)\s+(?:year|quarter|half|term|month|survey)\b|\b(?:year|term|month|quarter)\s+(?:after|later)\b|"
    r"\bclosed\s+the\s+year\b|\bended\s+the\s+year\b|\bby\s+the\s+(?:end|close)\b|\bat\s+the\s+(?:end|close)\b|\bafterwards\b|\bonly\b.*\bwere\s+by\b"
)
AGAINST = re.compile(
    r"\b(?:compar(?:ed|ing|ison)|against|versus|vs|than|as\s+opposed|whereas|after|becoming|became|from|previously|then|and\s+then|where|when|of\s+(?:which|whom)\s+there|below|above|up\s+on|down\s+on|over|on|times|up|down)\b|[→>]"
)


def order(stretch: Stretch, one: Quantity, other: Quantity) -> tuple[Quantity, Quantity] | None:
    """The earlier and the later of two figures, where the words around them say so."""
    signs = [_time_of(stretch, figure) for figure in (one, other)]
    if signs[0] != signs[1] and (0 not in signs or -1 in signs):
        return (one, other) if signs[0] < signs[1] else (other, one)
    if signs in ([0, 1], [1, 0]):
        return (one, other) if signs == [0, 1] else (other, one)
    return _by_period(stretch, one, other)


def _time_of(stretch: Stretch, figure: Quantity) -> int:
    """-1 where a figure is said to be an earlier one, 1 a later one, 0 where it is not said."""
    near = _own_words(stretch, figure)
    earlier, later = EARLIER.search(near), LATER.search(near)
    if bool(earlier) == bool(later):
        before = stretch.before(figure, 25)
        if re.search(
            r"\bfrom\s+(?:[a-z]+\s+){0,2}$|\bthan\s+(?:[a-z]+\s+){0,4}$|\bon\s+(?:the|last|its)\s+(?:[a-z’']+\s+){0,3}$",
            before,
        ):
            return -1
        return 0
    return -1 if earlier else 1


def _own_words(stretch: Stretch, figure: Quantity) -> str:
    """The words that belong to a figure: from the comma before it to the comma after it."""
    before = re.split(r"[,;:(]\s(?=[^,;:(]*$)", stretch.before(figure))[-1]
    if not re.search(r"[a-z]{3}", before):
        before = stretch.before(figure)
    behind = stretch.behind(figure)
    cut = re.split(
        rf"[,;:]\s|\bwhereas\b|\bcompared\b|\bagainst\b|\band\b|\bto\s*$|\bthan\s*$|\b(?:{UP_WORDS}|{DOWN_WORDS})\b",
        behind,
    )[0]
    return f"{before} ⟦⟧ {cut}"


def _by_period(stretch: Stretch, one: Quantity, other: Quantity) -> tuple[Quantity, Quantity] | None:
    periods = [figure for figure in stretch.joint.of(Kind.PERIOD) if figure.period and figure.period.first]
    if len(periods) == 2:
        first, second = sorted((one, other), key=lambda figure: figure.start)
        when, then = periods
        if (
            (when.start > first.start) == (then.start > second.start)
            and when.period
            and then.period
            and when.period.first
            and then.period.first
            and when.period.first != then.period.first
        ):
            return (first, second) if when.period.first < then.period.first else (second, first)
    return None


def is_compared(stretch: Stretch, one: Quantity, other: Quantity) -> bool:
    """Whether anything says that two figures are of two times, or are held against each other."""
    if order(stretch, one, other) or stretch.joint.of(Kind.PERIOD) or LATER.search(stretch.shape):
        return True
    return (
        bool(re.search(r"^\s*to\s*$", stretch.gap(one, other)) or AGAINST.search(stretch.gap(one, other)))
        or bool(EARLIER.search(stretch.shape))
        or _two_seasons(stretch)
    )


def _two_seasons(stretch: Stretch) -> bool:
    return (
        len(set(re.findall(r"\b(?:spring|summer|autumn|winter|first|second|third|two\s+years)\b", stretch.shape))) >= 2
    )


PARTITIVE = re.compile(
    r"\b(?:of|out\s+of|among|amongst|from\s+among|in|with|between)\s+(?:(?:the|our|these|those|all|its|their|every|a|an|some|[a-z]+[’']s|total|possible|caseload|cohort|possible)\s+|of\s+){0,4}$"
)
OF_THEM = re.compile(r"\b(?:of\s+(?:them|these|those|whom|which)|of\s+the\s+latter)\b")
ANSWERED = re.compile(
    r"\b(?:replied|responded|returned|answered|accepted|took\s+(?:part|it)|attended|came|completed|response\s+rate|take-?up|return\s+rate|completion)\b"
)
ASKED = re.compile(r"\b(?:asked|invited|offered|sent|surveyed|wrote|approached|eligible|booked|issued|contacted|due)\b")


def is_whole(stretch: Stretch, whole: Quantity, part: Quantity) -> bool:
    """Whether the larger figure is said to be what the smaller one is a part of."""
    if PARTITIVE.search(stretch.before(whole)) or OF_THEM.search(stretch.shape):
        return True
    if whole.start < part.start and re.search(r"\b(?:includ\w+|contain\w*|of whom)\b", stretch.gap(whole, part)):
        return True
    if ASKED.search(stretch.shape) and ANSWERED.search(stretch.shape):
        return True
    return part.start > whole.end and is_elliptic(stretch, part)


def is_elliptic(stretch: Stretch, figure: Quantity) -> bool:
    """A figure with no noun of its own, which counts what was counted before it: "and 9 (a third) were"."""
    return bool(
        re.match(r"\s*(?:[,(–—]|$|(?:of|were|was|had|have|are|did|led|went|came|in)\b)", stretch.behind(figure) or ",")
    )


NOT_JOINED = re.compile(
    r"\b(?:and(?!\s+(?:that|this|so)\b)|but|while|with|plus|yet|though|including|because|target\w*|nationally|compared|average)\b|⟦|;(?!\s+(?:that|this|which|leaving)\b)"
)
JOINS = re.compile(
    r"(?:[,(:–—-]|\bor|\bthat is|\bi\.e\.|\bequal(?:ling|s)? to|\bequivalent to|\bwhich is|\bthis is|\brepresent\w*|\bmak(?:es?|ing) up|\bmade up|\baccount\w*(?:\s+for)?|\bis|\bare|\bwas|\bwere|\bbeing|\bof|\bgiving|\bcomes? to|\bcame to|"
    r"\bworks? out (?:at|as)|\bstood at|\bat|\bmeans|\bmeaning|\bin number|\bout of|\bfrom|\bby|\bconstitut\w*|\bform\w*|\bleav(?:es|ing)|\bnearly|\bsome|\bjust|\bonly)\s*(?:(?:an?|the|just|only|about|over|under|some|exactly|precisely|rate|share|proportion|response|total|or|that|is)\s+)*(?:of\s+)?$"
)


def joined(stretch: Stretch, one: Quantity, other: Quantity) -> bool:
    """Whether two figures stand together as one thing said twice: "96, or 60%", "60% (96)", "96 of them. That is 60%"."""
    words = stretch.gap(one, other)
    return len(words) < 110 and not NOT_JOINED.search(words) and bool(JOINS.search(words))


MAKE_UP = re.compile(r"\b(?:mak(?:es?|ing)|made|take[s]?|took|signed|set|follow\w*)\s+up\b|\bup to\b")
TIED_AFTER = re.compile(
    rf"^\s*(?:[a-z-]+\s+){{0,2}}?(?:{NOUN}|higher|lower|more|fewer|less|up|down|below|above|under|over|better|worse|greater|smaller|increase|off|growth)\b"
)
TIED_BEFORE = re.compile(
    rf"\b(?:{MOVING}|{ANY}|change[ds]?|growth|improv\w+|worsen\w*|shift\w*|halved|doubled)\b(?:\s+(?!and\b|but\b|to\b|from\b)[a-z-]+){{0,3}}?\s*[:,(–—-]?\s*(?:(?:by|of|some|an?|about|around|was|is|or|just|seen|no less than|as much as|equal to|equivalent to)\s+){{0,4}}$"
)


def is_of_change(stretch: Stretch, claim: Quantity) -> bool:
    """Whether a claim is said of a movement: "a fall of 30%", "30% lower", "(+42%)", "trebled"."""
    if claim.kind in {Kind.MULTIPLE, Kind.POINTS} or claim.unit in {"+", "-"}:
        return True
    before = MAKE_UP.sub("is", stretch.before(claim))
    return bool(TIED_AFTER.match(stretch.behind(claim))) or bool(TIED_BEFORE.search(before))


def _noun(stretch: Stretch, figure: Quantity) -> list[str]:
    words = re.split(
        r"[^a-z’' -]|\b(?:in|at|for|of|by|from|to|on|as|was|were|is|are|had|has|have|and|or|this|last|that|the|a|an|it|so|who|which|than|over|up|down|compared|against|with|when|where|year|years|months|month|after|before|becoming|being|during|between|higher|lower|more|fewer|less|respectively|now|then|today|ago|previously|by|only|came|seen|made|did|do|does|can|could|will|a|[a-z]+ed|came|took|gave|made|sent|held)\b",
        stretch.behind(figure).strip(),
    )[0]
    return stems(words)


CONTRAST = re.compile(
    r"\b(?:though|although|while|whilst|but|whereas|yet|even\s+as|despite|because|since|owing\s+to)\b"
)
A_MOVE = re.compile(rf"\b(?:{ANY}|{MOVING})\b")


def is_set_apart(stretch: Stretch, claim: Quantity, values: list[Quantity]) -> bool:
    """Whether a claim and the figures each have a movement of their own, on two sides of a "though"."""
    first, last = min(one.start for one in values), max(one.end for one in values)
    if claim.end < first and re.match(r"\s*,?\s*and\b", stretch.joint.text[claim.end : first]):
        return True
    middle = (claim.end, first) if claim.start < first else (last, claim.start)
    words = stretch.joint.text.lower()
    contrast = CONTRAST.search(words, *middle) if middle[0] < middle[1] else None
    return bool(contrast and A_MOVE.search(words[: contrast.start()]) and A_MOVE.search(words[contrast.end() :]))


AGES = re.compile(
    r"\b(?:aged?|ages|children|pupils|young people|people|adults|open to those)\s+(?:from\s+|between\s+)?⟦c\d+⟧\s+(?:to|and)\s+⟦c\d+⟧"
)


def are_ages(stretch: Stretch) -> bool:
    return bool(AGES.search(stretch.shape))
