"""The earlier figure of the same thing, wherever it was told: in the sentences and paragraphs before, by what it counts and when.

A claim stands with its own figure ("184 have a plan, a fall of 14%, and 427 are in need, a rise of 19%"), and the figure it
is held against in another sentence, which may tell of two things as well. Each is known by the words that belong to it.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.direction import DOWN_NOUNS, UP_NOUNS
from lapwing.arithmetic.claims.labels import STOP, stem
from lapwing.arithmetic.claims.pairs import Pair, find_pairs
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import only_numbers
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._changes import check_claim
from lapwing.arithmetic.scenes.movement import claims_of, is_claimed
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.sentences import Sentence, join

FAR, MOST, WIDEST, OLDEST = 4, 9, 5.0, 25
KINDS = (Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION)
CUT = re.compile(r"[;:]\s|,\s+(?:and|while|whilst|whereas|but|with|the)\s|,\s|\s(?:and|while|whilst|whereas|but)\s")
EARLY = re.compile(
    r"\b(?:began|begun|beginning|start(?:ed)?|outset|opened|last\s+(?:year|time|report)|(?:year|month|quarter|term)s?\s+(?:before|ago|earlier)|previous|then|had|first|when|were|was|spring)\b"
)
LATE = re.compile(
    r"\b(?:now|this\s+(?:year|time|quarter|term)|by\s+the\s+end|autumn|at\s+the\s+end|ended|end\s+of|today|since|later|second|latest)\b"
)
ON_THE = re.compile(
    r"\b(?:on|from|than|against|compared\s+(?:with|to)|below|above|since)\s+(?:the\s+)?(?!last|previous|year|a\s)[a-z]*\s*(?:target|plan|average|estimate|forecast|budget)"
)
LITTLE = STOP | frozenset([
    "from", "with", "were", "was", "that", "have", "had", "has", "not", "the", "and", "for", "cent", "average",
    "rate", "level", "figure", "rise", "fall", "increase", "decrease", "reduction", "growth", "drop", "fell",
    "rose", "grew", "more", "fewer", "less", "higher", "lower", "end", "start", "begin", "began", "beginning",
    "many", "much", "just", "only", "now", "then", "march", "april", "last", "this", "whom", "which", "who", "when",
    "while", "where", "came", "went", "stood", "made", "took", "saw", "seen", "took", "taken", "year", "month",
    "week", "day", "time", "between", "them", "they", "her", "his", "our", "new", "very", "some", "every", "such",
    "same", "well", "again", "further", "still", "already", "also", "both", "either",
])  # fmt: skip
WORDS = re.compile(r"[a-z0-9]+")
LENGTH = 6
FURTHER = re.compile(
    rf"\b(?:further|another|again|then)\s+(?:(?:by\s+)?an?\s+|(?:{UP_NOUNS}|{DOWN_NOUNS})\s+(?:of|by)\s+(?:an?\s+)?)?$"
)
LED_BY = re.compile(r"\b(?:by|of)\s+(?:[a-z]+\s+){0,2}$")


def words_of(text: str) -> frozenset[str]:
    """The words of a text that say what is counted, cut short; "under-fives" is "under" and "five"."""
    return frozenset(
        stem(word)[:LENGTH]
        for word in WORDS.findall(text.lower())
        if word not in LITTLE and stem(word) not in LITTLE and (len(word) > 2 or word[0].isdigit())
    )


class Mark:
    """A figure, its clause, and the words of its clause that it alone has there."""

    def __init__(self, sentence: Sentence, figure: Quantity) -> None:
        self.sentence, self.figure = sentence, figure
        self.noun = words_of(" ".join(scene_of([sentence]).noun(figure)))
        self.words = words_of(_clause(sentence, figure)) | self.noun
        self.head = self.noun or words_of(_subject(sentence, figure)) or self.words


def _subject(sentence: Sentence, figure: Quantity) -> str:
    """The words before a figure that has no noun of its own: "the number of contacts was 6,584"."""
    return _clause(sentence, figure, after=False)


def _clause(sentence: Sentence, figure: Quantity, after: bool = True) -> str:
    """The words of the clause a figure stands in, without those of the figures beside it."""
    text = _with_names(sentence)
    others = [one for one in sentence.quantities if one.kind in KINDS and one is not figure and not _names(one)]
    start = max([0, *(one.end for one in others if one.end <= figure.start)])
    stop = min([len(text), *(one.start for one in others if one.start >= figure.end)])
    left, right = text[start : figure.start], text[figure.end : stop]
    if start:
        left = CUT.split(left)[-1]
    if stop < len(text):
        right = CUT.split(right)[0]
    return f"{left} {right}" if after else left


def _with_names(sentence: Sentence) -> str:
    """The sentence without its numbers, save those that name something: "section 47", "under five"."""
    text = sentence.shape_text
    for one in sentence.quantities:
        if _names(one):
            text = text[: one.start] + sentence.lower[one.start : one.end] + text[one.end :]
    return text


def _names(one: Quantity) -> bool:
    """Whether a number only says which: an age, a section, "under five"."""
    return one.kind in {Kind.AGE, Kind.REFERENCE} or (
        one.kind is Kind.COUNT and one.hedge in {Hedge.BELOW, Hedge.ABOVE} and one.value <= OLDEST
    )


def marks_of(sentence: Sentence) -> list[Mark]:
    """The figures of a sentence that measure something, read once."""
    if "_marks" not in sentence.__dict__:
        scene = scene_of([sentence])
        moved = {
            id(one.quantity)
            for one in claims_of(scene)
            if one.what is not Claimed.AMOUNT or LED_BY.search(sentence.lower, 0, one.quantity.start)
        }
        sentence.__dict__["_marks"] = [
            Mark(sentence, one)
            for one in scene.figures
            if one.kind in KINDS
            and one.value > 0
            and one.hedge is Hedge.NONE
            and id(one) not in moved
            and not only_numbers(sentence, one)
            and not (one.in_words and one.value <= 3)
        ]
    found: list[Mark] = sentence.__dict__["_marks"]
    return found


def before(report: Report, number: int, index: int) -> list[Sentence]:
    """The sentences before one, of its paragraph and of those before it under the same heading."""
    here = report.passages[number]
    found: list[Sentence] = []
    for back in range(max(0, number - FAR), number):
        passage = report.passages[back]
        if (
            passage.role is Role.PARAGRAPH
            and passage.place.table is None
            and passage.place.heading == here.place.heading
        ):
            found += report.by_passage[back]
    return [*found, *report.by_passage[number][:index]]


def earlier_than(mark: Mark, sentences: Sequence[Sentence]) -> Mark | None:
    """The one figure told before of the same thing at an earlier time: it shares the most words, and what is counted."""
    told = [
        (len(one.words & mark.words), one)
        for sentence in sentences
        if is_earlier(sentence, mark.sentence)
        for one in marks_of(sentence)
        if one.figure.kind is mark.figure.kind
        and one.figure.unit == mark.figure.unit
        and one.figure.value != mark.figure.value
        and (one.head & mark.words or mark.head & one.words)
    ]
    most = max((score for score, _ in told), default=0)
    best = [one for score, one in told if score == most]
    if not most or len(best) != 1:
        return None
    found = best[0]
    mine = mark.head - found.words
    its = found.head - mark.words
    return None if mine and its else found


def is_earlier(sentence: Sentence, here: Sentence) -> bool:
    """Whether a sentence is of an earlier time than another: by its years and days, or by words such as "began" and "now"."""
    its, mine = (
        [one.period.first for one in told.of(Kind.PERIOD) if one.period and one.period.first]
        for told in (sentence, here)
    )
    if its and mine:
        return max(its) < max(mine) and (max(mine) - max(its)).days < 800
    early, late = EARLY.search(sentence.lower), LATE.search(here.lower)
    return bool(early and late) or (bool(its or early) and bool(late)) or (bool(mine) and bool(early) and not its)


def _step_before(sentence: Sentence, claim: ChangeClaim, mark: Mark) -> Mark | None:
    """The figure before in the same sentence: "to 18%, and by a further third, to 14%"."""
    if not FURTHER.search(sentence.lower[: claim.quantity.start]):
        return None
    before_it = [
        one
        for one in marks_of(sentence)
        if one.figure.end <= claim.quantity.start and one.figure.kind is mark.figure.kind
    ]
    return before_it[-1] if before_it else None


def told_earlier(report: Report, number: int, index: int) -> tuple[Mark, Mark] | None:
    """The only figure of a sentence, or of the one before it, and the earlier one of the same thing."""
    for at in (index, index - 1):
        marks = marks_of(report.by_passage[number][at]) if at >= 0 else []
        if marks:
            first = earlier_than(marks[0], before(report, number, at)) if len(marks) == 1 else None
            return (first, marks[0]) if first else None
    return None


def earlier_figures(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Every claim of a change that stands with its own figure, against the earlier figure of the same thing."""
    sentence = report.by_passage[number][index]
    scene = scene_of([sentence])
    claims = [one for one in claims_of(scene) if is_claimed(scene, one.quantity)]
    if not claims or find_pairs(sentence) or ON_THE.search(sentence.lower):
        return
    told = before(report, number, index)
    for claim in claims:
        mark = _own(sentence, claim) or _just_before(sentence, claim, told)
        if not mark and claim.what is not Claimed.AMOUNT:
            yield from _by_name(sentence, claim, told)
        if not mark or (claim.what is Claimed.POINTS and mark.figure.kind is not Kind.PERCENT):
            continue
        earlier = (
            told if mark.sentence is sentence else told[: next(i for i, one in enumerate(told) if one is mark.sentence)]
        )
        step = _step_before(sentence, claim, mark)
        first = step or earlier_than(mark, earlier)
        if first and not _borne_out(claim, mark, told, strictly=step is not None):
            joint = join([first.sentence, sentence])
            moved = [one for one in joint.quantities if one.text == first.figure.text][:1]
            shown = Pair(joint, moved[0] if moved else first.figure, mark.figure, 0, len(joint.shape), joint.shape)
            found = check_claim(shown, claim, joint)
            if found and found.verdict is Verdict.FAILS:
                yield found


def _just_before(sentence: Sentence, claim: ChangeClaim, told: Sequence[Sentence]) -> Mark | None:
    """The only figure of the sentence before: "There are now 165. A decrease of a quarter is welcome."."""
    if marks_of(sentence) or not told or told[-1].passage is not sentence.passage:
        return None
    kinds = (Kind.PERCENT,) if claim.what is Claimed.POINTS else KINDS
    marks = [one for one in marks_of(told[-1]) if one.figure.kind in kinds]
    return marks[0] if len(marks) == 1 and len(marks_of(told[-1])) == 1 else None


def _by_name(sentence: Sentence, claim: ChangeClaim, told: Sequence[Sentence]) -> Iterator[Finding]:
    """A claim with no figure beside it, against the only two figures of what its clause names, at two times."""
    start = max([0, *(match.end() for match in CUT.finditer(sentence.lower, 0, claim.quantity.start))])
    words = words_of(_with_names(sentence)[start : claim.quantity.start])
    marks = [one for told_in in told[-MOST:] for one in marks_of(told_in)]
    scored = [(len(words & one.words), one) for one in marks]
    most = max((score for score, _ in scored), default=0)
    best = [one for score, one in scored if score == most]
    if not most or len(best) != 2 or best[0].figure.kind is not best[1].figure.kind:
        return
    first, second = best
    pair = Pair(sentence, first.figure, second.figure, 0, len(sentence.shape), sentence.shape)
    found = check_claim(pair, claim, sentence)
    if found and found.verdict is Verdict.FAILS:
        yield found


def _own(sentence: Sentence, claim: ChangeClaim) -> Mark | None:
    """The figure that a claim stands with: the one right before it, or the one that "to" leads to after it."""
    at = claim.quantity.start
    claimed = [one.quantity.start for one in claims_of(scene_of([sentence]))]
    marks = [one for one in marks_of(sentence) if one.figure is not claim.quantity]
    left = [one for one in marks if one.figure.end <= at]
    if not left:
        return None
    mark = left[-1]
    between = any(mark.figure.start < other < at for other in claimed)
    return None if between or re.search(r"[.;]\s", sentence.lower[mark.figure.end : at]) else mark


def _borne_out(claim: ChangeClaim, mark: Mark, told: Sequence[Sentence], strictly: bool = False) -> bool:
    """Whether any figures near by, two by two, bear the claim out; strictly, as it is written."""
    figures = [one.figure for sentence in [*told[-MOST:], mark.sentence] for one in marks_of(sentence)][-2 * MOST :]
    for a, b in combinations(figures, 2):
        if a.kind is b.kind and a.unit == b.unit:
            for one, other in ((a, b), (b, a)):
                found = check_claim(Pair(mark.sentence, one, other, 0, 0, ""), claim, mark.sentence)
                if found and (found.verdict is Verdict.HOLDS if strictly else found.verdict is not Verdict.FAILS):
                    return True
    return False
