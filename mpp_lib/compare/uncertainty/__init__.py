"""How sure the figures of a round are: the bands of its simulation, and what they say of figures planned on."""
