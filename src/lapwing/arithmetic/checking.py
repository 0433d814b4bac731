"""Checking a report: read it, ask every rule, put what they say in the order of the text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.borne_out import by_others
from lapwing.arithmetic.document import Document, Place
from lapwing.arithmetic.findings import Finding, Result, Verdict
from lapwing.arithmetic.numbers import Kind, find_quantities
from lapwing.arithmetic.reading import read, read_bytes
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules import all_rules
from lapwing.arithmetic.second_thoughts import SUMS, passage_of, spoken_for, with_second_thought

SEVERITY = {Verdict.FAILS: 0, Verdict.CANNOT_TELL: 1, Verdict.REMARK: 2, Verdict.HOLDS: 3}


def check(source: str | Path) -> Result:
    """Check a file, or standard input where the source is `-`. Raises `CannotRead` where it cannot be read."""
    return check_document(read(source))


def check_text(text: str, name: str = "text") -> Result:
    """Check text or Markdown that is already at hand, as an editor has it."""
    return check_document(read_bytes(text.encode(), name))


def check_document(document: Document) -> Result:
    report = Report(document)
    found = _thought_over(report, [finding for rule in all_rules() if rule.turn == 0 for finding in rule(report)])
    found += _from_later_turns(report, found)
    held = [finding for finding in found if finding.verdict is Verdict.HOLDS]
    found = [_if_others_do(report, spoken_for(finding, held)) for finding in found]
    found = _without_loose(found)
    order = {(passage.place, passage.text): number for number, passage in reversed(list(enumerate(report.passages)))}
    places: dict[Place, int] = {place: number for (place, _), number in reversed(list(order.items()))}
    found.sort(key=lambda finding: (places.get(finding.place, len(order)), SEVERITY[finding.verdict]))
    return Result(document, tuple(_once(found)))


def _if_others_do(report: Report, finding: Finding) -> Finding:
    """A failure as "cannot tell" where other figures of the claim's own clause bear it out."""
    if finding.verdict is not Verdict.FAILS or finding.place.table is not None:
        return finding
    reading = by_others(finding, passage_of(report, finding))
    return replace(finding, verdict=Verdict.CANNOT_TELL, reading=reading) if reading else finding


BOUND_CLOSELY = frozenset({"share-anywhere"})
EACH = re.compile(r"\b(?:in|for|of)\s+(?:each|both|every)\b|\b(?:each|every)\s+(?:year|term|quarter)\b")
OPEN = re.compile(r"is missing|if (?:they|the two) count different")


TIGHT = "bound-change"


def _without_loose(found: list[Finding]) -> list[Finding]:
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


def _from_later_turns(report: Report, found: list[Finding]) -> list[Finding]:
    """What the rules of the later turns say of figures that no rule before them has judged."""
    judged: dict[Place, list[Finding]] = defaultdict(list)
    for finding in found:
        judged[finding.place].append(finding)
    said: list[Finding] = []
    for rule in sorted(all_rules(), key=lambda rule: rule.turn):
        told = _thought_over(report, list(rule(report)), [*found, *said]) if rule.turn else []
        new = [one for one in told if not _is_judged(one, judged[one.place])]
        for finding in new:
            judged[finding.place].append(finding)
        said += new
    return said


def _thought_over(report: Report, found: list[Finding], before: Sequence[Finding] = ()) -> list[Finding]:
    held = [finding for finding in (*before, *found) if finding.verdict is Verdict.HOLDS]
    return [with_second_thought(report, finding, held) for finding in found]


def _is_judged(one: Finding, others: list[Finding]) -> bool:
    """Whether another rule has already said of these figures whether they hold."""
    return any(
        _shared(one, other) >= 2
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
    if one.rule in BOUND_CLOSELY and other.verdict is not Verdict.FAILS and set(one.figures) != set(other.figures):
        return True
    if one.rule == "joiner" and one.verdict is Verdict.FAILS and EACH.search(one.sentence.lower()):
        return set(one.figures) != set(other.figures)
    if other.verdict is not Verdict.CANNOT_TELL:
        return False
    if one.rule == "joiner" and one.verdict is Verdict.FAILS and "two of them" in other.reading:
        return True  # "two-dates" goes by a word or two; here the words beside both dates are the same
    if other.rule in SUMS and (
        one.rule not in SUMS or (one.rule == "sum-anywhere" and "more than one part" in other.reading)
    ):
        return True
    if one.verdict is not Verdict.FAILS:
        return False
    return "part that is not named" in other.reading


def _shared(one: Finding, other: Finding) -> int:
    return len(set(one.figures) & set(other.figures))


def _once(findings: list[Finding]) -> list[Finding]:
    """What one rule says twice of the same figures is said once, and the graver word wins."""
    kept: dict[tuple[str, Place, str, frozenset[str]], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.place, finding.sentence, frozenset(finding.figures))
        if key not in kept or SEVERITY[finding.verdict] < SEVERITY[kept[key].verdict]:
            kept[key] = finding
    return list(kept.values())
