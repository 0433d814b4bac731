"""Corrections: a wrong join was undone, and each thing that had used it is put right, or is found to stand."""
