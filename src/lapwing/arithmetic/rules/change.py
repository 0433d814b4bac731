"""A change against the amount, percentage, points, multiple or direction claimed for it."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator

from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed, change_claims, said_direction
from lapwing.arithmetic.claims.direction import MOVING, sign_of
from lapwing.arithmetic.claims.pairs import BOUNDARY, Pair, find_pairs
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import Judgement, judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence, marks

NAME = "change"
TWO_AT_END = re.compile(
    r"⟦[cprt]\d+⟧[^⟦⟧]*?[:,(]\s*(?:up|down|by|or|a rise of|a fall of)?\s*⟦p\d+⟧\s+and\s+⟦p\d+⟧[^⟦⟧]*$"
)
BY_AMOUNT = re.compile(
    rf"\b(?P<word>{MOVING})\s+by\s+(?P<d>⟦c\d+⟧)\s*(?:\(\s*(?P<p>⟦p\d+⟧)\s*\)|,?\s*or\s+(?P<q>⟦p\d+⟧),?)\s*to\s+(?:[a-z]+\s+){{0,2}}?(?P<b>⟦c\d+⟧)(?![^;]*\bfrom\s+⟦)"
)
STEP = re.compile(
    r"(?P<b>⟦c\d+⟧)(?:[^⟦⟧();]|⟦y\d+⟧){0,30}\(\s*(?:an?\s+)?(?P<word>up|down|increase|rise|fall|decrease|drop)\s+(?:by\s+|of\s+)?(?P<p>⟦p\d+⟧)\s*\)"
)
KINDNESS = (Verdict.HOLDS, Verdict.CANNOT_TELL, Verdict.REMARK, Verdict.FAILS)
BACK = re.compile(
    r"^(?:this|that|these|those|it|which|the|an?|overall,? this)\b[^⟦⟧]{0,60}?\b(?:is|was|are|were|represents?|represented|equates?|"
    r"equated|amounts?|means|reflects?|shows?|marks|increase|decrease|reduction|rise|fall|drop|change|difference)\b"
)


@rule(
    NAME,
    "A change against what is claimed for it",
    Example("Referrals fell from 640 to 496, a reduction of just under 15%.", Verdict.FAILS, "−144 of 640 is −22.5%"),
    Example("Referrals fell from 640 to 496, a reduction of 22.5%.", Verdict.HOLDS),
    Example("Referrals fell from 640 to 547, a reduction of just under 15%.", Verdict.HOLDS, "14.5% is just under 15%"),
    Example("Attendance rose by 30 from 120 to 140.", Verdict.FAILS, "140 − 120 is 20"),
    Example("Contacts reduced from 210 in 2021/22 to 260 in 2022/23.", Verdict.FAILS, "it went up"),
    Example("Enquiries more than doubled from 32 to 111.", Verdict.HOLDS),
    Example("Timeliness rose from 40% to 50%, a 10% increase.", Verdict.CANNOT_TELL, "10 points, or 25%"),
    Example("The numbers fell from 80 to 60. This is a reduction of a quarter.", Verdict.HOLDS),
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
            yield from _steps(sentence)
            pairs = find_pairs(sentence)
            yield from _by_amount(sentence)
            if len(pairs) == 2 and (pairs[0].how == "respectively" or TWO_AT_END.search(sentence.shape)):
                yield from _respectively(pairs, sentence)
            else:
                for pair in pairs:
                    yield from _check_pair(pair)
            if earlier and BACK.match(sentence.shape):
                yield from _check_back(earlier, sentence, _head(sentence, pairs))
            earlier = pairs


def _check_pair(pair: Pair) -> Iterator[Finding]:
    claims = change_claims(pair.segment, pair.sentence, [pair.before, pair.after, *pair.later])
    found = [(claim, said) for claim in claims if (said := _best(pair, claim))]
    shares = [said for claim, said in found if claim.what is Claimed.SHARE]
    for claim, said in found:
        if claim.what is Claimed.SHARE and len(shares) > 1 and said.verdict is Verdict.FAILS:
            continue  # of two percentages for one change, it is not clear which is of this one
        yield said
    sign, word = said_direction(pair)
    wide = pair.readings()[0]
    if sign and (wrong := _direction(wide, sign, word, pair.sentence)):
        yield wrong
    elif sign and not found and not _is_about_ages(pair):
        yield _moved(wide, word)


def _steps(sentence: Sentence) -> Iterator[Finding]:
    """ "512 in 2021, 603 in 2022 (up 18%) and 745 in 2023 (up 24%)": each share is of the figure before."""
    counts = sentence.of(Kind.COUNT)
    if len(counts) < 3:
        return
    for match in STEP.finditer(sentence.shape):
        after, share = sentence.marked(match["b"]), sentence.marked(match["p"])
        before = next((one for one in reversed(counts) if one.end <= after.start), None)
        if before and before.value:
            pair = Pair(sentence, before, after, 0, len(sentence.shape), sentence.shape)
            claim = ChangeClaim(Claimed.SHARE, share, sign_of(match["word"]))
            if said := _check_claim(pair, claim, sentence):
                yield said


def _by_amount(sentence: Sentence) -> Iterator[Finding]:
    """ "Increased by 1,200 (15%) to 9,600": the earlier figure is the later one without the amount."""
    for match in BY_AMOUNT.finditer(sentence.shape):
        amount, share, after = (sentence.marked(mark) for mark in (match["d"], match["p"] or match["q"], match["b"]))
        up = sign_of(match["word"])
        before = after.value - up * amount.value
        if before <= 0:
            continue
        judged = judge(share, lambda d, b, up=up: d / (b - up * d), [amount, after], 100.0)
        line = f"{plain(amount.value)} ÷ {plain(before)} = {percent(amount.value / before)}"
        message = f"{amount.text} of {plain(before)} is {percent(amount.value / before)}; the text says {share.text}."
        yield finding(NAME, judged.verdict, sentence, [amount, share, after], line, message, judged.reading)


def _best(pair: Pair, claim: ChangeClaim) -> Finding | None:
    """What is said of the pair a claim fits best, where several figures follow one another."""
    said = [one for reading in pair.readings() if (one := _check_claim(reading, claim, pair.sentence))]
    return min(said, key=lambda one: KINDNESS.index(one.verdict), default=None)


def _respectively(pairs: list[Pair], sentence: Sentence) -> Iterator[Finding]:
    """ "From A and B to C and D (p% and q%)": the claims go to the pairs in order."""
    end = max(pair.after.end for pair in pairs)
    claims = [one for one in sentence.of(Kind.PERCENT) if one.start >= end]
    if len(claims) == len(pairs):
        for pair, claim in zip(pairs, claims, strict=True):
            if said := _check_claim(pair, ChangeClaim(Claimed.SHARE, claim), sentence):
                yield said


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
        results = [found for pair in pairs if (found := _check_claim(pair, claim, sentence))]
        good = [found for found in results if found.verdict is Verdict.HOLDS]
        if good or len(results) == 1:
            yield (good or results)[0]


def _check_claim(pair: Pair, claim: ChangeClaim, sentence: Sentence) -> Finding | None:
    judged, said = _judge(pair, claim)
    if judged is None:
        return None
    figures = [pair.before, pair.after, claim.quantity]
    sum_ = _computation(pair, claim)
    if judged.verdict is Verdict.FAILS and claim.bracketed and claim.what is not Claimed.SHARE:
        return None  # a bare figure in brackets need not be the change
    if judged.verdict is Verdict.FAILS and _may_be_share(claim, pair):
        return None
    if judged.verdict is not Verdict.FAILS and claim.sign and pair.change and claim.sign != _sign(pair.change):
        word = "up" if claim.sign > 0 else "down"
        message = f"The size fits, but the text says {word} and the figures go {_way(pair.change)}."
        return finding(NAME, Verdict.FAILS, sentence, figures, sum_, message)
    message = _message(judged, claim, said, pair)
    return finding(NAME, judged.verdict, sentence, figures, sum_, message, judged.reading)


def _judge(pair: Pair, claim: ChangeClaim) -> tuple[Judgement | None, str]:
    both = [pair.before, pair.after]
    if claim.what is Claimed.AMOUNT:
        if claim.quantity.in_words and pair.before.step < 1:
            return None, ""
        if {claim.quantity.kind, pair.before.kind, pair.after.kind} - {
            Kind.DURATION,
            Kind.COUNT,
        } and claim.quantity.kind is not pair.before.kind:
            return None, ""
        judged = judge(claim.quantity, lambda before, after: after - before, both)
        return judged, plain(abs(judged.actual))
    if claim.what is Claimed.POINTS:
        if not pair.before.is_part:
            return None, ""
        return _points(claim.quantity, both)
    if pair.before.value == 0:
        return None, ""
    if claim.what is Claimed.MULTIPLE:
        if (claim.quantity.unit == "down") != (pair.change < 0) and pair.change:
            return Judgement(Verdict.FAILS, pair.after.value / pair.before.value), "the other way"
        down = claim.quantity.unit == "down"
        if down and pair.after.value == 0:
            return None, ""
        judged = judge(claim.quantity, (lambda a, b: a / b) if down else (lambda a, b: b / a), both)
        return judged, f"{plain(judged.actual, 2)} times"
    return _share(claim.quantity, both, pair)


def _points(claim: Quantity, both: list[Quantity]) -> tuple[Judgement, str]:
    judged = judge(claim, lambda before, after: after - before, both)
    return judged, f"{plain(abs(judged.actual), 1)} percentage points"


def _share(claim: Quantity, both: list[Quantity], pair: Pair) -> tuple[Judgement, str]:
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    judged = judge(claim, lambda before, after: (after - before) / before, both, scale)
    if judged.verdict is Verdict.FAILS and pair.before.is_part:
        as_points, _ = _points(claim, both)
        if as_points.verdict is not Verdict.FAILS:
            reading = f"if “{claim.text}” means percentage points"
            return Judgement(Verdict.CANNOT_TELL, judged.actual, reading), percent(abs(judged.actual) / scale)
    if judged.verdict is Verdict.FAILS and re.search(
        r"\b(?:annual|annually|each year|per year|a year)\b", pair.sentence.lower
    ):
        return Judgement(Verdict.CANNOT_TELL, judged.actual, "if the percentage is a yearly one"), percent(
            abs(judged.actual) / scale
        )
    return judged, percent(abs(judged.actual) / scale)


def _may_be_share(claim: ChangeClaim, pair: Pair) -> bool:
    """Percentages in brackets after both figures, or after the first, are shares of something and not the change."""
    if not claim.bracketed or claim.what is not Claimed.SHARE or claim.sign:
        return False
    text = pair.sentence.text
    after_first = re.match(r"\W{0,2}\(?\s*[\d.]+\s?%", text[pair.before.end :])
    shares = [one for one in pair.sentence.of(Kind.PERCENT) if one is not claim.quantity]
    return bool(after_first) or len(shares) > 1


def _computation(pair: Pair, claim: ChangeClaim | None = None) -> str:
    before, after = plain(pair.before.value), plain(pair.after.value)
    if claim and claim.what is Claimed.MULTIPLE and pair.before.value and pair.after.value:
        if claim.quantity.unit == "down":
            return f"{before} ÷ {after} = {plain(pair.before.value / pair.after.value, 2)}"
        return f"{after} ÷ {before} = {plain(pair.after.value / pair.before.value, 2)}"
    line = f"{after} − {before} = {plain(pair.change)}"
    if pair.before.value and not (claim and claim.what in {Claimed.AMOUNT, Claimed.POINTS}):
        line += f"; {plain(pair.change)} ÷ {before} = {percent(pair.change / pair.before.value)}"
    return line


def _message(judged: Judgement, claim: ChangeClaim, said: str, pair: Pair) -> str:
    claimed = claim.quantity.text.strip()
    if judged.verdict is Verdict.HOLDS:
        return f"“{claimed}” agrees with the change from {pair.before.text} to {pair.after.text}."
    if judged.verdict is Verdict.CANNOT_TELL:
        return f"The figures give {said}. “{claimed}” would fit {judged.reading}."
    if said == "the other way":
        return f"The text says “{claimed}”, and the figures go {_way(pair.change)}."
    extra = ""
    if claim.what is Claimed.SHARE and pair.after.value and pair.before.value:
        other = abs(pair.change) / pair.after.value
        if abs(other - claim.quantity.share) <= max(claim.quantity.step / 200, 0.005):
            extra = " It is that share of the later figure; a change is measured from the earlier one."
    return f"From {pair.before.text} to {pair.after.text} is {said}, and the text says {claimed}.{extra}"


def _direction(pair: Pair, sign: int, word: str, sentence: Sentence) -> Finding | None:
    if pair.change == 0 or sign == _sign(pair.change) or _is_about_ages(pair):
        return None
    if pair.before.kind is Kind.DURATION and pair.before.unit != pair.after.unit:
        return None
    message = f"The text says “{word}”, and the figures go {_way(pair.change)}."
    return finding(NAME, Verdict.FAILS, sentence, [pair.before, pair.after], _computation(pair), message)


def _moved(pair: Pair, word: str) -> Finding:
    message = f"“{word}” agrees with the figures."
    return finding(NAME, Verdict.HOLDS, pair.sentence, [pair.before, pair.after], _computation(pair), message)


def _is_about_ages(pair: Pair) -> bool:
    return bool(
        re.search(
            r"\b(?:ages?|aged|years? old|grade|rated|scores?)\b", pair.segment[max(0, pair.start - 25) : pair.end + 15]
        )
    )


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _way(change: float) -> str:
    return "up" if change > 0 else ("down" if change < 0 else "nowhere")
