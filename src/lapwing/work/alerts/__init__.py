"""Alerts: the right person is told in time, and it can be proved that they were."""
