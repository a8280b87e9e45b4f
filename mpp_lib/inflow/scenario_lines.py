"""From a forecast to the lines that the chain is run for.

The 75% interval with equal tails gives minimum and maximum; medio is the value with chance 1/3 above it, and so lies
above the median: wherever the three stand together, median and mean stand beside them.

Source: docs/methode-prognose.md, *De lijnen*; Protocol MPP v1.1, paragraaf 3.2.1; that the tails are equal is this
project's reading of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from mpp_lib.inflow.component import Floats

MINIMUM = 0.125
MEDIAN = 0.5
MEDIO = 2 / 3
MAXIMUM = 0.875


class Distribution(Protocol):
    """What any question can be asked of: the mixture of a year, or the simulated sum of years."""

    @property
    def mean(self) -> float:
        """Expected value."""

    def cdf(self, x: ArrayLike) -> Floats:
        """P(X ≤ x)."""

    def sf(self, x: ArrayLike) -> Floats:
        """P(X > x)."""

    def quantile(self, q: ArrayLike) -> Floats:
        """F⁻¹(q)."""


@dataclass(frozen=True)
class ScenarioLines:
    """Minimum, median, medio and maximum of a distribution, and its mean."""

    minimum: float
    median: float
    medio: float
    maximum: float
    mean: float

    @property
    def mpp_scenarios(self) -> tuple[float, float, float]:
        """Minimum, medio, maximum."""
        return self.minimum, self.medio, self.maximum


def scenario_lines(distribution: Distribution) -> ScenarioLines:
    """F⁻¹(0.125), F⁻¹(0.5), F⁻¹(2/3), F⁻¹(0.875) and the mean."""
    minimum, median, medio, maximum = distribution.quantile(np.array([MINIMUM, MEDIAN, MEDIO, MAXIMUM])).tolist()
    return ScenarioLines(minimum, median, medio, maximum, distribution.mean)
