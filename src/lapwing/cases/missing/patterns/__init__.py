"""What repeats: in one child's absences, and across children. Arithmetic without a database, and pages that show it.

It states facts, each with the absences that prove it. It never counts a child's worth or danger, and orders nobody.
"""
