"""The fit behind ``rounds/_hindcast``: a few parameters, from a declared start, on what was published until 2023.

Minimised is the sum of squared relative deviations of every scored observation up to and including 2023, those of the
leading indicators counted twice. A parameter that changes over time keeps its course; its level is fitted. One that
moves none of the figures at hand by much is left out: they say nothing of it.

Source: docs/hindcast.md, *De ijking*.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mpp_lib.compare.hindcast.fitted import STARTS
from mpp_lib.compare.hindcast.hindcast import fed, modelled, observations
from mpp_lib.compare.hindcast.terms import Terms
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key, Param
from mpp_lib.production.parts import Parts

LEADING_WEIGHT = 2.0
STEP = 1e-6
"""Relative step of the derivatives."""
SMALLEST = 1e-6
DIGITS = 4
"""Significant digits with which a fitted value is stored."""
MOVES = 0.1
"""A parameter is fitted where at least one figure moves by this share of its own relative change, at the start."""


def calibrate(inputs: RoundInputs) -> dict[str, float]:
    """Fits the parameters of :data:`STARTS` with the method of trust regions, within their ranges.

    Args:
        inputs: of the folder ``_hindcast``; its own values of these parameters count only for their course, and for
            those that cannot be fitted.

    Returns:
        parameter → value of its first month, in :data:`DIGITS` significant digits; without those that none of the
        figures depends on enough (:data:`MOVES`).
    """
    from scipy.optimize import least_squares

    parts = fed(inputs)
    target = _Target(parts.scenario("medio"), inputs, _told_by(parts.scenario("medio"), inputs))
    start = np.array([STARTS[name] for name in target.names])
    specs = {spec.name: spec for spec in parts.chain.parameters}
    low = np.array([max(specs[name].low, SMALLEST) for name in target.names])
    high = np.array([specs[name].high for name in target.names])
    found = least_squares(
        target.at, start, jac=target.derivatives, bounds=(low, high), x_scale=start, ftol=1e-12, xtol=1e-12, gtol=1e-12
    )
    return {name: float(f"{value:.{DIGITS}g}") for name, value in zip(target.names, found.x, strict=True)}


def _told_by(parts: Parts, inputs: RoundInputs) -> tuple[str, ...]:
    """The parameters that the figures say something of."""
    every, start = _Target(parts, inputs, tuple(STARTS)), np.array(list(STARTS.values()))
    moved = np.abs(every.derivatives(start) * start).max(axis=0)
    return tuple(name for name, most in zip(STARTS, moved, strict=True) if most >= MOVES)


class _Target:
    """Weighted relative deviations as a function of the fitted parameters, for many sets of values at once."""

    def __init__(self, parts: Parts, inputs: RoundInputs, names: tuple[str, ...]) -> None:
        self.names = names
        self._parts = parts
        terms = Terms.of(inputs)
        self._seen = tuple(one for one in observations(inputs) if one.scored and terms.phase(one.period) == "fitted")
        self._realised = np.array([one.realised for one in self._seen])
        self._weights = np.array([LEADING_WEIGHT if one.indicator in terms.leading else 1.0 for one in self._seen])
        self._courses = {name: self._course(name) for name in names}

    def _course(self, name: str) -> Array:
        """A parameter relative to its first month: [months, 1]."""
        values = self._parts.series[Param(name)]
        course: Array = values / values[0]
        return course

    def at(self, point: Array) -> Array:
        """The residuals at one set of values."""
        single: Array = self.residuals(point[None])[0]
        return single

    def residuals(self, values: Array) -> Array:
        """[sets, parameters] → [sets, observations]."""
        found = modelled(self._with(values), self._seen).T
        residuals: Array = np.sqrt(self._weights) * (found / self._realised - 1)
        return residuals

    def derivatives(self, point: Array) -> Array:
        """Forward differences at one set of values: [observations, parameters]."""
        steps = STEP * point
        found = self.residuals(np.vstack([point, point + np.diag(steps)]))
        slopes: Array = ((found[1:] - found[0]) / steps[:, None]).T
        return slopes

    def _with(self, values: Array) -> Parts:
        """A draw for every set of values."""
        series: dict[Key, Array] = {
            Param(name): self._courses[name] * values[:, place] for place, name in enumerate(self.names)
        }
        return replace(self._parts, draws=len(values)).with_series(series)
