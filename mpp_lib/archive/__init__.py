"""Stage 8: the rounds as a collection."""
