"""What was said of versions and what was done with it, as tables."""
