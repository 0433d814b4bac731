"""The search for a missing child: who was asked, where the child was seen, and which parents were told."""
