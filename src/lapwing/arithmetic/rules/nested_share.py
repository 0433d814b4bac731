"""A percentage of a percentage, whose base could be either."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import replace

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "nested-share"
NESTED = re.compile(
    r"(?P<a>⟦[pf]\d+⟧)[^⟦⟧;]{0,90}?[,;]?\s*(?:and|with|of\s+(?:which|whom|these|those),?)\s*(?P<b>⟦[pf]\d+⟧)\s*(?P<of>of\s+(?:those|these|them|which|whom|this group))?"
)
OVERALL = re.compile(
    r"\b(?:or|so|equivalent to|equal to|i\.e\.|that is|meaning|making|which is|equating to|giving)\s+(?:that\s+)?(?:about\s+|an?\s+|overall\s+)*(?P<c>⟦[pf]\d+⟧)\s+(?:of\s+(?:all|the total|the whole|everyone|every)|overall|in all|altogether)|(?P<d>⟦[pf]\d+⟧)\s+(?:of\s+all|overall|in all|altogether)"
)
HALF_OF = re.compile(r"(?P<b>⟦[pf]\d+⟧)\s+of\s+(?:the|those|this|that)\s+(?P<a>⟦[pf]\d+⟧)")


@rule(
    NAME,
    "A percentage of a percentage",
    Example(
        "Repeat plans stood at 20%, with 15% of those ending within a year.",
        Verdict.CANNOT_TELL,
        "of the repeats, or of all",
    ),
    Example(
        "40% had a plan, and half of those, or 30% of all children, had a second.", Verdict.FAILS, "half of 40% is 20%"
    ),
    Example("40% had a plan, and half of those, or 20% of all children, had a second.", Verdict.HOLDS),
    Example("A third of the rest went to early help and two thirds, which is one third of all, to assessment.", None),
    Example("40% were boys, with 15% under five.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A share, and a share of that share.

    Where the share of the whole is given too, the two are multiplied and compared. Where it is not, "15% of those"
    can be 15% of the smaller group or of everyone; both are worked out and the rule asks which is meant.
    """
    for sentence in report.sentences:
        if sum(one.is_part for one in sentence.quantities) >= 2:
            yield from _nested(sentence)


def _nested(sentence: Sentence) -> Iterator[Finding]:
    match = NESTED.search(sentence.shape) or HALF_OF.search(sentence.shape)
    if not match or (
        "of" in match.groupdict() and not match["of"] and "of w" not in match[0] and "of th" not in match[0]
    ):
        return
    if re.match(
        r"\s+of\s+(?:the\s+|those\s+)?(?:rest|remaining|remainder|others?)\b", sentence.shape[match.end("a") :]
    ):
        return  # what the rest is of all stands elsewhere
    outer, inner = sentence.marked(match["a"]), sentence.marked(match["b"])
    overall = OVERALL.search(sentence.shape, match.end())
    line = f"{percent(outer.share)} × {percent(inner.share)} = {percent(outer.share * inner.share)}"
    if overall:
        said = sentence.marked(overall["c"] or overall["d"])
        judged = judge(
            said, lambda a, b: a * b, [_as_share(outer), _as_share(inner)], 100.0 if said.kind is Kind.PERCENT else 1.0
        )
        message = f"{inner.text} of {outer.text} is {percent(outer.share * inner.share)}"
        message += f", and the text says {said.text}." if judged.verdict is not Verdict.HOLDS else ", as the text says."
        yield finding(NAME, judged.verdict, sentence, [outer, inner, said], line, message, judged.reading)
    elif inner.kind is outer.kind is Kind.PERCENT and inner.value < outer.value:
        ratio = plain(inner.value / outer.value * 100, 1)
        message = f"{inner.text} may be of the {outer.text} ({percent(outer.share * inner.share)} of all), or of all (then {ratio}% of the {outer.text})."
        yield finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            [outer, inner],
            line,
            message,
            "the base of the second share is missing",
        )


def _as_share(one: Quantity) -> Quantity:
    scale = 100 if one.kind is Kind.PERCENT else 1
    return replace(one, value=one.value / scale, step=one.step / scale)
