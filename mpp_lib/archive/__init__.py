"""Stage 8: what leaves the house, and later what is kept of it."""
