"""What changed since another version, by whom it was asked and what it does: as tables."""
