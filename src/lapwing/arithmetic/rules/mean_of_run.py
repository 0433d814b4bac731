"""The average of a run of figures, and of a total shared out in brackets."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "mean-of-run"
V = r"⟦[cgt]\d+⟧"
NEXT = rf"\s*(?:,\s*(?:and\s+)?|;\s*(?:and\s+)?|\s+and\s+|\s*/\s*)(?:then\s+)?(?={V})"
RUN = re.compile(rf"(?:{V}{NEXT}){{2,}}{V}")
AVERAGE = re.compile(
    rf"\b(?:an?|the|its|our)?\s*(?:average|mean|averag\w+)\s*(?:of|was|is|being|comes\s+to|came\s+to|at|:|out\s+at)?\s*(?:just\s+|about\s+)?(?P<a>{V})|(?P<b>{V})\s+(?:[a-z]+\s+)?on\s+average"
)
SHARED = re.compile(
    r"(?P<a>⟦[cg]\d+⟧)\s+(?:[a-z’'-]+\s+){0,3}?(?:between|among|amongst|across|shared\s+(?:by|between|among)|divided\s+(?:by|between|among)|split\s+between|spread\s+(?:over|across)|over)\s+(?:the\s+|our\s+|all\s+)?(?P<b>⟦c\d+⟧)"
)
EACH = re.compile(r"\b(?:average|mean|each|per|apiece|a\s+head|every)\b")
NOT_SO = re.compile(
    r"\b(?:median|weighted|excluding|except|target|limit|cap|maximum|last\s+year|previous|national\w*|england|compar\w+|rather\s+than|not\s+counting|would|should|if)\b"
)


@rule(
    NAME,
    "The average of a run, or of a total shared out",
    Example("Waits were 12, 15, 11 and 14 weeks in the four quarters, an average of 15.5 weeks.", Verdict.FAILS, "13"),
    Example("Waits were 12, 15, 11 and 14 weeks in the four quarters, an average of 13 weeks.", Verdict.HOLDS),
    Example(
        "On average each social worker now holds 17.4 cases (1,102 cases between 78 full-time workers).",
        Verdict.FAILS,
        "14.1",
    ),
    Example(
        "On average each social worker now holds 14.1 cases (1,102 cases between 78 full-time workers).", Verdict.HOLDS
    ),
    Example("Waits were 12, 15, 11 and 14 weeks, and the median was 15.5 weeks.", None),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """Three figures or more side by side and the one average that is said of them; or "1,102 cases between 78 workers".

    The run is added up and divided by how many it has. A total shared out is divided by the number it is shared between,
    and held against the only other figure of the sentence. Medians, weights, limits and other years keep it quiet.
    """
    for sentence in report.sentences:
        if len(sentence.quantities) < 3 or not EACH.search(sentence.lower) or NOT_SO.search(sentence.lower):
            continue
        if said := _of_run(sentence) or _shared(sentence):
            yield said


def _of_run(sentence: Sentence) -> Finding | None:
    run, mean = RUN.search(sentence.shape), None
    for match in AVERAGE.finditer(sentence.shape):
        one = sentence.marked(match["a"] or match["b"])
        if run and (match.start() > run.end() or match.end() < run.start()):
            mean = one
    if not run or not mean:
        return None
    values = [sentence.marked(mark) for mark in re.findall(V, run[0])]
    kinds = {one.kind for one in values} | {mean.kind}
    if (Kind.MONEY in kinds and kinds != {Kind.MONEY}) or any(one.hedge is not Hedge.NONE for one in values):
        return None
    judged = judge(mean, lambda *all_: sum(all_) / len(all_), values, calculated=True)
    line = f"({' + '.join(plain(one.value) for one in values)}) ÷ {len(values)} = {plain(judged.actual)}"
    if judged.verdict is Verdict.FAILS and not min(v.value for v in values) / 2 <= mean.value <= 2 * max(
        v.value for v in values
    ):
        return None
    message = f"The average of the run is {plain(judged.actual)}; the text says {mean.text.strip()}."
    return finding(NAME, judged.verdict, sentence, [*values, mean], line, message, judged.reading)


def _shared(sentence: Sentence) -> Finding | None:
    match = SHARED.search(sentence.shape)
    if not match:
        return None
    total, among = sentence.marked(match["a"]), sentence.marked(match["b"])
    others = [
        one
        for one in sentence.of(Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE)
        if one is not total and one is not among
    ]
    if len(others) != 1 or others[0].kind is not total.kind or not among.value > 1 or total.value <= others[0].value:
        return None
    claim = others[0]
    if among.value >= total.value or re.match(
        r"\s+(?:years|months|weeks|days|quarters|terms)\b", sentence.lower[among.end :]
    ):
        return None
    judged = judge(claim, lambda a, b: a / b, [total, among], calculated=True)
    if judged.verdict is Verdict.FAILS and not 0.4 <= claim.value / judged.actual <= 2.5:
        return None
    line = f"{plain(total.value)} ÷ {plain(among.value)} = {plain(judged.actual)}"
    message = f"{plain(total.value)} between {plain(among.value)} is {plain(judged.actual)} each; the text says {claim.text.strip()}."
    return finding(NAME, judged.verdict, sentence, [total, among, claim], line, message, judged.reading)
