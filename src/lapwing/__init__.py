"""Lapwing: the shared system of a safeguarding children partnership."""

__version__ = "0.1.0"
