"""A year that is partly realised: one formula for the forecast and for what the months teach about the scenarios.

With R realised in months that hold a share W of a year (Beta distributed, concentration κ):

    f(x | R) ∝ Σ p_i · f_i(x) · Beta(R/x; κW, κ(1 − W)) / x          for x ≥ R
    p_i | R  ∝ p_i · ∫ f_i(x) · Beta(R/x; κW, κ(1 − W)) / x dx

Integration runs over u = ln(x/R − 1), the log odds of what is still to come: there the singularity of the Beta density
at x = R is an exponential tail, and everything is smooth.

Source: docs/methode-prognose.md, *Een deels gerealiseerd jaar*: both equations.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mpp_lib.inflow.component import Components, Floats
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.quadrature import Panels, panels

_GRID = np.arange(-45.0, 46.0, 3.0)
_TAIL = 250.0


@dataclass(frozen=True)
class Observation:
    """What has been realised of a year.

    Attributes:
        realised: R, people in the realised months, > 0.
        share: W, the share of a year that the seasonal profile gives those months, in (0, 1).
        concentration: κ > 0 of the profile; the larger, the surer.
    """

    realised: float
    share: float
    concentration: float

    def __post_init__(self) -> None:
        if not (self.realised > 0 and 0 < self.share < 1 and self.concentration > 0):
            raise ValueError(f"geen bruikbare deelrealisatie: {self}")

    def total(self, u: Floats) -> Floats:
        """x = R·(1 + e^u)."""
        total: Floats = self.realised * (1 + np.exp(u))
        return total

    def log_odds(self, x: Floats) -> Floats:
        """u = ln(x/R − 1), −∞ for x ≤ R."""
        with np.errstate(divide="ignore"):
            u: Floats = np.log(np.maximum(x - self.realised, 0.0) / self.realised)
        return u

    def log_likelihood(self, u: Floats) -> Floats:
        """ln of Beta(R/x; κW, κ(1 − W))/x · dx/du, up to a constant: (κW − 1)·ln y + κ(1 − W)·ln(1 − y) with y = R/x.

        Written as differences from the value at y = W, so that a very large κ costs no digits.
        """
        log_y = -np.logaddexp(0.0, u)
        shift = np.exp(log_y) - self.share
        near = np.abs(shift) < 0.5 * min(self.share, 1 - self.share)
        shift = np.where(near, shift, 0.0)
        gain_y = np.where(near, np.log1p(shift / self.share), log_y - np.log(self.share))
        gain_rest = np.where(near, np.log1p(-shift / (1 - self.share)), log_y + u - np.log1p(-self.share))
        realised, open_ = self.concentration * self.share, self.concentration * (1 - self.share)
        likelihood: Floats = (realised - 1) * gain_y + open_ * gain_rest
        return likelihood


class Scenarios(Protocol):
    """What conditioning asks of the k densities it starts from; see :class:`~mpp_lib.inflow.component.Components`."""

    @property
    def size(self) -> int:
        """Number of densities k."""

    def only(self, k: int) -> Scenarios:
        """Density k on its own."""

    def z(self, x: ArrayLike) -> Floats:
        """Standard normal coordinate of x, element by element."""

    def x(self, z: ArrayLike) -> Floats:
        """Inverse of :meth:`z`."""

    def width(self, x: ArrayLike) -> Floats:
        """dx/dz at x, element by element."""

    def log_pdf(self, x: ArrayLike) -> Floats:
        """Logarithm of the density [..., k]."""


@dataclass(frozen=True, eq=False)
class ConditionedComponents:
    """Each scenario's density given the realised months; see the module for the formula.

    Attributes:
        observation: what has been realised.
        panels: per scenario the density in u, integrated.
    """

    observation: Observation
    panels: tuple[Panels, ...]

    @property
    def lower(self) -> float:
        """What has been realised already."""
        return self.observation.realised

    @property
    def size(self) -> int:
        """Number of densities k."""
        return len(self.panels)

    @cached_property
    def mean(self) -> Floats:
        """Mean per density [k]."""
        return np.array([density.expect(self.observation.total) for density in self.panels])

    @cached_property
    def variance(self) -> Floats:
        """Variance per density [k]."""
        return np.array([self._variance(density, mean) for density, mean in zip(self.panels, self.mean, strict=True)])

    def _variance(self, density: Panels, mean: float) -> float:
        return density.expect(lambda u: (self.observation.total(u) - mean) ** 2)

    def tails(self, x: ArrayLike) -> tuple[Floats, Floats]:
        """P(X ≤ x) and P(X > x), each [..., k] and each accurate in its own tail."""
        u = self.observation.log_odds(np.asarray(x, dtype=float))
        heads, tails = zip(*(density.tails(u) for density in self.panels), strict=True)
        return np.stack(heads, axis=-1), np.stack(tails, axis=-1)

    def pdf(self, x: ArrayLike) -> Floats:
        """Density [..., k]; zero up to and including the realised part, near which it may be unbounded."""
        x = np.asarray(x, dtype=float)
        inside = x > self.lower
        safe = np.where(inside, x, 2 * self.lower)
        u = self.observation.log_odds(safe)
        in_x = np.stack([density.pdf(u) for density in self.panels], axis=-1) / (safe - self.lower)[..., None]
        return np.where(inside[..., None], in_x, 0.0)

    def quantile(self, q: Floats) -> Floats:
        """Quantile per density [..., k], right to about nine digits."""
        values = [self.observation.total(density.quantile(q)) for density in self.panels]
        return np.stack(values, axis=-1)

    def draw(self, q: Floats, index: NDArray[np.intp]) -> Floats:
        """Quantile ``q`` of density ``index``, element by element."""
        values = np.empty_like(q)
        for k, density in enumerate(self.panels):
            chosen = index == k
            values[chosen] = self.observation.total(density.quantile(q[chosen]))
        return values


def condition(chances: Floats, scenarios: Scenarios, observation: Observation) -> Mixture:
    """The forecast of the year and the chances of the scenarios, given the realised months.

    Args:
        chances: p_i before the months were known [k].
        scenarios: f_i before the months were known.
        observation: the realised months.

    Returns:
        Mixture of the conditioned densities; its weights are the posterior chances.
    """
    densities = tuple(_conditioned(scenarios, k, observation) for k in range(scenarios.size))
    evidence = np.array([density.log_total for density in densities])
    return Mixture(_reweighed(chances, evidence), ConditionedComponents(observation, densities))


def truncate(chances: Floats, scenarios: Components, realised: float) -> Mixture:
    """The forecast of a year in which the analyst already used the realised months: only x ≥ R is still possible.

    f(x | x ≥ R) ∝ Σ p_i·f_i(x) for x ≥ R, so p_i becomes proportional to p_i·P_i(X ≥ R).

    Args:
        chances: p_i [k].
        scenarios: f_i.
        realised: R.
    """
    return Mixture(_reweighed(chances, scenarios.log_sf(realised)), scenarios.truncated_at(realised))


def _reweighed(chances: Floats, log_evidence: Floats) -> Floats:
    relative = np.where(chances > 0, log_evidence, -np.inf)
    posterior = chances * np.exp(relative - relative.max())
    weights: Floats = posterior / posterior.sum()
    return weights


def _conditioned(scenarios: Scenarios, k: int, observation: Observation) -> Panels:
    scenario = scenarios.only(k)
    return panels(partial(_log_density, scenario, observation), _first_cut(scenario, observation))


def _log_density(scenario: Scenarios, observation: Observation, u: Floats) -> Floats:
    log_density: Floats = scenario.log_pdf(observation.total(u))[..., 0] + observation.log_likelihood(u)
    return log_density


def _first_cut(scenario: Scenarios, observation: Observation) -> Floats:
    """Edges around the scenario, around the likelihood and out to where both have vanished."""
    start = np.array([observation.realised])
    past_likelihood = np.maximum(scenario.z(start / observation.share), 0.0)
    x = scenario.x(np.concatenate((_GRID, past_likelihood + _GRID[-1])))
    around_scenario = observation.log_odds(x[x > observation.realised])
    before, after = observation.concentration * observation.share, observation.concentration * (1 - observation.share)
    around_likelihood = np.log(after / before) + np.sqrt(1 / before + 1 / after) * _GRID
    level = np.log(scenario.width(start) / (start * (1 + np.abs(scenario.z(start)))))
    edges = np.unique(np.concatenate((around_scenario, around_likelihood, level)))
    edges = edges[edges <= around_scenario.max()]
    return np.concatenate(([edges[0] - _TAIL / after], edges))
