"""A change of a percentage told twice: in points, and "in relative terms"."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "relative-terms"
RELATIVE = re.compile(
    r"(?P<a>⟦[pf]\d+⟧)[^⟦⟧.;]{0,40}\b(?:relative|proportional|proportionate|proportionately|relatively)\b|"
    r"\b(?:relative|proportional|proportionate|proportionately|relatively)\b(?:\s+(?!to\b)[a-z]+){0,4}\s*(?:,\s*)?(?:of|by|is|was|it\s+is|that\s+is)?\s*(?:an?\s+)?(?P<b>⟦[pf]\d+⟧)"
)


@rule(
    NAME,
    "A change in relative terms",
    Example(
        "Audits graded good moved from 40% to 52%. That is 12 percentage points, or 20% in relative terms.",
        Verdict.FAILS,
        "12 ÷ 40 is 30%",
    ),
    Example(
        "Audits graded good moved from 40% to 52%. That is 12 percentage points, or 30% in relative terms.",
        Verdict.HOLDS,
    ),
    Example("Attendance rose from 50% to 60%, a relative increase of 10%.", Verdict.FAILS),
    Example("Attendance rose from 50% to 60%, a rise of 10%.", None, "it may mean points"),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """From one percentage to another, and a change that is said to be relative: the difference as a share of the first.

    The two percentages stand in the same sentence or in the one before, and are the only two there.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if "relativ" in sentence.lower or "proportional" in sentence.lower or "proportionate" in sentence.lower:
                for back in range(2):
                    if index >= back and (said := _say(scene_of(sentences[index - back : index + 1]))):
                        yield said
                        break


def _say(scene: Scene) -> Finding | None:
    match = RELATIVE.search(scene.joint.shape)
    if not match:
        return None
    claim = scene.joint.marked(match["a"] or match["b"])
    others = [one for one in scene.joint.of(Kind.PERCENT) if one is not claim]
    if len(others) != 2 or not all(one.value > 0 for one in others):
        return None
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    told = [judge(claim, lambda a, b: (b - a) / a, pair, scale) for pair in (others, others[::-1])]
    before, after = others
    judged = told[0]
    line = f"({plain(after.value)} − {plain(before.value)}) ÷ {plain(before.value)} = {percent(after.value / before.value - 1)}"
    verdict, reading = judged.verdict, judged.reading
    if verdict is Verdict.FAILS and told[1].verdict is not Verdict.FAILS:
        verdict, reading = Verdict.CANNOT_TELL, "if the second percentage is the earlier"
    message = (
        f"In relative terms it is {percent(after.value / before.value - 1)}, and the text says {claim.text.strip()}."
    )
    return finding(NAME, verdict, scene.shown, [before, after, claim], line, message, reading)
