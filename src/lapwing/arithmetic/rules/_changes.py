"""What is said of two figures and a claim of change between them: shared by the rules that find such figures."""

from dataclasses import replace

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.pairs import Pair
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import Judgement, fits, judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.sentences import Sentence

NAME = "change"
TWICE_OVER = re.compile(r"(?:⟦[pfm]\d+⟧|\bhalved?\b)[^.;]{0,60}(?:⟦[pfm]\d+⟧|\bhalved?\b)[^.;]{0,14}\bagain\b")
YEARLY = re.compile(
    r"\b(?:annual(?:ly)?|each year|per year|"
    r"(?<!in )(?<!for )(?<!over )a year(?!\s+(?:ago|earlier|before|later|after)))\b"
)
KINDNESS = (Verdict.HOLDS, Verdict.CANNOT_TELL, Verdict.REMARK, Verdict.FAILS)


def check_claim(pair: Pair, claim: ChangeClaim, sentence: Sentence) -> Finding | None:
    judged, said = _judge(pair, claim)
    if judged is not None and pair.how == "compared" and claim.sign and claim.sign == -sign(pair.change):
        turned = replace(pair, before=pair.after, after=pair.before)
        other, words = _judge(turned, claim)
        if other is not None and other.verdict is Verdict.HOLDS:
            pair, judged, said = turned, other, words
    if judged is None:
        return None
    figures = [pair.before, pair.after, claim.quantity]
    sum_ = computation(pair, claim)
    if judged.verdict is Verdict.FAILS and claim.bracketed and claim.what is not Claimed.SHARE:
        return None  # a bare figure in brackets need not be the change
    if judged.verdict is Verdict.FAILS and (_may_be_share(claim, pair) or TWICE_OVER.search(pair.segment)):
        return None
    if judged.verdict is not Verdict.FAILS and claim.sign and pair.change and claim.sign != sign(pair.change):
        if not fits(claim.quantity, judged.actual):
            return None  # neither the way nor the size is that of these two
        word = "up" if claim.sign > 0 else "down"
        message = f"The size fits, but the text says {word} and the figures go {way(pair.change)}."
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
    if judged.verdict is Verdict.FAILS and pair.before.is_part and claim.kind is Kind.PERCENT:
        as_points, _ = _points(claim, both)
        if as_points.verdict is not Verdict.FAILS:
            reading = f"if “{claim.text}” means percentage points"
            return Judgement(Verdict.CANNOT_TELL, judged.actual, reading), percent(abs(judged.actual) / scale)
    if judged.verdict is Verdict.FAILS and YEARLY.search(pair.sentence.lower):
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


def computation(pair: Pair, claim: ChangeClaim | None = None) -> str:
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
        return f"The text says “{claimed}”, and the figures go {way(pair.change)}."
    extra = ""
    if claim.what is Claimed.SHARE and pair.after.value and pair.before.value:
        other = abs(pair.change) / pair.after.value
        if abs(other - claim.quantity.share) <= max(claim.quantity.step / 200, 0.005):
            extra = " It is that share of the later figure; a change is measured from the earlier one."
    return f"From {pair.before.text} to {pair.after.text} is {said}, and the text says {claimed}.{extra}"


def sign(value: float) -> int:
    return (value > 0) - (value < 0)


def way(change: float) -> str:
    return "up" if change > 0 else ("down" if change < 0 else "nowhere")
