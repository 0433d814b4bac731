"""Checking a report: every rule speaks, every failure is doubted, and of what is said twice the surer word is kept.

1. `reading` makes a document of a file, and `Report` makes it ready: its sentences, lists, tables and year.
2. The rules (`rules/`) find claims, join them to their figures and work them out. They speak in turns; a rule of a
   later turn is heard only of figures that none before it has judged (`precedence`).
3. Each failure is asked whether another reading would save it (`doubts/`).
4. What is left is put in the order of the text.
"""

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lapwing.arithmetic.document import Document, Place
from lapwing.arithmetic.doubts import borne_out, doubted
from lapwing.arithmetic.findings import Finding, Result, Verdict
from lapwing.arithmetic.precedence import SEVERITY, is_judged, once, without_loose
from lapwing.arithmetic.reading import read, read_bytes
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules import Rule, all_rules


def check(source: str | Path) -> Result:
    """Check a file, or standard input where the source is `-`. Raises `CannotRead` where it cannot be read."""
    return check_document(read(source))


def check_text(text: str, name: str = "text") -> Result:
    """Check text or Markdown that is already at hand, as an editor has it."""
    return check_document(read_bytes(text.encode(), name))


def check_document(document: Document) -> Result:
    report = Report(document)
    with _no_collecting():
        found = [borne_out(report, one) for one in _heard(report)]
        return Result(document, tuple(once(_in_order(report, without_loose(found)))))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let nothing look for rubbish meanwhile: a report is kept to the end, and to look costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _heard(report: Report) -> list[Finding]:
    """What the rules say. Those of the first turn are all heard, and each later one only of what is not judged yet."""
    found = _said(report, [rule for rule in all_rules() if rule.turn == 0])
    judged: dict[Place, list[Finding]] = defaultdict(list)
    for finding in found:
        judged[finding.place].append(finding)
    for rule in sorted(all_rules(), key=lambda rule: rule.turn):
        told = _said(report, [rule], found) if rule.turn else []
        new = [one for one in told if not is_judged(one, judged[one.place])]
        for finding in new:
            judged[finding.place].append(finding)
        found += new
    return found


def _said(report: Report, rules: Sequence[Rule], before: Sequence[Finding] = ()) -> list[Finding]:
    """What some rules say, their failures doubted in the light of all that has been found to hold."""
    said = [finding for rule in rules for finding in rule(report)]
    held = [finding for finding in (*before, *said) if finding.verdict is Verdict.HOLDS]
    return [doubted(report, finding, held) for finding in said]


def _in_order(report: Report, found: list[Finding]) -> list[Finding]:
    """By where they stand in the text, the gravest first."""
    places: dict[Place, int] = {}
    for number, passage in enumerate(report.passages):
        places.setdefault(passage.place, number)
    return sorted(found, key=lambda one: (places.get(one.place, len(report.passages)), SEVERITY[one.verdict]))
