"""Joining what is claimed to the figures it is of, by what they count and where they stand."""
