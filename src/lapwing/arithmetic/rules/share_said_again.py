"""So many of so many, and then the same as a share, in the words that follow."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "share-said-again"
N_OF = re.compile(
    r"(?P<a>⟦c\d+⟧)\s+(?:out\s+)?of\s+(?:the\s+|our\s+|its\s+|these\s+|those\s+|all\s+|a\s+total\s+of\s+)*(?P<b>⟦c\d+⟧)"
)
BACK = re.compile(
    r"^(?:at|this|that|it|these|which|the\s+(?:figure|rate|result|proportion|share)|in\s+other\s+words|so|put\s+another\s+way|as\s+a\s+(?:share|proportion|percentage)|therefore|thus|hence|equivalent)\b"
)
LEADS = re.compile(r"^(?:at|this|that|it|these|which|the|in|so|put|as|therefore|thus|hence|equivalent)\b[^⟦⟧.;]{0,60}$")
OTHERWISE = re.compile(
    r"\b(?:last|previous|prior|earlier|target|national\w*|england|region\w*|neighbour\w*|compar\w*|against|other|rest|remain\w*|not|than\s+(?:in|the|at)|up|down|from|fewer\s+(?!than)|increase\w*|rise|fall|of\s+(?:those|these|them|whom|which)|median)\b"
)
HALF = Quantity(Kind.FRACTION, 0.5, "half", 0, 0, step=0.03, hedge=Hedge.ABOVE, in_words=True)
MOST = re.compile(r"\b(?P<word>most|a\s+majority|the\s+majority|a\s+minority)\s+of\b")


@rule(
    NAME,
    "A count of a count, and then its share",
    Example(
        "We closed 90 of the 400 cases early, and so the majority of cases were closed.",
        Verdict.FAILS,
        "it is 22.5%",
    ),
    Example(
        "Parents had the report in time in 62 of the 79 conferences. At 85%, this is close to our target of nine in ten.",
        Verdict.FAILS,
        "it is 78.5%",
    ),
    Example("We closed 90 of the 400 cases, and so the majority of cases were closed.", Verdict.FAILS),
    Example("We saw 62 of the 79 families. That is up from 85% last year.", None, "of another time"),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """ "62 of the 79", and in the sentence after, or later in the same, "at 85% this is ...", "that is a majority".

    The share must come first in what follows, led in by words that point back ("this", "that is", "at", "which means");
    where another year, place, target or the rest is spoken of before it, nothing is said.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            counts = sentence.of(Kind.COUNT)
            if len(counts) < 2 or not (match := N_OF.search(sentence.shape)):
                continue
            part, base = sentence.marked(match["a"]), sentence.marked(match["b"])
            if not 0 < part.value < base.value or part.hedge is not Hedge.NONE or len(counts) > 2:
                continue
            rest = sentence.shape[match.end() :]
            if told := _claim(
                sentence, re.split(r"[,;–—]\s+", rest, maxsplit=1)[-1] if re.search(r"[,;–—]", rest) else ""
            ):
                yield _say(sentence, part, base, told)
            elif index + 1 < len(sentences) and not any(one.is_part for one in sentence.quantities):
                after = sentences[index + 1]
                if told := _claim(after, after.shape):
                    yield _say(after, part, base, told)


def _claim(sentence: Sentence, words: str) -> Quantity | None:
    words = re.sub(r"^(?:and|but)\s+", "", words.strip())
    if not BACK.match(words):
        return None
    share = re.search(r"⟦[pf]\d+⟧", words)
    if share and (one := sentence.marked(share[0])):
        hedged = re.sub(r"⟦[a-z]\d+⟧", " ", words[: share.start()])
        after = words[share.end() :]
        if (
            LEADS.match(words[: share.start()])
            and not OTHERWISE.search(hedged)
            and not re.match(
                r"\s+(?:[a-z]+\s+)?(?:higher|lower|more|fewer|less|of\s+(?:those|these|them)|points?|up|down|increase|rise|fall)\b",
                after,
            )
        ):
            return one
        return None
    most = MOST.search(words)
    if most and not OTHERWISE.search(words) and "⟦" not in words:
        return HALF if "minority" not in most["word"] else None
    return None


def _say(sentence: Sentence, part: Quantity, base: Quantity, claim: Quantity) -> Finding:
    judged = judge(claim, lambda a, b: a / b, [part, base], 100.0 if claim.kind is Kind.PERCENT else 1.0)
    verdict, reading = judged.verdict, judged.reading
    if (
        claim is not HALF
        and verdict is Verdict.FAILS
        and judge(claim, lambda a, b: 1 - a / b, [part, base], 100.0 if claim.kind is Kind.PERCENT else 1.0).verdict
        is not Verdict.FAILS
    ):
        verdict, reading = Verdict.CANNOT_TELL, "if it is the share of the rest"
    line = f"{plain(part.value)} ÷ {plain(base.value)} = {percent(part.value / base.value)}"
    said = "most" if claim is HALF else claim.text.strip()
    message = f"{plain(part.value)} of {plain(base.value)} is {percent(part.value / base.value)}; the text says {said}."
    return finding(NAME, verdict, sentence, [part, base, said], line, message, reading)
