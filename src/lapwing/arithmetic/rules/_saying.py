"""How findings are put together and worded, the same for every rule."""

from collections.abc import Sequence
from dataclasses import replace

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Quantity
from lapwing.arithmetic.sentences import Sentence


def finding(
    rule: str,
    verdict: Verdict,
    sentence: Sentence,
    figures: Sequence[Quantity | str],
    computation: str,
    message: str,
    reading: str = "",
) -> Finding:
    written = tuple(figure if isinstance(figure, str) else figure.text.strip() for figure in figures)
    return Finding(rule, verdict, sentence.text, sentence.passage.place, written, computation, message, reading)


def shown_with(said: Finding, sentence: Sentence, rule: str) -> Finding:
    """A finding that was read from a clause, or from several sentences, shown with one sentence of the report."""
    return replace(said, rule=rule, sentence=sentence.text, place=sentence.passage.place)
