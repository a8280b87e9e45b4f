"""Figures from where they are published: a file, a service or a database, as rows of ``realisaties.csv``."""
