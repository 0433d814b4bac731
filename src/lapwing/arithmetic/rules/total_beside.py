"""A total told in any order: counts in brackets, in the sentence before, or with the whole at the end."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import exclusive
from lapwing.arithmetic.claims.roles import is_elliptic
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import shown_with
from lapwing.arithmetic.rules._totals import COUNTED_REST, LOOSE, say
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "total-beside"
FEWEST = 3
ADDED = re.compile(
    r"^(?:together|combined|between them|in combination|taken together|add(?:ing)?|added together|put together)\b"
)
AT_LAST = re.compile(r"^\s*(?:[a-z’'-]+\s+){0,2}?(?:in all|in total|altogether|overall|all told|combined)\b")
MOVED = re.compile(
    r"\b(?:than|compared|against|versus|average|per|times|previous|last year|increase|decrease|rose|fell|reduction|target|including|includes?|such as|among|each)\b|⟦[pfrmq]\d+⟧"
)
SHARED_OUT = re.compile(
    r"\b(?:came from|comes from|spread|split|divided|shared|made up|compris\w+|consist\w*|drawn from|funded|paid for|went to|distributed)\b"
)
COMES_TO = re.compile(
    r"\b(?:hold|holds|held|have|had|has|makes?|made|saw|seen|totals?|totalled|comes? to|came to|is|are|gives?|gave|adds? up|reach|reached|received|number|numbered|served|cost|raised|employ|employs|took|take|cover|covered)\b"
)
BACK_TO, UP_TO = re.compile(r"[,;:]|\band\b|⟦"), re.compile(r"[,;:.]|\band\b|\bof\b")
OTHER_HALF = re.compile(r"(?:,|–|—|-|:|\()\s*$")


@rule(
    NAME,
    "A total told in any order",
    Example(
        "Together the north team (45 cases) and the south team (37 cases) hold 92 cases.", Verdict.FAILS, "it is 82"
    ),
    Example("Together the north team (45 cases) and the south team (37 cases) hold 82 cases.", Verdict.HOLDS),
    Example(
        "There were 64 claims. Forty concerned school staff, 13 foster carers and the other 12 volunteers.",
        Verdict.FAILS,
        "65",
    ),
    Example("We spent it on staff (£24,000), training (£9,000) and rooms (£5,000), £40,000 in all.", Verdict.FAILS),
    Example("Boys accounted for 118 of the 200 referrals and girls for 92.", Verdict.FAILS, "118 + 92 is 210"),
    Example("There were 64 claims. Forty concerned school staff and 13 foster carers.", None, "others are not named"),
    turn=1,
)
def check(report: Report) -> Iterator[Finding]:
    """A whole and its parts where the whole comes last, the parts stand in brackets, or the whole is in the sentence before.

    Parts are taken to be all there only where the words say so: "together", "in all", "the other 12", "everything else".
    Two parts that cannot overlap may come to less than the whole, never to more. Where any figure is a share, a rate or
    an average, or something is compared, it keeps quiet.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            said = None
            if len(_counts(sentence)) >= FEWEST:
                said = _added(sentence) or _in_brackets(sentence) or _opposite(sentence) or _beside(sentence)
            if not said and sentence.quantities:
                said = _rest(sentences[index - 1] if index else None, sentence)
            if said:
                yield shown_with(said, sentence, NAME)


def _counts(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.of(Kind.COUNT, Kind.MONEY) if one.value >= 0]


def _one_kind(counts: Sequence[Quantity]) -> bool:
    return len({one.kind for one in counts}) == 1


def _added(sentence: Sentence) -> Finding | None:
    """The parts first, said to be added up, and the whole last."""
    counts = _counts(sentence)
    if len(counts) < 3 or not ADDED.match(sentence.shape) or MOVED.search(sentence.shape) or not _one_kind(counts):
        return None
    if not COMES_TO.search(sentence.text[counts[-2].end : counts[-1].start].lower()):
        return None
    return say(sentence, counts[-1], counts[:-1], exhaustive=True, apart=True)


def _in_brackets(sentence: Sentence) -> Finding | None:
    """Each part in brackets after its name, and the whole outside them."""
    counts = _counts(sentence)
    inside = [one for one in counts if sentence.text[: one.start].rstrip().endswith("(")]
    outside = [one for one in counts if one not in inside]
    outside = [one for one in outside if one.value != len(inside)] if len(outside) > 1 else outside
    if len(inside) < 2 or len(outside) != 1 or MOVED.search(sentence.shape) or not _one_kind(counts):
        return None
    whole = outside[0]
    said = AT_LAST.match(sentence.text[whole.end :].lower()) or re.search(
        r"\b(?:total(?:ling|led)?|sum|came|comes|adds? up|amount\w*)\s+(?:of|to|was|is)?\s*$",
        sentence.text[: whole.start].lower(),
    )
    led = sentence.text[whole.end : inside[0].start].lower()
    all_there = bool(said) or (whole.start < inside[0].start and (":" in led or SHARED_OUT.search(led)))
    return (
        say(sentence, whole, inside, exhaustive=True, apart=True)
        if all_there and whole.value > max(one.value for one in inside)
        else None
    )


def _label(sentence: Sentence, one: Quantity) -> str:
    """The words around a figure, to where the next clause begins."""
    before = BACK_TO.split(sentence.lower[: one.start])[-1]
    after = UP_TO.split(sentence.lower[one.end :], 1)[0]
    return f"{' '.join(before.split()[-4:])} {' '.join(after.split()[:5])}"


def _opposite(sentence: Sentence) -> Finding | None:
    """Two parts of one whole that nobody can be in both of."""
    counts = _counts(sentence)
    if len(counts) != 3 or MOVED.search(sentence.shape) or not _one_kind(counts):
        return None
    whole = max(counts, key=lambda one: one.value)
    first, second = (one for one in counts if one is not whole)
    before = sentence.text[: whole.start].lower()
    partitive = re.search(
        r"\b(?:of|out of|among)\s+(?:(?:the|our|these|those|all|a total of)\s+)*(?:[a-z]+\s+)?$", before
    )
    if not partitive or not exclusive(_label(sentence, first), _label(sentence, second)):
        return None
    return say(sentence, whole, [first, second], exhaustive=False, apart=True)


def _beside(sentence: Sentence) -> Finding | None:
    """The whole with its noun, a comma, and parts with no noun of their own: "96 people came, 41 in the hall and 50 by phone"."""
    counts = _counts(sentence)
    if len(counts) < 3 or MOVED.search(sentence.shape) or LOOSE.search(sentence.shape) or not _one_kind(counts):
        return None
    whole, parts = counts[0], counts[1:]
    stretch = Stretch(sentence, sentence, 1, tuple(counts))
    led = OTHER_HALF.search(sentence.text[whole.end : parts[0].start])
    if (
        not led
        or whole.value <= max(one.value for one in parts)
        or not all(is_elliptic(stretch, one) or _has_place(sentence, one) for one in parts)
    ):
        return None
    apart = all(exclusive(_label(sentence, one), _label(sentence, other)) for one, other in combinations(parts, 2))
    ends = re.search(r"\band\s+(?:the\s+\w+\s+)?$", sentence.text[parts[-2].end : parts[-1].start].lower())
    return (
        say(sentence, whole, list(parts), exhaustive=apart and bool(ends), apart=apart or len(parts) >= 3, firm=True)
        if ends
        else None
    )


def _has_place(sentence: Sentence, one: Quantity) -> bool:
    return bool(
        re.match(
            r"\s+(?:of them\s+)?(?:in|from|by|at|on|via|online|through|during|for|to|over)\b",
            sentence.text[one.end :].lower(),
        )
    )


def _rest(previous: Sentence | None, sentence: Sentence) -> Finding | None:
    """The whole in the sentence before; parts here, the last of which is said to be all the others."""
    if not previous or len(_counts(previous)) != 1 or not COUNTED_REST.search(sentence.shape):
        return None
    joint = Sentence(f"{previous.text} {sentence.text}", sentence.passage, previous.number)
    counts = _counts(joint)
    if (
        len(counts) < 3
        or MOVED.search(joint.shape)
        or not _one_kind(counts)
        or counts[0].value <= max(one.value for one in counts[1:])
    ):
        return None
    return say(joint, counts[0], counts[1:], exhaustive=True, apart=True, firm=True)
