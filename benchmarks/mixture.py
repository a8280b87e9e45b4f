"""Five years of eight truncated normals: quantiles, chances and density, against scipy.stats.Mixture and OpenTURNS."""

from __future__ import annotations

import numpy as np
import scipy
from scipy import stats

from benchmarks.peers import NotThereError, ask
from benchmarks.shown import BESIDE, Table, absent, apart, beside
from benchmarks.timed import taking_turns
from mpp_lib.inflow.component import components
from mpp_lib.inflow.mixture import Mixture

YEARS, SCENARIOS = 5, 8
QUANTILES = np.array([0.125, 0.5, 2 / 3, 0.875])
THRESHOLDS = np.array([20_000.0, 30_000.0, 40_000.0, 50_000.0, 60_000.0])
GRID = np.linspace(5_000, 120_000, 400)
SCIPY_GOAL, OPENTURNS_GOAL = 100.0, 1.0
"""How many times as long each takes, at least."""

Round = list[tuple[np.ndarray, np.ndarray, np.ndarray]]


def make_round() -> Round:
    generator = np.random.default_rng(2024)
    return [
        (
            generator.dirichlet(np.full(SCENARIOS, 3.0)),
            np.sort(generator.uniform(18_000, 90_000, SCENARIOS)),
            generator.uniform(1_500, 7_000, SCENARIOS),
        )
        for _ in range(YEARS)
    ]


def ours(years: Round) -> np.ndarray:
    answers = []
    for chances, expectation, spread in years:
        mixture = Mixture(chances, components(expectation, spread))
        answers += [mixture.quantile(QUANTILES), mixture.sf(THRESHOLDS), mixture.pdf(GRID)]
    return np.concatenate(answers)


def scipys(years: Round) -> np.ndarray:
    answers = []
    for chances, expectation, spread in years:
        parts = [
            stats.truncate(stats.Normal(mu=mu, sigma=sigma), lb=0.0)
            for mu, sigma in zip(expectation, spread, strict=True)
        ]
        mixture = stats.Mixture(parts, weights=chances)
        answers += [mixture.icdf(QUANTILES), mixture.ccdf(THRESHOLDS), mixture.pdf(GRID)]
    return np.concatenate(answers)


def measured() -> Table:
    """Both peers beside ours."""
    years = make_round()
    own, answers = taking_turns({"ours": lambda: ours(years)}, 50)
    peer, theirs = taking_turns({"scipy": lambda: scipys(years)}, 3)
    table = Table("Vijf jaren instroom", BESIDE)

    def add(name: str, took: float, found: np.ndarray, goal: float) -> None:
        difference = apart(float(np.max(np.abs(answers["ours"] / found - 1))))
        table.rows.append(beside(name, took, own["ours"], goal, difference))

    add(f"scipy.stats.Mixture {scipy.__version__}", peer["scipy"], theirs["scipy"], SCIPY_GOAL)
    try:
        told = ask("openturns", "openturns_mixture.py", _question(years))
        add(f"OpenTURNS {told['version']}", told["seconds"], np.array(told["values"]), OPENTURNS_GOAL)
    except NotThereError as error:
        table.rows.append(absent("OpenTURNS", str(error), own["ours"], OPENTURNS_GOAL))
    return table


def _question(years: Round) -> dict[str, object]:
    return {
        "years": [[each.tolist() for each in year] for year in years],
        "quantiles": QUANTILES.tolist(),
        "thresholds": THRESHOLDS.tolist(),
        "grid": GRID.tolist(),
    }
