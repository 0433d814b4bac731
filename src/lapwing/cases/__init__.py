"""The child's journey: the rooms that hold cases, and the child's page above them."""
