"""Figures read together: a few sentences, what each figure is in them, and when it was so."""
