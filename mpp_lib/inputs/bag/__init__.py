"""A bag: the folder in which a version of a round is kept."""
