"""How much of a normal component lies below zero: what decides whether it may describe a number of people."""

from __future__ import annotations

import math

NEGATIVE_MASS_LIMIT = 0.01
"""A normal component with more than this below zero is refused: lognormal describes it better."""


def negative_mass(mu: float, sigma: float) -> float:
    """Probability that a normal variable is below zero: Φ(−μ/σ).

    Args:
        mu: mean of the untruncated normal.
        sigma: its standard deviation, above zero.

    >>> round(negative_mass(1.0, 1.0), 6)
    0.158655
    """
    return 0.5 * math.erfc(mu / (sigma * math.sqrt(2.0)))
