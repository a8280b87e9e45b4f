"""A density known up to a constant, integrated once and then inverted at will.

The line is cut into panels on which the logarithm of the density varies little; on those Gauss-Legendre quadrature is
exact to rounding. Sums over panels run from the left and from the right, so each tail keeps its own relative accuracy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.polynomial.legendre import leggauss

from mpp_lib.inflow.component import Floats

_NODES, _WEIGHTS = leggauss(20)
_VARIATION = 6.0
_DEPTH = 200.0
_CELLS = 64

LogDensity = Callable[[Floats], Floats]


@dataclass(frozen=True, eq=False)
class Panels:
    """An unnormalised log density on panels.

    Attributes:
        log_density: u → ln k(u), smooth.
        edges: ends of the panels, increasing [p + 1]; outside them the density is below e⁻²⁰⁰ of its top.
        top: largest ln k seen; integrals are relative to e^top.
    """

    log_density: LogDensity
    edges: Floats
    top: float

    @cached_property
    def _masses(self) -> Floats:
        return self._integral(self.edges[:-1], self.edges[1:])

    @cached_property
    def _below(self) -> Floats:
        return np.concatenate(([0.0], np.cumsum(self._masses)))

    @cached_property
    def _above(self) -> Floats:
        return np.concatenate((np.cumsum(self._masses[::-1])[::-1], [0.0]))

    @property
    def log_total(self) -> float:
        """ln ∫ k(u) du."""
        return self.top + float(np.log(self._below[-1]))

    def pdf(self, u: Floats) -> Floats:
        """Normalised density at u."""
        density: Floats = np.exp(self.log_density(u) - self.log_total)
        return density

    def tails(self, u: Floats) -> tuple[Floats, Floats]:
        """P(U ≤ u) and P(U > u), each accurate in its own tail."""
        u = np.clip(u, self.edges[0], self.edges[-1])
        panel = np.clip(np.searchsorted(self.edges, u) - 1, 0, len(self._masses) - 1)
        head = self._below[panel] + self._integral(self.edges[panel], u)
        tail = self._above[panel + 1] + self._integral(u, self.edges[panel + 1])
        return head / self._below[-1], tail / self._below[-1]

    @cached_property
    def _table(self) -> tuple[Floats, Floats, Floats]:
        """Fine grid of (chance below, u, du/dchance), chances strictly increasing."""
        steps = np.arange(_CELLS) / _CELLS
        u = (self.edges[:-1, None] + np.diff(self.edges)[:, None] * steps).ravel()
        u = np.append(u, self.edges[-1])
        chance = np.cumsum(self._integral(u[:-1], u[1:])) / self._below[-1]
        chance = np.concatenate(([0.0], chance))
        kept = np.concatenate(([True], np.diff(chance) > 0))
        return chance[kept], u[kept], 1 / self.pdf(u[kept])

    def quantile(self, q: Floats) -> Floats:
        """The u with chance q below it, by cubic interpolation in a fine table: right to about nine digits."""
        chance, u, slope = self._table
        cell = np.clip(np.searchsorted(chance, q, side="right") - 1, 0, len(chance) - 2)
        width = chance[cell + 1] - chance[cell]
        t = np.clip((q - chance[cell]) / width, 0.0, 1.0)
        rise = u[cell + 1] - u[cell]
        ends = (1 - t) * slope[cell] * width - t * slope[cell + 1] * width
        value: Floats = u[cell] + t * rise + t * (1 - t) * (ends + (2 * t - 1) * rise)
        return value

    def expect(self, function: Callable[[Floats], Floats]) -> float:
        """E[function(U)]."""
        u, weights = _nodes(self.edges[:-1], self.edges[1:])
        mass = np.exp(self.log_density(u) - self.top) * weights
        return float(np.sum(mass * function(u)) / self._below[-1])

    def _integral(self, low: Floats, high: Floats) -> Floats:
        u, weights = _nodes(low, high)
        integral: Floats = (np.exp(self.log_density(u) - self.top) * weights).sum(axis=-1)
        return integral


def panels(log_density: LogDensity, edges: Floats) -> Panels:
    """Cut panels until the log density varies little on each one that matters, and drop the outer ones that don't.

    Args:
        log_density: u → ln k(u).
        edges: first cut [p + 1]; every peak must lie inside it, and none be a spike between two edges.
    """
    while True:
        least, most = _range(log_density, edges)
        matters = most > most.max() - _DEPTH
        split = matters & (most - least > _VARIATION)
        if not split.any():
            break
        edges = np.union1d(edges, (edges[:-1] + edges[1:])[split] / 2)
    kept = np.flatnonzero(matters)
    return Panels(log_density, edges[kept[0] : kept[-1] + 2], float(most.max()))


def _range(log_density: LogDensity, edges: Floats) -> tuple[Floats, Floats]:
    """Smallest and largest log density seen on each panel, its ends included."""
    inner, _ = _nodes(edges[:-1], edges[1:])
    values = log_density(np.column_stack((edges[:-1], inner, edges[1:])))
    return values.min(axis=-1), values.max(axis=-1)


def _nodes(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    half = (high - low)[..., None] / 2
    return low[..., None] + half * (1 + _NODES), half * _WEIGHTS
