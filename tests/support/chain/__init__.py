"""The chain in tests: small chains, drawn surroundings, examples made by hand and a second, scalar reading."""
