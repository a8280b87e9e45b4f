"""From a round to its forecast, its adopted numbers and its months."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.inflow.forecast import adopted_lines, adopted_table, forecast_round, monthly_inflow
from tests.support.inflow_oracle import PartYear, Scenario, close, head, is_quantile, tail
from tests.support.inflow_rounds import past, round_inputs, scenario_row, scenarios

THREE = (Scenario(0.3, 22_000, 3_000), Scenario(0.5, 34_000, 5_000), Scenario(0.2, 50_000, 12_000, lognormal=True))
HALF_YEAR = {Month(2023, k): 2_400.0 + 100 * k for k in range(1, 7)}  # together 16,500


def part_realised(basis="vooraf", **more):
    rows = scenarios((2023, 2024), basis)
    return round_inputs(rows=rows, realised=past() | HALF_YEAR, realised_until=Month(2023, 6), **more)


def test_the_lines_of_a_year_ahead():
    """Minimum, median, medio and maximum are the quantiles 0.125, 0.5, 2/3 and 0.875 of the mixture."""
    year = forecast_round(round_inputs()).year(2024)
    with mp.workdps(30):
        for q, x in ((0.125, year.minimum), (0.5, year.median), (2 / 3, year.medio), (0.875, year.maximum)):
            assert is_quantile(lambda v: head(THREE, v), x, q)
    assert year.minimum < year.median < year.medio < year.maximum
    assert year.mean == pytest.approx(0.3 * 22_000 + 0.5 * 34_000 + 0.2 * 50_000, rel=1e-6)


def test_what_a_year_carries():
    """Names, chances, effective means and what truncation removed stand beside the distribution."""
    year = forecast_round(round_inputs()).years[0]
    assert year.scenarios == ("rustig", "door", "crisis")
    assert year.narratives[0] == "Verhaal van rustig"
    np.testing.assert_allclose(year.chances, [0.3, 0.5, 0.2], rtol=1e-15)
    np.testing.assert_allclose(year.components.mean, [22_000, 34_000, 50_000], rtol=1e-6)
    assert year.components.mass_removed[0] == pytest.approx(1.1227e-13, rel=1e-3)  # Φ(−22/3)
    assert year.components.mass_removed[2] == 0
    assert (year.realised_months, year.realised_total, year.conditioned) == (0, 0.0, False)


def test_a_part_realised_year_is_conditioned():
    """With basis vooraf the first year is the formula with R = 16,500, W = 0.44 and the estimated κ."""
    forecast = forecast_round(part_realised())
    first, second = forecast.years
    with mp.workdps(20):
        exact = PartYear(THREE, 16_500.0, forecast.profile.after(6), forecast.profile.concentration)
        evidence = exact.evidence()
        for chance, weight in zip(first.chances, evidence, strict=True):
            assert close(chance, weight / mp.fsum(evidence))
        assert close(first.distribution.cdf(36_000.0), exact.head(36_000.0))
    assert (first.realised_months, first.realised_total, first.conditioned) == (6, 16_500.0, True)
    np.testing.assert_allclose(first.prior_chances, [0.3, 0.5, 0.2], rtol=1e-15)
    assert second.realised_months == 0
    np.testing.assert_allclose(second.chances, [0.3, 0.5, 0.2], rtol=1e-15)


def test_months_the_analyst_used_already_only_truncate():
    """With basis inclusief_realisatie P(X > x) is P(X > x)/P(X ≥ R) of the analyst's own mixture."""
    year = forecast_round(part_realised("inclusief_realisatie")).years[0]
    with mp.workdps(30):
        for x in (20_000.0, 30_000.0, 60_000.0):
            assert close(year.distribution.sf(x), tail(THREE, x) / tail(THREE, 16_500.0))
    assert not year.conditioned


def test_estimated_months_count_and_assumed_ones_do_not():
    """A month with status raming is realised; one with status aanname is missing."""
    year = forecast_round(part_realised(statuses={Month(2023, 6): "raming"})).years[0]
    assert year.realised_months == 6
    with pytest.raises(InputError, match="2023-06, niet met status aanname"):
        forecast_round(part_realised(statuses={Month(2023, 6): "aanname"}))


def test_months_after_the_last_realised_one_are_not_used():
    """What the file holds after realised_until changes nothing, not even the profile that a full year would enter."""
    later = past() | HALF_YEAR | {Month(2023, k): 9_000.0 for k in range(7, 13)}
    informed = round_inputs(rows=scenarios((2023, 2024)), realised=later, realised_until=Month(2023, 6))
    assert forecast_round(informed).profile.years == (2020, 2021, 2022)
    assert forecast_round(informed).years[0].lines == forecast_round(part_realised()).years[0].lines


def test_parameters_of_the_forecast():
    """rho_s, rho_w and kappa come from the round where given, also when zero, and are documented choices where not."""
    given = forecast_round(round_inputs(parameters={"rho_s": 0.0, "rho_w": 1.0, "kappa": 30.0}))
    assert (given.dependence.scenario, given.dependence.within, given.profile.concentration) == (0.0, 1.0, 30.0)
    free = forecast_round(round_inputs())
    assert (free.dependence.scenario, free.dependence.within) == (0.5, 0.5)
    assert free.profile.estimated


def test_mixed_bases_are_refused():
    """A year in which one scenario has seen the months and another hasn't has no common scale."""
    rows = [
        scenario_row(2023, "rustig", 0.5, 22_000, 3_000, basis="vooraf"),
        scenario_row(2023, "door", 0.5, 34_000, 5_000, basis="inclusief_realisatie"),
    ]
    inputs = round_inputs(years=1, rows=rows, realised=past() | HALF_YEAR, realised_until=Month(2023, 6))
    with pytest.raises(InputError, match="meer dan één basis"):
        forecast_round(inputs)


@pytest.mark.parametrize(
    ("months", "value"), [(12, 2_000.0), (3, 0.0)], ids=["een afgelopen jaar", "maanden zonder iemand"]
)
def test_a_year_with_nothing_to_forecast_is_refused(months, value):
    """A year that is over, and months in which nobody came, are refused with a reason."""
    realised = past() | {Month(2023, k): value for k in range(1, months + 1)}
    with pytest.raises(InputError, match="valt niets te voorspellen"):
        forecast_round(round_inputs(realised=realised, realised_until=Month(2023, months)))


def test_a_year_outside_the_horizon():
    """Asking for another year says which years there are."""
    with pytest.raises(ValueError, match="2023 tot en met 2024"):
        forecast_round(round_inputs()).year(2031)


def test_adopted_numbers_replace_the_quantiles_they_are_given_for():
    """Given numbers enter the chain, quantiles where none is given; columns minimum, medio, maximum."""
    inputs = round_inputs(adopted=[(2023, "medio", 40_000.0, "Instroom in mei viel hoger uit")])
    forecast = forecast_round(inputs)
    expected = [[year.minimum, year.medio, year.maximum] for year in forecast.years]
    expected[0][1] = 40_000.0
    np.testing.assert_array_equal(adopted_lines(forecast, inputs), expected)
    medio = adopted_table(forecast, inputs)[1]
    assert (medio.given, medio.reason, medio.is_rounding) == (True, "Instroom in mei viel hoger uit", False)
    assert medio.difference == pytest.approx(40_000 - forecast.years[0].medio)
    with mp.workdps(30):
        assert close(medio.chance_below, head(THREE, 40_000.0))


def test_rounding_needs_no_reason_and_more_than_rounding_does():
    """A medio of 36,458.9 may be adopted as 36,000, 36,500, 36,460 or 36,459; 37,000 and 36,400 need a reason."""
    medio = forecast_round(round_inputs()).years[0].medio
    assert medio == pytest.approx(36_458.9, abs=0.05)
    for value in (36_000.0, 36_500.0, 36_460.0, 36_459.0, 36_458.0):
        inputs = round_inputs(adopted=[(2023, "medio", value, "")])
        assert adopted_table(forecast_round(inputs), inputs)[1].is_rounding
    for value in (37_000.0, 35_900.0, 36_400.0, 36_450.0, 36_462.0):
        inputs = round_inputs(adopted=[(2023, "medio", value, " ")])
        with pytest.raises(InputError, match="zonder reden"):
            adopted_lines(forecast_round(inputs), inputs)


def test_an_adopted_number_below_what_is_realised_is_refused():
    """Nobody who came can be forecast away; every such number is named."""
    adopted = [(2023, "minimum", 16_000.0, "x"), (2023, "medio", 16_400.0, "x"), (2023, "maximum", 60_000.0, "x")]
    inputs = part_realised(adopted=adopted)
    with pytest.raises(InputError) as refused:
        adopted_lines(forecast_round(inputs), inputs)
    assert [problem.where for problem in refused.value.problems] == ["jaar 2023, minimum", "jaar 2023, medio"]


def test_months_of_the_chain():
    """Realised months stand as they are in all three scenarios; the rest follows the profile and each year adds up."""
    inputs = part_realised(adopted=[(2023, "medio", 36_500.0, "afgesproken")])
    forecast = forecast_round(inputs)
    months = monthly_inflow(forecast, inputs)
    assert months.shape == (24, 3)
    np.testing.assert_array_equal(months[:6], np.repeat([[v] for v in HALF_YEAR.values()], 3, axis=1))
    np.testing.assert_allclose(months[6:12, 1], [20_000 / 6] * 6, rtol=1e-13)
    np.testing.assert_allclose(months.reshape(2, 12, 3).sum(axis=1), adopted_lines(forecast, inputs), rtol=1e-14)
    medio = forecast.years[1].medio
    np.testing.assert_allclose(months[12:, 1], [medio * 0.44 / 6] * 6 + [medio * 0.56 / 6] * 6, rtol=1e-13)
