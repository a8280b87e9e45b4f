"""The fit behind ``rounds/_hindcast``: a few parameters, from a declared start, on what was published until 2023.

Minimised is the sum of squared relative deviations of every scored observation up to and including 2023, those of the
leading indicators counted twice. A parameter that changes over time keeps its course; its level is fitted. One that
moves none of the figures at hand by much is left out: they say nothing of it.

How sure a level is follows from how the deviations that are left bend the sum around it: its covariance is
s² · (JᵀJ)⁻¹, J the derivatives of the weighted deviations and s² their mean square over the degrees of freedom.

Source: docs/hindcast.md, *De ijking*; docs/ijken.md, *Het interval*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from mpp_lib.compare.hindcast.fitted import STARTS
from mpp_lib.compare.hindcast.hindcast import Observation, fed, modelled, observations
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


@dataclass(frozen=True)
class FittedLevel:
    """What known figures say of one parameter.

    Attributes:
        value: of its first month, in :data:`DIGITS` significant digits.
        error: its standard error; infinite where the figures are too few for one.
        at_limit: whether the fit ran into the end of what the chain allows, so that its error says nothing.
        told_by: the figures that depend on it enough (:data:`MOVES`).
    """

    value: float
    error: float
    at_limit: bool
    told_by: tuple[Observation, ...]


@dataclass(frozen=True)
class Fit:
    """The fitted parameters, those left out that known figures say nothing of.

    Attributes:
        freedom: figures that were fitted on, less parameters that were fitted.
    """

    levels: Mapping[str, FittedLevel]
    freedom: int


def calibrate(inputs: RoundInputs) -> dict[str, float]:
    """Parameter → value of its first month, as :func:`fit` finds it."""
    return {name: level.value for name, level in fit(inputs).levels.items()}


def fit(inputs: RoundInputs) -> Fit:
    """Fits the parameters of :data:`STARTS` with the method of trust regions, within their ranges.

    Args:
        inputs: of the folder ``_hindcast``; its own values of these parameters count only for their course, and for
            those that cannot be fitted.
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
    slopes = target.derivatives(found.x)
    errors = standard_errors(slopes, found.fun)
    at_limit = np.isclose(found.x, low, atol=0.0) | np.isclose(found.x, high, atol=0.0)
    levels = {
        name: FittedLevel(
            float(f"{value:.{DIGITS}g}"), float(error), bool(stuck), target.moved_by(slopes[:, place] * value)
        )
        for place, (name, value, error, stuck) in enumerate(zip(target.names, found.x, errors, at_limit, strict=True))
    }
    return Fit(levels, len(found.fun) - len(levels))


def standard_errors(slopes: Array, residuals: Array) -> Array:
    """The standard error of each fitted value: √ of the diagonal of s² · (JᵀJ)⁻¹.

    Args:
        slopes: J, derivatives of the weighted residuals at the solution [observations, parameters].
        residuals: what is left of each [observations].

    Returns:
        [parameters]; infinite where there are no more observations than parameters, or where the observations cannot
        tell parameters apart.
    """
    count, parameters = slopes.shape
    if count <= parameters or np.linalg.matrix_rank(slopes) < parameters:
        return np.full(parameters, np.inf)
    mean_square = residuals @ residuals / (count - parameters)
    errors: Array = np.sqrt(mean_square * np.diag(np.linalg.inv(slopes.T @ slopes)))
    return errors


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

    def moved_by(self, movements: Array) -> tuple[Observation, ...]:
        """The figures that say something of a parameter, from how far its relative change moves each."""
        return tuple(one for one, most in zip(self._seen, np.abs(movements), strict=True) if most >= MOVES)

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
