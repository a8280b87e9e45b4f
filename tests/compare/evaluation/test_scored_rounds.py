"""The scores of a small round whose first year is over, recomputed from its inputs."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from mpp_lib.compare.evaluation.chain_given_inflow import evaluate_chain
from mpp_lib.compare.evaluation.scored_rounds import Score, evaluate
from mpp_lib.compare.evaluation.vintages import of_round
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.run import RoundResult

ROUNDS = Path(__file__).parents[2] / "rounds"
KEYS = {
    "round",
    "year",
    "horizon",
    "indicator",
    "within_band",
    "pit",
    "crps",
    "crps_baseline",
    "skill",
    "bias_pct",
    "quantile_scores",
    "benchmarks",
}


@pytest.fixture(scope="module")
def later() -> RoundResult:
    return open_round(ROUNDS / "_klein")


@pytest.fixture(scope="module")
def earlier(later: RoundResult) -> RoundResult:
    found = open_previous(later)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def scores(earlier: RoundResult, later: RoundResult) -> dict[str, Score]:
    return {score.indicator: score for score in evaluate([earlier], [of_round(later.inputs)])}


def delivered() -> list[dict[str, str]]:
    with (ROUNDS / "_klein" / "inputs" / "realisaties.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_only_what_was_realised_over_a_whole_year_is_scored(scores: dict[str, Score]) -> None:
    """Of 2024 three months are known, and an assumption is never an outcome."""
    assumed = {row["indicator"] for row in delivered() if row["status"] == "aanname"}
    real = {row["indicator"] for row in delivered() if row["status"] != "aanname"}
    assert {score.year for score in scores.values()} == {2023}
    assert set(scores) <= real
    assert not set(scores) & (assumed - real)
    assert {"asiel.instroom_eerste", "coa.bezetting"} <= set(scores)


def test_the_outcome_is_the_sum_of_its_months(scores: dict[str, Score]) -> None:
    months = [
        float(row["waarde"])
        for row in delivered()
        if row["indicator"] == "asiel.instroom_eerste" and row["periode"].startswith("2023-")
    ]
    assert len(months) == 12
    assert scores["asiel.instroom_eerste"].realised == sum(months)


def test_first_applications_are_scored_by_the_mixture(scores: dict[str, Score], earlier: RoundResult) -> None:
    """PIT from the scenarios as the analyst wrote them, truncated at zero; the band from that same chance."""
    score, rows = scores["asiel.instroom_eerste"], earlier.inputs.scenarios
    rows = rows[rows["jaar"] == 2023]
    chance = 0.0
    for p, mean, spread, kind in rows[["kans", "verwachting", "spreiding", "verdeling"]].itertuples(index=False):
        width = np.sqrt(np.log(1 + (spread / mean) ** 2))
        lognormal = stats.lognorm(width, scale=mean * np.exp(-(width**2) / 2))
        normal = stats.truncnorm(-mean / spread, np.inf, mean, spread)
        chance += p * (lognormal if kind == "lognormaal" else normal).cdf(score.realised)
    assert score.pit == pytest.approx(chance, rel=1e-9)
    assert score.within_band == (1 / 8 <= chance <= 7 / 8)
    assert score.bias_pct == pytest.approx(100 * (score.medio / score.realised - 1))


def test_the_baseline_is_the_one_of_that_moment(scores: dict[str, Score], earlier: RoundResult) -> None:
    """Made of the earlier round's own months: last twelve, up or down by past changes, all pairs counted."""
    score = scores["asiel.instroom_eerste"]
    rows = earlier.inputs.realisations
    rows = rows[(rows["indicator"] == "asiel.instroom_eerste") & rows["periode"].str.fullmatch(r"\d{4}-\d\d")]
    values = rows.sort_values("periode")["waarde"].to_numpy(float)
    totals = np.array([values[k : k + 12].sum() for k in range(len(values) - 11)])
    levels = (np.arange(500) + 0.5) / 500
    sizes = [np.quantile(np.abs(np.log(totals[k:] / totals[:-k])), levels) for k in range(1, 13)]
    widest = np.max(sizes, axis=0)
    draws = totals[-1] * np.exp(np.concatenate([[0.0], widest, -widest]))
    pairs = np.abs(draws[:, None] - draws[None, :]).mean()
    assert score.crps_baseline == pytest.approx(np.abs(draws - score.realised).mean() - pairs / 2, rel=1e-9)
    assert score.crps is not None
    assert score.skill == pytest.approx(1 - score.crps / score.crps_baseline)


def test_other_indicators_are_scored_by_medio_alone(scores: dict[str, Score], earlier: RoundResult) -> None:
    """Three runs give no chance: no band that can hold, no quantile that can be scored, wherever the outcome lies."""
    others = [score for score in scores.values() if score.indicator != "asiel.instroom_eerste"]
    assert len(others) > 5
    assert {score.kind for score in others} > {"together"}
    for score in others:
        told = (score.within_band, score.quantile_scores, score.pit, score.crps, score.crps_baseline, score.skill)
        assert told == (None,) * 6, score.indicator
        medio = earlier.year(score.indicator, 2023, "medio")
        if score.realised:
            assert score.bias_pct == pytest.approx(100 * (medio / score.realised - 1)), score.indicator


def test_the_three_quantiles_of_first_applications_are_scored(scores: dict[str, Score]) -> None:
    """The pinball loss by hand: the gap times the chance on the side where the outcome lay."""
    score = scores["asiel.instroom_eerste"]
    assert score.quantile_scores is not None
    lines = (score.minimum, score.medio, score.maximum)
    for (name, found), line, level in zip(score.quantile_scores.items(), lines, (1 / 8, 2 / 3, 7 / 8), strict=True):
        gap = score.realised - line
        assert found == pytest.approx(level * gap if gap > 0 else (level - 1) * gap), name


def test_the_horizon_counts_from_the_last_realised_month(scores: dict[str, Score], later: RoundResult) -> None:
    """A year of which nothing was realised lies one ahead; a round's own deliveries finish no year of its own."""
    score = scores["asiel.instroom_eerste"]
    assert (score.horizon, score.conditioned) == (1, False)
    assert evaluate([later], [of_round(later.inputs)]) == ()


def test_rows_for_a_machine_have_the_agreed_keys(scores: dict[str, Score]) -> None:
    for score in scores.values():
        assert set(score.as_dict()) == KEYS


def test_what_is_not_to_be_scored_has_no_score(earlier: RoundResult, later: RoundResult) -> None:
    """Neither of the forecast nor of the chain; every other figure keeps its score."""
    whole = of_round(later.inputs)
    name = next(score.indicator for score in evaluate_chain([earlier], [whole]))
    said = pd.DataFrame(
        [("2023", name, "~", "een reden", "toets")], columns=["periode", "indicator", "teken", "reden", "bron"]
    )
    without = replace(whole, unknown=Unknown.of(said))
    for judge in (evaluate, evaluate_chain):
        all_of_them, left = ([one.indicator for one in judge([earlier], [each])] for each in (whole, without))
        assert name in all_of_them
        assert left == [one for one in all_of_them if one != name]
