"""A mixture of lognormals that nothing truncates, in logarithms: its chances and its CRPS in closed form.

The CRPS is E|X − y| − ½·E|X − X'|, and for lognormals with parameters μ and s

    E|X − y| = y·(2Φ(z) − 1) + m·(1 − 2Φ(z − s)),      z = (ln y − μ)/s,  m = e^(μ + s²/2)
    E max(X_i, X_j) = m_i·Φ((μ_i − μ_j + s_i²)/r) + m_j·Φ((μ_j − μ_i + s_j²)/r),      r² = s_i² + s_j²

Source: docs/backtest.md, *De mengsels*; T. Gneiting en A.E. Raftery, JASA 102 (2007), vergelijking 21; W. Margrabe,
Journal of Finance 33 (1978): the larger of two lognormals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from mpp_lib.inflow.component import Components, Floats, components
from mpp_lib.inflow.mixture import Mixture


@dataclass(frozen=True, eq=False)
class LognormalMixture:
    """ln X ~ N(μ_i, s_i²) with chance p_i.

    Attributes:
        chances: p_i [k], together 1.
        centres: μ_i [k].
        spreads: s_i > 0 [k].
    """

    chances: Floats
    centres: Floats
    spreads: Floats

    @property
    def components(self) -> Components:
        """The densities by mean and standard deviation, as toekomstscenario's have them."""
        means = self._means
        return components(means, means * np.sqrt(np.expm1(self.spreads**2)), True)

    @property
    def distribution(self) -> Mixture:
        """The same, to ask anything of."""
        return Mixture(self.chances, self.components)

    def cdf(self, x: float) -> float:
        """P(X ≤ x), x > 0."""
        return float(self.chances @ ndtr((np.log(x) - self.centres) / self.spreads))

    def crps(self, realised: float) -> float:
        """∫ (F(x) − 1{x ≥ y})² dx.

        Args:
            realised: y, people > 0.
        """
        means, z = self._means, (np.log(realised) - self.centres) / self.spreads
        off = realised * (2 * ndtr(z) - 1) + means * (1 - 2 * ndtr(z - self.spreads))
        apart = self.centres[:, None] - self.centres
        both = np.hypot(self.spreads[:, None], self.spreads)
        first = means[:, None] * ndtr((apart + self.spreads[:, None] ** 2) / both)
        differences = 2 * (first + first.T) - means[:, None] - means
        return float(self.chances @ off - self.chances @ differences @ self.chances / 2)

    @property
    def _means(self) -> Floats:
        means: Floats = np.exp(self.centres + self.spreads**2 / 2)
        return means
