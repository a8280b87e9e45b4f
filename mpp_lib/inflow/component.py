"""Densities of toekomstscenario's: normals and lognormals, truncated from below and renormalised.

Both families are a standard normal in z: z = (x − μ)/σ, or z = (ln(x/m) + s²/2)/s with s² = ln(1 + (sd/m)²) for a
lognormal of mean m and standard deviation sd. Truncation at ``lower`` is truncation at a = z(lower).

Source: docs/methode-prognose.md, *De verdeling van een jaar*; N.L. Johnson, S. Kotz en N. Balakrishnan, Continuous
Univariate Distributions, deel 1, hoofdstuk 13 (truncated normal) and 14 (lognormal).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr, ndtr, ndtri, ndtri_exp

Floats = NDArray[np.float64]
LOG_SQRT_2PI = 0.5 * np.log(2 * np.pi)
_NODES, _WEIGHTS = leggauss(10)


class Densities(Protocol):
    """k densities on x ≥ ``lower``, side by side; what a mixture weighs."""

    @property
    def lower(self) -> float:
        """Smallest possible value."""

    @property
    def size(self) -> int:
        """Number of densities k."""

    @property
    def mean(self) -> Floats:
        """Mean per density [k]."""

    @property
    def variance(self) -> Floats:
        """Variance per density [k]."""

    def tails(self, x: ArrayLike) -> tuple[Floats, Floats]:
        """P(X ≤ x) and P(X > x), each [..., k] and each accurate in its own tail."""

    def pdf(self, x: ArrayLike) -> Floats:
        """Density at x [..., k]."""

    def quantile(self, q: Floats) -> Floats:
        """Quantile per density [..., k]."""

    def draw(self, q: Floats, index: NDArray[np.intp]) -> Floats:
        """Quantile ``q`` of density ``index``, element by element."""


def _integrate(a: Floats, rise: Floats) -> Floats:
    """P(Z ≤ a + rise | Z > a) for a rise so small that a difference of distribution functions would lose digits."""
    half = rise / 2
    t = a[..., None] + half[..., None] * (1 + _NODES)
    share: Floats = half * (np.exp(-0.5 * t * t - LOG_SQRT_2PI - log_ndtr(-a)[..., None]) @ _WEIGHTS)
    return share


@dataclass(frozen=True, eq=False)
class Components:
    """Truncated normals and lognormals in closed form.

    Attributes:
        expectation: μ of the untruncated normal, or mean of the untruncated lognormal [k].
        spread: σ of the untruncated normal, or standard deviation of the untruncated lognormal [k], > 0.
        lognormal: which of them are lognormal [k].
        lower: truncation point, ≥ 0.
    """

    expectation: Floats
    spread: Floats
    lognormal: NDArray[np.bool_]
    lower: float = 0.0

    @property
    def size(self) -> int:
        """Number of densities k."""
        return len(self.expectation)

    def truncated_at(self, lower: float) -> Components:
        """The same densities, truncated at ``lower`` instead."""
        return Components(self.expectation, self.spread, self.lognormal, lower)

    def only(self, k: int) -> Components:
        """Density k on its own."""
        one = slice(k, k + 1)
        return Components(self.expectation[one], self.spread[one], self.lognormal[one], self.lower)

    @cached_property
    def log_sd(self) -> Floats:
        """Standard deviation s of ln X, where lognormal [k]."""
        sd: Floats = np.sqrt(np.log1p((self.spread / self.expectation) ** 2))
        return sd

    @cached_property
    def start(self) -> Floats:
        """z at the truncation point [k]."""
        return self.z(np.float64(self.lower))

    def z(self, x: ArrayLike) -> Floats:
        """Standard normal coordinate of x, element by element."""
        x = np.asarray(x, dtype=float)
        z: Floats = (x - self.expectation) / self.spread
        if not self.lognormal.any():
            return z
        with np.errstate(divide="ignore"):
            log_ratio = np.log(np.maximum(x, 0.0) / self.expectation)
        return np.where(self.lognormal, log_ratio / self.log_sd + self.log_sd / 2, z)

    def x(self, z: ArrayLike) -> Floats:
        """Inverse of :meth:`z`."""
        z = np.asarray(z, dtype=float)
        x: Floats = self.expectation + self.spread * z
        if not self.lognormal.any():
            return x
        log_ratio = np.where(self.lognormal, self.log_sd * (z - self.log_sd / 2), 0.0)
        return np.where(self.lognormal, self.expectation * np.exp(log_ratio), x)

    def tails(self, x: ArrayLike) -> tuple[Floats, Floats]:
        """P(X ≤ x) and P(X > x), each [..., k] and each accurate in its own tail."""
        inside = np.maximum(np.asarray(x, dtype=float)[..., None], self.lower)
        z = self.z(inside)
        log_tail = self._log_tail(z)
        return self._head(z, log_tail, self._rise(inside)), np.exp(log_tail)

    def _log_tail(self, z: Floats) -> Floats:
        """ln P(Z > z | Z > a)."""
        tail: Floats = log_ndtr(-z) - self._log_open
        return tail

    def _head(self, z: Floats, log_tail: Floats, rise: Floats) -> Floats:
        """P(Z ≤ z | Z > a), without cancellation near a or far out in a tail; ``rise`` is z − a to all digits."""
        a = self.start
        head: Floats = (ndtr(z) - self._removed) / self._open
        if np.any(a > 0):
            head = np.where(a > 0, -np.expm1(log_tail), head)
        close = rise * self._steepness < 1
        if np.any(close):
            head[close] = _integrate(np.broadcast_to(a, head.shape)[close], np.broadcast_to(rise, head.shape)[close])
        return head

    @cached_property
    def _log_open(self) -> Floats:
        """ln P(Z > a) [k]."""
        log_open: Floats = log_ndtr(-self.start)
        return log_open

    @cached_property
    def _removed(self) -> Floats:
        removed: Floats = ndtr(self.start)
        return removed

    @cached_property
    def _open(self) -> Floats:
        """P(Z > a) where a is not positive; elsewhere the tail is taken by its logarithm [k]."""
        left: Floats = ndtr(-np.minimum(self.start, 0.0))
        return left

    @cached_property
    def _steepness(self) -> Floats:
        steepness: Floats = 1 + np.abs(self.start)
        return steepness

    def _rise(self, x: Floats) -> Floats:
        """z(x) − z(lower) without cancellation."""
        rise = (x - self.lower) / self.spread
        if not self.lognormal.any():
            return rise
        if self.lower == 0:
            return np.where(self.lognormal, np.inf, rise)
        return np.where(self.lognormal, np.log1p((x - self.lower) / self.lower) / self.log_sd, rise)

    def log_sf(self, x: float) -> Floats:
        """ln P(X > x) per density [k]."""
        return self._log_tail(np.maximum(self.z(x), self.start))

    def width(self, x: ArrayLike) -> Floats:
        """dx/dz at x, element by element."""
        return np.where(self.lognormal, self.log_sd * np.asarray(x), self.spread)

    def log_pdf(self, x: ArrayLike) -> Floats:
        """Logarithm of the density [..., k]; for x ≥ ``lower`` and, for lognormals, x > 0."""
        x = np.asarray(x, dtype=float)[..., None]
        z = self.z(x)
        log_pdf: Floats = -0.5 * z * z - LOG_SQRT_2PI - self._log_open - np.log(self.width(x))
        return log_pdf

    def pdf(self, x: ArrayLike) -> Floats:
        """Density [..., k]; zero below ``lower`` and, for lognormals, at zero."""
        x = np.asarray(x, dtype=float)
        inside = (x[..., None] >= self.lower) & ((x[..., None] > 0) | ~self.lognormal)
        positive = np.where(x > 0, x, 1.0) if self.lognormal.any() else x
        return np.where(inside, np.exp(self.log_pdf(positive)), 0.0)

    def quantile(self, q: Floats) -> Floats:
        """Quantile per density [..., k]."""
        return self._quantile(q[..., None])

    def draw(self, q: Floats, index: NDArray[np.intp]) -> Floats:
        """Quantile ``q`` of density ``index``, element by element."""
        chosen = Components(self.expectation[index], self.spread[index], self.lognormal[index], self.lower)
        return chosen._quantile(q)

    def _quantile(self, q: Floats) -> Floats:
        a = self.start
        upper = -ndtri_exp(np.log1p(-q) + self._log_open)
        lower = ndtri(self._removed + q * ndtr(-a))
        z = np.where((q < 0.5) & (a <= 0), lower, upper)
        return np.maximum(self.x(z), self.lower)

    @cached_property
    def _hazard(self) -> Floats:
        """φ(a)/Φ(−a): how far truncation lifts the mean, in σ."""
        hazard: Floats = np.exp(-0.5 * self.start**2 - LOG_SQRT_2PI - self._log_open)
        return hazard

    @cached_property
    def mean(self) -> Floats:
        """Effective mean per density, after truncation [k]."""
        a, s = self.start, self.log_sd
        lognormal = self.expectation * np.exp(log_ndtr(s - a) - log_ndtr(-a))
        return np.where(self.lognormal, lognormal, self.expectation + self.spread * self._hazard)

    @cached_property
    def variance(self) -> Floats:
        """Variance per density, after truncation [k]."""
        a, s = self.start, self.log_sd
        log_ratio = s**2 + log_ndtr(2 * s - a) + log_ndtr(-a) - 2 * log_ndtr(s - a)
        lifted = np.where(self.lognormal, 0.0, a) * self._hazard
        normal = self.spread**2 * (1 + lifted - self._hazard**2)
        return np.where(self.lognormal, self.mean**2 * np.expm1(log_ratio), normal)

    @cached_property
    def mass_removed(self) -> Floats:
        """Probability that truncation cut off from the untruncated density [k]."""
        return self._removed


def components(expectation: ArrayLike, spread: ArrayLike, lognormal: Any = False) -> Components:
    """Densities truncated at zero from plain sequences.

    Raises:
        ValueError: when an expectation or spread is not positive and finite.
    """
    mu, sigma, log = np.broadcast_arrays(
        np.asarray(expectation, dtype=float), np.asarray(spread, dtype=float), np.asarray(lognormal, dtype=bool)
    )
    for name, values in (("verwachting", mu), ("spreiding", sigma)):
        if not np.all(np.isfinite(values) & (values > 0)):
            raise ValueError(f"{name} moet een positief getal zijn: {values.tolist()}")
    return Components(np.atleast_1d(mu), np.atleast_1d(sigma), np.atleast_1d(log))
