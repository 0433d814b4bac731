"""Whether what was called a failure may be none: other readings, under which what is said would hold.

A rule looks at the words that make its claim. What excuses a figure may stand beside them: a note on rounding, a part
in the next sentence, two other figures that bear the claim out. Each kind of claim has a file here with the doubts that
can be had of it, in the order in which they are asked; the first that gives a reading turns the failure into "cannot
tell". A claim that its own words bind to its figures is asked nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from lapwing.arithmetic.claims.bound import is_bound
from lapwing.arithmetic.doubts import changes, means, named, others, shares, sums, told_twice, wholes
from lapwing.arithmetic.doubts.case import Case, Doubt, passage_of
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.report import Report

__all__ = ["SUMS", "borne_out", "doubted"]

SUMS = ("total", "total-beside", "parts", "sum-anywhere", "table", "table-pattern", "remainder", "whole")
KINDS: tuple[tuple[tuple[str, ...], tuple[Doubt, ...]], ...] = (
    (("change", "change-beside", "at-large"), changes.DOUBTS),
    (("bound-change", "joiner"), changes.OF_THE_JOINED),
    (("share", "share-beside"), shares.DOUBTS),
    (SUMS, sums.DOUBTS),
    (("average-beside", "average-anywhere", "rate-anywhere", "mean-at-large"), means.DOUBTS),
    (("complement", "shares-whole"), wholes.DOUBTS),
    (("announced-list",), named.DOUBTS),
    (("same-thing",), told_twice.DOUBTS),
)
DOUBTS = {rule: doubts for rules, doubts in KINDS for rule in rules}
# These join a claim to figures that stand near it.
LOOSE = DOUBTS.keys() - {"announced-list", "same-thing"} | {"way-anywhere"}


def doubted(report: Report, finding: Finding, held: Sequence[Finding] = ()) -> Finding:
    """The finding itself, or "cannot tell" with the reading that would save it; `held` are the findings that hold."""
    if finding.verdict is not Verdict.FAILS or is_bound(finding):
        return finding
    case = Case(report, finding, held)
    reading = next(filter(None, (doubt(case) for doubt in DOUBTS.get(finding.rule, ()))), "")
    return replace(finding, verdict=Verdict.CANNOT_TELL, reading=reading) if reading else finding


def borne_out(report: Report, finding: Finding) -> Finding:
    """The last look at every failure of the text: whether other figures bear it out, or may be those that it is of."""
    if finding.verdict is not Verdict.FAILS or finding.place.table is not None:
        return finding
    near = passage_of(report, finding)
    reading = others.by_others(finding, near)
    if not reading and finding.rule in LOOSE and not is_bound(finding):
        reading = others.in_a_crowd(finding, near)
    return replace(finding, verdict=Verdict.CANNOT_TELL, reading=reading) if reading else finding
