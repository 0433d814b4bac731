"""Pages of the directory: who is who, whom to call, and who answers at night; and what its keeper may change."""
