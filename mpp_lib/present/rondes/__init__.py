"""Rounds beside each other: what each of them said of an indicator, and what happened."""
