"""A change: what is claimed may be of other figures than the two it was held against, or of another thing altogether."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import AS_A_WHOLE, MOVED, MOVING
from lapwing.arithmetic.claims.labels import MEANS_LITTLE, stems
from lapwing.arithmetic.doubts.case import SAYS_WHICH, Case, scale_of
from lapwing.arithmetic.doubts.compared import said_of_others
from lapwing.arithmetic.doubts.shares import a_step, claim_of, other_pairs
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity, find_quantities
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain

FAR, FARTHEST, TWOFOLD = 3.0, 5.0, 1.9
MOST, TINY = 9, 1e-9
BREAK = re.compile(r"[;:.]\s|,?\s+\b(?:but|and|while|whilst|whereas|though|although|yet)\b\s+")
AMOUNT = re.compile(r"\s+(?:more|fewer|less|additional|extra)\b")
MOVED_BY = re.compile(rf"\b{MOVING}\b(?:\s+[a-z-]+){{0,3}}?\s+by\s+(?:some\s+|just\s+|only\s+)?$")


def another_movement(case: Case) -> str:
    """The same two figures and a third have been found to hold by the same rule: the words are of those."""
    one, own = case.finding, set(case.finding.figures)
    held = any(two.rule == one.rule and two.sentence == one.sentence and own < set(two.figures) for two in case.held)
    return "if the words are of another movement" if held else ""


def of_others(case: Case) -> str:
    """A change that is far from what is claimed of it, or a claim that has a figure of its own."""
    return "if it is said of other figures" if is_unlikely(case.finding) else said_of_others(case)


def is_unlikely(finding: Finding) -> bool:
    """Whether a change is so far from what is claimed of it that the claim is more likely of other figures."""
    if len(finding.figures) != 3 or _is_from_to(finding):
        return False
    told = [one[0] for one in map(find_quantities, finding.figures) if one]
    if len(told) != 3:
        return False
    before, after, claim = told
    if claim.kind is Kind.MULTIPLE and before.value > 0:
        actual = after.value / before.value
        return (actual > 1) != (claim.value > 1) or not 1 / TWOFOLD <= actual / claim.value <= TWOFOLD
    if (
        before.value <= 0
        or claim.value == 0
        or not (claim.is_part or claim.kind is Kind.POINTS or claim.kind is before.kind is after.kind)
    ):
        return False
    actual, claimed = abs(after.value - before.value), abs(claim.value)
    if claim.is_part:
        actual, claimed = actual / before.value, abs(claim.share)
    points = before.kind is Kind.PERCENT and abs(abs(after.value - before.value) - claim.value) < 0.1
    if claim.kind is Kind.POINTS:
        points = abs(100 * actual / before.value - claimed) < 1  # a share of change told as points is a slip
    most = FAR if claim.is_part or claim.kind is Kind.POINTS else FARTHEST
    return not points and actual > 0 and not 1 / most <= claimed / actual <= most


def _is_from_to(finding: Finding) -> bool:
    """ "From 120 to 90, or by a quarter": in one sentence, and over no time of the claim's own."""
    before, after, claim = (re.escape(one) for one in finding.figures)
    led = rf"\bfrom\s+(?:[a-z]+\s+){{0,3}}?{before}\b[^.;]{{0,40}}?\bto\s+(?:[a-z]+\s+){{0,3}}?{after}"
    return bool(
        re.search(led, finding.sentence)
        and re.search(rf"{claim}(?!\s+(?:over|in|since|between|during)\s+)", finding.sentence)
    )


def another_subject(case: Case) -> str:
    """ "Costs rose from 20 to 25, but the cost of each place rose only 5%": the claim's clause has a subject of its own."""
    text = case.finding.sentence
    spots = [text.find(figure) for figure in case.finding.figures]
    if len(spots) != 3 or min(spots) < 0:
        return ""
    claim, last = spots[-1], max(spots[:-1])
    cuts = list(BREAK.finditer(text[last:claim].lower()))
    if not cuts or cuts[0][0].startswith("."):
        return ""
    clause = text[last + cuts[-1].end() : claim].lower()
    moved = MOVED.search(clause)
    if not moved:
        return ""
    known = {one[:5] for one in stems(text[: last + cuts[-1].start()].lower())}
    own = [one for one in stems(clause[: moved.start()]) if one not in MEANS_LITTLE and one[:5] not in known]
    return "if the words are of another thing, which their own clause names" if own else ""


def of_other_figures(case: Case) -> str:
    """Whether two other figures near by make the claim hold."""
    claim = _claim(case)
    if claim is None or AS_A_WHOLE.search(case.said):
        return ""
    for one, other in other_pairs(case, claim):
        if judge(claim, lambda a, b: (a - b) / b, [one, other], scale_of(claim)).verdict is Verdict.HOLDS:
            return f"if it is said of {one.text.strip()} and {other.text.strip()}"
    return ""


def of_an_amount(case: Case) -> str:
    """ "Only one more was refused than the 19 of last year, a rise of 5%": the share that an amount is of a figure."""
    claim = _claim(case)
    if claim is None:
        return ""
    for sentence in case.akin:
        counts = sentence.of(Kind.COUNT, Kind.MONEY)
        for amount in counts:
            if AMOUNT.match(sentence.lower[amount.end :]) or MOVED_BY.search(sentence.lower[: amount.start]):
                for base in counts:
                    if base.value > amount.value and _is_so(claim, amount, base):
                        return f"if it is {amount.text.strip()} of {base.text.strip()}"
    return ""


def _is_so(share: Quantity, part: Quantity, base: Quantity) -> bool:
    return judge(share, lambda a, b: a / b, [part, base], scale_of(share)).verdict is Verdict.HOLDS


def several_times(case: Case) -> str:
    """The same two figures, and a step that was taken more than once between them."""
    if len(case.figures) != 3:
        return ""
    one, other, claim = case.figures
    if min(one.value, other.value) <= 0 or not claim.is_part:
        return ""
    for n in {one.value for s in case.akin for one in s.of(Kind.COUNT, Kind.DURATION) if 2 <= one.value <= MOST}:
        judged = judge(claim, lambda a, b, n=n: (b / a) ** (1 / n) - 1, [one, other], scale_of(claim))
        if judged.verdict is Verdict.HOLDS:
            return f"if it is so each of {plain(n)} times"
    return ""


def of_an_earlier(case: Case) -> str:
    """ "Back to 605, six fewer than at the start", where the start is two paragraphs before."""
    claims = find_quantities(case.finding.figures[-1])
    if len(claims) != 1 or claims[0].kind not in {Kind.COUNT, Kind.MONEY, Kind.POINTS}:
        return ""
    kind = Kind.PERCENT if claims[0].kind is Kind.POINTS else claims[0].kind
    here = {one.value for s in case.akin for one in s.of(kind)}
    there = {one.value for s in case.beside for one in s.of(kind)}
    found = next((b for a in here for b in there if abs(abs(a - b) - abs(claims[0].value)) < TINY), None)
    return f"if it is said of {plain(found)}" if found is not None else ""


def _claim(case: Case) -> Quantity | None:
    """The share that is claimed: the only one, or the last where the two figures are shares themselves."""
    figures = case.figures
    return claim_of(figures[2:] if len(figures) == 3 and all(one.is_part for one in figures) else figures)


def otherwise(case: Case) -> str:
    """The readings that are tried where no word says of which figures the claim is."""
    ways = (another_subject, of_other_figures, of_an_amount, several_times, of_an_earlier)
    return "" if SAYS_WHICH.search(case.said) else next(filter(None, (way(case) for way in ways)), "")


def of_the_joined(case: Case) -> str:
    """What a joiner says of three figures, one taken from another, is a change too."""
    return of_others(case) if len(case.finding.figures) == 3 and "−" in case.finding.computation else ""


DOUBTS = (another_movement, of_others, otherwise)
OF_THE_JOINED = (a_step, of_the_joined)
