"""How it is said in Dutch: printed values, sentences, names, rounding that adds up. Every other room builds on it."""
