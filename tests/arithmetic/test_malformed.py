"""Malformed inputs never crash the check and never keep it busy."""

from lapwing.arithmetic.bench import run_malformed


def test_two_hundred_malformed_inputs() -> None:
    read, refused, slowest = run_malformed(200, seed=2026)
    assert read + refused == 200
    assert read > 20
    assert slowest < 5
