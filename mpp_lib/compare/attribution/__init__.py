"""Why two rounds differ: each difference split over what changed."""
