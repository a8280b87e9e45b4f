"""The place of an inflow path, against sums of independent normals and against what must hold of any."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from mpp_lib.inflow.adopted import adopted_lines
from mpp_lib.inflow.forecast import forecast_round
from mpp_lib.inflow.path_chances import path_chances
from mpp_lib.inflow.sums import summed_lines
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.inflow_rounds import round_inputs, scenario_row

SMALL = Path(__file__).parents[1] / "rounds" / "_klein"


@pytest.fixture(scope="module")
def small() -> RoundResult:
    return open_round(SMALL)


def test_five_minima_in_a_row_are_a_sum_of_normals() -> None:
    """Independent N(μ, σ): below μ − 1,15σ five times over is Φ(−1,15·√k) after k years, to four errors of drawing."""
    mean, spread, years, draws = 40_000.0, 2_000.0, 5, 100_000
    rows = [scenario_row(year, "enig", 1.0, mean, spread) for year in range(2023, 2023 + years)]
    forecast = forecast_round(round_inputs(years=years, rows=rows, parameters={"rho_s": 0.0, "rho_w": 0.0}))
    numbers = np.array([[mean - 1.15 * spread, mean, mean + 1.15 * spread]] * years)
    found = path_chances(forecast, numbers, draws)
    for k in range(years):
        exact = stats.norm.cdf(np.array([-1.15, 0.0, 1.15]) * np.sqrt(k + 1))
        assert found[k] == pytest.approx(exact, abs=4 * np.sqrt(0.25 / draws)), k


def test_the_last_year_is_the_sum_of_all_and_the_first_is_exact(small: RoundResult) -> None:
    """As the table of years together has it, by the same paths; the first year by the mixture itself."""
    forecast = small.forecast
    quantiles = np.array([year.lines.mpp_scenarios for year in forecast.years])
    found = path_chances(forecast, quantiles)
    sums = summed_lines(forecast, [year.year for year in forecast.years])
    assert found[-1] == pytest.approx([line.chance_below for line in sums], abs=1e-12)
    assert found[0] == pytest.approx([1 / 8, 2 / 3, 7 / 8], abs=1e-9)


def test_a_row_of_minima_becomes_less_likely_and_a_row_of_maxima_more(small: RoundResult) -> None:
    """Year by year the extreme paths go further into the tails, whatever the dependence."""
    found = path_chances(small.forecast, adopted_lines(small.forecast, small.inputs))
    assert (np.diff(found[:, 0]) < 0).all()
    assert (np.diff(found[:, 2]) > 0).all()
