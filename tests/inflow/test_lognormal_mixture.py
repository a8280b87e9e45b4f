"""The mixture of lognormals against integrals and scipy, on a lopsided case."""

import numpy as np
import pytest
from scipy import integrate, stats

from mpp_lib.inflow.lognormal_mixture import LognormalMixture

CHANCES, CENTRES, SPREADS = (
    np.array([0.15, 0.6, 0.25]),
    np.log([14_000.0, 31_000.0, 70_000.0]),
    np.array([0.4, 0.1, 0.7]),
)
MIXTURE = LognormalMixture(CHANCES, CENTRES, SPREADS)


def cdf(x):
    return sum(p * stats.lognorm.cdf(x, s, scale=np.exp(m)) for p, m, s in zip(CHANCES, CENTRES, SPREADS, strict=True))


@pytest.mark.parametrize("realised", [4_000.0, 31_500.0, 260_000.0])
def test_the_closed_form_is_the_integral(realised):
    """CRPS = ∫ (F(x) − 1{x ≥ y})² dx, over u = ln x."""
    y = np.log(realised)
    parts = [
        integrate.quad(lambda u: (cdf(np.exp(u)) - (u >= y)) ** 2 * np.exp(u), *ends) for ends in ((4, y), (y, 18))
    ]
    assert MIXTURE.crps(realised) == pytest.approx(sum(value for value, _ in parts), rel=1e-7)


def test_it_is_the_distribution_that_toekomstscenarios_give():
    """By mean and standard deviation the same chances as in logarithms."""
    for x in (9_000.0, 30_000.0, 150_000.0):
        assert MIXTURE.cdf(x) == pytest.approx(float(MIXTURE.distribution.cdf(x)), rel=1e-12)
        assert MIXTURE.cdf(x) == pytest.approx(cdf(x), rel=1e-12)
