"""The volumes of a round for a moment of the budget: figures only, no euros."""
