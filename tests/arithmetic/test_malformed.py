"""Malformed inputs never crash the check and never keep it busy."""

from lapwing.arithmetic import check_text
from lapwing.arithmetic.bench import run_malformed


def test_two_hundred_malformed_inputs() -> None:
    read, refused, slowest = run_malformed(200, seed=2026)
    assert read + refused == 200
    assert read > 20
    assert slowest < 5


def test_marks_that_stand_in_a_report_are_only_text() -> None:
    text = "Of the ⟦c99⟧ cases, 4 (10%) rose from ⟦c98⟧ to ⟦p97⟧, a total of ⟦c96⟧."
    assert all("⟦" not in one.sentence for one in check_text(text).findings)
