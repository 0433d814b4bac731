"""Running the partnership and accounting for it: the scorecard and the yearly report."""
