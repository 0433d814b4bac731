"""The rules, one in each file. To add one, add a file: see docs/how-to/check-a-report.md."""

from lapwing.arithmetic.rules.registry import Example, Rule, all_rules, rule

__all__ = ["Example", "Rule", "all_rules", "rule"]
