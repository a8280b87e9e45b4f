"""The chain in figures and tables: partners, domains, balances, measures, definitions."""
