"""Scores of the past: against years drawn from the model itself, against arithmetic with scipy, and on the page."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from mpp_lib.base.dutch import number
from mpp_lib.compare.monitor.control_chart import INDEPENDENT, limit_for
from mpp_lib.compare.monitor.past_scores import measured, noise_of, past_scores
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.inflow_rounds import months_of, round_inputs

ROOT = Path(__file__).parents[3]
PATTERN = np.array([7, 6, 6, 5, 6, 7, 8, 9, 12, 13, 11, 10]) / 100


def test_years_of_the_model_score_standard_normal_and_apart():
    """Years drawn as the seasonal pattern says they are have scores of spread 1 that do not hang together."""
    shares = np.random.default_rng(12).dirichlet(40 * PATTERN, 600)
    found = measured(past_scores(shares * 30_000, 40.0))
    assert found.spread == pytest.approx(1.0, abs=0.03)
    assert found.correlation == pytest.approx(0.0, abs=0.04)


def test_busy_months_in_a_row_hang_together():
    """Years whose first half is high or low as a whole score on one side month after month."""
    steps = np.array([[0.8] * 6 + [1.15] * 6, [1.2] * 6 + [0.85] * 6, [0.9] * 6 + [1.1] * 6])
    found = measured(past_scores(steps * PATTERN * 30_000, 40.0))
    assert found.correlation > 0.6
    assert found.spread < 1


def test_a_score_is_the_place_of_a_month_in_what_is_left():
    """By hand, March of the first of three years: its share of what is left, beside the pattern of the other two."""
    years = np.array([months_of(0.40, 12_000), months_of(0.44, 24_000), months_of(0.48, 30_000)])
    share, left = 0.40 / 6, 1 - 2 * 0.40 / 6
    weight = 0.46 / 6
    chance = stats.beta.cdf(share / left, 25 * weight, 25 * (1 - 3 * weight))
    assert past_scores(years, 25.0)[0, 2] == pytest.approx(stats.norm.ppf(chance))


def test_spread_and_correlation_are_about_zero():
    """Two years of three scores by hand: no mean is taken off, and December does not run on into January."""
    found = measured(np.array([[1.0, 2.0, 2.0], [-1.0, 0.0, 1.0]]))
    assert found.spread == pytest.approx(np.sqrt(11 / 6))
    assert found.correlation == pytest.approx((2 + 4) / np.sqrt(6 * 9))


def test_with_two_years_nothing_is_measured():
    """Two full years say too little: the scores count as standard normal and independent."""
    few = {month: value for month, value in _months().items() if month.year > 2020}
    assert noise_of(_result(few)) == INDEPENDENT
    assert noise_of(_result(_months())) != INDEPENDENT


def test_the_page_tells_what_the_example_rounds_have():
    """σ, ρ and the limit of each round, as in docs/monitor.md."""
    page = (ROOT / "docs" / "monitor.md").read_text("utf-8")
    for name in ("2023-2", "2024-1", "2024-2"):
        noise = noise_of(open_round(ROOT / "rounds" / name))
        cells = (number(noise.spread, 2), number(noise.correlation, 2), number(limit_for(noise), 1))
        assert f"| {name} | {' | '.join(cells)} |" in page


def _months():
    from tests.support.inflow_rounds import past

    return past()


def _result(months) -> RoundResult:
    from mpp_lib.inflow.forecast import forecast_round

    inputs = round_inputs(realised=months, parameters={"kappa": 40.0})
    return RoundResult(inputs, forecast_round(inputs), parts=None, measures=(), data=None, rows={})  # type: ignore[arg-type]
