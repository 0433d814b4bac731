"""Worked examples: the same objects are the tests' cases and the reference page's text."""
