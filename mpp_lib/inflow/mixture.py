"""The forecast of a year: the weighted mixture f(x) = Σ p_i·f_i(x) of its toekomstscenario's.

Source: docs/methode-prognose.md, *De verdeling van een jaar*; Protocol MPP v1.1, paragraaf 3.2.1 (a weighted sum of
the scenarios).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mpp_lib.inflow.component import Densities, Floats
from mpp_lib.inflow.root import increasing_root

SUM_TOLERANCE = 1e-6
_NEARLY_ONE = 1 - 2.0**-53


@dataclass(frozen=True, eq=False)
class Mixture:
    """A weighted mixture of densities.

    Attributes:
        weights: chance p_i per density [k], ≥ 0, together 1 (within 1e-6: decimals written down).
        components: the densities f_i.

    Raises:
        ValueError: when the weights are no chances or don't fit the densities.
    """

    weights: Floats
    components: Densities

    def __post_init__(self) -> None:
        weights = np.asarray(self.weights, dtype=float)
        if weights.shape != (self.components.size,):
            raise ValueError(f"{self.components.size} scenario's, maar kansen van vorm {weights.shape}")
        total = fsum(weights.tolist())
        if not (np.all(weights >= 0) and abs(total - 1) <= SUM_TOLERANCE):
            raise ValueError(f"de kansen moeten niet negatief zijn en optellen tot 1: {weights.tolist()}")
        object.__setattr__(self, "weights", weights / total)

    @property
    def lower(self) -> float:
        """Smallest possible value."""
        return self.components.lower

    def cdf(self, x: ArrayLike) -> Floats:
        """P(X ≤ x), accurate in the lower tail."""
        return self._weighed(self.components.tails(x)[0])

    def sf(self, x: ArrayLike) -> Floats:
        """P(X > x), accurate in the upper tail."""
        return self._weighed(self.components.tails(x)[1])

    def pdf(self, x: ArrayLike) -> Floats:
        """Density at x."""
        return self._weighed(self.components.pdf(x))

    def component_pdf(self, x: ArrayLike) -> Floats:
        """Each scenario's part p_i·f_i(x) of the density [..., k]."""
        return self.weights * self.components.pdf(x)

    def between(self, low: ArrayLike, high: ArrayLike) -> Floats:
        """P(low < X < high).

        Raises:
            ValueError: when low > high.
        """
        if np.any(np.asarray(low) > np.asarray(high)):
            raise ValueError("de ondergrens ligt boven de bovengrens")
        below_low, above_low = self.components.tails(low)
        below_high, above_high = self.components.tails(high)
        return self._weighed(np.where(below_high < 0.5, below_high - below_low, above_low - above_high))

    def quantile(self, q: ArrayLike) -> Floats:
        """The value with chance q below it, F⁻¹(q); infinite for q = 1.

        Raises:
            ValueError: when q is outside [0, 1].
        """
        return self._invert(_chances(q), upper=False)

    def exceeded(self, p: ArrayLike) -> Floats:
        """The value with chance p above it; says more than ``quantile(1 − p)`` where p is very small.

        Raises:
            ValueError: when p is outside [0, 1].
        """
        return self._invert(_chances(p), upper=True)

    def sample(self, generator: np.random.Generator, size: int) -> Floats:
        """``size`` independent draws, by quantile."""
        return self.quantile(generator.random(size))

    @cached_property
    def mean(self) -> float:
        """Σ p_i·m_i."""
        return float(self.weights @ self.components.mean)

    @cached_property
    def sd(self) -> float:
        """Standard deviation: spread within the scenarios and between their means."""
        between = (self.components.mean - self.mean) ** 2
        return float(np.sqrt(self.weights @ (self.components.variance + between)))

    def _weighed(self, values: Floats | NDArray[np.bool_]) -> Floats:
        total: Floats = values @ self.weights
        return total

    def _invert(self, chance: Floats, *, upper: bool) -> Floats:
        """The value with a chance below it, or above it where ``upper``."""
        inner = (chance > 0) & (chance < 1)
        x = np.where((chance <= 0) ^ upper, self.lower, np.inf)
        if np.any(inner):
            x[inner] = self._inner_value(chance[inner], upper=upper)
        return x

    def _inner_value(self, chance: Floats, *, upper: bool) -> Floats:
        def excess(x: Floats) -> Floats:
            return self._excess(x, chance, upper=upper)

        below = np.minimum(1 - chance if upper else chance, _NEARLY_ONE)
        guesses = self.components.quantile(below)[..., self.weights > 0]
        low, high = guesses.min(axis=-1), guesses.max(axis=-1)
        while np.any(short := excess(high) < 0):
            high = np.where(short, self.lower + 2 * (high - self.lower) + 1, high)
        while np.any(far := excess(low) > 0):
            low = np.where(far, self.lower + (low - self.lower) / 2, low)
        return increasing_root(lambda x: (excess(x), self.pdf(x)), low, high)

    def _excess(self, x: Floats, chance: Floats, *, upper: bool) -> Floats:
        """F(x) − q, or p − P(X > x), without cancellation: scenarios that x has passed count by what is left of them.

        In a gap between far-apart scenarios F is flat to sixteen digits; the chances of what is passed, minus q, and
        the small tails p_i·S_i and p_i·F_i are not, and decide.
        """
        head, tail = self.components.tails(x)
        passed = head > 0.5
        start = chance - self._chance_of(~passed) if upper else self._chance_of(passed) - chance
        excess: Floats = start + self._weighed(np.where(passed, -tail, head))
        return excess

    def _chance_of(self, chosen: NDArray[np.bool_]) -> Floats:
        """Sum of the chosen chances; exactly 1 where all are chosen."""
        part, rest = self._weighed(chosen), self._weighed(~chosen)
        return np.where(part <= rest, part, 1 - rest)


def _chances(values: ArrayLike) -> Floats:
    chances = np.asarray(values, dtype=float)
    if not np.all((chances >= 0) & (chances <= 1)):
        raise ValueError(f"een kans ligt tussen 0 en 1: {chances.tolist()}")
    return chances
