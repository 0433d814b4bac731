"""One worklist for a person or a team across all rooms, and the background jobs of work."""
