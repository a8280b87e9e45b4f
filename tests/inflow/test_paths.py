"""Paths over years: exact marginals, and dependence that does what it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.base.months import Month
from mpp_lib.inflow.forecast import forecast_round
from mpp_lib.inflow.paths import inflow_paths, joint_chances, sample_months, sample_paths
from mpp_lib.inflow.sums import sum_of_years, summed_lines
from tests.support.inflow_rounds import past, round_inputs, scenario_row, scenarios

DRAWS = 40_000
# Chances and even the set of scenarios change by year; the first year is partly realised.
CHANGING = [
    *scenarios((2023,)),
    scenario_row(2024, "door", 0.2, 36_000, 6_000),
    scenario_row(2024, "crisis", 0.1, 55_000, 15_000, "lognormaal"),
    scenario_row(2024, "akkoord", 0.7, 18_000, 3_000),
    scenario_row(2025, "akkoord", 1.0, 19_000, 4_000),
]


def changing(rho_s, rho_w):
    half = {Month(2023, k): 2_750.0 for k in range(1, 7)}
    return forecast_round(
        round_inputs(
            years=3,
            rows=CHANGING,
            realised=past() | half,
            realised_until=Month(2023, 6),
            parameters={"rho_s": rho_s, "rho_w": rho_w, "kappa": 41.0},
        )
    )


def five_alike(rho_s, rho_w):
    return forecast_round(round_inputs(years=5, parameters={"rho_s": rho_s, "rho_w": rho_w}))


def test_maximal_coupling_by_hand():
    """From (0.5, 0.3, 0.2) to (0.2, 0.3, 0.5): 0.7 stays where it was, 0.3 moves from the first to the last."""
    joint = joint_chances(list("abc"), np.array([0.5, 0.3, 0.2]), list("abc"), np.array([0.2, 0.3, 0.5]), 1.0)
    np.testing.assert_allclose(joint, [[0.2, 0, 0.3], [0, 0.3, 0], [0, 0, 0.2]], atol=1e-16)


def test_half_persistence_by_hand():
    """ρ_s = 0.5 is halfway between staying (0.4, 0.6 on the diagonal) and independence."""
    joint = joint_chances(list("ab"), np.array([0.4, 0.6]), list("ab"), np.array([0.4, 0.6]), 0.5)
    np.testing.assert_allclose(joint, [[0.28, 0.12], [0.12, 0.48]], rtol=1e-14)


def test_scenarios_are_matched_by_name():
    """Another order, a scenario that goes and one that comes: only the shared name persists."""
    joint = joint_chances(["a", "b"], np.array([0.4, 0.6]), ["c", "a"], np.array([0.7, 0.3]), 1.0)
    np.testing.assert_allclose(joint, [[0.1, 0.3], [0.6, 0.0]], atol=1e-16)


def chances(count):
    return st.lists(st.floats(0, 1), min_size=count, max_size=count).filter(lambda values: sum(values) > 0.01)


@settings(deadline=None, derandomize=True)
@given(
    chances(4),
    chances(3),
    st.permutations("abcdef").map(lambda names: names[:4]),
    st.permutations("abcdef").map(lambda names: names[:3]),
    st.floats(0, 1),
)
def test_joint_chances_keep_both_marginals(before, after, names, next_names, persistence):
    """Rows sum to the chances of the year, columns to those of the next, and none is negative."""
    p, q = np.array(before) / sum(before), np.array(after) / sum(after)
    joint = joint_chances(names, p, next_names, q, persistence)
    np.testing.assert_allclose(joint.sum(axis=1), p, atol=1e-14)
    np.testing.assert_allclose(joint.sum(axis=0), q, atol=1e-14)
    assert joint.min() >= 0
    same = sum(joint[i, j] for i, a in enumerate(names) for j, b in enumerate(next_names) if a == b)
    most = sum(min(p[i], q[j]) for i, a in enumerate(names) for j, b in enumerate(next_names) if a == b)
    independent = sum(p[i] * q[j] for i, a in enumerate(names) for j, b in enumerate(next_names) if a == b)
    assert same == pytest.approx(persistence * most + (1 - persistence) * independent, abs=1e-12)


@pytest.mark.parametrize("rho_s", [0.0, 0.6, 1.0])
@pytest.mark.parametrize("rho_w", [0.0, 0.7, 1.0])
def test_every_year_keeps_its_own_distribution(rho_s, rho_w):
    """Whatever the dependence, each year's draws stay within the 0.1% Kolmogorov bound of its forecast."""
    forecast = changing(rho_s, rho_w)
    paths = inflow_paths(forecast, DRAWS)
    for k, year in enumerate(forecast.years):
        ranks = np.sort(year.distribution.cdf(paths.totals[:, k]))
        assert np.max(np.abs(ranks - np.arange(1, DRAWS + 1) / DRAWS)) < 1.95 / np.sqrt(DRAWS)
        seen = np.bincount(paths.scenarios[:, k], minlength=len(year.chances)) / DRAWS
        np.testing.assert_allclose(seen, year.chances, atol=4 * 0.5 / np.sqrt(DRAWS))


def test_full_dependence_repeats_the_year():
    """With ρ_s = ρ_w = 1 and the same forecast every year, every path is flat."""
    totals = inflow_paths(five_alike(1.0, 1.0), 500).totals
    np.testing.assert_allclose(totals, np.repeat(totals[:, :1], 5, axis=1), rtol=1e-9)


def test_correlation_within_a_scenario():
    """With one scenario the normal scores of years k apart correlate as ρ_w to the power k."""
    rows = [scenario_row(year, "enig", 1.0, 40_000, 4_000) for year in (2023, 2024, 2025)]
    forecast = forecast_round(round_inputs(years=3, rows=rows, parameters={"rho_w": 0.6}))
    correlation = np.corrcoef(inflow_paths(forecast, DRAWS).totals.T)
    np.testing.assert_allclose(correlation[0, 1:], [0.6, 0.36], atol=0.02)


@pytest.mark.parametrize(("rho", "percentile"), [(0.0, 0.83), (1.0, 2 / 3)])
def test_five_medio_years_are_no_medio_of_five_years(rho, percentile):
    """Five medio years in a row sum to about percentile 83 when independent, and to 67 when fully dependent."""
    rows = [scenario_row(year, "enig", 1.0, 40_000, 8_000) for year in range(2023, 2028)]
    forecast = forecast_round(round_inputs(years=5, rows=rows, parameters={"rho_s": rho, "rho_w": rho}))
    minimum, medio, maximum = summed_lines(forecast, range(2023, 2028))
    assert medio.chance_below == pytest.approx(percentile, abs=0.006)
    assert medio.total == pytest.approx(5 * forecast.years[0].medio)
    assert minimum.chance_below < 1 - medio.chance_below < 0.5 < maximum.chance_below


def test_independent_years_sum_as_a_convolution():
    """The sum of two independent normal years is normal: mean 70,000, standard deviation 5,000."""
    rows = [scenario_row(2023, "a", 1.0, 30_000, 3_000), scenario_row(2024, "b", 1.0, 40_000, 4_000)]
    forecast = forecast_round(round_inputs(rows=rows, parameters={"rho_s": 0.0, "rho_w": 0.0}))
    together = sum_of_years(forecast, (2023, 2024))
    assert together.mean == pytest.approx(70_000, abs=60)
    assert float(together.cdf(75_000.0)) == pytest.approx(0.841345, abs=0.005)
    assert float(together.sf(75_000.0)) == pytest.approx(0.158655, abs=0.005)
    assert float(together.quantile(0.975)) == pytest.approx(79_800, abs=150)


def test_one_year_is_exact_and_needs_no_draws():
    """The sum over a single year is that year's own distribution."""
    forecast = five_alike(0.5, 0.5)
    assert sum_of_years(forecast, [2025]) is forecast.year(2025).distribution


@pytest.mark.parametrize("years", [[], [2023, 2023], [2023, 2040]], ids=str)
def test_years_that_make_no_sum_are_refused(years):
    """No year, a year twice and a year outside the horizon are refused."""
    with pytest.raises(ValueError, match=r"jaren|horizon"):
        sum_of_years(five_alike(0.5, 0.5), years)


def test_the_same_round_draws_the_same_paths_and_more_of_them():
    """Chance is the round's own: drawn again it is the same, and more draws leave the first ones as they were."""
    few, many = inflow_paths(changing(0.5, 0.5), 100), inflow_paths(changing(0.5, 0.5), 1_000)
    np.testing.assert_array_equal(few.totals, many.totals[:100])
    other = sample_paths(changing(0.5, 0.5), 100, np.random.default_rng(1))
    assert not np.array_equal(few.totals, other.totals)


def test_months_add_up_and_have_the_spread_of_the_profile():
    """Drawn months sum to their year; the share of the first half has mean W_6 and variance W_6(1 − W_6)/(κ + 1)."""
    forecast = changing(0.5, 0.5)
    totals = inflow_paths(forecast, DRAWS).totals
    months = sample_months(forecast, totals, np.random.default_rng(11)).reshape(DRAWS, 3, 12)
    np.testing.assert_allclose(months.sum(axis=2), totals, rtol=1e-12)
    np.testing.assert_array_equal(months[:, 0, :6], np.full((DRAWS, 6), 2_750.0))
    half = months[:, 1, :6].sum(axis=1) / totals[:, 1]
    assert half.mean() == pytest.approx(0.44, abs=0.002)
    assert half.var() == pytest.approx(0.44 * 0.56 / 42, rel=0.03)
    rest = months[:, 0, 6:9].sum(axis=1) / (totals[:, 0] - 16_500)
    assert rest.var() == pytest.approx(0.25 / (41 * 0.56 + 1), rel=0.03)
