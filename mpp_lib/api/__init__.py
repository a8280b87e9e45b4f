"""Stage 9: a round as an analyst opens it in Python; the command line is a thin layer over it."""
