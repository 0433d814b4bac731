"""How findings are put together and worded, the same for every rule."""

from collections.abc import Sequence
from dataclasses import replace

from lapwing.arithmetic import lazy_re as re
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
    said = _in_mid_sentence(message, figures)
    return Finding(rule, verdict, sentence.text, sentence.passage.place, written, computation, said, reading)


def _in_mid_sentence(message: str, figures: Sequence[Quantity | str]) -> str:
    """ "60 of 90 is two thirds", though the report has "Two thirds" at the head of a sentence."""
    for one in figures:
        if isinstance(one, Quantity) and one.text[:1].isupper() and (one.in_words or one.hedge):
            written = one.text.strip()
            message = re.sub(rf"(?<=[a-z,] ){re.escape(written)}(?!\w)", written[0].lower() + written[1:], message)
    return message


def shown_with(said: Finding, sentence: Sentence, rule: str) -> Finding:
    """A finding that was read from a clause, or from several sentences, shown with one sentence of the report."""
    return replace(said, rule=rule, sentence=sentence.text, place=sentence.passage.place)
