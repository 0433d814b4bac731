"""A made-up partnership to try Lapwing with: places, agencies, staff, families, and what happened to them.

It is made through the same acts and files as everything else. The same seed and date give the same world.
"""
