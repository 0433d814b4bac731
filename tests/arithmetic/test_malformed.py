"""Malformed inputs never crash the check and never keep it busy."""

import time

import pytest

from lapwing.arithmetic import check_text
from lapwing.arithmetic.bench import run_malformed

# Many times over what other tests cover: measuring it again would double its time.
pytestmark = [pytest.mark.no_cover, pytest.mark.long]


def test_two_hundred_malformed_inputs() -> None:
    read, refused, slowest = run_malformed(200, seed=2026)
    assert read + refused == 200
    assert read > 20
    assert slowest < 5


def test_marks_that_stand_in_a_report_are_only_text() -> None:
    text = "Of the ⟦c99⟧ cases, 4 (10%) rose from ⟦c98⟧ to ⟦p97⟧, a total of ⟦c96⟧."
    assert all("⟦" not in one.sentence for one in check_text(text).findings)


def test_a_total_of_very_many_parts_is_no_puzzle() -> None:
    """Trying every choice of the parts would take for ever, in a sentence and in a table."""
    parts = [str(11 + 2 * number) for number in range(60)]
    table = "| Row | Number |\n|---|---|\n" + "".join(f"| Row {n} | {n} |\n" for n in parts) + "| Total | 9999 |\n"
    start = time.process_time()
    check_text(f"The total of 9,999 calls was made up of {', '.join(parts)} and 12 calls.\n\n{table}")
    assert time.process_time() - start < 3
