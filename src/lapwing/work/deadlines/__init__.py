"""Clocks: a duty running for a real child, due, met, late or not needed; and how each area does its duties."""
