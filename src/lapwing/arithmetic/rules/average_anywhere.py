"""How many, how much each, and how much in all: any one of the three against the other two."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stem
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "average-anywhere"
KINDS = {Kind.COUNT, Kind.MONEY, Kind.DURATION}
UNITS = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0}
WIDEST = 4.0
FEWEST, MOST = 2, 8
ONE_LEFT = re.compile(
    r"\b(?:average|averag(?:es|ed|ing)|mean|apiece)\b(?!\s+of\s+the)[^.;,⟦⟧]{0,70}$|\beach\s+(?:of\s+(?:the\s+)?)?[^.;,]{0,60}\b(?:gave|carried|had|has|held|holds|saw|lasted|lasts|ran|took|takes|cost|costs|received|met|attended|made|heard|worked|wrote|trained|visited|got|was|were|is|are)\s+(?:about\s+|around\s+|for\s+)?$"
)
ONE_RIGHT = re.compile(
    r"^\s*(?:(?!and\b|or\b|in\b|of\b|for\b|to\b)[a-z’'-]+\s+){0,2}?(?:each\b(?!\s+(?:of|year|month|week|day|quarter|term|with|was|were))|apiece\b|a\s+head\b|on\s+average\b|(?:per|a|an|for\s+each|to\s+each|for\s+every)\s+(?P<unit>[a-z]+)\b)"
)
QUIET = re.compile(
    r"\b(?:median|up\s+to|at\s+most|maximum|minimum|capacity|limit|national\w*|england|region\w*|target|previous|last\s+year|compared|rose|fell|increas\w+|decreas\w+|reduc\w+|than|rang(?:ed|es|ing)|between\s+⟦|busiest|quietest|planned|budgeted|rebased|estimate\w*|part[- ]time|full[- ]time|excluding|leaving\s+out|some\s+of|most\s+of|at\s+least|rising|falling|from\s+⟦|(?<!each )of\s+(?:whom|which)|including|per\s+⟦|every\s+⟦|working\s+days?|school\s+year|the\s+rest|others?)\b"
)
SENTENCE_END = re.compile(r"[.;]\s")
ALTOGETHER = re.compile(r"\s+(?:[a-z]+\s+)?(?:in\s+all|altogether|in\s+total|between\s+them|overall)\b")
A_TIME = re.compile(r"\s+(?:[a-z]+\s+){0,2}?(?:a|an|per|each|every)\s+(month|quarter|week|year|annum)\b")
IN_A_YEAR = {"month": 12.0, "quarter": 4.0, "week": 52.0}
A_YEAR = frozenset({"year", "annum", "cent", "hundred", "number", "total", "result", "few", "lot", "day"})


@rule(
    NAME,
    "How many, how much each and how much in all",
    Example(
        "Volunteers gave 2,160 hours. As there were 36 of them, this comes to an average of 72 hours each.",
        Verdict.FAILS,
        "60",
    ),
    Example(
        "Volunteers gave 2,160 hours. As there were 36 of them, this comes to an average of 60 hours each.",
        Verdict.HOLDS,
    ),
    Example(
        "Each of the 36 sessions lasted 90 minutes, so that they came to 72 hours in total.", Verdict.FAILS, "54 hours"
    ),
    Example("The contract costs £4,500 a month, or £45,000 a year.", Verdict.FAILS, "£54,000"),
    Example("The helpdesk dealt with 210, 240 and 180 queries, or 230 a term on average.", Verdict.FAILS, "210"),
    Example("The median of the 36 volunteers gave 72 hours each; all gave 2,160 hours.", None, "a median"),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """Three figures in a sentence or two, one of which is said to be an average, or what each has.

    The average times the number must make the whole. Hours and minutes are brought to one unit; a number of weeks or
    terms counts where the average is by the week or term. An average of figures told one by one is worked out from them.
    Medians, limits, comparisons, and whatever leaves some out, are left alone, and so are figures that are far apart.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if not sentence.of(*KINDS):
                continue
            scenes = [scene_of([sentence])]
            if index:
                scenes.append(scene_of(sentences[index - 1 : index + 1]))
            for scene in scenes:
                if not FEWEST <= sum(one.kind in KINDS for one in scene.joint.quantities) <= MOST:
                    continue
                if scene.joint.of(Kind.PERCENT, Kind.FRACTION, Kind.RATE, Kind.MULTIPLE):
                    continue
                if not any(_is_each(scene, one) for one in _figures(scene)) or QUIET.search(scene.joint.shape):
                    continue
                if said := _of_run(scene) or _by_the_year(scene) or _say(scene):
                    yield shown_with(said, sentence, NAME)
                    break


def _figures(scene: Scene) -> list[Quantity]:
    return [one for one in scene.joint.quantities if one.kind in KINDS and one.value > 0]


def _is_each(scene: Scene, one: Quantity) -> bool:
    right = ONE_RIGHT.match(scene.right(one, 60))
    if right and not (right["unit"] and stem(right["unit"]) in A_YEAR):
        return True
    before = SENTENCE_END.split(scene.joint.shape_text[max(0, one.start - 110) : one.start])[-1]
    return bool(ONE_LEFT.search(before)) and not ALTOGETHER.match(scene.lower, one.end)


def _of_run(scene: Scene) -> Finding | None:
    figures = _figures(scene)
    claims = [one for one in figures if _is_each(scene, one) and "average" in f"{scene.left(one)} {scene.right(one)}"]
    if len(claims) != 1 or len(figures) < 4:
        return None
    run = [one for one in figures if one is not claims[0] and one.kind is claims[0].kind]
    if run and run[0].in_words and run[0].value == len(run) - 1:
        run = run[1:]
    gaps = [scene.between(one, other) for one, other in pairwise(run)]
    if len(run) < 3 or not all(re.fullmatch(r"\s*(?:[a-z]+\s*)?(?:,|,?\s+and)\s+", gap) for gap in gaps):
        return None
    judged = judge(claims[0], lambda *values: sum(values) / len(values), run, calculated=True)
    line = f"({' + '.join(plain(one.value) for one in run)}) ÷ {len(run)} = {plain(judged.actual)}"
    return _said(scene, [claims[0], *run], judged.verdict, line, judged.reading)


def _by_the_year(scene: Scene) -> Finding | None:
    """ "£4,500 a month, or £54,000 a year"."""
    told = [(one, A_TIME.match(scene.lower[one.end :])) for one in _figures(scene) if one.kind is not Kind.DURATION]
    short = [(one, match[1]) for one, match in told if match and match[1] in IN_A_YEAR]
    long = [one for one, match in told if match and match[1] in {"year", "annum"}]
    if len(short) != 1 or len(long) != 1 or len(told) != 2 or short[0][0].kind is not long[0].kind:
        return None
    if not re.fullmatch(
        r"[^.;]{0,50}(?:,|\()\s*(?:or|that\s+is|which\s+is|i\.e\.)\s+[^.;]{0,25}",
        scene.between(*sorted((short[0][0], long[0]), key=lambda one: one.start)),
    ):
        return None
    one, times = short[0][0], IN_A_YEAR[short[0][1]]
    judged = judge(long[0], lambda a: a * times, [one], calculated=True)
    if short[0][1] == "week" and abs(judged.actual - long[0].value) <= 0.04 * long[0].value:
        return None
    line = f"{plain(one.value)} × {plain(times)} = {plain(judged.actual)}"
    return _said(scene, [long[0], one], judged.verdict, line, judged.reading)


def _say(scene: Scene) -> Finding | None:
    figures = _figures(scene)
    each = [one for one in figures if _is_each(scene, one)]
    others = [one for one in figures if not any(one is other for other in each)]
    if len(each) != 1 or len(others) != 2:
        return None
    one = each[0]
    wholes = [other for other in others if _may_be_whole(one, other)]
    if one.kind is Kind.COUNT and len(wholes) == 2:
        wholes = [max(wholes, key=lambda other: other.value)]
    if len(wholes) != 1:
        return None
    whole = wholes[0]
    many = next(other for other in others if other is not whole)
    if many.kind is Kind.MONEY or many.value <= 1 or many.hedge is not Hedge.NONE:
        return None
    if many.kind is Kind.DURATION and not _by_the(scene, one, many):
        return None
    return _judged(scene, one, whole, many)


def _may_be_whole(one: Quantity, other: Quantity) -> bool:
    if one.kind is Kind.DURATION:
        return other.kind is Kind.DURATION and one.unit in UNITS and other.unit in UNITS
    return other.kind is one.kind and other.value > one.value


def _by_the(scene: Scene, one: Quantity, many: Quantity) -> bool:
    """Whether the average is by the unit of the length: "five a week for 40 weeks"."""
    match = ONE_RIGHT.match(scene.right(one, 60))
    return bool(match and match["unit"] and stem(match["unit"]) == many.unit)


def _judged(scene: Scene, one: Quantity, whole: Quantity, many: Quantity) -> Finding | None:
    same = UNITS[whole.unit] / UNITS[one.unit] if one.kind is Kind.DURATION else 1.0
    total = replace(whole, value=whole.value * same, step=whole.step * same)
    by_each = judge(one, lambda a, b: a / b, [total, many], calculated=True)
    by_all = judge(total, lambda a, b: a * b, [one, many])
    for judged in (by_each, by_all):
        if judged.verdict is not Verdict.FAILS:
            line = f"{plain(whole.value)} ÷ {plain(many.value)} = {plain(by_each.actual / same)}"
            return _said(scene, [one, whole, many], judged.verdict, line, judged.reading)
    ratio = by_each.actual / one.value
    if not 1 / WIDEST < ratio < WIDEST or abs(ratio - 1) < 0.02:
        return None
    line = f"{plain(total.value)} ÷ {plain(many.value)} = {plain(by_each.actual)}, and {plain(many.value)} × {plain(one.value)} = {plain(many.value * one.value)}"
    return _said(scene, [one, whole, many], Verdict.FAILS, line, "")


def _said(scene: Scene, figures: list[Quantity], verdict: Verdict, line: str, reading: str) -> Finding:
    agrees = "agrees" if verdict is Verdict.HOLDS else "does not agree"
    return finding(NAME, verdict, scene.joint, figures, line, f"“{figures[0].text.strip()}” {agrees}: {line}.", reading)
