"""The lines against closed forms and against published bands."""

from __future__ import annotations

import numpy as np
import pytest

from mpp_lib.inflow.component import components
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.scenario_lines import scenario_lines
from mpp_lib.inflow.sums import SimulatedDistribution

# Normal quantiles from a printed table: Φ⁻¹(0.875) and Φ⁻¹(2/3).
Z_MAXIMUM, Z_MEDIO = 1.150349, 0.430727


def normal(expectation: float, spread: float) -> Mixture:
    return Mixture(np.array([1.0]), components([expectation], [spread]))


def test_lines_of_one_normal_scenario():
    """Minimum and maximum lie 1.1503 spreads from the mean, medio 0.4307 above it, the median on it."""
    lines = scenario_lines(normal(60_000, 5_000))
    assert lines.minimum == pytest.approx(60_000 - 5_000 * Z_MAXIMUM, rel=1e-7)
    assert lines.medio == pytest.approx(60_000 + 5_000 * Z_MEDIO, rel=1e-7)
    assert lines.maximum == pytest.approx(60_000 + 5_000 * Z_MAXIMUM, rel=1e-7)
    assert lines.median == lines.mean == pytest.approx(60_000, rel=1e-9)
    assert lines.mpp_scenarios == (lines.minimum, lines.medio, lines.maximum)


@pytest.mark.parametrize(
    ("minimum", "medio", "maximum", "symmetric"),
    [(45.0, 60.0, 68.0, 60.8), (49.8, 69.8, 78.5, 69.5)],
    ids=["2023", "2024"],
)
def test_published_bands_fit_this_reading_of_medio(minimum, medio, maximum, symmetric):
    """A symmetric density through the published minimum and maximum of total inflow has a medio within 1.5% of the
    published one (rounds 2023-2 and 2024-1, thousands); its median lies more than 5% below that.
    """
    spread = (maximum - minimum) / (2 * Z_MAXIMUM)
    lines = scenario_lines(normal(1_000 * (minimum + maximum) / 2, 1_000 * spread))
    assert lines.medio / 1_000 == pytest.approx(symmetric, abs=0.05)
    assert lines.medio / 1_000 == pytest.approx(medio, rel=0.015)
    assert lines.median / 1_000 < 0.95 * medio


def test_lines_of_draws():
    """Draws 0, 1, …, 2400 have their lines at 300, 1200, 1600 and 2100."""
    lines = scenario_lines(SimulatedDistribution(np.arange(2_401.0)))
    assert (lines.minimum, lines.median, lines.medio, lines.maximum, lines.mean) == (300, 1200, 1600, 2100, 1200)
