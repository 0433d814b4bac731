"""Agencies, teams, seats, accounts, areas and places; how each came from another."""
