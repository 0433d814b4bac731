"""Where a looked-after child is placed, as the council that answers for the child records it by hand."""
