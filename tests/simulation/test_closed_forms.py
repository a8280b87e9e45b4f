"""A million draws against closed forms: the mixture itself, and what is linear in it."""

from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.production.open_round import open_round
from mpp_lib.simulation.bands import QUANTILES
from mpp_lib.simulation.simulate import simulate

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
MILLION = 1_000_000
LINEAR = {
    FIRST_INFLOW: (1.0, 0.0),
    "ind.spoor1.instroom": (0.22, 0.0),
    "ind.spoor2.instroom": (0.06, 0.0),
    "asiel.waarvan_amv": (0.13, 0.0),
    "nidos.instroom": (0.13 * 0.97, 12 * 20.0),
    "coa.instroom_asiel": (0.94, 12 * 5.0),
}
"""Indicator → per first application in a year, and what there is each year without, from the files of the round."""


@pytest.mark.parametrize("draws", [20_000, pytest.param(MILLION, marks=pytest.mark.long)])
def test_bands_are_those_of_the_mixture(draws):
    """Within four standard errors √(p(1 − p)/N)/f(x) of a quantile and σ/√N of a mean."""
    result = open_round(ROUND)
    made = simulate(result, draws, 23, tuple(LINEAR), plan_follows=False)
    years = dict(zip(made.periods, result.forecast.years, strict=True))
    for indicator, year, band in made.bands():
        each, without = LINEAR[indicator]
        mixture = years[year].distribution
        for name, chance in QUANTILES.items():
            at = mixture.quantile(chance)
            error = np.sqrt(chance * (1 - chance) / draws) / float(mixture.pdf(at))
            assert abs((band.quantiles[name] - without) / each - at) < 4 * error, (indicator, year, name)
        error = float(mixture.sd) / np.sqrt(draws)
        assert abs((band.mean - without) / each - mixture.mean) < 4 * error, (indicator, year)
