"""How far off the chain itself is, measured of years that are over."""
