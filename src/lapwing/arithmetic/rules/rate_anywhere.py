"""Averages, rates and ratios, wherever the figures stand that they are made from."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import stretch_of
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "rate-anywhere"
PEOPLE = re.compile(
    r"\b(?:population|residents?|inhabitants|children|young\s+people|adults|people|pupils|under-?\s?18s|under\s+fives|10-17s|older\s+people|babies|births|women|households|patients)\b"
)
QUIET = re.compile(
    r"\b(?:median|up\s+to|at\s+most|maximum|minimum|capacity|limit|national\w*|england|region\w*|neighbour\w*|target|whereas|previous|last\s+year|compared|rose|fell|increas\w+|decreas\w+|reduc\w+|from\s+⟦|than|ranged?|between|busiest|typical\w*|planned|budget|rebased|while|estimate\w*|part[- ]time|excluding|leaving\s+out)\b"
)
MAY_BE = re.compile(
    r"\bper\b|each|every|averag|\bmean\b|apiece|a\s+head|ratio|\ba\s+(?:day|week|month|quarter|term)|to\s+an?\b|\bone\b|for\s+an?\b"
)
EACH = re.compile(
    r"^\s*(?:(?!and\b|or\b)[a-z’'-]+\s+){0,3}?(?:each|apiece|a\s+head|per\s+(?P<per>[a-z]+)|(?:for|to|at|in)\s+(?:each|every|an?)\s+(?P<for>[a-z]+)|on\s+average)\b"
)
AVERAGE = re.compile(
    r"\b(?:average|mean|averag(?:es|ed|ing)|apiece)\b(?:\s+(?!and\b|is\b|was\b)[a-z’'-]+){0,4}?\s*(?:(?:of|is|was|at|being|about|around|just|over|under|nearly|came\s+to|comes\s+to|to)\s+)*$"
)
TIMES = {"day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "term": 3.0}
A_TIME = re.compile(
    r"^\s*(?:(?!and\b|or\b)[a-z’'-]+\s+){0,2}?(?:a|per|each|every)\s+(?P<unit>day|week|month|quarter|term)\b"
)
A_YEAR = re.compile(
    r"\b(?:(?:twelve|12)\s+months|(?:the|this|whole|full|over|in|a)\s+year|year\s+as\s+a\s+whole|in\s+(?:the\s+year\s+)?(?:to\s+)?⟦y\d+⟧|annual(?:ly)?|during\s+⟦y\d+⟧)\b"
)
RATIO = re.compile(
    r"(?<!\w)(?P<n>one|⟦c\d+⟧)\s+(?P<a>[a-z’'-]+(?:\s+[a-z’'-]+){0,2}?)\s+(?:to|for|per)\s+(?:every\s+|each\s+|about\s+|around\s+)?(?P<m>⟦c\d+⟧|each|every|one|⟦x\d+⟧)?\s*(?P<b>[a-z’'-]+(?:\s+[a-z’'-]+)?)"
)
RATIO_OF = re.compile(
    r"\bratio\s+of\s+(?P<a>[a-z’' -]{3,40}?)\s+to\s+(?P<b>[a-z’' -]{3,40}?)\s+(?:was|is|of|stood\s+at|being)\s+(?P<n>⟦c\d+⟧)\s*(?:to|:)\s*(?P<m>⟦c\d+⟧|one)"
)
AGES = re.compile(
    r"\b(?:aged?|ages|from\s+an?|an?|of|the)\s+⟦c\d+⟧\s+(?:to|-|–)\s+⟦c\d+⟧\s+(?:year|population|age)|\b(?:over|under|aged)\s+⟦c\d+⟧"
)


@rule(
    NAME,
    "Averages, rates and ratios, wherever their figures stand",
    Example("With 12 nurses for 31,200 pupils there is one nurse to every 1,900 pupils.", Verdict.FAILS, "2,600"),
    Example("With 12 nurses for 31,200 pupils there is one nurse to every 2,600 pupils.", Verdict.HOLDS),
    Example(
        "61 children entered, from a 10 to 17 population of 34,200, a rate of 214 per 100,000.", Verdict.FAILS, "178"
    ),
    Example("Contacts averaged 412 a month, and 5,868 were received in the twelve months.", Verdict.FAILS, "489"),
    Example("The ratio of boys to girls was 4 to 1 (90 boys and 30 girls).", Verdict.FAILS, "3 to 1"),
    Example("There were 24 fires over the year, or one every month.", Verdict.FAILS, "one every 15 days"),
    Example("There were 24 fires over the year, or one every two weeks.", Verdict.HOLDS),
    Example("The national rate is 43 per 10,000; ours is of 300 plans among 40,000 children.", None, "another place's"),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A figure that is one count divided by another: an average, a rate per 1,000 or 10,000, a yearly number by the
    month, or a ratio.

    The two counts may stand in the same sentence or the one before. A rate is of the count that is of people; ages are
    left out. A ratio ("one nurse to every 1,900 pupils") is worked out from the two counts with the same nouns. Medians,
    limits, national figures and comparisons are left alone, and so is any average that fits the other way round.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if not sentence.of(Kind.COUNT, Kind.RATE, Kind.MONEY, Kind.DURATION) or not MAY_BE.search(sentence.lower):
                continue
            for scene in (scene_of([sentence]), *([scene_of(sentences[index - 1 : index + 1])] if index else [])):
                if found := _say(scene):
                    yield shown_with(found, sentence, NAME)
                    break


def _say(scene: Scene) -> Finding | None:
    figures = scene.figures
    if not figures or QUIET.search(stretch_of(scene, figures, 40, 40)):
        return None
    return (
        _rate(scene) or _ratio(scene) or _interval(scene) or _by_time(scene) or _mean_of_run(scene) or _average(scene)
    )


def _counts(scene: Scene, *without: Quantity) -> list[Quantity]:
    """The counts of a scene that are no ages, and none of the figures given."""
    shape = scene.joint.shape
    aged = {scene.joint.marked(mark) for found in AGES.finditer(shape) for mark in re.findall(r"⟦c\d+⟧", found[0])}
    return [
        one
        for one in scene.figures
        if one.kind is Kind.COUNT and one not in aged and one not in without and one.value > 0
    ]


def _rate(scene: Scene) -> Finding | None:
    rates = [one for one in scene.figures if one.kind is Kind.RATE]
    if len(rates) != 1:
        return None
    rate = rates[0]
    counts = _counts(scene)
    bases = [
        one for one in counts if one.value >= 500 and PEOPLE.search(f"{scene.left(one, 40)} ⟦⟧ {scene.right(one, 45)}")
    ]
    named = [one for one in bases if "population" in f"{scene.left(one, 40)} {scene.right(one, 30)}"]
    bases = named or bases
    if not bases or not counts:
        return None
    base = max(bases, key=lambda one: one.value)
    tops = [one for one in counts if one is not base and one.value < base.value]
    if len(tops) != 1 or base.value < 3 * tops[0].value:
        return None
    per = float(rate.unit)
    judged = judge(rate, lambda a, b: a / b, [tops[0], base], per)
    line = f"{plain(tops[0].value)} ÷ {plain(base.value)} × {plain(per)} = {plain(judged.actual, 1)}"
    return _said(scene, rate, [tops[0], base], judged.verdict, line, judged.reading)


def _ratio(scene: Scene) -> Finding | None:
    for match in (*RATIO_OF.finditer(scene.joint.shape), *RATIO.finditer(scene.joint.shape)):
        said = [scene.joint.marked(mark) for mark in (match["n"], match["m"]) if mark and mark.startswith("⟦c")]
        if not said:
            continue
        n, m = (_number(scene, match[name]) for name in "nm")
        if n == m or min(n, m) != 1:
            continue
        tops = [one for one in _counts(scene, *said) if _names(scene, one, match["a"])]
        bottoms = [one for one in _counts(scene, *said) if _names(scene, one, match["b"])]
        if len(tops) != 1 or len(bottoms) != 1 or tops[0] is bottoms[0]:
            continue
        claim = max(said, key=lambda one: one.value)
        over = (bottoms[0], tops[0]) if m > n else (tops[0], bottoms[0])
        judged = judge(claim, lambda a, b: a / b, list(over), calculated=True)
        line = f"{plain(over[0].value)} ÷ {plain(over[1].value)} = {plain(over[0].value / over[1].value)}"
        return _said(scene, claim, list(over), judged.verdict, line, judged.reading)
    return None


def _number(scene: Scene, mark: str | None) -> float:
    if not mark or mark in {"one", "each", "every"}:
        return 1.0
    return scene.joint.marked(mark).value


def _names(scene: Scene, one: Quantity, words: str) -> bool:
    return bool(set(scene.noun(one)[:3]) & set(stems(words)))


def _by_time(scene: Scene) -> Finding | None:
    """ "Averaged 412 a month, and 5,868 in the twelve months"."""
    counts = _counts(scene)
    timed = [(one, match["unit"]) for one in counts if (match := A_TIME.match(scene.right(one)))]
    if len(timed) != 1 or len(counts) != 2:
        return None
    claim, unit = timed[0]
    lengths = [one for one in scene.joint.of(Kind.DURATION) if one.unit == unit]
    if not lengths and (
        not A_YEAR.search(f"{scene.joint.shape} {scene.lower}")
        or (scene.joint.of(Kind.DURATION) and not re.search(r"twelve|12", scene.lower))
    ):
        return None
    total = next(one for one in counts if one is not claim)
    if total.value <= claim.value or unit == "term":
        return None
    length = lengths[0].value if len(lengths) == 1 else TIMES[unit]
    divisor = Quantity(Kind.COUNT, length, plain(length), 0, 0)
    judged = judge(claim, lambda a, b: a / b, [total, divisor], calculated=True)
    if (
        judged.verdict is Verdict.FAILS
        and unit in {"day", "week"}
        and abs(judged.actual - claim.value) <= (0.45 if unit == "day" else 0.15) * claim.value
    ):
        return None
    line = f"{plain(total.value)} ÷ {plain(divisor.value)} = {plain(judged.actual)}"
    return _said(scene, claim, [total], judged.verdict, line, judged.reading)


ONCE = re.compile(r"\b(?:one|once|an?\s+[a-z]+|on\s+average|averag\w+)\s*,?\s*$")
NEAR_ENOUGH = 1.2


def _interval(scene: Scene) -> Finding | None:
    """ "73 over the year, or one every ten days": how far apart as many would be."""
    paces = [one for one in scene.joint.of(Kind.FREQUENCY) if one.text.lower().startswith("every")]
    counts = [one for one in _counts(scene) if one.value > 1]
    if len(paces) != 1 or len(counts) != 1 or not A_YEAR.search(f"{scene.joint.shape} {scene.lower}"):
        return None
    pace, count = paces[0], counts[0]
    if count.end > pace.start or not ONCE.search(scene.lower[: pace.start]) or scene.joint.of(Kind.DURATION):
        return None
    apart = 365 / count.value
    fits = 1 / NEAR_ENOUGH <= pace.value / count.value <= NEAR_ENOUGH
    line = f"365 ÷ {plain(count.value)} = {plain(apart)} days"
    return _said(scene, pace, [count], Verdict.HOLDS if fits else Verdict.FAILS, line, "")


def _mean_of_run(scene: Scene) -> Finding | None:
    """ "Attended by 14, 12 and 16 members, an average of 14"."""
    counts = _counts(scene)
    if len(counts) < 4 or not AVERAGE.search(scene.left(counts[-1], 80)):
        return None
    claim, run = counts[-1], counts[:-1]
    run = run[1:] if run[0].in_words and run[0].value == len(run) - 1 else run
    gaps = [scene.between(one, other) for one, other in pairwise(run)]
    if len(run) < 3 or any(not re.fullmatch(r"(?:,|,?\s+and)\s+", gap) for gap in gaps):
        return None
    judged = judge(claim, lambda *values: sum(values) / len(values), run, calculated=True)
    line = f"({' + '.join(plain(one.value) for one in run)}) ÷ {len(run)} = {plain(judged.actual)}"
    return _said(scene, claim, run, judged.verdict, line, judged.reading)


def _average(scene: Scene) -> Finding | None:
    values = [
        one
        for one in scene.figures
        if one.kind in {Kind.COUNT, Kind.MONEY, Kind.DURATION} and (one.kind is not Kind.COUNT or one in _counts(scene))
    ]
    said = [one for one in values if _is_average(scene, one)]
    others = [one for one in values if not any(one is claim for claim in said)]
    if len(said) != 1 or len(others) != 2 or any(one.value <= 1 for one in others):
        return None
    claim = said[0]
    tops = [one for one in others if one.kind is claim.kind]
    if (claim.kind is Kind.COUNT and any(one.kind is not Kind.COUNT for one in others)) or not tops:
        return None
    top = max(tops, key=lambda one: one.value) if claim.kind is Kind.COUNT else tops[0]
    bottom = next(one for one in others if one is not top)
    judged = judge(claim, lambda a, b: a / b, [top, bottom], calculated=True)
    line = f"{plain(top.value)} ÷ {plain(bottom.value)} = {plain(judged.actual)}"
    if judged.verdict is Verdict.FAILS and not 0.2 < judged.actual / claim.value < 5:
        return None
    return _said(scene, claim, [top, bottom], judged.verdict, line, judged.reading)


def _is_average(scene: Scene, one: Quantity) -> bool:
    each = EACH.match(scene.right(one))
    return bool(AVERAGE.search(scene.left(one, 80))) or bool(
        each
        and re.search(r"[,:(–—]|\bor\b|\bthat\s+is\b|\bwhich\b|\bso\b|\bmean\b|\baverage\b|\bis\b", scene.left(one, 60))
    )


def _said(scene: Scene, claim: Quantity, others: list[Quantity], verdict: Verdict, line: str, reading: str) -> Finding:
    agrees = "agrees" if verdict is Verdict.HOLDS else "does not agree"
    return finding(
        NAME, verdict, scene.joint, [claim, *others], line, f"“{claim.text.strip()}” {agrees}: {line}.", reading
    )
