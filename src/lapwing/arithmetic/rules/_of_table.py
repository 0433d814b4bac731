"""Which row and which column of a table a sentence is of."""
