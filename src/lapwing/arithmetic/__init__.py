"""Checking the arithmetic of a report: plain Python, no framework, no database.

from lapwing.arithmetic import check

result = check("report.docx")
for finding in result.findings:
    print(finding.verdict, finding.computation)
"""

from lapwing.arithmetic.checking import check, check_document, check_text
from lapwing.arithmetic.findings import Finding, Result, Verdict
from lapwing.arithmetic.reading import CannotRead

__all__ = ["CannotRead", "Finding", "Result", "Verdict", "check", "check_document", "check_text"]
