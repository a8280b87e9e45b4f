"""Stage 1: what every later stage speaks: problems, months, Dutch numbers, the catalogue, the result table."""
