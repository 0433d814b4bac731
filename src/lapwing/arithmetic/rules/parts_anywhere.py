"""A whole against its parts, whatever words join them: figures that stand side by side, and one that should be their sum."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.parts import Parts, are_acts, wholes

NAME = "parts-anywhere"
NEAR = 0.34


@rule(
    NAME,
    "A whole against its parts, whatever joins them",
    Example("The panel looked at 18 cases. Eleven met the threshold and seven did not.", Verdict.HOLDS),
    Example(
        "Contributions came to £300,000 in all. The council gave £168,000, health £87,500 and the police £42,000.",
        Verdict.FAILS,
    ),
    Example("The panel looked at 18 cases. Eleven met the threshold and nine did not.", Verdict.FAILS, "11 + 9 is 20"),
    Example("We saw 400 people, among them 120 men and 90 carers.", None, "some only"),
    Example(
        "Police came 12 times, health 9 and schools 14, so that there were 36 visits between them.", Verdict.FAILS, "35"
    ),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """Counts, or sums of money, that stand side by side, and another that is told as their whole.

    The whole may come first ("90 staff: 32 red, ..."), last ("..., 60 between them"), or in the sentence before. The
    parts are taken to be all there where a colon, a bracket or the words say so ("by main type", "each has one",
    "altogether", "gave", "and nine did not"). Where the words leave room ("including", "more than one", "some") nothing
    is called a failure; nor where the sum is far from the whole, for then the figures may count different things.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if len(sentence.quantities) < 2 or "respectively" in sentence.lower:
                continue
            said = [
                found
                for one in wholes(
                    sentence,
                    sentences[index - 1] if index else None,
                    next(iter(sentences[index + 1 : index + 2]), None),
                )
                if (found := _say(one))
            ]
            held = [one for one in said if one.verdict is Verdict.HOLDS]
            yield from held or said[:1]


def _say(told: Parts) -> Finding | None:
    whole, parts = told.whole, list(told.parts)
    total = sum(one.value for one in parts)
    judged = judge(whole, lambda *values: sum(values), parts, together=True)
    line = f"{' + '.join(plain(one.value) for one in parts)} = {plain(total)}"
    figures = [whole, *parts]
    if judged.verdict is Verdict.HOLDS:
        return finding(NAME, Verdict.HOLDS, told.sentence, figures, line, f"The parts make {whole.text.strip()}.")
    if judged.verdict is Verdict.CANNOT_TELL:
        message = f"The parts come to {plain(total)}, and the whole is {whole.text.strip()}. That would hold {judged.reading}."
        return finding(NAME, Verdict.CANNOT_TELL, told.sentence, figures, line, message, judged.reading)
    if not told.sure or abs(total - whole.value) > NEAR * whole.value or whole.hedge is not Hedge.NONE:
        return None
    if total > whole.value and are_acts(told.sentence.lower, parts):
        return None
    if len(parts) == 2 and parts[0].kind is Kind.COUNT and parts[0].value * parts[1].value == whole.value:
        return None
    line += f", not {whole.text.strip()}"
    message = f"The parts come to {plain(total)}, and the text says {whole.text.strip()}."
    return finding(NAME, Verdict.FAILS, told.sentence, figures, line, message)
