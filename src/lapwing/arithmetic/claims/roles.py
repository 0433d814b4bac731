"""Which of two figures is the part and which the whole, and whether a claim is of a movement: by the words around each."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import ANY, MOVING, NOUN
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.numbers import Quantity

YEARS = r"(?:year|month|quarter|term|period|decade|report|audit|survey|inspection|cohort|census|count|time|snapshot|update|figure|return)"
EARLIER = re.compile(
    rf"\b(?:last|previous|prior|preceding|earlier|former)\s+(?:[a-z]+\s+)?{YEARS}(?:[’']s)?\b|\b{YEARS}\s+(?:before|earlier|ago|previously)\b|\b(?:previously|formerly|originally|beforehand|hitherto)\b|"
    rf"\b{YEARS}s?\s+(?:before|earlier|ago)\b|⟦t\d+⟧\s+(?:before|earlier|ago)|\bhad\s+(?:stood|begun|started|numbered|reached)\b|\b(?:which|where\s+it|it)\s+had\s+been\b|\bhaving\s+(?:begun|started|been|stood)\b|\b(?:used to|once|what was)\b|"
    r"\bat\s+the\s+(?:start|beginning|outset)\b|\bbegan\b|\bbaseline\b|\b(?:the\s+)?first\s+(?:year|quarter|half|term|month|survey|time(?!\s+entrant))\b|\bbefore\s+(?:the|it)\b|\bthen\b(?=\s*[),.])"
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
    before = MAKE_UP.sub("is", stretch.before(claim))
    return bool(TIED_AFTER.match(stretch.behind(claim))) or bool(TIED_BEFORE.search(before))


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
