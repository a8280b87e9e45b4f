"""What realisations say that a parameter of a round should be, and what that would do."""
