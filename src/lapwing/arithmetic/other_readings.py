"""Other readings of the figures around a failure, tried one and all: it stands only where none of them holds.

A rule joins a claim to the figures that its words point to. The same claim may be of two other figures of the paragraph, of
another subject that its own clause names, or one of the parts may be part of another. Nothing here knows what a rule looked
for: it only asks whether the figures at hand can be put together so that what is said is so.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Sequence
from itertools import combinations, pairwise, permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity, find_quantities
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.scenes.closed import SAID_ONCE
from lapwing.arithmetic.sentences import Sentence

MOVES = frozenset({"change", "change-beside", "at-large"})
SHARES = frozenset({"share", "share-beside", "share-anywhere"})
MEANS = frozenset({"average", "average-beside", "average-anywhere", "rate-anywhere"})
WHOLES = frozenset({"complement", "all-the-shares", "shares-whole"})
LISTS = frozenset({"announced-list", "named-in-line"})
TWICE = frozenset({"same-thing"})
MOST, TINY, WHOLE, PLACE = 9, 1e-9, 100.0, 0.005
LACKING = re.compile(
    r"\b(?:lack\w*|without|miss\w*|not|no|non|never|fail\w*|un[a-z]{4,}|late|outstanding|vacan\w+|absen\w+|remain\w*|rest|others)\b"
)
SAYS_WHICH = re.compile(
    r"\brespectively\b|\bthe\s+same\s+(?:percentage|proportion|share)\b|\bof\s+what\s+(?:it|they|there)\s+(?:was|were|had\s+been)\b|\b(?:rise|fall|increase|decrease|reduction|growth|drop|change)\s+since\s+\d{4}\b|\bfurther\s+(?:[a-z]+\s+)?(?:of|by)\b"
)
THE_OTHERS = re.compile(
    r"\b(?:un(?:filled|met|paid|used|answered|recorded|allocated|vaccinated)|without|lack\w*|vacan\w+|missed|absen\w+)\b"
)
TIMES = {"52": 52.0, "12": 12.0, "365": 365.0, "4": 4.0}
FIGURES = (Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION)
BREAK = re.compile(r"[;:.]\s|,?\s+\b(?:but|and|while|whilst|whereas|though|although|yet)\b\s+")
MOVED = re.compile(rf"\b(?:{MOVING}|doubled|trebled|tripled|halved|rose|fell|grew|dropped|went)\b")
AS_A_WHOLE = re.compile(
    r"\b(?:over|across|in)\s+(?:the|these|those|all)\s+(?:whole\s+|full\s+|entire\s+)?(?:two|three|four|five|\d)\s+(?:years|terms|quarters)\s+(?:together|as\s+a\s+whole|combined|taken\s+together)\b|\b(?:over|across)\s+the\s+(?:whole|entire)\s+(?:period|run)\b"
)
MEANS_LITTLE = frozenset(
    [
        "increase", "rise", "reduction", "share", "proportion", "number", "rate", "other", "word", "fall", "drop", "decrease", "decline", "growth", "change", "improvement", "more", "fewer", "less", "which",
        "represent", "figure", "now", "so", "then", "again", "meaning", "say", "equivalent", "amount", "overall", "respectively", "only", "just", "not", "while", "although", "even",
    ]
)  # fmt: skip
COMPARATOR = re.compile(
    r"\b(?:above|below|than|against|exceeds?|beats?|under|over)\s+(?:the|our|its|an?)?\s*(?:[a-z]+\s+){0,2}average\b"
)
EACH_TIME = re.compile(r"\b(?:a|per|each|every)\s+(?:day|week|month|quarter)\b|\b(?:daily|weekly|monthly|quarterly)\b")
LARGEST = re.compile(
    r"\b(?:largest|biggest|main|mainly|mostly|chiefly|most\s+(?:common|often)|leading|principal|top|the\s+bulk|in\s+particular|especially|notably|such\s+as|a\s+number\s+of|several|a\s+few|some)\b"
)
ONE_MORE = re.compile(
    r"(?:,|\band|\bplus|\bwith)\s+(?:an?|its|their|the)\s+(?!total|further|third|quarter|half|fifth|year|month|week)[a-z-]+"
)
AS_ONE = re.compile(r"\b(?:counts?|counted|treated|taken|regarded)\s+(?:here\s+)?as\s+one\b|\bone\s+and\s+the\s+same\b")
HELPED = re.compile(
    r"\b(?:with\s+(?:help|support)|together\s+with|alongside|(?:the|two|three|four)\s+other|others|another|as\s+well\s+as|helped|joined)\b"
)


def another_reading(
    finding: Finding, around: Sequence[Sentence], held: Sequence[Finding] = (), beside: Sequence[Sentence] = ()
) -> str:
    """The reading of the figures around a failure under which what is said would hold, or nothing.

    Figures of a claim that holds (`held`) have been spoken for, and save no other.
    """
    if finding.rule in MOVES:
        if SAYS_WHICH.search(finding.sentence.lower()):
            return ""
        return (
            _of_another_subject(finding)
            or _of_its_own_count(finding)
            or _of_the_unfilled(finding)
            or _of_other_figures(finding, around, held, moves=True)
            or _of_an_amount(finding, around)
            or _of_a_difference(finding, around)
            or _worked_out_otherwise(finding, around)
            or _of_the_next(finding, around, beside)
            or _of_an_earlier(finding, around, beside)
        )
    if finding.rule in SHARES:
        return _of_other_figures(finding, around, held, moves=False)
    if finding.rule in MEANS:
        return _of_another_mean(finding, around)
    if finding.rule in WHOLES:
        return _one_within_another(finding)
    if finding.rule in LISTS:
        return _of_another_number(finding, around)
    if finding.rule in TWICE:
        return _is_made_of_others(finding, (*around, *beside))
    return ""


def _is_made_of_others(finding: Finding, near: Sequence[Sentence]) -> str:
    """ "60% are boys, and 70% of them 15 or over: so 42% are boys of 15 or over": one share is made of the others."""
    own = [one.share for figure in finding.figures for one in find_quantities(figure) if one.is_part]
    shares = {one.share for sentence in near for one in sentence.quantities if one.is_part and 0 < one.share < 1}
    for a, b in combinations(sorted(shares)[:MOST], 2):
        if any(abs(a * b - one) < PLACE for one in own):
            return "if one is a share of a share, worked out from the others"
    return ""


def values_of(figure: str) -> list[float]:
    """The numbers of a figure as it is written; "one" is one, though by itself it is no number of a sentence."""
    return [1.0] if figure.lower() == "one" else [one.value for one in find_quantities(figure)]


def parts_of_some(finding: Finding, around: Sequence[Sentence]) -> str:
    """Whether the parts that were added are only the largest, or one more of them is named without a figure."""
    numbers = [value for figure in finding.figures for value in values_of(figure)]
    if len(numbers) < 3 or not finding.computation.endswith(finding.figures[0]):
        return ""  # the whole stands in another sentence than the parts
    whole, parts = numbers[0], numbers[1:]
    text = " ".join(sentence.lower for sentence in around if any(figure in sentence.text for figure in finding.figures))
    if sum(parts) < whole and LARGEST.search(SAID_ONCE.sub(" ", text)):
        return "if only some of the parts are given"
    if 0 < whole - sum(parts) <= 3 and len(ONE_MORE.findall(text)) >= whole - sum(parts):
        return f"if the other {plain(whole - sum(parts))} is named without a figure"
    _, _, after = text.partition(finding.figures[0].lower())
    led, parts_follow, _ = after.partition(finding.figures[1].lower())
    if parts_follow and sum(parts) < whole and ". " not in led and ONE_MORE.search(led):
        return "if another part is named without a figure"
    if 2 < len(parts) < MOST and any(
        sum(some) == whole and sum(parts) > whole + 1
        for size in range(2, len(parts))
        for some in combinations(parts, size)
    ):
        return "if one of the parts is part of another"
    return ""


def _of_another_subject(finding: Finding) -> str:
    """ "Costs rose from 20 to 25, but the cost of each place rose only 5%": the claim's clause has a subject of its own."""
    text = finding.sentence
    spots = [(text.find(figure), figure) for figure in finding.figures]
    if len(spots) != 3 or any(at < 0 for at, _ in spots):
        return ""
    claim, figures = spots[-1][0], [at for at, _ in spots[:-1]]
    last = max(figures)
    if claim < last:
        return ""
    between = text[last:claim].lower()
    cuts = list(BREAK.finditer(between))
    if not cuts or cuts[0][0].startswith("."):
        return ""
    clause = between[cuts[-1].end() :]
    moved = MOVED.search(clause)
    if not moved:
        return ""
    subject = {one for one in stems(clause[: moved.start()]) if one not in MEANS_LITTLE}
    known = set(stems(text[: last + cuts[-1].start()].lower()))
    own = {one for one in subject if not any(one[:5] == other[:5] for other in known)}
    return "if the words are of another thing, which their own clause names" if own else ""


def _of_other_figures(finding: Finding, around: Sequence[Sentence], held: Sequence[Finding], moves: bool) -> str:
    """Whether two other figures near by make the claim hold, as a change or as a share."""
    claim = _claim(finding)
    if claim is None or (moves and AS_A_WHOLE.search(finding.sentence.lower())):
        return ""
    own = {one.value for figure in finding.figures for one in find_quantities(figure)}
    near = {
        (one.kind, one.value): one for s in around for one in s.of(*FIGURES) if one.value > 0 and one.text != claim.text
    }
    figures = list(near.values())[:MOST]
    told = [set(one.figures) for one in held if any(one.sentence == sentence.text for sentence in around)]
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    for one, other in permutations(figures, 2):
        if one.kind is not other.kind or {one.value, other.value} <= own:
            continue
        if any({one.text.strip(), other.text.strip()} <= figures_of_another for figures_of_another in told):
            continue
        ways = [lambda a, b: (a - b) / b] if moves else [lambda a, b: a / b, lambda a, b: 1 - a / b]
        if not moves and one.value > other.value:
            continue
        for way in ways:
            if judge(claim, way, [one, other], scale).verdict is Verdict.HOLDS:
                return f"if it is said of {one.text.strip()} and {other.text.strip()}"
    return ""


ITS_OWN = re.compile(r"(?P<count>\d[\d,]*)\s+(?:[a-z-]+\s+){0,2}[a-z-]+,\s+(?:or\s+|which\s+is\s+)?$")


def _of_its_own_count(finding: Finding) -> str:
    """ "So that there are 54 girls, a tenth fewer": the claim follows a count that is none of the two it was held against."""
    claim = _claim(finding)
    if claim is None:
        return ""
    before, found, after = finding.sentence.partition(claim.text.strip())
    match = ITS_OWN.search(before) if found and re.match(r"\s+(?:more|fewer|less|lower|higher)\b", after) else None
    if match and match["count"] not in {figure for one in finding.figures for figure in re.findall(r"\d[\d,]*", one)}:
        return f"if it is said of the {match['count']}"
    if (
        found
        and re.search(r"^(?!\s+overall\b).*\boverall\b", after)
        and any(figure in after for figure in finding.figures)
    ):
        return "if the words are of a part, and the figures of the whole"
    return ""


AMOUNT = re.compile(r"\s+(?:more|fewer|less|additional|extra)\b")
MOVED_BY = re.compile(rf"\b{MOVING}\b(?:\s+[a-z-]+){{0,3}}?\s+by\s+(?:some\s+|just\s+|only\s+)?$")


def _of_an_amount(finding: Finding, around: Sequence[Sentence]) -> str:
    """ "Only one more was refused than the 19 of last year, a rise of 5%": the share that an amount is of a figure."""
    claim = _claim(finding)
    if claim is None:
        return ""
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    for sentence in around:
        counts = sentence.of(Kind.COUNT, Kind.MONEY)
        for amount in counts:
            if not AMOUNT.match(sentence.lower[amount.end :]) and not MOVED_BY.search(sentence.lower[: amount.start]):
                continue
            for base in counts:
                if (
                    base.value > amount.value
                    and judge(claim, lambda a, b: a / b, [amount, base], scale).verdict is Verdict.HOLDS
                ):
                    return f"if it is {amount.text.strip()} of {base.text.strip()}"
    return ""


THAN = re.compile(
    r"\s+(?P<way>more|fewer|less|above|below|over|higher|lower)(?:\s+[a-z]+)?\s+(?:than\s+)?(?:the\s+|its\s+|our\s+)?$"
)


def _of_a_difference(finding: Finding, around: Sequence[Sentence]) -> str:
    """ "112, twelve more than the hundred it was funded for": the amount by which a figure differs from the one named after it."""
    claim = finding.figures[-1]
    for sentence in around:
        counts = sentence.of(Kind.COUNT, Kind.MONEY)
        for amount, base in pairwise(counts):
            than = THAN.match(sentence.lower[amount.end : base.start]) if amount.text.strip() == claim else None
            if than:
                sign = -1 if than["way"] in {"fewer", "less", "below", "lower"} else 1
                if any(abs(base.value + sign * amount.value - one.value) < TINY for one in counts):
                    return f"if it is said of {base.text.strip()}"
    return ""


def _of_the_unfilled(finding: Finding) -> str:
    """ "Unfilled posts went from 12% to 9%, so that those filled rose by three points": the points are of the others."""
    figures = [one for figure in finding.figures for one in find_quantities(figure)]
    if len(figures) != 3 or figures[2].kind is not Kind.POINTS or not THE_OTHERS.search(finding.sentence.lower()):
        return ""
    moved = abs(figures[0].value - figures[1].value)
    return "if it is said of the others, which are left of the whole" if abs(moved - figures[2].value) < TINY else ""


def _worked_out_otherwise(finding: Finding, around: Sequence[Sentence]) -> str:
    """The same two figures read as a ratio, as what is left of a hundred, or as a step taken several times."""
    figures = [one for figure in finding.figures for one in find_quantities(figure)]
    if len(figures) != 3:
        return ""
    one, other, claim = figures
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    if one.value <= 0 or other.value <= 0:
        return ""
    text = " ".join(sentence.lower for sentence in around)
    if all(
        MOVED_BY.search(re.split(rf"(?<![\w/,.]){re.escape(figure.lower())}(?![\w/])", text)[0])
        for figure in finding.figures[:2]
    ):
        return "if the figures are themselves what it moved by"
    if any(q.value < 0 and -q.value in {one.value, other.value} for sentence in around for q in sentence.quantities):
        return "if one of the figures is below nought"
    if (
        claim.share >= 1
        and claim.is_part
        and not re.search(rf"\b{MOVING}\b[^.;]{{0,20}}$", text.partition(claim.text)[0])
    ):
        for a, b in ((one, other), (other, one)):
            if judge(claim, lambda a, b: a / b, [a, b], scale).verdict is Verdict.HOLDS:
                return f"if it is what {a.text.strip()} is of {b.text.strip()}"
    if one.kind is other.kind is Kind.PERCENT and LACKING.search(text) and max(one.value, other.value) < WHOLE:
        for a, b in ((one, other), (other, one)):
            ways = [lambda a, b: (b - a) / (WHOLE - a), lambda a, b: (WHOLE - a) / (WHOLE - b)]
            way = ways[claim.kind is Kind.MULTIPLE]
            if judge(claim, way, [a, b], scale).verdict is Verdict.HOLDS:
                return "if it is said of the others, which are left of the whole"
    times = {one.value for s in around for one in s.of(Kind.COUNT, Kind.DURATION) if 2 <= one.value <= MOST}
    for n in times:
        if (
            claim.is_part
            and judge(claim, lambda a, b, n=n: (b / a) ** (1 / n) - 1, [one, other], scale).verdict is Verdict.HOLDS
        ):
            return f"if it is so each of {plain(n)} times"
    return ""


def _of_the_next(finding: Finding, around: Sequence[Sentence], beside: Sequence[Sentence]) -> str:
    """Whether a figure of the paragraph and one of the next make the claim hold as a change."""
    claim = _claim(finding)
    if claim is None:
        return ""
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    here = [one for s in around for one in s.of(*FIGURES) if one.value > 0 and one.text != claim.text][:MOST]
    there = [one for s in beside for one in s.of(*FIGURES) if one.value > 0][:MOST]
    own = {one.value for figure in finding.figures for one in find_quantities(figure)}
    for one in here:
        for other in there:
            if one.kind is not other.kind or {one.value, other.value} <= own:
                continue
            for a, b in ((one, other), (other, one)):
                if judge(claim, lambda a, b: (a - b) / b, [a, b], scale).verdict is Verdict.HOLDS:
                    return f"if it is said of {a.text.strip()} and {b.text.strip()}"
    return ""


def _of_an_earlier(finding: Finding, around: Sequence[Sentence], beside: Sequence[Sentence]) -> str:
    """ "Back to 605, six fewer than at the start", where the start is two paragraphs before."""
    claims = find_quantities(finding.figures[-1])
    if len(claims) != 1 or claims[0].kind not in {Kind.COUNT, Kind.MONEY, Kind.POINTS}:
        return ""
    kinds = (Kind.PERCENT,) if claims[0].kind is Kind.POINTS else (claims[0].kind,)
    here = {one.value for s in around for one in s.of(*kinds)}
    there = {one.value for s in beside for one in s.of(*kinds)}
    found = next((b for a in here for b in there if abs(abs(a - b) - abs(claims[0].value)) < TINY), None)
    return f"if it is said of {plain(found)}" if found is not None else ""


def _claim(finding: Finding) -> Quantity | None:
    """What is claimed: the one percentage or fraction among the figures of a finding."""
    said = [one for figure in finding.figures for one in find_quantities(figure) if one.is_part]
    if len(said) == 3 == len(finding.figures) and finding.rule in MOVES:
        said = said[2:]  # two shares and the change between them
    return (
        said[0]
        if len(said) == 1 and said[0].hedge in {Hedge.NONE, Hedge.ABOUT, Hedge.JUST_ABOVE, Hedge.JUST_BELOW}
        else None
    )


def _of_another_mean(finding: Finding, around: Sequence[Sentence]) -> str:
    """Whether a claimed average is that of other figures, or of the weeks or months of a year, or one that it is compared with."""
    told = re.escape(finding.figures[0].lower())
    if any(re.search(rf"{COMPARATOR.pattern}[^.;]{{0,60}}{told}", sentence.lower) for sentence in around):
        return "if it is the average of other places, with which it is compared"
    if any(COMES_AGAIN.search(sentence.lower) for sentence in around) and _is_more(finding):
        return "if some came more than once"
    if reading := _of_near_figures(finding, around):
        return reading
    if not any(EACH_TIME.search(sentence.lower) for sentence in around):
        return ""
    claims = [one for figure in finding.figures for one in find_quantities(figure)]
    near = [one.value for s in around for one in s.of(Kind.COUNT, Kind.MONEY) if one.value > 0][:MOST]
    for claim in claims:
        others = [value for value in near if value > claim.value]
        if claim.value > 0 and any(
            abs(whole / parts - claim.value) <= claim.step / 2
            for whole in others
            for parts in TIMES.values()
            if not {whole, parts} <= {one.value for one in claims}
        ):
            return "if it is for each week, month or quarter of the year"
    return ""


SCALES = (100.0, 1e3, 1e4, 1e5)


def _of_near_figures(finding: Finding, around: Sequence[Sentence]) -> str:
    """Whether a claimed rate is that of two other figures near by, or an average the mean of all the others of its sentence."""
    claims = [one for one in find_quantities(finding.figures[0]) if one.kind in {Kind.COUNT, Kind.RATE, Kind.MONEY}]
    if len(claims) != 1 or claims[0].value <= 0:
        return ""
    claim = claims[0]
    for sentence in around:
        others = [one.value for one in sentence.of(Kind.COUNT, Kind.MONEY, Kind.AGE)]
        if claim.value in others:
            others.remove(claim.value)
        if len(others) > 2 and abs(sum(others) / len(others) - claim.value) <= claim.step / 2:
            return "if it is the mean of the others"
    near = {one.value for s in around for one in s.of(Kind.COUNT) if one.value > 0 and one.value != claim.value}
    for a, b in permutations(sorted(near)[:MOST], 2):
        scales = [k for k in SCALES if any(plain(k) in one.text for one in around)]
        if a < b and any(abs(a / b * k - claim.value) <= claim.step / 2 for k in scales):
            return f"if it is the rate of {plain(a)} among {plain(b)}"
    return ""


COMES_AGAIN = re.compile(
    r"\b(?:sessions|meetings|events|workshops|classes|clinics|courses)\b.*\b(?:attended|came)\b.*\b(?:people|parents|children|families|adults)\b[^.;]{0,12}\b(?:took|completed|attended|came|joined)\b"
)


def _is_more(finding: Finding) -> bool:
    """Whether the number of times and the average make more than the total: the same people may come again."""
    numbers = [one.value for figure in finding.figures for one in find_quantities(figure)]
    return len(numbers) == 3 and sorted(numbers)[0] * sorted(numbers)[1] > sorted(numbers)[2]


def _one_within_another(finding: Finding) -> str:
    """Whether shares that are too many make a whole when one of them is left out, as part of another."""
    shares = [one.share for figure in finding.figures for one in find_quantities(figure) if one.is_part]
    left = (
        any(abs(sum(some) - 1) < 0.0051 for some in combinations(shares, len(shares) - 1)) if len(shares) > 2 else False
    )
    return "if one of them is part of another" if left else ""


def _of_another_number(finding: Finding, around: Sequence[Sentence]) -> str:
    """Whether another number near the list is that of its items, or the number is of something else than the items."""
    numbers = [one.value for figure in finding.figures for one in find_quantities(figure)]
    if len(numbers) < 2:
        return ""
    announced, listed = numbers[0], numbers[1]
    text = " ".join(sentence.lower for sentence in around)
    if AS_ONE.search(text):
        return "if two of them count as one"
    if re.search(rf"{re.escape(finding.figures[0].lower())}\s+(?:words|letters|syllables|lines)\b", text):
        return "if the words themselves are counted"
    near = [one.value for s in around for one in s.of(Kind.COUNT) if one.value > 1]
    if listed in near or (announced * 2 == listed and 2.0 in near and announced != 2):
        return "if the items are those of another number that the text names"
    if listed < announced and re.search(
        rf"\bof\s+(?:the|our|its|these|all)\s+{re.escape(finding.figures[0])}", finding.sentence, re.I
    ):
        return "if only some of them are listed"
    ordinals = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    if listed < announced < len(ordinals) and re.search(rf"\b{ordinals[int(announced)]}\b(?!\s+of\b)", text):
        return "if the text names the others elsewhere"
    if announced < listed < len(ordinals) and re.search(
        rf"\b{ordinals[int(listed)]}\s+(?:row|line|one|column)\b", text
    ):
        return "if the text sets one of them apart"
    if listed > announced and HELPED.search(text):
        return "if others are named beside them"
    return ""
