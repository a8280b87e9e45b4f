"""Every input table, declared once: reading, checks, reference, empty template and schema follow."""
