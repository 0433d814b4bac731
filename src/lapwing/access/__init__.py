"""Who may see, and who has seen: the viewer, the circle, levels and policies, and the ledger.

This room knows a child, and a person as told, only by key.
"""
