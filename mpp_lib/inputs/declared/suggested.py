"""The mark of a toekomstscenario that nobody has judged yet."""

SUGGESTED = "voorstel: "
"""How the ``onderbouwing`` of a row begins that ``mpp scenarios suggest`` wrote."""
