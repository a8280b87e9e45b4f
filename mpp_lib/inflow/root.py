"""Roots of increasing functions, many at once: Newton's method kept inside a shrinking bracket."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mpp_lib.inflow.component import Floats

RELATIVE_TOLERANCE = 1e-14
_LIMIT = 400

ValueAndSlope = Callable[[Floats], tuple[Floats, Floats]]


def increasing_root(function: ValueAndSlope, low: Floats, high: Floats) -> Floats:
    """Where an increasing function is zero, element by element.

    A Newton step is taken when it stays inside the bracket and is at most half the step before it; otherwise the
    bracket is halved. So steep, flat and kinked stretches cost steps, never accuracy.

    Args:
        function: x → (value, slope), slope ≥ 0.
        low, high: bracket with value(low) ≤ 0 ≤ value(high), low ≤ high.

    Raises:
        ArithmeticError: when the bracket doesn't close (the function is not increasing, or NaN).
    """
    x = (low + high) / 2
    step = high - low
    for _ in range(_LIMIT):
        value, slope = function(x)
        low, high = np.where(value <= 0, x, low), np.where(value >= 0, x, high)
        new = _next(x, value, slope, low, high, np.abs(step) / 2)
        step, x = new - x, new
        if np.all(np.abs(step) <= RELATIVE_TOLERANCE * np.abs(x)):
            return x
    raise ArithmeticError("de nulpuntsbepaling kwam niet tot een antwoord")


def _next(x: Floats, value: Floats, slope: Floats, low: Floats, high: Floats, longest: Floats) -> Floats:
    with np.errstate(all="ignore"):
        newton = x - value / slope
    usable = (newton >= low) & (newton <= high) & (np.abs(newton - x) <= longest)
    return np.where(value == 0, x, np.where(usable, newton, (low + high) / 2))
