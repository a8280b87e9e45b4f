"""Draws against rounds written by hand: each draw a folder with its own inflow, plan and parameters, and `mpp results`.

Only the totals per year and the scores come from the simulation. What a draw makes of them, between the three runs and
within its ranges, is worked out here and written in the files of a round.
"""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from typer.testing import CliRunner

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.cli.main import app
from mpp_lib.production.chain_data import Array
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation import drawn as drawing
from mpp_lib.simulation.bands import QUANTILES
from mpp_lib.simulation.drawn import DrawnRound, drawn_round
from mpp_lib.simulation.scores import scores
from mpp_lib.simulation.simulate import simulate

ROUNDS = Path(__file__).parents[1] / "rounds"
SEED = 11
MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]
RANGES = {
    "beroep_gegrond": ("2024-01", lambda v: v - norm.ppf(7 / 8) * 0.03, lambda v: v + norm.ppf(7 / 8) * 0.03),
    "nareis_per_inwilliging": ("2025-01", lambda v: 0.9 * v, lambda v: 1.2 * v),
    "taakstelling_realisatiegraad": ("2024-07", lambda v: 0 * v + 0.6, lambda v: 0 * v + 1.0),
    "spoor4.capaciteit": ("2024-04", lambda v: 0.8 * v, lambda v: 1.1 * v),
    "spoor4.inwilligingspercentage": ("2024-04", lambda v: v - 0.10, lambda v: v + 0.05),
}
"""What `bereiken.csv` and the column `onzekerheid` of the test round say, by hand: since when, low and high."""


@pytest.mark.parametrize("draws", [3, pytest.param(200, marks=pytest.mark.long)])
def test_bands_are_those_of_as_many_rounds(draws, tmp_path, monkeypatch):
    """Every indicator in every year; the quantiles of 200 rounds are those of the simulation, to rounding."""
    monkeypatch.setattr(drawing, "sample_months", _by_season)
    folder = _only_these_ranges(tmp_path)
    result = open_round(folder)
    made = simulate(result, draws, SEED)
    drawn = drawn_round(result, SEED)
    inflow = drawn.inflow(0)
    drawn_scores = {name: scores(SEED, name, "constant", 0, len(MONTHS))[0] for name in RANGES}
    tables = [_results(folder, result, inflow[:, k], {n: z[k] for n, z in drawn_scores.items()}) for k in range(draws)]
    for indicator, values in made.values.items():
        by_hand = np.array([[table[indicator, year] for table in tables] for year in made.periods])
        most = np.abs(by_hand).max(initial=1.0)
        np.testing.assert_allclose(values, by_hand, rtol=1e-9, atol=1e-9 * most, err_msg=indicator)
    for indicator, year, band in made.bands():
        found = [table[indicator, year] for table in tables]
        for name, chance in QUANTILES.items():
            assert band.quantiles[name] == pytest.approx(np.quantile(found, chance), rel=1e-9, abs=1e-6), indicator


def _by_season(forecast, totals, generator) -> Array:
    """Months in the proportions of the season, as `mpp results` has them: chance in the months has no file."""
    shares = np.asarray(forecast.profile.shares)
    rows = []
    for year, drawn in zip(forecast.years, totals.T, strict=True):
        known = np.asarray(year.realised)
        rest = shares[len(known) :] / shares[len(known) :].sum()
        rows += [np.full(len(drawn), each) for each in known]
        rows += [(drawn - known.sum()) * share for share in rest]
    return np.array(rows).T


def _only_these_ranges(base: Path) -> Path:
    folder = base / "rounds" / "_klein"
    shutil.copytree(ROUNDS / "_eerder", base / "rounds" / "_eerder")
    shutil.copytree(ROUNDS / "_klein", folder, ignore=shutil.ignore_patterns("build", "monitor"))
    parameters = folder / "inputs" / "parameters.csv"
    rows = pd.read_csv(parameters, sep=";", dtype=str, keep_default_na=False)
    rows.loc[~rows["parameter"].isin(RANGES), "onzekerheid"] = ""
    rows.to_csv(parameters, sep=";", index=False)
    ranges = pd.read_csv(folder / "inputs" / "bereiken.csv", sep=";", dtype=str, keep_default_na=False)
    ranges[ranges["invoer"].isin(RANGES)].to_csv(folder / "inputs" / "bereiken.csv", sep=";", index=False)
    return folder


def _results(
    folder: Path, result: RoundResult, inflow: Array, scored: dict[str, float]
) -> dict[tuple[str, str], float]:
    """Indicator and year → what `mpp results` says of medio in a round of this draw."""
    where = np.cumsum(inflow)
    runs = np.cumsum(result.months[FIRST_INFLOW], axis=0)
    base = folder.parents[1] / "trekking"
    shutil.rmtree(base, ignore_errors=True)
    shutil.copytree(folder.parent / "_eerder", base / "rounds" / "_eerder")
    shutil.copytree(folder, base / "rounds" / "_klein")
    own = base / "rounds" / "_klein"
    (own / "inputs" / "bereiken.csv").unlink()
    _write_inflow(own, inflow)
    _write_plan(own, where, runs, scored)
    _write_parameters(own, where, runs, scored)
    asked = ["-C", str(base), "results", "_klein", "--scenario", "medio", "--json"]
    done = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return {(row["indicator"], str(row["periode"])): row["waarde"] for row in json.loads(done.stdout)["rows"]}


def _write_inflow(folder: Path, inflow: Array) -> None:
    lines = [
        f"{year};{run};{float(total)!r};trekking".replace(".", ",")
        for year, total in zip((2024, 2025, 2026), inflow.reshape(3, 12).sum(axis=1), strict=True)
        for run in ("minimum", "medio", "maximum")
    ]
    (folder / "inputs" / "gehanteerd.csv").write_text("\n".join(["jaar;mpp_scenario;waarde;reden", *lines, ""]))


def _moved(name: str, month: str, medio: float, scored: dict[str, float]) -> float:
    """How far an input strays from what it is between the runs: as far as it would from medio."""
    since, low, high = RANGES.get(name, ("9999", None, None))
    if month < since:
        return 0.0
    score, spread = scored[name], norm.ppf(7 / 8)
    return score / spread * ((medio - low(medio)) if score < 0 else (high(medio) - medio))


def _write_plan(folder: Path, where: Array, runs: Array, scored: dict[str, float]) -> None:
    """Each month between the runs on either side of its inflow so far, then moved within its range."""
    file = folder / "inputs" / "ind_prognoseplan.csv"
    rows = pd.read_csv(file, sep=";", dtype=str, keep_default_na=False)
    given = {tuple(row[:4]): row[4] for row in rows.to_numpy()}
    written = []
    for month, scenario, stream, quantity, text, definition in rows.to_numpy():
        if scenario == "medio" and month in MONTHS:
            at = MONTHS.index(month)
            three = [_number(given[month, run, stream, quantity]) for run in ("minimum", "medio", "maximum")]
            between = float(np.interp(where[at], runs[at], three)) if len(set(runs[at])) > 1 else three[1]
            moved = _moved(f"{stream}.{quantity}", month, three[1], scored)
            text = repr(float(between + moved)).replace(".", ",")
        written.append([month, scenario, stream, quantity, text, definition])
    pd.DataFrame(written, columns=rows.columns).to_csv(file, sep=";", index=False)


def _write_parameters(folder: Path, where: Array, runs: Array, scored: dict[str, float]) -> None:
    file = folder / "inputs" / "parameters.csv"
    rows = pd.read_csv(file, sep=";", dtype=str, keep_default_na=False)
    differing = set(rows.loc[rows["mpp_scenario"] != "", "parameter"])
    written = [row for row in rows.to_dict("records") if row["mpp_scenario"] != "medio"]
    for name in sorted(differing | (set(RANGES) & set(rows["parameter"]))):
        of = rows[rows["parameter"] == name]
        for at, month in enumerate(MONTHS):
            three = [_valid(of, month, run) for run in ("minimum", "medio", "maximum")]
            between = float(np.interp(where[at], runs[at], three)) if len(set(runs[at])) > 1 else three[1]
            value = repr(float(between + _moved(name, month, three[1], scored))).replace(".", ",")
            written.append({**of.iloc[0].to_dict(), "vanaf": month, "mpp_scenario": "medio", "waarde": value})
    pd.DataFrame(written, columns=rows.columns).to_csv(file, sep=";", index=False)


def _valid(rows: pd.DataFrame, month: str, run: str) -> float:
    """The value that a run has in a month: its own row before one for all, the last that began."""
    begun = rows[rows["vanaf"] <= month]
    own = begun[begun["mpp_scenario"] == run]
    return _number((own if len(own) else begun[begun["mpp_scenario"] == ""]).iloc[-1]["waarde"])


def _number(text: str) -> float:
    return float(text.rstrip("%").replace(",", ".")) / (100 if text.endswith("%") else 1)


def test_the_ranges_here_are_the_only_ones(tmp_path):
    drawn: DrawnRound = drawn_round(open_round(_only_these_ranges(tmp_path)), SEED)
    assert set(drawn.groups) == set(RANGES)
