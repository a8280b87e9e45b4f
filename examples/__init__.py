"""The versions of the example rounds, and what makes them again."""
