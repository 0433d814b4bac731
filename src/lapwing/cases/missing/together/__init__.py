"""Patterns across children: who was away at once, found or named together, and where; with sources protected."""
