"""First applications in the monitor: band, chance of a flag and outlook, against drawn years and months."""

from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtr

from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import monitor
from mpp_lib.compare.monitor.inflow import season_alone
from mpp_lib.inflow.paths import sample_months, sample_paths
from mpp_lib.inflow.seasonal import full_years
from mpp_lib.inputs.series import monthly
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.monitor_cases import as_expected, edition, medio, moved

SMALL = Path(__file__).parents[2] / "rounds" / "_klein"
FIRST, TOTAL = "asiel.instroom_eerste", "asiel.instroom_totaal"
UNTIL = Month(2024, 7)
DRAWS = 400_000


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(SMALL)


@pytest.fixture(scope="module")
def months(result: RoundResult) -> np.ndarray:
    """Drawn months of the first year, its three realised ones as they are."""
    generator = np.random.default_rng(31)
    paths = sample_paths(result.forecast, DRAWS, generator)
    return sample_months(result.forecast, paths.totals, generator)[:, :12]


def test_the_band_is_that_of_drawn_years(result: RoundResult, months: np.ndarray):
    """Three quarters of drawn years lie in the band by now, one eighth below, half under its median."""
    made = monitor(result, edition(as_expected(result, UNTIL), UNTIL))
    seen = months[:, :7].sum(axis=1)
    band = made.by_indicator[FIRST].band
    assert band is not None
    assert np.mean(seen < band.low) == pytest.approx(0.125, abs=0.003)
    assert np.mean(seen < band.median) == pytest.approx(0.5, abs=0.004)
    assert np.mean(seen > band.high) == pytest.approx(0.125, abs=0.003)
    expected = medio(result, FIRST, UNTIL)
    assert band.chance_below == pytest.approx(np.mean(seen < sum(expected.values())), abs=0.004)


def test_the_chance_of_a_flag_is_that_of_drawn_years(result: RoundResult, months: np.ndarray):
    """As many drawn years would be flagged by now as the monitor says."""
    made = monitor(result, edition(as_expected(result, UNTIL), UNTIL))
    seen = months[:, :7].sum(axis=1)
    expected = result.months[FIRST][:7, 1].sum()
    off = np.abs(seen - expected) / expected
    assert made.by_indicator[FIRST].chance_of_flag == pytest.approx(np.mean(off >= 0.1495), abs=0.004)


def test_the_outlook_is_that_of_years_that_began_alike(result: RoundResult):
    """Given seven months, the year ends below, within or above the band as often as drawn years that began so."""
    generator = np.random.default_rng(32)
    year, profile = result.forecast.year(2024), result.forecast.profile
    scenario = generator.choice(len(year.scenarios), 3_000_000, p=year.prior_chances)
    totals = year.components.draw(generator.random(len(scenario)), scenario)
    kappa, share = profile.concentration, profile.after(7)
    began = totals * generator.beta(kappa * share, kappa * (1 - share), len(totals))
    figures = moved(as_expected(result, UNTIL), FIRST, 0.82)
    row = monitor(result, edition(figures, UNTIL)).by_indicator[FIRST]
    assert row.to_date is not None
    kept = totals[np.abs(began / row.to_date.realised - 1) < 0.01]
    assert len(kept) > 15_000
    seen = row.outlook
    assert seen is not None
    assert seen.minimum == pytest.approx(result.year(FIRST, 2024, "minimum"))
    assert seen.maximum == pytest.approx(result.year(FIRST, 2024, "maximum"))
    shares = np.mean(kept < seen.minimum), np.mean(kept > seen.maximum)
    assert (seen.below, seen.above) == pytest.approx(shares, abs=0.015)
    assert seen.below is not None
    assert seen.within is not None
    assert seen.above is not None
    assert seen.below + seen.within + seen.above == pytest.approx(1)
    assert seen.below > 0.3
    assert seen.expected == pytest.approx(kept.mean(), rel=0.005)
    assert (seen.low, seen.high) == pytest.approx(tuple(np.quantile(kept, [0.125, 0.875])), rel=0.01)
    assert sum(seen.scenarios.values()) == pytest.approx(1)


def test_total_inflow_goes_on_as_medio(result: RoundResult):
    """Given the months so far it is a run, not a distribution: no median, no chances, whatever first ones have."""
    figures = as_expected(result, UNTIL)
    more = {**figures, (TOTAL, "2024-06"): figures[TOTAL, "2024-06"] + 400}
    row = monitor(result, edition(more, UNTIL)).by_indicator[TOTAL]
    assert row.outlook is not None
    assert row.outlook.expected == pytest.approx(result.year(TOTAL, 2024, "medio") + 400)
    assert (row.outlook.median, row.outlook.within, row.outlook.scenarios) == (None, None, {})


def test_a_finished_year_is_certain(result: RoundResult):
    """In December the total is known: it lies within, below or above the band, and the outlook is the total."""
    december = Month(2024, 12)
    for factor, place in ((1.0, "within"), (1.4, "above"), (0.6, "below")):
        figures = moved(as_expected(result, december), FIRST, factor)
        seen = monitor(result, edition(figures, december)).by_indicator[FIRST].outlook
        assert seen is not None
        assert seen.expected == pytest.approx(factor * result.year(FIRST, 2024, "medio"))
        assert {name: getattr(seen, name) for name in ("below", "within", "above")} == {
            name: float(name == place) for name in ("below", "within", "above")
        }


def test_other_flows_go_on_as_medio(result: RoundResult):
    """Without a distribution: realised so far and medio for the rest, no chances; a stock has no outlook."""
    figures = moved(as_expected(result, UNTIL), "ks.gehuisvest", 1.1)
    made = monitor(result, edition(figures, UNTIL))
    seen = made.by_indicator["ks.gehuisvest"].outlook
    assert seen is not None
    so_far = result.months["ks.gehuisvest"][:7, 1].sum()
    assert seen.expected == pytest.approx(result.year("ks.gehuisvest", 2024, "medio") + 0.1 * so_far)
    assert (seen.below, seen.within, seen.above) == (None, None, None)
    assert made.by_indicator["coa.bezetting"].outlook is None


def test_a_drop_in_applications_signals(result: RoundResult):
    """A year that suddenly halves signals downwards within a few months; the year as foreseen does not."""
    figures = as_expected(result, Month(2024, 9))
    halved = {key: value * (0.45 if key[1] >= "2024-04" else 1) for key, value in figures.items() if key[0] == FIRST}
    row = monitor(result, edition({**figures, **halved}, Month(2024, 9))).by_indicator[FIRST]
    assert row.chart is not None
    assert row.chart.months[0] == Month(2024, 4)
    assert row.chart.direction == "lager"
    quiet = monitor(result, edition(figures, Month(2024, 9))).by_indicator[FIRST].chart
    assert quiet is not None
    assert quiet.signal is None


def test_the_season_alone_is_counted_by_hand(result: RoundResult):
    """Every full year, its total known exactly and spread by the profile: how many were 15,0% off after two months."""
    years = full_years(monthly(result.inputs.realisations, FIRST))
    shares = np.array([months / months.sum() for months in years.values()])
    share = shares.mean(axis=0)[:2].sum()
    off = [abs(float(one[:2].sum()) / share - 1) >= 0.1495 for one in shares]
    assert season_alone(result, 2) == (sum(off), len(off))
    assert 0 < sum(off) < len(off)


def test_estimated_months_are_not_charted_and_a_quarter_is(result: RoundResult):
    """Estimates count for the year to date and not for the chart; a quarter known as a sum is one score."""
    figures = as_expected(result, UNTIL)
    quarter = {(FIRST, "2024-K2"): 0.6 * sum(figures[FIRST, f"2024-{month:02d}"] for month in (4, 5, 6))}
    summed = {k: v for k, v in figures.items() if k[0] != FIRST or k[1] in ("2024-01", "2024-02", "2024-03")} | quarter
    row = monitor(result, edition(summed, Month(2024, 6))).by_indicator[FIRST]
    assert row.chart is not None
    assert row.chart.months == (Month(2024, 6),)
    assert row.band is not None
    assert row.band.chance_below is not None
    assert ndtr(row.chart.scores[0]) == pytest.approx(row.band.chance_below)
    estimated = monitor(result, edition(figures, UNTIL, status="raming"))
    assert all(one.chart is None for one in estimated.rows)
    assert estimated.by_indicator[FIRST].outlook is not None
    assert estimated.by_indicator[FIRST].delivery.remark == "Het cijfer van juli 2024 is een raming."


def test_the_running_total_narrows_to_the_year(result: RoundResult, months: np.ndarray):
    """What was foreseen is that of drawn years; ahead it starts from what is known and ends at the outlook."""
    made = monitor(result, edition(as_expected(result, UNTIL), UNTIL))
    foreseen, ahead = made.inflow.foreseen_through, made.inflow.ahead
    assert [one.month.month for one in foreseen] == list(range(4, 13))
    for one in (foreseen[0], foreseen[4], foreseen[-1]):
        drawn = months[:, : one.month.month].sum(axis=1)
        assert (one.low, one.median, one.high) == pytest.approx(np.quantile(drawn, [0.125, 0.5, 0.875]), rel=0.003)
    seen = made.by_indicator[FIRST].outlook
    assert seen is not None
    assert [one.month.month for one in ahead] == list(range(8, 13))
    assert ahead[0].low > made.inflow.total
    assert (ahead[-1].low, ahead[-1].high) == pytest.approx((seen.low, seen.high), rel=1e-6)


def test_without_figures_only_what_was_foreseen_remains(result: RoundResult):
    """An edition without first applications still shows the round's own expectation."""
    made = monitor(result, edition({("coa.bezetting", "2024-07"): 60_000.0}, UNTIL))
    assert made.inflow.ahead == ()
    assert made.inflow.foreseen_through[-1].low == pytest.approx(result.forecast.year(2024).minimum, rel=1e-6)
