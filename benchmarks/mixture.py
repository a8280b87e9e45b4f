"""Five years of eight truncated normals: quantiles, chances and density, against scipy.stats.Mixture in the same run.

    python benchmarks/mixture.py

Prints the median time of both, their ratio and the largest relative difference between their answers.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from scipy import stats

from mpp_lib.inflow.component import components
from mpp_lib.inflow.mixture import Mixture

YEARS, SCENARIOS = 5, 8
QUANTILES = np.array([0.125, 0.5, 2 / 3, 0.875])
THRESHOLDS = np.array([20_000.0, 30_000.0, 40_000.0, 50_000.0, 60_000.0])
GRID = np.linspace(5_000, 120_000, 400)

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


def milliseconds(task: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return 1_000 * statistics.median(times)


def main() -> None:
    years = make_round()
    difference = np.max(np.abs(ours(years) / scipys(years) - 1))
    own, reference = milliseconds(lambda: ours(years), 50), milliseconds(lambda: scipys(years), 3)
    print(f"mpp_lib.inflow.mixture   {own:10.2f} ms")
    print(f"scipy.stats.Mixture      {reference:10.2f} ms   ({reference / own:.0f} keer zo lang)")
    print(f"grootste verschil        {difference:10.1e} (relatief)")


if __name__ == "__main__":
    main()
