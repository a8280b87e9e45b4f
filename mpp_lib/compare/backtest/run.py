"""Every model at every origin, scored; whoever does the work, with the same outcome."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from threading import Thread

from mpp_lib.base.cluster import Each
from mpp_lib.base.months import Month
from mpp_lib.compare.backtest.models import forecasts
from mpp_lib.compare.backtest.origins import Origin
from mpp_lib.compare.evaluation.benchmarks import Benchmark, scored
from mpp_lib.compare.evaluation.scores import quantile_score
from mpp_lib.inflow.scenario_lines import MAXIMUM, MEDIAN, MINIMUM


@dataclass(frozen=True)
class Tried:
    """A forecast of the past beside what came of it.

    Attributes:
        origin: the last month known.
        delivered: whether those months are as they were known then.
        year: that was forecast.
        ahead: months from the origin to the end of that year.
        realised: what it came to, people.
        score: of the forecast.
        quantile_scores: chance below → quantile score, of the ends of the band and the median.
    """

    origin: Month
    delivered: bool
    year: int
    ahead: int
    realised: float
    score: Benchmark
    quantile_scores: dict[float, float]

    @property
    def model(self) -> str:
        """Of :mod:`mpp_lib.compare.backtest.models`."""
        return self.score.name


def backtest(origins: Sequence[Origin], each: Each = map) -> Iterator[list[Tried]]:
    """Per origin, in order, every forecast.

    Args:
        each: who does the work; the outcome is the same.
    """
    return each(try_origin, origins)


def try_origin(origin: Origin) -> list[Tried]:
    """Every model at one origin."""
    return [
        _tried(origin, year, scored(name, distribution, origin.outcomes[year]))
        for name, year, distribution in forecasts(origin.known, sorted(origin.outcomes))
    ]


def _tried(origin: Origin, year: int, score: Benchmark) -> Tried:
    realised = origin.outcomes[year]
    lines = {MINIMUM: score.minimum, MEDIAN: score.median, MAXIMUM: score.maximum}
    missed = {level: quantile_score(realised, line, level) for level, line in lines.items()}
    return Tried(origin.last, origin.delivered, year, origin.ahead(year), realised, score, missed)


@contextmanager
def processes(jobs: int) -> Iterator[Each]:
    """So many processes that do the work; they end with this block, and with this process."""
    if jobs == 1:
        yield map
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin)
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """An interrupt is for the run; without it a worker has nothing to live for."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
