"""Stage 7: from notebooks and templates to HTML and PDF."""
