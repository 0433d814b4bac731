"""One thing told in two places in other words: known by what its clauses share, and by how little either has of its own.

Each figure has the words of its clause: its subject, though that stands before "which", before a colon, or at the head of the
sentence; without the verbs that any sentence may have. Two figures of a kind are of one thing where their clauses share
enough, where neither names another time, another of several, or another name, and where little is left over.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import exclusive
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding
from lapwing.arithmetic.joining.twice import TOLD, differ, pairs_of_a_word, told_twice
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.scenes.apart import set_apart
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.scenes.tellings import GENERIC, LABELLED, labels_of, words_of
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
MOST, LONGEST, FIGURES, MANY, FEW, TEN = 24, 420, 5, 30, 2, 10
SEGMENT = re.compile(
    r"[.;:–—]\s|,?\s+(?:but|while|whilst|whereas|although|though|because|so\s+that)\s|,\s+and\s|\s+and\s+(?=(?:is|was|were|are|has|have|had|it|they|we|he|she|there|gives?|gave|meets?|met|held|holds|took|takes|made|makes|[a-z]+ed)\b)"
)
RELATIVE = re.compile(r",?\s+(?:which|who|whose|whom|that)\s")
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|may|must|should|does|did|do|came|said|took|takes?|made|makes?|gave|gives?|found|sent|met|meets?|saw|went|held|holds?|drew|stood|stands?|sits?|sat|ran|runs?|began|led|leads?|kept|fell|rose|remains?|finish(?:ed|es)|ended|ends|[a-z]{3,}ed)\b"
)
ANAPHOR = re.compile(r"^\s*(?:it|they|she|he|this|these|its|their)\b")
NO_SUBJECT = re.compile(
    r"^\s*(?:and\s+)?(?:is|was|were|are|has|have|had|gives?|gave|meets?|met|held|holds|took|takes|made|makes|[a-z]+ed)\b"
)
HEADING_OFF = re.compile(r"^\s*(?:with|at|numbering|after|under|of|[a-z]+ed|held|begun)\b")
SOME_OF = re.compile(
    r"\s+(?:of\s+(?:the|these|those|our|its|their|them|whom|which|all)|more|fewer|other|others|further|additional)\b"
)
ALL = re.compile(r"\b(?:all|all\s+of\s+the|the|these|those|[a-z]+[’']s?)\s+$")
UNSETTLED = re.compile(
    rf"\b(?:{MOVING}|target\w*|aim(?:s|ed)?|forecast|projected|provisional|revised|corrected|initially|originally|previously|formerly|used\s+to|will|shall|would|could|might|if|last\s+year|previous|prior|year\s+before|ago|another|further|additional|extra|others?|"
    r"remaining|rest|planned|maximum|minimum|required?|requirement|expected|capacity|until|before|after|then|again|not|never|no|excluding|including|joined|left|lost|moved|changed|compar\w+|than|draft|second|third|final|extended|postponed|differ\w*|each(?!\s+(?:year|month|week|term|quarter|day))|both|index|edition|"
    r"census|instead|nationally|national|england|regional|some\s+of|one\s+of|at\s+least|median|ranged?|between|pilot)\b"
)
SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?$")
MET = re.compile(r"\b(?:meets?|met|sits?|sat|convenes?|convened)\s+$")
MEETINGS = re.compile(r"\s+meetings?\b,?")
ITS = re.compile(r"\b(?:at|in|through|during)\s+(?:its|their|the)\s+$")
DONE_ON = re.compile(r"\b(?:on|in|since|from)\s+(?:the\s+)?(?:start\s+of\s+)?$")
COMPARED = re.compile(
    r"\b(?:more|fewer|less|higher|lower|up|down)\s+(?:than|from|on)\s+(?:in|at|on|last|the\s+(?:year|previous))\b|\bnow\b"
)
LIGHT = frozenset([
    "since", "throug", "becam", "becom", "part", "sign", "signed", "join", "belong", "give", "gives", "gave",
    "hold", "holds", "held", "sit", "sat", "meet", "met", "take", "took", "work", "post", "finish", "end", "ended",
    "reach", "come", "came", "stand", "stood", "number", "total", "run", "ran", "include", "consist", "compris",
    "accoun", "live", "only", "just", "also", "now", "currently", "present", "formal", "overall", "whole", "under",
    "arrang", "offer", "serve", "attend", "have", "been", "be", "say", "said", "register", "one", "use", "contra",
    "draw", "drawn", "spend", "devote", "avail", "know", "known", "set", "based", "base", "year", "week", "month",
    "day", "per", "each", "every",
])  # fmt: skip
ACTS = frozenset(["use", "end", "attend", "draw", "sign", "serve"])
PER = re.compile(r"\s+(?:a|an|each|every|per)\s+(year|month|week|term|day|quarter)\b")
CAPITAL = re.compile(r"(?<![.:;!?]\s)(?<!^)\b[A-Z][a-z]{2,}\b")


@dataclass(frozen=True)
class Said:
    """A figure, the words of its clause, those right at it, all words of its sentence, its times and the names in it."""

    sentence: Sentence
    figure: Quantity
    key: tuple[str, str]
    words: frozenset[str]
    noun: frozenset[str]
    times: frozenset[str]
    names: frozenset[str]
    clause: str
    whole: bool

    @cached_property
    def all(self) -> frozenset[str]:
        return _words(named_text(self.sentence), all_of_them=True)


def alike(report: Report) -> Iterator[Finding]:
    """Pairs of figures of a kind in two paragraphs whose clauses are of one thing."""
    said = [one for sentence in report.sentences for one in _said(sentence)]
    words = [[(one.key, word) for word in one.words] for one in said]
    for first, second in pairs_of_a_word(words, MOST):
        one, other = said[first], said[second]
        if _one_thing(one, other) and not set_apart(one.sentence, other.sentence):
            yield told_twice(NAME, (one.figure, one.sentence), (other.figure, other.sentence))


def _said(sentence: Sentence) -> Iterator[Said]:
    if sentence.passage.role is Role.HEADING or not 16 <= len(sentence.text) <= LONGEST:
        return
    figures = [one for one in sentence.quantities if one.kind in TOLD]
    text = named_text(sentence) if 0 < len(figures) <= FIGURES else ""
    if not text or COMPARED.search(text):
        return
    names = frozenset(CAPITAL.findall(sentence.text))
    for one in figures:
        clause = clause_of(text, one) if _may_be_told(text, one) else ""
        if not clause or UNSETTLED.search(clause):
            continue
        words = (_who_meets(text, one) if one.kind is Kind.FREQUENCY else frozenset()) or _words(clause)
        if not words:
            continue
        noun = words_of(" ".join(scene_of([sentence]).noun(one))) if one.kind is Kind.COUNT else frozenset[str]()
        per = PER.match(text[one.end :])
        key = ("share" if one.is_part else str(one.kind), f"{one.unit}{per[1] if per else ''}")
        whole = bool(ALL.search(text[: one.start]))
        yield Said(sentence, one, key, words, noun, _times(sentence, one), names, clause, whole)


def _may_be_told(text: str, one: Quantity) -> bool:
    """Whether a figure is told of something: no part of a group, no hedge, and no date that only says when."""
    if one.hedge is not Hedge.NONE or (one.kind is Kind.COUNT and one.value < 2):
        return False
    left = text[: one.start]
    if one.kind is Kind.PERIOD:
        exact = one.period and one.period.form in {"day", "month"} and not one.period.problem
        clause = SEGMENT.split(left)[-1]
        enough = len(words_of(clause)) > 1 or NO_SUBJECT.match(clause.lower())
        return bool(exact and DONE_ON.search(left) and enough)
    return not SOME_OF.match(text[one.end :]) or bool(re.search(r"\ball\s+$", left))


def _times(sentence: Sentence, one: Quantity) -> frozenset[str]:
    """The periods a sentence names, which say when; since when somebody has been there says nothing of a length or a pace."""
    steady = one.kind in {Kind.DURATION, Kind.FREQUENCY}
    return frozenset(
        other.text.lower()
        for other in sentence.of(Kind.PERIOD)
        if other is not one and not (steady and SINCE.search(sentence.lower[: other.start]))
    )


def _who_meets(text: str, one: Quantity) -> frozenset[str]:
    """Who meets at a pace: "the executive met monthly", "at its quarterly meetings the executive"."""
    met, meetings = MET.search(text[: one.start]), MEETINGS.match(text[one.end :])
    if met:
        who = SEGMENT.split(text[: met.start()])[-1]
    elif meetings and ITS.search(text[: one.start]):
        who = _subject(text[one.end + meetings.end() :])
    else:
        return frozenset()
    words = words_of(who)
    return words | {"meets"} if words - GENERIC else frozenset()


def _words(text: str, all_of_them: bool = False) -> frozenset[str]:
    found = words_of(text) | frozenset(f"{match['label']}{match['which']}" for match in LABELLED.finditer(text))
    return found if all_of_them else frozenset(one for one in found if one not in LIGHT or one in ACTS)


def named_text(sentence: Sentence) -> str:
    """The sentence without its numbers, save those that say which of several: "level 3", "section 47"."""
    text, lower = sentence.shape_text, sentence.lower
    for one in sentence.quantities:
        label = LABELLED.search(lower, max(0, one.start - 12), one.end)
        if one.kind in {Kind.REFERENCE, Kind.AGE} or (label and label.end() == one.end):
            text = text[: one.start] + lower[one.start : one.end] + text[one.end :]
    return text


def clause_of(text: str, one: Quantity) -> str:
    """The words of the clause that a figure stands in, with its subject where that stands before it."""
    start, end, before = 0, len(text), ""
    for cut in SEGMENT.finditer(text):
        if cut.end() <= one.start:
            before, start = text[start : cut.start()], cut.end()
        elif cut.end() > one.end:
            end = max(cut.start(), one.end)
            break
    left, right = text[start : one.start], text[one.end : end]
    if start and (NO_SUBJECT.match(left) or ANAPHOR.match(left) or not words_of(left + right)):
        led = text[:start] if NO_SUBJECT.match(left) else before
        left = f"{_subject(led) if words_of(f'{left} {right}') else led} {left}"
    related = list(RELATIVE.finditer(left))
    if related:
        led = left[: related[-1].start()]
        verbs = list(VERB.finditer(led))
        return f"{led[verbs[-1].end() :] if verbs else led} {left[related[-1].end() :]} {right.split(',')[0]}"
    if HEADING_OFF.match(left) and "," not in left and "," in right:
        prefix, _, rest = right.partition(",")
        return f"{left} {prefix} {_subject(rest)}"
    piece, after = left.split(", ")[-1], right.split(",")[0]
    found = f"{piece} {after}"
    return found if len(words_of(found)) >= 2 or "," not in left else f"{left} {after}"


def _subject(text: str) -> str:
    verb = VERB.search(text)
    return text[: verb.start()] if verb else text


def _one_thing(one: Said, other: Said) -> bool:
    if one.sentence.passage is other.sentence.passage or one.times != other.times or one.key != other.key:
        return False
    if not differ(one.figure, other.figure):
        return False
    shared = one.words & other.words
    left = [(one.words - other.all), (other.words - one.all)]
    over = len(left[0]) + len(left[1])
    if labels_of(one.sentence) != labels_of(other.sentence) or exclusive(one.clause, other.clause):
        return False
    if one.figure.kind is Kind.FREQUENCY and "meets" in one.words | other.words:
        return one.words == other.words
    if one.times and _is_slip(one.figure, other.figure) and len(shared) >= FEW and not all(left):
        return True
    few = one.figure.kind is Kind.FREQUENCY or bool(one.key[1] and one.figure.kind is Kind.DURATION)
    if not shared - GENERIC or len(shared) < (2 if few else 3):
        return False
    return (
        over == 0
        or (over == 1 and (few or len(shared) >= 3))
        or (over == 2 and len(shared) >= 4 and all(len(some) == 1 for some in left))
    )


def _is_slip(one: Quantity, other: Quantity) -> bool:
    """Whether two figures have the same digits in another order."""
    return one.value >= TEN and sorted(f"{one.value:.0f}") == sorted(f"{other.value:.0f}")
