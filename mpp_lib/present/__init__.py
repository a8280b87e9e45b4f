"""Stage 6: tables, figures and wording, made for people."""
