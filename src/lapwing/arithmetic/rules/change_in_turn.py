"""Two or more changes in one sentence, each with its own two figures."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.direction import MOVING, sign_of
from lapwing.arithmetic.claims.pairs import Pair
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._changes import check_claim
from lapwing.arithmetic.rules._saying import shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "change-in-turn"
TWO = re.compile(
    r"(?<!\bby )(?P<a>⟦[cg]\d+⟧)(?:\s+(?:in|at)\s+⟦y\d+⟧)?\s+(?:to|then|→|becoming)\s+(?:just\s+|only\s+)?(?P<b>⟦[cg]\d+⟧)"
)
MOVED = re.compile(rf"\b{MOVING}\b")
EACH_TIME = re.compile(
    rf"\b(?P<word>{MOVING})\s+of\s+(?:about\s+|around\s+|some\s+)?(?P<p>⟦p\d+⟧)\s+in\s+(?:each|both|every)\b"
)
FARTHEST = 60


@rule(
    NAME,
    "Changes told one after another",
    Example("Discussions fell by 9% (1,300 to 1,183) and enquiries by 16% (950 to 855).", Verdict.FAILS, "10%"),
    Example("Discussions fell by 9% (1,300 to 1,183) and enquiries by 10% (950 to 855).", Verdict.HOLDS),
    Example(
        "Exclusions went from 250 in 2019/20 to 230 in 2020/21 and to 199 in 2021/22, a fall of 8% in each of the two years.",
        Verdict.FAILS,
    ),
    Example(
        "Discussions fell by 9% and enquiries by 16% (950 to 855) and plans rose.", None, "one of them has no figures"
    ),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """As many percentages as pairs of figures, in turn: a percentage and its two figures, and then the next.

    The figures of a pair stand together ("1,300 to 1,183", "from 350 to 301"), near their percentage. The direction of a
    change with no verb of its own is that of the verb before it. A percentage that is said of each of several steps is
    held against every one of them.
    """
    for sentence in report.sentences:
        if (
            len(sentence.of(Kind.PERCENT)) >= 1
            and len(sentence.of(Kind.COUNT, Kind.MONEY)) >= 3
            and MOVED.search(sentence.lower)
        ):
            yield from _in_turn(sentence)
            yield from _each_step(sentence)


def _in_turn(sentence: Sentence) -> Iterator[Finding]:
    pairs = [(sentence.marked(match["a"]), sentence.marked(match["b"])) for match in TWO.finditer(sentence.shape)]
    shares = sentence.of(Kind.PERCENT)
    if len(pairs) != len(shares) or len(pairs) < 2 or any(a.kind is not b.kind for a, b in pairs):
        return
    in_order = sorted([*((one.start, "p") for one in shares), *((a.start, "f") for a, _ in pairs)])
    if any(one[1] == other[1] for one, other in pairwise(in_order)):
        return
    for share, (before, after) in zip(shares, pairs, strict=True):
        gap = min(abs(before.start - share.end), abs(share.start - after.end))
        if gap > FARTHEST:
            return
        if said := _checked(sentence, share, before, after):
            yield said


def _checked(sentence: Sentence, share: Quantity, before: Quantity, after: Quantity) -> Finding | None:
    words = [match[0] for match in MOVED.finditer(sentence.lower[: max(share.end, before.start)])]
    claim = ChangeClaim(Claimed.SHARE, share, sign_of(words[-1]) if words else 0)
    pair = Pair(sentence, before, after, 0, len(sentence.shape), sentence.shape)
    said = check_claim(pair, claim, sentence)
    return shown_with(said, sentence, NAME) if said else None


def _each_step(sentence: Sentence) -> Iterator[Finding]:
    match = EACH_TIME.search(sentence.shape)
    counts = sentence.of(Kind.COUNT)
    run = [one for one in counts if one.start < sentence.marked(match["p"]).start] if match else []
    if not match or len(run) < 3:
        return
    found = []
    for before, after in pairwise(run):
        claim = ChangeClaim(Claimed.SHARE, sentence.marked(match["p"]), sign_of(match["word"]))
        pair = Pair(sentence, before, after, 0, len(sentence.shape), sentence.shape)
        if said := check_claim(pair, claim, sentence):
            found.append(shown_with(said, sentence, NAME))
    yield from [one for one in found if one.verdict is Verdict.FAILS][:1] or found[:1]
