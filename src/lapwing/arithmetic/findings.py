"""What a check says: one finding, its verdict, and all findings of a report together."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from lapwing.arithmetic.document import Document, Place


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    CANNOT_TELL = "cannot tell"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked.

    `sentence` is the text it was read from, `figures` the numbers as they are written there, `computation` the sum
    in one line, `message` what a colleague would say, and `reading` the reasonable reading under which it would hold.
    """

    rule: str
    verdict: Verdict
    sentence: str
    place: Place
    figures: tuple[str, ...]
    computation: str
    message: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    document: Document
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def count(self) -> Counter[Verdict]:
        return Counter(finding.verdict for finding in self.findings)

    @property
    def exit_code(self) -> int:
        return 1 if any(finding.verdict is Verdict.FAILS for finding in self.findings) else 0
