"""Checking a report: read it, ask every rule, put what they say in the order of the text."""

from pathlib import Path

from lapwing.arithmetic.document import Document, Place
from lapwing.arithmetic.findings import Finding, Result, Verdict
from lapwing.arithmetic.reading import read, read_bytes
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules import all_rules

SEVERITY = {Verdict.FAILS: 0, Verdict.CANNOT_TELL: 1, Verdict.REMARK: 2, Verdict.HOLDS: 3}


def check(source: str | Path) -> Result:
    """Check a file, or standard input where the source is `-`. Raises `CannotRead` where it cannot be read."""
    return check_document(read(source))


def check_text(text: str, name: str = "text") -> Result:
    """Check text or Markdown that is already at hand, as an editor has it."""
    return check_document(read_bytes(text.encode(), name))


def check_document(document: Document) -> Result:
    report = Report(document)
    found = [finding for rule in all_rules() if not rule.last for finding in rule(report)]
    for rule in all_rules():
        if rule.last:
            found += [finding for finding in rule(report) if not _is_judged(finding, found)]
    order = {(passage.place, passage.text): number for number, passage in reversed(list(enumerate(report.passages)))}
    places: dict[Place, int] = {place: number for (place, _), number in reversed(list(order.items()))}
    found.sort(key=lambda finding: (places.get(finding.place, len(order)), SEVERITY[finding.verdict]))
    return Result(document, tuple(_once(found)))


def _is_judged(one: Finding, others: list[Finding]) -> bool:
    """Whether another rule has already said of these figures whether they hold."""
    return any(
        one.place == other.place
        and one.rule != other.rule
        and _shared(one, other) >= 2
        and "is missing" not in other.reading
        for other in others
    )


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
