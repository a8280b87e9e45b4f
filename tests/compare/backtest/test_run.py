"""Forecasts at one moment of the past, and the same in more processes."""

import numpy as np
import pytest

from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.backtest.models import AUTOMATIC, MODELS
from mpp_lib.compare.backtest.origins import Origin
from mpp_lib.compare.backtest.run import backtest, processes, try_origin
from mpp_lib.inflow.random_walk import random_walk


def origin(count: int, *after: float) -> Origin:
    """Wandering months since 2008, and what the years after came to."""
    walk = np.cumsum(np.random.default_rng(9).normal(0, 0.08, count))
    known = dict(zip(month_range(Month(2008, 1), count), 1_500 * np.exp(walk), strict=True))
    last = max(known)
    first = (last + 1).year
    return Origin(last, known, False, dict(zip(range(first, first + len(after)), after, strict=True)))


def test_every_model_is_scored_by_what_came():
    """At June 2015, for the year under way and the one after; the scores of the random walk written out."""
    made_at = origin(90, 21_000.0, 60_000.0)
    tried = try_origin(made_at)
    assert {(one.model, one.year, one.ahead) for one in tried} == {
        (model, year, ahead) for model in MODELS for year, ahead in ((2015, 6), (2016, 18))
    }
    (walk,) = [one for one in tried if (one.model, one.year) == ("random_walk", 2016)]
    lines = random_walk(made_at.known, 2016).lines
    assert (walk.score.minimum, walk.score.maximum) == (lines.minimum, lines.maximum)
    assert walk.realised > lines.maximum
    assert not walk.score.within_band
    assert walk.quantile_scores[0.875] == pytest.approx(7 / 8 * (60_000 - lines.maximum))
    assert walk.quantile_scores[0.125] == pytest.approx(1 / 8 * (60_000 - lines.minimum))


def test_a_past_too_short_makes_no_forecast():
    """Of eighteen months none can say anything; of four years those without a long past can."""
    assert try_origin(origin(18, 20_000.0)) == []
    assert AUTOMATIC not in {one.model for one in try_origin(origin(54, 20_000.0))}


@pytest.mark.long
def test_two_processes_give_the_same():
    """In the same order too."""
    made_at = [origin(count, 20_000.0, 30_000.0) for count in (72, 78, 84)]
    with processes(2) as each:
        assert list(backtest(made_at, each)) == list(backtest(made_at))
