"""Agencies' files: read whole, checked whole, then taken in batches that can be resumed. Nothing is dropped."""
