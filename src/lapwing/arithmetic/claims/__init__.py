"""What sentences say about their numbers: which belongs to which, and what is claimed of them."""
