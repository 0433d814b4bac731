"""What guidance says is due, by when, and what the field's words and codes mean.

Plain Python: nothing here knows of a database, a request or a framework.
"""
