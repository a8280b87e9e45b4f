"""Answers to questions, the naive baseline and the views of experts."""

from __future__ import annotations

import json
from math import inf, nan

import mpmath as mp
import numpy as np
import pytest

from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.baseline import naive_baseline
from mpp_lib.inflow.forecast import forecast_round
from mpp_lib.inflow.questions import answer
from tests.support.inflow_oracle import Scenario, close, head, is_quantile, tail
from tests.support.inflow_rounds import round_inputs

THREE = (Scenario(0.3, 22_000, 3_000), Scenario(0.5, 34_000, 5_000), Scenario(0.2, 50_000, 12_000, lognormal=True))


def test_the_document_has_exactly_what_was_agreed():
    """Round, years, the lines and empty answers; plain JSON, and no key that was not asked."""
    document = answer(forecast_round(round_inputs()))
    assert json.loads(json.dumps(document)) == document
    assert list(document) == ["round", "years"]
    assert [year["year"] for year in document["years"]] == [2023, 2024]
    assert list(document["years"][0]) == ["year", "minimum", "median", "medio", "maximum", "mean", "above", "quantiles"]
    assert document["years"][0]["above"] == document["years"][0]["quantiles"] == {}


def test_questions_are_answered_under_the_number_as_it_was_asked():
    """P(X > 40000) stands under "40000", the quantile under "0.9", and the interval under "between"."""
    document = answer(forecast_round(round_inputs()), 2024, (40_000.0, 1_250_000.5), (25_000.0, 40_000.0), (0.9, 1e-5))
    (year,) = document["years"]
    with mp.workdps(30):
        assert list(year["above"]) == ["40000", "1250000.5"]
        assert close(year["above"]["40000"], tail(THREE, 40_000.0))
        assert close(year["between"], head(THREE, 40_000.0) - head(THREE, 25_000.0))
        assert list(year["quantiles"]) == ["0.9", "1e-05"]
        assert is_quantile(lambda v: head(THREE, v), year["quantiles"]["0.9"], 0.9)


def test_answers_are_quantiles_whatever_was_adopted():
    """A gehanteerd aantal changes nothing in the answers."""
    adopted = round_inputs(adopted=[(2023, "medio", 60_000.0, "besluit")])
    assert answer(forecast_round(adopted)) == answer(forecast_round(round_inputs()))


@pytest.mark.parametrize(
    "question",
    [{"year": 2031}, {"quantiles": (1.0,)}, {"quantiles": (1e-300,)}, {"quantiles": (-0.1,)}, {"between": (5.0, 4.0)}]
    + [{"above": (x,)} for x in (nan, inf, -inf)]
    + [{"quantiles": (nan,)}, {"between": (nan, 1.0)}, {"between": (1.0, inf)}],
    ids=str,
)
def test_questions_without_an_answer_are_refused(question):
    """A year outside the horizon, a quantile outside (0, 1), an interval upside down, what is not finite: refused."""
    with pytest.raises(ValueError, match=r"horizon|kwantiel|ondergrens|eindig"):
        answer(forecast_round(round_inputs()), **question)


def steady(growth: float, count: int) -> dict[Month, float]:
    """Months that grow by the same factor each."""
    return {month: 1_000 * growth**k for k, month in enumerate(month_range(Month(2015, 1), count))}


def test_baseline_of_steady_growth_is_the_truth():
    """When every month is 1% above the one before, the baseline has no width and hits the year exactly."""
    realised = steady(1.01, 96)  # to 2022-12
    later = steady(1.01, 108)
    baseline = naive_baseline(realised, 2023)
    truth = sum(value for month, value in later.items() if month.year == 2023)
    np.testing.assert_allclose(baseline.distribution.values, truth, rtol=1e-12)
    assert baseline.last_twelve == pytest.approx(sum(v for m, v in realised.items() if m.year == 2022))
    assert baseline.changes == 96 - 12 - 12 + 1


def test_baseline_within_a_year_looks_ahead_to_its_december():
    """With realisations up to June the band is that of six-month changes."""
    baseline = naive_baseline(steady(1.01, 90), 2022)  # to 2022-06
    np.testing.assert_allclose(baseline.distribution.values, baseline.last_twelve * 1.01**6, rtol=1e-12)


def test_baseline_band_is_the_empirical_one():
    """Years of 10, 20, 15 and 45 (thousand) changed by factors that the band reproduces: from a half up to three."""
    totals = (10, 20, 15, 45, 45)
    months = month_range(Month(2015, 1), 60)
    baseline = naive_baseline({m: 1_000 * totals[m.year - 2015] / 12 for m in months}, 2020)
    assert baseline.last_twelve == pytest.approx(45_000)
    assert baseline.distribution.values[0] == pytest.approx(45_000 * 0.75)
    assert baseline.distribution.values[-1] == pytest.approx(45_000 * 3)
    assert baseline.lines.minimum < baseline.lines.medio < baseline.lines.maximum


@pytest.mark.parametrize(("count", "year"), [(0, 2020), (11, 2016), (58, 2020), (96, 2022)])
def test_no_baseline_without_enough_past(count, year):
    """No months, less than a year, 33 changes, and a year that is over: there is no baseline."""
    assert naive_baseline(steady(1.01, count), year) is None


def test_a_gap_ends_the_past():
    """Months before a gap are not used."""
    realised = steady(1.01, 96)
    del realised[Month(2016, 12)]
    assert naive_baseline(realised, 2023).changes == 72 - 12 - 12 + 1
