"""The Prognose Eerste Asielinstroom in figures and tables."""
