"""What follows from what a child said: a note that is safe to pass on, a quotation, an allegation, intelligence.

And the interview that the police hold themselves.
"""
