"""What forecasts say together, counted by hand."""

from dataclasses import replace

import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.backtest.run import Tried
from mpp_lib.compare.backtest.summary import document, summaries, verdict
from mpp_lib.compare.evaluation.benchmarks import Benchmark


def tried(model: str, year: int, ahead: int, crps: float, realised: float = 30_000.0) -> Tried:
    """A band of 20,000 to 40,000 with the score that is given, and a quantile score of a tenth of it above."""
    score = Benchmark(model, 20_000.0, 30_000.0, 40_000.0, 20_000 <= realised <= 40_000, 0.5, crps)
    missed = {0.125: 1.0, 0.5: 1.0, 0.875: crps / 10}
    return Tried(Month(year, 12) - ahead, False, year, ahead, realised, score, missed)


WALK = [tried("random_walk", year, 12, crps) for year, crps in ((2016, 1_000.0), (2017, 4_000.0), (2018, 5_000.0))]
OWN = [
    tried("automatic", 2016, 12, 2_000.0, 15_000.0),
    tried("automatic", 2017, 12, 1_000.0),
    tried("automatic", 2018, 12, 4_500.0),
    tried("automatic", 2019, 12, 9_000.0, 50_000.0),
]


def test_a_model_is_counted_whole_and_compared_where_both_are():
    """Four bands of which two held; against the walk three years: 1 − 7,500/10,000."""
    (own,) = [one for one in summaries([*WALK, *OWN]) if one.model == "automatic" and one.ahead == 12]
    assert (own.n, own.years, own.coverage, own.below, own.above) == (4, 4, 0.5, 0.25, 0.25)
    assert own.crps == pytest.approx(16_500 / 4)
    assert own.width == pytest.approx(0.693147, abs=1e-6)
    assert own.skill == own.upper_skill == pytest.approx(0.25)
    assert own.naive_skill is None
    assert own.interval.low == pytest.approx(-1.0)  # 2016 drawn three times: chance 1/27, more than one tail
    assert own.interval.high == pytest.approx(0.75)
    assert own.within.low == 0.0


def test_the_goal_asks_both_coverage_and_a_crps_that_is_nowhere_worse():
    """Three of four bands held; a year and a half ahead decides whether it is worse somewhere."""
    held = [*OWN[:3], replace(OWN[3], score=replace(OWN[3].score, within_band=True))]
    met = verdict(summaries([*WALK, *held]))
    assert (met.together.coverage, met.covers, met.worse, met.met) == (0.75, True, (), True)
    assert not verdict(summaries([*WALK, *OWN])).covers
    sooner = [tried("random_walk", 2016, 18, 1_000.0), tried("automatic", 2016, 18, 1_001.0)]
    missed = verdict(summaries([*WALK, *held, *sooner]))
    assert [one.ahead for one in missed.worse] == [18]
    assert not missed.met
    later = [tried("random_walk", 2016, 30, 1_000.0), tried("automatic", 2016, 30, 3_000.0)]
    assert verdict(summaries([*WALK, *held, *later])).met


def test_the_document_has_rows_over_all_origins_and_of_each():
    found = [*WALK, *OWN]
    made = document(found, summaries(found))
    contract = ("model", "origin", "lead", "n", "coverage", "width", "crps", "skill", "low", "high")
    assert all(tuple(row)[:3] == contract[:3] and set(contract) <= set(row) for row in made["rows"])
    (single,) = [row for row in made["rows"] if row["model"] == "automatic" and row["origin"] == "2015-12"]
    assert (single["lead"], single["n"], single["coverage"], single["skill"]) == (1.0, 1, 0.0, -1.0)
    assert made["goal"] == {"coverage": False, "crps": True, "met": False}
    assert document([], ())["goal"] is None
