"""Is this the same child? Candidates from PostgreSQL, a score whose reasons a person can read, three outcomes."""
