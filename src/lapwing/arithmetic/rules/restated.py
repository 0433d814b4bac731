"""One share said twice, in words and in figures: "nearly half (47%)"."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "restated"
SAME = re.compile(
    r"(?P<a>⟦f\d+⟧)(?P<gap>[^⟦⟧.;]{0,60}?)(?:\(\s*(?:or\s+)?|,\s+or\s+|\bat\s+|\bor\s+|[–—-]\s*|,\s*(?=⟦p\d+⟧,))(?P<b>⟦p\d+⟧)"
)
BACK = re.compile(r"(?P<b>⟦p\d+⟧)\s*(?:\(\s*|,\s*or\s+|,\s*|\bor\s+|[–—-]\s*)(?P<a>⟦f\d+⟧)")
MAJORITY = re.compile(
    r"\b(?P<how>an?\s+(?:small\s+|large\s+|clear\s+|overwhelming\s+|vast\s+)?|the\s+(?:vast\s+|great\s+|overwhelming\s+|large\s+|clear\s+)?)(?P<what>majority|minority)\b[^⟦⟧.;]{0,70}?\(\s*(?P<p>⟦p\d+⟧)\s*\)"
)


FEW_OR_MOST = re.compile(
    r"\b(?P<what>majority|minority|most|few|fewer than half|a handful)\b[^⟦⟧.;]{0,60}?[,(:–—-]\s*(?:just\s+|only\s+)?(?P<a>⟦c\d+⟧)\s+(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+)?(?P<b>⟦c\d+⟧)"
)


def _few_or_most(sentence: Sentence) -> Iterator[Finding]:
    """ "A small minority, 18 of the 24", "most (12 of the 40)"."""
    for match in FEW_OR_MOST.finditer(sentence.shape):
        part, whole = sentence.marked(match["a"]), sentence.marked(match["b"])
        if not whole.value or part.value > whole.value:
            continue
        share, most = part.value / whole.value, match["what"] in {"majority", "most"}
        line = f"{part.text} of {whole.text} is {percent(share)}"
        message = f"{part.text} of {whole.text} is {percent(share)}; the text says “{match['what']}”."
        fits = share > 0.5 if most else share < 0.5
        loose = share >= 0.35 if most else share <= 0.5
        verdict = Verdict.HOLDS if fits else (Verdict.CANNOT_TELL if loose else Verdict.FAILS)
        reading = "" if fits else f"if “{match['what']}” is meant loosely"
        yield finding(NAME, verdict, sentence, [part, whole], line, message, reading if loose else "")


ALMOST_ALL = re.compile(
    r"\b(?P<how>(?:almost|nearly|virtually)\s+all|most(?!\s+[a-z]+(?:\s+[a-z-]+){0,3}\s+(?:were|was|are|is)\b))\b[^⟦⟧.;,:]{0,50}?\(\s*(?P<p>⟦p\d+⟧)\s*\)"
)


@rule(
    NAME,
    "One share said twice",
    Example("Nearly half (58%) of the children were known to services.", Verdict.FAILS, "58% is more than half"),
    Example("Nearly half (47%) of the children were known to services.", Verdict.HOLDS),
    Example("One in five children (35%) lives in poverty.", Verdict.FAILS, "one in five is 20%"),
    Example("Two thirds (66%) of staff agreed.", Verdict.HOLDS),
    Example("Half of the schools (46%) took part.", Verdict.CANNOT_TELL, "if half is meant loosely"),
    Example("A minority of plans (64%) ended in time.", Verdict.FAILS),
    Example("The majority (45%) of calls came from schools.", Verdict.CANNOT_TELL, "if the largest group is meant"),
    Example("A third of boys and 20% of girls attended.", None),
    Example("There are a third fewer nurseries (14) than there were, and a third fewer places (18%).", None),
    Example("The most common were: falls (21%), burns (11%) and cuts (9%).", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A share in words, and beside it the same share in figures.

    "Two thirds (66%)", "nearly half, 47%", "one in five (20%)", "the majority (52%)". Hedges count: "nearly half"
    is a little under and never over. A "majority" under half may be meant as the largest group.
    """
    for sentence in report.sentences:
        if len(sentence.of(Kind.COUNT)) > 1:
            yield from _counts(sentence)
            yield from _few_or_most(sentence)
        if sentence.of(Kind.PERCENT):
            yield from _restated(sentence)
            yield from _majorities(sentence)
            yield from _almost_all(sentence)


def _restated(sentence: Sentence) -> Iterator[Finding]:
    for expression in (SAME, BACK):
        for match in expression.finditer(sentence.shape):
            words, figure = sentence.marked(match["a"]), sentence.marked(match["b"])
            after = sentence.shape[match.end("b") : match.end("b") + 12]
            gap = match.groupdict().get("gap") or ""
            if (
                re.match(r"\s+(?:what|that|as|its|last|the)\b", sentence.text[words.end :])
                and words.start > figure.start
            ):
                continue  # "12%, half what it was"
            if NO_SHARE.match(sentence.text[words.end :].lower()):
                continue  # "a third fewer (14%)" is a change, and "a third saw growth (22%)" one more place
            if (re.match(r"\s+of\b", after) and "(" not in match[0]) or re.search(r"\band\b|\bwhile\b|\bbut\b|,", gap):
                continue
            if NARROWER.match(sentence.text[max(words.end, figure.end) :]) and not re.match(
                r"\s*\(", sentence.text[figure.end :]
            ):
                continue  # "5%, or one in eight of those passed on"
            former = re.match(
                r"\s+of\s+(?:its|what|the|their)\s+(?:former|earlier|previous|old|level)", sentence.text[words.end :]
            )
            if figure.hedge is not Hedge.NONE or (former and words.start > figure.start):
                continue
            yield _say(sentence, words, figure)


NO_SHARE = re.compile(
    r"\s+(?:(?:as\s+)?(?:less|fewer|lower|more|higher|many|much)|saw|was|is|had|has|went|came|did|showed|recorded)\b"
)
NARROWER = re.compile(r"\s+of\s+(?:those|these|them|the\s+(?:rest|others|remaining))\b")
COUNTS = re.compile(r"(?P<a>⟦c\d+⟧)(?:\s*\(\s*(?P<b>⟦c\d+⟧)\s*\)|[^;()]{0,80},\s*(?P<c>⟦c\d+⟧)\s+in\s+(?:all|total))")


def _counts(sentence: Sentence) -> Iterator[Finding]:
    """A hedged count and the exact one in brackets: "just over 1,500 (1,512)"."""
    for match in COUNTS.finditer(sentence.shape):
        about, exact = sentence.marked(match["a"]), sentence.marked(match["b"] or match["c"])
        if about.hedge is Hedge.NONE or exact.hedge is not Hedge.NONE:
            continue
        judged = judge(about, lambda count: count, [exact])
        line = f"{about.text.strip()} beside {exact.text}"
        agrees = "agrees" if judged.verdict is Verdict.HOLDS else "does not agree"
        message = f"“{about.text.strip()}” {agrees} with {exact.text}."
        yield finding(NAME, judged.verdict, sentence, [about, exact], line, message, judged.reading)


def _say(sentence: Sentence, words: Quantity, figure: Quantity) -> Finding:
    judged = judge(words, lambda p: p / 100, [figure])
    line = f"{words.text.strip()} is {percent(words.value)}; the figure is {figure.text.strip()}"
    if judged.verdict is Verdict.HOLDS:
        message = f"“{words.text.strip()}” agrees with {figure.text.strip()}."
    elif judged.verdict is Verdict.FAILS:
        message = f"“{words.text.strip()}” and {figure.text.strip()} are not the same share."
    else:
        message = f"“{words.text.strip()}” would fit {figure.text.strip()} {judged.reading}."
    return finding(NAME, judged.verdict, sentence, [words, figure], line, message, judged.reading)


def _almost_all(sentence: Sentence) -> Iterator[Finding]:
    for match in ALMOST_ALL.finditer(sentence.shape):
        figure, how = sentence.marked(match["p"]), match["how"]
        enough, too_few = (50.0, 35.0) if how == "most" else (85.0, 75.0)
        line = f"“{how}” beside {figure.text}"
        if figure.value > enough:
            yield finding(NAME, Verdict.HOLDS, sentence, [figure], line, f"{figure.text} agrees with “{how}”.")
        elif figure.value > too_few:
            reading = f"if “{how}” is meant loosely"
            yield finding(
                NAME,
                Verdict.CANNOT_TELL,
                sentence,
                [figure],
                line,
                f"{figure.text} is a little few for “{how}”.",
                reading,
            )
        else:
            yield finding(NAME, Verdict.FAILS, sentence, [figure], line, f"{figure.text} is not “{how}”.")


def _majorities(sentence: Sentence) -> Iterator[Finding]:
    for match in MAJORITY.finditer(sentence.shape):
        figure = sentence.marked(match["p"])
        more = figure.value > 50
        line = f"{figure.text} is {'more' if more else 'not more'} than half"
        if (
            match["what"] == "majority"
            and not re.search(r"vast|overwhelming|clear|large|great", match["how"])
            and figure.value >= 35
        ):
            yield finding(
                NAME,
                Verdict.CANNOT_TELL,
                sentence,
                [figure],
                line,
                f"{figure.text} is not more than half.",
                "if “majority” means the largest group",
            )
        else:
            yield finding(NAME, Verdict.FAILS, sentence, [figure], line, f"{figure.text} is not a {match['what']}.")
