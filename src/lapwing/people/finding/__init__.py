"""Who is this child, and who knows them: the search, the doubts that somebody must look at, and un-joining."""
