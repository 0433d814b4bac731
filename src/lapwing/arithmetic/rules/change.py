"""A change against the amount, percentage, points, multiple or direction claimed for it."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import replace

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed, change_claims, said_direction
from lapwing.arithmetic.claims.direction import MOVING, NOUN, sign_of
from lapwing.arithmetic.claims.pairs import BOUNDARY, Pair, find_pairs
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._changes import KINDNESS, check_claim, computation, sign, way
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence, marks

NAME = "change"
TWO_AT_END = re.compile(
    r"⟦[cprt]\d+⟧[^⟦⟧]*?[:,(]\s*(?:up|down|by|or|a rise of|a fall of)?\s*⟦p\d+⟧\s+and\s+⟦p\d+⟧[^⟦⟧]*$"
)
BY_AMOUNT = re.compile(
    rf"\b(?P<word>{MOVING})\s+by\s+(?P<d>⟦c\d+⟧)\s*(?:\(\s*(?P<p>⟦p\d+⟧)\s*\)|,?\s*or\s+(?P<q>⟦p\d+⟧),?)\s*to\s+(?:[a-z]+\s+){{0,2}}?(?P<b>⟦c\d+⟧)(?![^;]*\bfrom\s+⟦)|"
    rf"\b(?P<word2>{MOVING})\s+by\s+(?P<d2>⟦c\d+⟧)\s+to\s+(?:[a-z]+\s+){{0,2}}?(?P<b2>⟦c\d+⟧)\s*(?:,\s*(?:or|which\s+is|that\s+is)\s+(?:by\s+)?|\(\s*)(?P<p2>⟦p\d+⟧)(?!\s+of\b)(?![^;]*\bfrom\s+⟦)"
)
OF_THE_MOVE = re.compile(rf"(?:⟦[pf]\d+⟧|\b(?:most|all|much|part|some))\s+(?:of\s+)?(?:the|this|that)\s+{NOUN}\b")
IN_TURN = re.compile(r"\brespectively\b|\bin\s+(?:that\s+order|turn)\b")
AND_FROM = re.compile(r",?\s+and\s+from\s+")
BACK = re.compile(
    r"^(?:this|that|these|those|it|which|the|an?|overall,? this)\b[^⟦⟧]{0,60}?\b(?:is|was|are|were|represents?|represented|equates?|"
    r"equated|amounts?|means|reflects?|shows?|marks|increase|decrease|reduction|rise|fall|drop|change|difference)\b"
)


@rule(
    NAME,
    "A change against what is claimed for it",
    Example("Referrals fell from 640 to 496, a reduction of just under 15%.", Verdict.FAILS, "−144 of 640 is −22.5%"),
    Example("Referrals fell from 640 to 496, a reduction of 22.5%.", Verdict.HOLDS),
    Example("A fall from 640 to 496 is just under 15%.", Verdict.FAILS, "it is 22.5%"),
    Example("Referrals fell from 640 to 547, a reduction of just under 15%.", Verdict.HOLDS, "14.5% is just under 15%"),
    Example("Attendance rose by 30 from 120 to 140.", Verdict.FAILS, "140 − 120 is 20"),
    Example("Contacts reduced from 210 in 2021/22 to 260 in 2022/23.", Verdict.FAILS, "it went up"),
    Example("Enquiries more than doubled from 32 to 111.", Verdict.HOLDS),
    Example("Timeliness rose from 40% to 50%, a 10% increase.", Verdict.CANNOT_TELL, "10 points, or 25%"),
    Example("The numbers fell from 80 to 60. This is a reduction of a quarter.", Verdict.HOLDS),
    Example(
        "Stops rose from 50 to 55 and arrests from 20 to 24, by 20% and 10% respectively.", Verdict.FAILS, "in turn"
    ),
    Example(
        "Calls from men and women both rose, from 41 to 52 and from 118 to 107.", Verdict.FAILS, "one of them fell"
    ),
    Example("Over half the fall of 60 was in theft (from 210 to 175).", Verdict.HOLDS, "a share of the fall"),
    Example("It took 1,024 calls, twice the 512 of last year and four times the 256 of the first.", Verdict.HOLDS),
    Example("The service works with children from 5 to 18, and 15% of them are in care.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """Two figures of one thing, and what the text says lies between them.

    Reads "from A to B", "B, up from A", "B compared with A", "B (A the previous year)" and two figures each with its
    year, and compares the change with the amount, percentage, percentage points, multiple and direction that the same
    sentence claims, or that the next one does where it points back ("This is a reduction of ..."). A percentage is of
    the earlier figure. Where both figures are themselves percentages, "10%" may mean ten points; that is named and
    not called a failure.
    """
    earlier: list[Pair] = []
    for sentences in report.by_passage:
        for sentence in sentences:
            pairs = find_pairs(sentence)
            yield from _by_amount(sentence)
            if _are_in_turn(pairs, sentence):
                yield from _respectively(pairs, sentence)
            else:
                for before, pair in zip((None, *pairs), pairs, strict=False):
                    yield from _check_pair(pair)
                    if before:
                        yield from _like_the_one_before(before, pair)
            if earlier and BACK.match(sentence.shape):
                yield from _check_back(earlier, sentence, _head(sentence, pairs))
            earlier = pairs


def _check_pair(pair: Pair) -> Iterator[Finding]:
    claims = change_claims(pair.segment, pair.sentence, [pair.before, pair.after, *pair.later])
    if OF_THE_MOVE.search(pair.sentence.shape):
        claims = []  # "over half the fall of 60 was in theft (from 210 to 175)": shares of a change
    found = [(claim, said) for claim in claims if (said := _best(pair, claim))]
    shares = [said for claim, said in found if claim.what is Claimed.SHARE]
    for claim, said in found:
        if claim.what is Claimed.SHARE and len(shares) > 1 and said.verdict is Verdict.FAILS:
            continue  # of two percentages for one change, it is not clear which is of this one
        yield said
    went, word = said_direction(pair)
    wide = pair.readings()[0]
    if went and (wrong := _direction(wide, went, word, pair.sentence)):
        yield wrong
    elif went and not found and not _is_about_ages(pair):
        yield _moved(wide, word)


def _by_amount(sentence: Sentence) -> Iterator[Finding]:
    """ "Increased by 1,200 (15%) to 9,600": the earlier figure is the later one without the amount."""
    for match in BY_AMOUNT.finditer(sentence.shape) if sentence.of(Kind.PERCENT) else ():
        marks_of = (match["d"] or match["d2"], match["p"] or match["q"] or match["p2"], match["b"] or match["b2"])
        amount, share, after = (sentence.marked(mark) for mark in marks_of)
        up = sign_of(match["word"] or match["word2"])
        before = after.value - up * amount.value
        if before <= 0:
            continue
        judged = judge(share, lambda d, b, up=up: d / (b - up * d), [amount, after], 100.0)
        line = f"{plain(amount.value)} ÷ {plain(before)} = {percent(amount.value / before)}"
        message = f"{amount.text} of {plain(before)} is {percent(amount.value / before)}; the text says {share.text}."
        yield finding(NAME, judged.verdict, sentence, [amount, share, after], line, message, judged.reading)


def _best(pair: Pair, claim: ChangeClaim) -> Finding | None:
    """What is said of the pair a claim fits best, where several figures follow one another."""
    said = [one for reading in pair.readings() if (one := check_claim(reading, claim, pair.sentence))]
    return min(said, key=lambda one: KINDNESS.index(one.verdict), default=None)


def _respectively(pairs: list[Pair], sentence: Sentence) -> Iterator[Finding]:
    """ "From A and B to C and D (p% and q%)": the claims go to the pairs in order."""
    claims = _shares_after(pairs, sentence)
    if len(claims) == len(pairs):
        for pair, claim in zip(pairs, claims, strict=True):
            if said := check_claim(pair, ChangeClaim(Claimed.SHARE, claim), sentence):
                yield said


def _are_in_turn(pairs: list[Pair], sentence: Sentence) -> bool:
    """Whether as many shares as there are pairs follow them, one for each."""
    if len(pairs) < 2 or pairs[0].how == "respectively":
        return len(pairs) > 1
    said = IN_TURN.search(sentence.lower) or (len(pairs) == 2 and TWO_AT_END.search(sentence.shape))
    return bool(said) and len(_shares_after(pairs, sentence)) == len(pairs)


def _shares_after(pairs: list[Pair], sentence: Sentence) -> list[Quantity]:
    end = max(pair.after.end for pair in pairs)
    return [one for one in sentence.of(Kind.PERCENT) if one.start >= end]


def _like_the_one_before(before: Pair, pair: Pair) -> Iterator[Finding]:
    """ "Both went up, from 41 to 52 and from 118 to 107"; "fell 12%, from ..., and robbery by the same percentage, from ..."."""
    if AND_FROM.fullmatch(pair.sentence.lower[before.after.end : pair.before.start]):
        went, word = said_direction(before)
        if went and (wrong := _direction(replace(pair, how="from"), went, word, pair.sentence)):
            yield wrong


def _head(sentence: Sentence, pairs: list[Pair]) -> str:
    """What of a sentence can point back: all of it, or, where it has figures of its own, its first clause."""
    if not pairs:
        return sentence.shape
    cut = BOUNDARY.search(sentence.shape)
    first = min(sentence.shape.find("⟦"), len(sentence.shape))
    return (
        sentence.shape[: cut.start()]
        if cut and cut.start() > first and len(marks(sentence.shape[: cut.start()])) == 1
        else ""
    )


def _check_back(pairs: list[Pair], sentence: Sentence, head: str) -> Iterator[Finding]:
    """A sentence that points back at the one before."""
    claims = change_claims(head, sentence, [], bare=False)
    claims = [claim for claim in claims if claim.quantity.kind is not Kind.COUNT or len(sentence.quantities) == 1]
    for claim in claims:
        results = [found for pair in pairs if (found := check_claim(pair, claim, sentence))]
        good = [found for found in results if found.verdict is Verdict.HOLDS]
        if good or len(results) == 1:
            yield (good or results)[0]


def _direction(pair: Pair, said: int, word: str, sentence: Sentence) -> Finding | None:
    if pair.change == 0 or said == sign(pair.change) or _is_about_ages(pair):
        return None
    if pair.before.kind is Kind.DURATION and pair.before.unit != pair.after.unit:
        return None
    message = f"The text says “{word}”, and the figures go {way(pair.change)}."
    return finding(NAME, Verdict.FAILS, sentence, [pair.before, pair.after], computation(pair), message)


def _moved(pair: Pair, word: str) -> Finding:
    message = f"“{word}” agrees with the figures."
    return finding(NAME, Verdict.HOLDS, pair.sentence, [pair.before, pair.after], computation(pair), message)


def _is_about_ages(pair: Pair) -> bool:
    return bool(
        re.search(
            r"\b(?:ages?|aged|years? old|grade|rated|scores?)\b", pair.segment[max(0, pair.start - 25) : pair.end + 15]
        )
    )
