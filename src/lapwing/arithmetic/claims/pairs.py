"""Two figures of one thing, the earlier and the later, and the part of the sentence that speaks of them."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import ANY, MOVING, NOUN, VERB, movements
from lapwing.arithmetic.claims.labels import exclusive
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.pieces import holds
from lapwing.arithmetic.sentences import Sentence, marks

V = r"⟦[cpgrtf]\d+⟧"
SOME = r"(?:[^⟦⟧;]|⟦[yxakw]\d+⟧)"
LEAD = r"(?:(?:an?|the|a total of|last year's|the previous year's|its|their|this|[a-z]+)\s+){0,4}?"
FROM_TO = re.compile(rf"\bfrom\s+{LEAD}({V}){SOME}{{0,90}}?\bto\s+{LEAD}({V})")
FROM_TO_CLAIMED = re.compile(
    rf"\bfrom\s+{LEAD}({V})[^;⟦⟧]{{0,40}}?\((?:[^()]{{0,40}})\){SOME}{{0,40}}?\bto\s+{LEAD}({V})"
)
TO_FROM = re.compile(
    rf"\b(?:to|at|was|is|were|reached)\s+{LEAD}({V}){SOME}{{0,60}}?(?:[,(–—-]\s*)?(?:(?:up|down)\s+)?\bfrom\s+{LEAD}({V})"
)
CLAIM = r"⟦[cpq]\d+⟧"
MOVED_FROM = re.compile(
    rf"({V}){SOME}{{0,140}}?(?:{CLAIM}\s+(?:[a-z]+\s+){{0,2}}?)?\b{ANY}\b(?:\s+(?:of\s+|by\s+)?{CLAIM}(?:\s*\([^()]{{0,30}}\))?)?"
    rf"(?:{SOME}{{0,40}}?\b(?:from|than)|\s+on(?!\s+top)|{SOME}{{0,40}}?\bwhen\s+(?:it|this|they|the\s+figure)\s+(?:was|were|stood\s+at))\s+{LEAD}({V})"
)
HIGHER = re.compile(
    rf"\b(?:higher|lower|more|fewer|less|greater)\b{SOME}{{0,40}}?\(?({V})\)?{SOME}{{0,20}}?\bthan\b{SOME}{{0,40}}?\(?({V})"
)
IN_BRACKETS_FROM = re.compile(rf"\(\s*(?:from\s+)?({V})\s*(?:to|→|>)\s*({V})\s*\)")
NOW_WAS = re.compile(rf"\bnow\s+({V})[^⟦⟧;]{{0,20}}?\b(?:previously|was|up\s+from|down\s+from|from)\s+({V})")
TIMES_AS = re.compile(rf"({V}){SOME}{{0,60}}?⟦m\d+⟧\s*(?:{SOME}{{0,30}}?\b(?:as|than|of|against)\s+{LEAD})?({V})")
COMPARED_FIRST = re.compile(rf"^(?:when\s+)?compared\s+(?:with|to)\s+{SOME}{{0,60}}?({V}){SOME}{{0,80}}?({V})")
IN_TWO_YEARS = re.compile(rf"({V})\s+and\s+({V})\s+in\s+⟦y\d+⟧\s+and\s+⟦y\d+⟧,?\s+respectively")
LAST_YEAR = r"(?:last|the\s+previous|the\s+prior)\s+year|a\s+year\s+(?:ago|earlier)|previously"
LAST_THEN_THIS = re.compile(
    rf"({V})[^⟦⟧;]{{0,50}}?\b(?:{LAST_YEAR})[^⟦⟧;]{{0,40}}?({V})[^⟦⟧;]{{0,40}}?\b(?:this\s+year|now)\b"
)
THIS_THEN_LAST = re.compile(
    rf"({V})[^⟦⟧;]{{0,50}}?\b(?:this\s+year|now)\b[^⟦⟧;]{{0,40}}?({V})[^⟦⟧;]{{0,40}}?\b(?:{LAST_YEAR})\b"
)
LAST_FIRST = re.compile(
    rf"\b(?:{LAST_YEAR})\b[^⟦⟧;]{{0,50}}?({V})[^⟦⟧;]{{0,60}}?\b(?:this\s+year|now)\b[^⟦⟧;]{{0,40}}?({V})"
)
COMPARED = re.compile(
    rf"({V}){SOME}{{0,140}}?(?:\b(?:of|by)\s+⟦[cpqf]\d+⟧{SOME}{{0,40}}?)?\b(?:compared\s+(?:with|to)|in comparison\s+(?:with|to)|against|versus|vs\.?|as opposed to)\s+{SOME}{{0,60}}?({V})"
)
IN_BRACKETS = re.compile(
    rf"({V}){SOME}{{0,90}}?(?:\(\s*{LEAD}({V})\s*(?:[a-z]+\s+)?(?:in\s+⟦y\d+⟧|last year|the previous year|previously|the year before|the prior year)"
    rf"|\b(?:previous|last|prior)\s+year(?:'s|’s)?(?:\s+(?:figure|total))?\s*(?:\(|:|of\s+|was\s+){LEAD}({V}))"
)
RESPECTIVE = re.compile(rf"\bfrom\s+({V})\s+and\s+({V})[^⟦⟧;]{{0,40}}?\bto\s+({V})\s+and\s+({V})")
NEXT_IN_CHAIN = re.compile(
    rf"{SOME}{{0,30}}?(?:,|\band|\bthen|\bbefore)\s+(?:(?:then|to|up to|reaching|falling to|rising to)\s+){{0,2}}({V})(?=\s+in\s+⟦y|\s*[,.]|$)"
)
BY = re.compile(r"\bby\s+(?:an?\s+|some\s+)?$")
BOUNDARY = re.compile(r";\s|,?\s+(?:and|while|whilst|whereas|but|although|though|however)\s+")
MORE_THAN_LAST = re.compile(r"\s+(?:more|fewer|less)\s+than\s+(?:last|in|the\s+(?:year|previous)|a\s+year)\b")
LONGEST_CHAIN = 6
YEARS_APART = ("last", "previous", "prior", "ago", "earlier")
# How two figures are put beside each other, and pieces one of which must be there for it to be looked for.
WAYS = (
    ("and", RESPECTIVE, ("from",)),
    ("from", FROM_TO_CLAIMED, ("from",)),
    ("from", FROM_TO, ("from",)),
    ("to", TO_FROM, ("from",)),
    ("then", IN_TWO_YEARS, ("respectively",)),
    ("from", IN_BRACKETS_FROM, ("(",)),
    ("now", NOW_WAS, ("now",)),
    ("then", COMPARED_FIRST, ("compared",)),
    ("compared", TIMES_AS, ("⟦m",)),
    ("then", LAST_THEN_THIS, YEARS_APART),
    ("then", LAST_FIRST, YEARS_APART),
    ("now", THIS_THEN_LAST, YEARS_APART),
    ("higher", HIGHER, ("than",)),
    ("moved", MOVED_FROM, ("from", "than", " on", "when")),
    ("compared", COMPARED, ("compared", "comparison", "against", "versus", "vs", "opposed")),
    ("brackets", IN_BRACKETS, ("(", "year")),
)
PER_PERIOD = re.compile(rf"({V})[^⟦⟧;]{{0,60}}?(⟦y\d+⟧)|(⟦y\d+⟧)[^⟦⟧;]{{0,80}}?({V})")


@dataclass(frozen=True)
class Pair:
    """`before` and `after`, and the stretch of the sentence's shape that is about them.

    `later` are the figures that follow in a chain: "from 140 to 126 and then 98".
    """

    sentence: Sentence
    before: Quantity
    after: Quantity
    start: int
    end: int
    segment: str = ""
    how: str = "from"
    later: tuple[Quantity, ...] = ()

    def readings(self) -> list["Pair"]:
        """The pair itself last; before it, every other pair its chain of figures holds, widest first."""
        chain = [self.before, self.after, *self.later]
        others = [
            (one, other)
            for i, one in enumerate(chain)
            for other in chain[:i:-1]
            if (one, other) != (self.before, self.after)
        ]
        return [*(replace(self, before=one, after=other) for one, other in others), self]

    @property
    def change(self) -> float:
        return self.after.value - self.before.value


def find_pairs(sentence: Sentence) -> list[Pair]:
    """The pairs of a sentence, left to right, none sharing a figure with another; found once."""
    if "_pairs" not in sentence.__dict__:
        sentence.__dict__["_pairs"] = _find_pairs(sentence)
    found: list[Pair] = sentence.__dict__["_pairs"]
    return found


def _find_pairs(sentence: Sentence) -> list[Pair]:
    shape = sentence.shape
    if len(marks(shape, "cpgrtf")) < 2:
        return []
    found: list[Pair] = []
    for how, expression, needs in WAYS:
        for match in expression.finditer(shape) if holds(shape, needs) else ():
            for pair in _read(how, match, sentence):
                if _is_pair(pair) and not any(_share(pair, other) for other in found):
                    found.append(pair)
    if not found and (by_period := _by_period(sentence)):
        found.append(by_period)
    found.sort(key=lambda pair: pair.start)
    return list(_with_segments(found, shape))


def _read(how: str, match: re.Match[str], sentence: Sentence) -> Iterator[Pair]:
    groups = [sentence.marked(mark) for mark in match.groups() if mark]
    if how == "and":
        yield Pair(sentence, groups[0], groups[2], match.start(), match.start() + 1, how="respectively")
        yield Pair(sentence, groups[1], groups[3], match.start() + 1, match.end(), how="respectively")
    elif how in {"from", "then"}:
        later = tuple(_chain(match, sentence, groups[1]))
        yield Pair(sentence, groups[0], groups[1], match.start(), match.end(), how=how, later=later)
    else:
        after, before = _in_time(match, groups[0], groups[1]) if how == "compared" else (groups[0], groups[1])
        yield Pair(sentence, before, after, match.start(), match.end(), how=how)


def _chain(match: re.Match[str], sentence: Sentence, last: Quantity) -> Iterator[Quantity]:
    end = match.end()
    for _ in range(LONGEST_CHAIN):
        following = NEXT_IN_CHAIN.match(match.string, end)
        if not following:
            return
        one = sentence.marked(following[1])
        if one.kind is not last.kind:
            return
        yield one
        end = following.end()


def _in_time(match: re.Match[str], first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """In "A in 2022/23 compared with B in 2023/24" the first figure is the earlier one."""
    text = match.string[match.start() : match.end() + 60]
    later = re.search(
        r"\bthis year|\bnow\b|\bcurrent(?:ly)? year", text[text.rfind("⟧", 0, match.end() - match.start()) :]
    )
    first_is_old = re.search(r"(?:last|previous|prior) year", text[: text.find("compar")])
    return (second, first) if later and first_is_old else (first, second)


def _is_pair(pair: Pair) -> bool:
    before, after = pair.before, pair.after
    kinds = {before.kind, after.kind}
    if all(BY.search(pair.sentence.lower[: one.start]) for one in (before, after)):
        return False
    if any(_is_ago(pair.sentence, one) for one in (before, after)) or _opposed(pair):
        return False
    if any(MORE_THAN_LAST.match(pair.sentence.lower[one.end :]) for one in (before, after)):
        return False
    if kinds == {Kind.DURATION, Kind.COUNT}:
        return pair.how != "from"
    same = len(kinds) == 1 or kinds == {Kind.PERCENT, Kind.FRACTION}
    return (
        same
        and before is not after
        and (before.kind not in {Kind.MONEY, Kind.RATE, Kind.DURATION} or before.unit == after.unit)
    )


def _opposed(pair: Pair) -> bool:
    """ "240 were closed, against 300 opened": two things held against each other, and no change."""
    if pair.how != "compared":
        return False
    words = [" ".join(pair.sentence.lower[one.end :].split()[:3]) for one in (pair.before, pair.after)]
    return bool(
        re.search(r"\b(?:opened|closed|began|ended|in|out|joined|left|accepted|refused)\b", words[0])
        and exclusive(*words)
    )


def _is_ago(sentence: Sentence, one: Quantity) -> bool:
    """ "Two years ago" and "in two years" say when, and are no figures of their own."""
    if one.kind is not Kind.DURATION:
        return False
    if re.match(r"\s+(?:ago|earlier|before|previously|later|on|average|period|plan)\b", sentence.text[one.end :]):
        return True
    counted = any(other.kind is Kind.COUNT for other in sentence.quantities)
    return counted and bool(re.search(r"\b(?:in|over|within|after)\s+(?:the\s+last\s+)?$", sentence.lower[: one.start]))


def _share(pair: Pair, other: Pair) -> bool:
    mine, theirs = {id(pair.before), id(pair.after)}, {id(other.before), id(other.after)}
    overlap = pair.start < other.end and other.start < pair.end
    return bool(mine & theirs) or (overlap and pair.how != "respectively")


def _by_period(sentence: Sentence) -> Pair | None:
    """Two figures, each with its own year, and a word that says one changed into the other."""
    shape = sentence.shape
    if not re.search(rf"\b{MOVING}\b", shape):
        return None
    dated: list[tuple[Quantity, Quantity, re.Match[str]]] = []
    for match in PER_PERIOD.finditer(shape):
        groups = [sentence.marked(mark) for mark in match.groups() if mark]
        value, period = (groups[0], groups[1]) if groups[1].kind is Kind.PERIOD else (groups[1], groups[0])
        dated.append((value, period, match))
    values = [quantity for quantity in sentence.quantities if quantity.kind is Kind.COUNT]
    if len(dated) != 2 or len(values) > 4 or dated[0][0].kind is not Kind.COUNT:
        return None
    (first, when, start), (second, then, end) = dated
    order = _order(when, then)
    if not order:
        return None
    before, after = (first, second) if order < 0 else (second, first)
    return Pair(sentence, before, after, start.start(), end.end(), how="years")


def _order(one: Quantity, other: Quantity) -> int:
    """Which of two periods comes first: -1 the one, 1 the other, 0 where it cannot be said."""
    if not (one.period and other.period):
        return 0
    if one.period.form == other.period.form == "quarter" and not one.period.problem and not other.period.problem:
        return -1 if one.text.lower() < other.text.lower() and one.text[-1].isdigit() else 0
    if not (one.period.first and other.period.first) or one.period.first == other.period.first:
        return 0
    return -1 if one.period.first < other.period.first else 1


def _with_segments(pairs: list[Pair], shape: str) -> Iterator[Pair]:
    edges = [0]
    for left, right in pairwise(pairs):
        cuts = [match.end() for match in BOUNDARY.finditer(shape, left.end, max(right.start, left.end))]
        commas = [match.end() for match in re.finditer(r",\s", shape[: right.start]) if match.start() >= left.end]
        edges.append(cuts[-1] if cuts else (commas[-1] if commas else right.start))
    edges.append(len(shape))
    for pair, start, end in zip(pairs, edges, edges[1:], strict=False):
        if pair.how == "respectively":
            yield replace(pair, segment=shape)
            continue
        begin, stop = _own_clause(shape, pair, start, end)
        yield replace(pair, start=pair.start - begin, end=pair.end - begin, segment=shape[begin:stop])


def _own_clause(shape: str, pair: Pair, start: int, end: int) -> tuple[int, int]:
    """Leave out clauses before and after that tell of something else's movement."""
    for match in BOUNDARY.finditer(shape, start, pair.start):
        own = re.search(rf"\b{VERB}\b", shape[match.end() : pair.start + 5]) or (
            re.search(r"though|while|whilst|whereas|but|however", match[0])
            and re.search(rf"\b{ANY}\b", shape[match.end() : pair.end])
        )
        if own and movements(shape[start : match.start()]):
            start = match.end()
    for match in BOUNDARY.finditer(shape, pair.end, end):
        clause = shape[match.end() : end]
        if re.match(r"(?:this|that|which|so|thus|is|was|represents)\b", clause):
            continue
        if re.search(
            rf"\b{VERB}\b\s+(?:by\s+|to\s+|from\s+|slightly|sharply|significantly)|\b{NOUN}\s+in\s+[a-z]|\b(?:was|were|is|are)\s+(?:up|down)\b",
            clause,
        ):
            return start, match.start()
    return start, end
