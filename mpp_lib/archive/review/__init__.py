"""Versions go out to be read, and what is said of them comes back."""
