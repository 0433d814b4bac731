""" "Slightly", "significant", "remained the same", against the size of the change."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.pairs import Pair, find_pairs
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence
from lapwing.arithmetic.settings import sizes

NAME = "wording"
SLIGHT = re.compile(r"\b(?:slight|slightly|marginal|marginally|small|a little|minor|modest|modestly)\b")
GREAT = re.compile(
    r"\b(?:significant|significantly|substantial|substantially|considerable|considerably|sharp|sharply|dramatic|dramatically|marked|markedly|huge|steep|steeply|large)\b"
)
SAME = re.compile(
    r"\b(?:remain(?:s|ed|ing)?\s+(?:approximately\s+|broadly\s+|about\s+|largely\s+|relatively\s+)?(?:the same|stable|static|steady|unchanged|consistent|constant|level)|stayed\s+the\s+same|no\s+change|unchanged|in\s+line\s+with|stable|static)\b"
)
BY_AMOUNT = re.compile(
    r"\b(?:increased|decreased|risen|rose|fallen|fell|reduced|dropped|grown|grew|declined)\s+(?P<how>[a-z]+)\s+by\s+(?P<d>⟦c\d+⟧)"
)


@rule(
    NAME,
    "Words for the size of a change",
    Example(
        "There was a slight decrease in attendance from 1,400 to 1,190.", Verdict.REMARK, "15% is more than slight"
    ),
    Example("There was a slight decrease in attendance from 1,400 to 1,365.", None),
    Example("Contacts rose significantly from 500 to 510.", Verdict.REMARK, "2% is less than significant"),
    Example("The number of plans remained the same, at 240 compared with 310 last year.", Verdict.REMARK),
    Example("The number of plans remained broadly stable, from 240 to 236.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A word for a size beside the size itself.

    By default "slight" is at most 5%, "significant" at least 10%, and "the same" within 5%; `--slight` and
    `--significant` set them. How a reader takes such words is a matter of judgement, so this is always a remark.
    Where the sentence gives only the amount and the new figure, the earlier one is worked out from them.
    """
    for sentences in report.by_passage:
        for number, sentence in enumerate(sentences):
            for pair in find_pairs(sentence):
                if pair.before.value and pair.before.kind is not Kind.DURATION:
                    yield from _say(sentence, pair.segment, pair.before, pair.after, pair)
            if number and (match := BY_AMOUNT.search(sentence.shape)):
                yield from _by_amount(sentences[number - 1], sentence, match)


def _say(sentence: Sentence, words: str, before: Quantity, after: Quantity, pair: Pair) -> Iterator[Finding]:
    share = abs(after.value - before.value) / abs(before.value)
    line = f"{plain(after.value)} − {plain(before.value)} = {plain(after.value - before.value)}, which is {percent((after.value - before.value) / before.value)}"
    near = words[max(0, pair.start - 90) : pair.end + 60]
    if remark := _remark(near, share):
        yield finding(NAME, Verdict.REMARK, sentence, [before, after], line, remark)


def _remark(words: str, share: float) -> str:
    limit = sizes()
    if (slight := SLIGHT.search(words)) and share * 100 > limit.slight:
        return f"“{slight[0]}” is used for a change of {percent(share)}. Would a reader agree?"
    if (great := GREAT.search(words)) and share * 100 < limit.significant:
        return f"“{great[0]}” is used for a change of {percent(share)}. Would a reader agree?"
    if (same := SAME.search(words)) and share * 100 > limit.same:
        return f"“{same[0]}” is used for a change of {percent(share)}. Would a reader agree?"
    return ""


def _by_amount(previous: Sentence, sentence: Sentence, match: re.Match[str]) -> Iterator[Finding]:
    """ "It fell slightly by 240": the earlier figure is the later one and the amount."""
    amount = sentence.marked(match["d"])
    counts = [one for one in previous.of(Kind.COUNT) if one.value > amount.value]
    if not counts or not re.match(r"this|it|that|which", sentence.lower):
        return
    after = max(counts, key=lambda one: one.value)
    down = match[0].startswith(("decr", "fall", "fell", "redu", "drop", "decl"))
    before = after.value + amount.value if down else after.value - amount.value
    if before > 0 and (remark := _remark(match["how"], amount.value / before)):
        line = f"{plain(amount.value)} ÷ {plain(before)} = {percent(amount.value / before)}"
        yield finding(NAME, Verdict.REMARK, sentence, [amount, after], line, remark)
