"""The band of the chain over the year to date: from draws by month, of what has a whole one."""

import numpy as np
import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.monitor import drawn_to_date as module
from mpp_lib.compare.monitor.build import monitor
from mpp_lib.compare.monitor.drawn_to_date import band_of, chance_of_flag, drawn_to_date
from mpp_lib.compare.monitor.flag import is_flagged
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.simulate import simulate
from tests.compare.uncertainty.test_round_bands import ROUND
from tests.support.few_bands import ERRORS
from tests.support.monitor_cases import as_expected, edition, moved

UNTIL = Month(2024, 6)
STOCK, FLOW, UNKNOWN = "coa.bezetting", "coa.uitstroom", "ks.gehuisvest"


@pytest.fixture
def result(monkeypatch) -> RoundResult:
    """The small round, of which few draws are made with errors that are said; nothing of it is kept for others."""
    monkeypatch.setattr(module, "DRAWS", 300)
    monkeypatch.setattr(module, "open_errors", lambda _: {STOCK: ERRORS[STOCK], FLOW: ERRORS["ind.asiel.voorraad"]})
    module._drawn.cache_clear()
    yield open_round(ROUND)
    module._drawn.cache_clear()


def test_a_flow_adds_its_months_up_and_a_stock_has_its_last(result: RoundResult):
    """Held against draws made apart, by numpy; what was realised just above the band lies outside it."""
    errors = module.open_errors(result)
    drawn = simulate(result, 300, indicators=[STOCK, FLOW], by="month", model_error=errors).values
    months = slice(Month(2024, 1).since(result.data.start), UNTIL.since(result.data.start) + 1)
    for name, own in ((FLOW, drawn[FLOW][months].sum(axis=0)), (STOCK, drawn[STOCK][months][-1])):
        low, high = np.quantile(own, [0.125, 0.875])
        medio = result.months[name][months, 1]
        expected = medio.sum() if name == FLOW else medio[-1]
        figures = moved(as_expected(result, UNTIL), name, 1.001 * high / expected)
        row = monitor(result, edition(figures, UNTIL)).by_indicator[name]
        assert row.band is not None
        assert (row.band.low, row.band.high) == pytest.approx((low, high))
        assert row.as_dict(UNTIL)["within_band"] is False
        assert row.band.chance_below == pytest.approx(np.mean(own < 1.001 * high))
        assert row.chance_of_flag == np.mean([is_flagged(float(one), expected) for one in own])


def test_what_is_not_known_has_no_band(result: RoundResult):
    """Without a model error, of a percentage, and where the round knew every month."""
    rows = monitor(result, edition(as_expected(result, UNTIL), UNTIL)).by_indicator
    assert rows[UNKNOWN].band is rows["ind.inwilligingspercentage_eu"].band is None
    assert rows[UNKNOWN].as_dict(UNTIL)["within_band"] is None
    march = result.inputs.settings.realised_until
    known = monitor(result, edition(as_expected(result, march), march))
    assert known.by_indicator[STOCK].band is None


def test_a_band_by_month_is_drawn_for_what_has_one(result: RoundResult):
    drawn = drawn_to_date(result, [STOCK, UNKNOWN])
    ends = drawn.by_month(STOCK, 2025)
    assert ends is not None
    assert ends.shape == (12, 2)
    assert (ends[:, 0] < ends[:, 1]).all()
    assert drawn.by_month(UNKNOWN, 2025) is None


def test_a_band_by_hand():
    """Nine draws: what is equal to one of them has half of it below."""
    found = band_of(np.arange(1.0, 10.0), 3.0)
    assert (found.low, found.median, found.high, found.within) == (2.0, 5.0, 8.0, True)
    assert found.chance_below == pytest.approx(2.5 / 9)
    assert chance_of_flag(np.array([80.0, 85.0, 100.0, 114.9, 115.0]), 100.0) == 0.6
    assert chance_of_flag(np.ones(3), 0.0) is None
