"""Draws of a whole round: inflow paths and uncertain inputs carried through the chain, and what they say."""
