"""Meetings: who was invited, who came or sent a deputy, was it quorate, what was decided."""
