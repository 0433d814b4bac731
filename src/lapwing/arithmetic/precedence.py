"""Of what several rules say of the same figures, whose word is kept."""

from collections import defaultdict
from collections.abc import Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.doubts import SUMS
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, find_quantities

SEVERITY = {Verdict.FAILS: 0, Verdict.CANNOT_TELL: 1, Verdict.REMARK: 2, Verdict.HOLDS: 3}
OPEN = re.compile(r"is missing|if (?:they|the two) count different")
TIGHT = "bound-change"


def is_judged(one: Finding, others: Sequence[Finding]) -> bool:
    """Whether another rule has already said of these figures whether they hold."""
    return any(
        len(set(one.figures) & set(other.figures)) >= 2
        and not OPEN.search(other.reading)
        and not (other.verdict is Verdict.REMARK and one.rule == "way-anywhere")
        and not _is_said_of_each(one, other)
        and not _is_firmer(one, other)
        and not _says_less(other, one)
        for other in others
    )


def _is_said_of_each(one: Finding, other: Finding) -> bool:
    """Whether each is of a claim of its own: "up 15 points, or a quarter"; "down 40% to 300. Up 40% to 500"."""
    if one.rule != "joiner" or one.verdict is not Verdict.FAILS:
        return False
    claim = one.figures[-1]
    if one.sentence != other.sentence:
        return claim in one.sentence and claim in other.sentence
    return other.verdict is Verdict.HOLDS and len(one.figures) == len(other.figures) == 3 and claim not in other.figures


def _says_less(other: Finding, one: Finding) -> bool:
    """That two figures go the way the text says is no word yet on a share that is claimed of them."""
    return other.verdict is Verdict.HOLDS and len(other.figures) == 2 and set(other.figures) < set(one.figures)


def _is_firmer(one: Finding, other: Finding) -> bool:
    """A rule of a later turn that is sure of its words, where an earlier rule could only ask, or took other figures."""
    if other.verdict is not Verdict.CANNOT_TELL:
        return False
    if one.rule == "joiner" and one.verdict is Verdict.FAILS and "two of them" in other.reading:
        return True  # "two-dates" goes by a word or two; here the words beside both dates are the same
    if other.rule in SUMS and (
        one.rule not in SUMS or (one.rule == "sum-anywhere" and "more than one part" in other.reading)
    ):
        return True
    return one.verdict is Verdict.FAILS and "part that is not named" in other.reading


def without_loose(found: Sequence[Finding]) -> list[Finding]:
    """Without what other rules say of a claim that its own words bind to two other figures."""
    tight: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.rule == TIGHT:
            tight[finding.sentence].append(finding)
    left = [
        one for one in found if one.rule == TIGHT or not any(_is_loose(one, other) for other in tight[one.sentence])
    ]
    said = {(one.sentence, one.verdict, one.figures) for one in left if one.rule != TIGHT}
    return [one for one in left if one.rule != TIGHT or (one.sentence, one.verdict, one.figures) not in said]


def _is_loose(one: Finding, tight: Finding) -> bool:
    if tight.verdict is Verdict.HOLDS:
        if one.verdict is not Verdict.FAILS or len(one.figures) < 3:
            return False
        same_claim, same_pair = tight.figures[-1] in one.figures, set(one.figures[:2]) == set(tight.figures[:2])
        return same_claim != same_pair and (same_claim or _kind(one.figures[-1]) is _kind(tight.figures[-1]))
    return tight.verdict is Verdict.FAILS and one.verdict is Verdict.CANNOT_TELL and one.figures == tight.figures


def _kind(figure: str) -> Kind | None:
    return next((one.kind for one in find_quantities(figure)), None)


def once(findings: Sequence[Finding]) -> list[Finding]:
    """What one rule says twice of the same figures is said once, and the graver word wins."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.place, finding.sentence, frozenset(finding.figures))
        if key not in kept or SEVERITY[finding.verdict] < SEVERITY[kept[key].verdict]:
            kept[key] = finding
    return list(kept.values())
