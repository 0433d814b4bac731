"""A figure as one mention of a thing: what is counted, what describes it, and whether all of it is meant.

Two mentions of the same thing that give it different figures contradict each other.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.sentences import Sentence

STATED = {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE}
UNSETTLED = re.compile(
    rf"\b(?:{MOVING}|target\w*|aim(?:s|ed)?|goal|forecast|projected|estimat\w*|provisional|revised|corrected|initially|originally|previously|formerly|used\s+to|until|will|would|could|if|"
    r"last\s+(?:[a-z]+\s+)?year|previous|prior|preceding|earlier|year\s+before|later|nationally|elsewhere|another|further|additional|extra|other|others|remaining|planned|maximum|minimum|capacity|invited|"
    r"each(?!\s+of\s+the)|every|per|apiece|or\s+more|or\s+fewer|rebased|draft|moved|changed|now|then|again|excluding|not\s+counting|leaving\s+out|including|includes|since|joined|left|became|gained|lost|arrived|split)\b"
)
CLAUSE = re.compile(
    r"[;:()–—]|,\s{3,}|,\s+(?=(?:and|but|which|who|so|while|with|as|where|though|all|most|some|one|of|it|this|they|we|there)\b)|\b(?:but|because|while|whilst|whereas|so\s+that)\b"
)
PHRASE_ENDS = re.compile(
    r"[,;:.()–—]|\b(?:were|was|are|is|had|has|have|did|do|does|will|can|could|came|come|said|told|took|made|gave|found|sent|met|saw|went|all|now|and|but|who|which|that|when|where|as|than|so)\b|\b[a-z]+ed\b(?!\s+(?:in|during|by|at|to|from|for|on|over|across|under)\b)"
)
WHOLE_BEFORE = re.compile(
    r"\b(?:all|the|these|those|its|our|their|[a-z]+[’']s?|both|each)\s+(?:of\s+the\s+)?$|\b(?:there\s+(?:are|were|is|was)|has|have|had|made\s+up\s+of|compris\w+|consist\w*\s+of|totals?|totalled|numbers?|numbered|total\s+of|holds?|employs?|employed|serves?|covers?|covered|looked\s+at|examined|audit(?:ed)?\s+of|review(?:ed)?\s+of|survey(?:ed)?\s+of|home\s+to)\s+(?:just\s+|only\s+|some\s+|a\s+total\s+of\s+|in\s+all\s+)?$"
)
OWNED_BEFORE = re.compile(
    r"\b(?:has|have|had|made\s+up\s+of|compris\w+|consist\w*\s+of|holds?|employs?|employed|serves?|covers?|covered|looked\s+at|examined|audit(?:ed)?\s+of|review(?:ed)?\s+of|survey(?:ed)?\s+of|[a-z]+[’']s?)\s+(?:just\s+|only\s+|some\s+|a\s+total\s+of\s+)?$"
)
PART_AFTER = re.compile(
    r"\s+(?:of\s+(?:the|these|those|our|its|them|which|whom|all)|(?:[a-z-]+\s+)?(?:more|fewer|other|further))\b"
)
MEASURE = re.compile(
    r"(?P<words>[a-z][a-z’'\s-]{3,90}?)\s*(?:,\s*)?\b(?:of|was|were|is|stood\s+at|stands\s+at|came\s+to|comes\s+to|amounted\s+to|totalled|reached|at|,)\s+(?:just\s+|only\s+|a\s+total\s+of\s+)?$"
)
MEASURES = re.compile(
    r"\b(population|caseload|budget|income|expenditure|spending|spend|cost|reserves?|grant|underspend|overspend|contribution|funding|turnover|savings?|balance|price|fee|rate|proportion|share|percentage|number|total|score|attendance|size|length|time|wait|deficit|surplus|allocation|membership)\b"
)
YEAR_WORDS = re.compile(
    r"\b(?:in|during|over|across|for|of)\s+(?:the|this)\s+(?:whole\s+|reporting\s+|financial\s+|last\s+)?year\b|\bannual\b|\bthis\s+year\b|\bthe\s+year[’']s\b|\byearly\b"
)
EMPTY = frozenset(
    re.findall(
        r"\S+",
        """
        receive record make made see complete completed carry carried undertake undertaken deliver delivered took take place
        give given provide provided show shown stand stood come came go went represent only well new very still already
        currently now month week remain set state say said note use used people person who within some figure known have
        held hold us me my we day time part were full include meet met both they them it one us that shows looked examined covered
        """,
    )
)
LENGTH = 6
NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]*\b")


SOME_TIME = re.compile(
    r"\b(?:in|by|at|on|during|over)\s+(?:the\s+)?((?:end\s+of\s+)?(?:spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|\d{1,2}\s+[a-z]+|year\s+end|close|start|beginning|outset))\b"
)
STANDS = re.compile(
    r"\b(?:is|are|has|have|comprises?|consists?|totals?|serves?|covers?|employs?|holds?|there\s+are|there\s+is|[a-z]+[’']s?)\s+(?:made\s+up\s+of\s+|just\s+|only\s+|home\s+to\s+|a\s+total\s+of\s+)*$"
)


def words_of(text: str) -> frozenset[str]:
    """The words that describe a thing, cut short so that "exploited" and "exploitation" are one; places stay in."""
    return frozenset(word[:LENGTH] for word in stems(text) if word not in EMPTY and len(word) > 1)


@dataclass(frozen=True)
class Mention:
    """`head` is the noun counted, `phrase` the words that describe it, `near` those of its clause, `far` of its sentence.

    `whole` where all of them are meant. `when` is the first and last day it is of, or a word; `None` where it is not said.
    """

    sentence: Sentence
    figure: Quantity
    head: str
    noun: frozenset[str]
    phrase: frozenset[str]
    near: frozenset[str]
    far: frozenset[str]
    whole: bool
    measured: bool
    stands: bool
    when: tuple[date | None, date | None] | str | None
    names: frozenset[str]


def mentions(sentence: Sentence) -> Iterator[Mention]:
    """The figures of a sentence that say how much or how many there are of something, all told."""
    if len(sentence.text) < 18 or sentence.passage.role is Role.HEADING:
        return
    figures = [one for one in sentence.quantities if one.kind in STATED]
    if not 1 <= len(figures) <= 4:
        return
    when = _when(sentence)
    if when == "several":
        return
    far = words_of(sentence.shape_text)
    for one in figures:
        if one.hedge is Hedge.NONE and one.value >= 2 and not PART_AFTER.match(sentence.lower[one.end :]):
            made = _mention(sentence, one, when, far)
            if made:
                yield made


def _when(sentence: Sentence) -> tuple[date | None, date | None] | str | None:
    dated = {(one.period.first, one.period.last) for one in sentence.of(Kind.PERIOD) if one.period and one.period.first}
    if len(dated) > 1:
        return "several"
    if dated:
        return next(iter(dated))
    if YEAR_WORDS.search(sentence.lower):
        return "the year"
    said = SOME_TIME.search(sentence.lower)
    return said[1] if said else None


def _mention(
    sentence: Sentence, one: Quantity, when: tuple[date | None, date | None] | str | None, far: frozenset[str]
) -> Mention | None:
    start, end = _clause(sentence, one)
    clause = sentence.lower[start:end]
    if UNSETTLED.search(clause.replace(sentence.lower[one.start : one.end], " ", 1)):
        return None
    text = sentence.shape_text
    right = text[one.end : end]
    phrase = PHRASE_ENDS.split(right, maxsplit=1)[0]
    phrase = re.split(r"\bfrom\s{2,}", phrase)[0]  # "14 members from nine agencies"
    relative = re.match(r"(?:that|which|who)\s+[^,;:.()–—]{3,70}", right[len(phrase) :])
    noun = re.split(
        r"\b(?:in|at|for|of|by|from|to|on|within|across|during|over|under|with|[a-z]+ed|this|last|a|an|the)\b", phrase
    )[0]
    left = text[start : one.start]
    whole = bool(WHOLE_BEFORE.search(left))
    words, measured = words_of(noun), False
    measure = MEASURE.search(left)
    if one.kind is Kind.PERCENT and re.match(r"\s+of\s+(?!them\b|those\b|these\b|whom\b|which\b)", right):
        head, described, whole, measured = "share", words_of(right), True, True
        words = described
    elif not noun.strip() or one.kind is not Kind.COUNT:
        if not measure or not MEASURES.search(measure["words"]):
            return None
        named = re.split(r"\b(?:that|shows?|where|when)\b", measure["words"])[-1]
        if not MEASURES.search(named):
            return None
        head, words, measured = MEASURES.findall(named)[-1], words_of(named), True
        described, whole = words | words_of(phrase), True
    else:
        order = [found for word in noun.split() for found in words_of(word)] or stems(noun)
        if not order:
            return None
        head = order[-1]
        described = words_of(phrase) | (words_of(relative[0]) if relative else frozenset())
        if OWNED_BEFORE.search(left):
            described |= words_of(left)
    stands = bool(STANDS.search(left) or re.search(r"\bthat\s+(?:comprise|make\s+up|form)\b", right))
    names = frozenset(NAME.findall(sentence.text[start:end]))
    return Mention(
        sentence,
        one,
        head,
        words,
        described,
        words_of(text[start:end]),
        far,
        whole,
        measured,
        stands,
        when,
        names,
    )


def _clause(sentence: Sentence, one: Quantity) -> tuple[int, int]:
    """Where the clause of a figure begins and ends; one that begins with "which" has the words it is of."""
    start, end = 0, len(sentence.text)
    for cut in CLAUSE.finditer(sentence.shape_text):
        if cut.end() <= one.start:
            start = cut.end()
        elif cut.start() >= one.end:
            end = cut.start()
            break
    if re.match(r"\s*(?:which|who|where|with)\b", sentence.lower[start:]):
        start = 0
    return start, end
