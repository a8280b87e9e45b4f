"""Many draws of a round through the whole chain.

Blocks of a fixed size run in threads and are kept in their own order, so that the figures depend on the seed and the
number of draws alone. Draw 0 is the run of medio: it is not counted in the draws, nor in any band.

Source: docs/methode-simulatie.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.cluster import Each
from mpp_lib.base.periods import YEAR
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK, run_blocks
from mpp_lib.production.needed import Needed, needed
from mpp_lib.production.node import Chain
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import by_year
from mpp_lib.simulation.bands import Band, bands_of
from mpp_lib.simulation.drawn import DrawnRound, drawn_round
from mpp_lib.simulation.model_error import Disturbance, ModelErrors, disturbances
from mpp_lib.simulation.spread import Part, gathered

By = Literal["year", "month"]


@dataclass(frozen=True, eq=False)
class SimulatedRound:
    """Draws of the figures of a round, beside its three runs.

    Attributes:
        result: the round, calculated; its medio is draw 0.
        seed: of the simulation.
        draws: how many there are.
        by: per year or per month.
        values: indicator → [years or months, draws], in the order of the draws.
        model_error: what the chain itself may be off, and is in the draws; None where it is left out.
    """

    result: RoundResult
    seed: int
    draws: int
    by: By
    values: Mapping[str, Array]
    model_error: ModelErrors | None = None

    @property
    def periods(self) -> tuple[str, ...]:
        """Of the rows."""
        span = self.result.inputs.settings.span
        return tuple(map(str, span.calendar_years if self.by == "year" else span.months))

    def bands(self, above: Mapping[str, Sequence[float]] | None = None) -> Iterator[tuple[str, str, Band]]:
        """Indicator, period and band of every figure.

        Args:
            above: indicator → figures of which the chance of more is asked.
        """
        runs = self.result.years if self.by == "year" else self.result.months

        def of(indicator: str) -> list[Band]:
            return bands_of(self.values[indicator], SCENARIOS, runs[indicator], (above or {}).get(indicator, ()))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for indicator, found in zip(self.values, pool.map(of, self.values), strict=True):
                for period, each in zip(self.periods, found, strict=True):
                    yield indicator, period, each


def simulate(
    result: RoundResult,
    draws: int,
    seed: int | None = None,
    indicators: Sequence[str] = (),
    by: By = "year",
    *,
    model_error: ModelErrors | None = None,
    plan_follows: bool = True,
    threads: int | None = None,
    each: Each | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> SimulatedRound:
    """Draw a round.

    Args:
        draws: ≥ 1.
        seed: of the random streams; that of the round where there is none.
        indicators: ids to keep; all without.
        model_error: what the chain itself may be off, by indicator; without it, and of an indicator that is not in it,
            the draws hold what goes into the chain alone.
        plan_follows: whether what comes per mpp-scenario follows the inflow of a draw, or is that of medio throughout.
        threads: how many blocks run at once; as many as there are processors where not said. The figures are the same.
        each: who makes the draws, in parts; this process without. The figures are the same.
        progress: told after every block, or part, how many draws are done.
    """
    root = result.inputs.settings.seed if seed is None else seed
    kept = tuple(indicators) or tuple(node.id for node in result.chain.nodes)
    asked = _Asked(result, root, kept, by, model_error or {}, plan_follows)
    if each is None:
        values = asked.drawn(Part(0, draws), threads, progress)
    else:
        values = dict(
            zip(kept, gathered(each, asked.figures, (len(kept), asked.periods, draws), progress), strict=True)
        )
    return SimulatedRound(result, root, draws, by, values, model_error)


@dataclass(frozen=True, eq=False)
class _Asked:
    """What is asked of draws, as it goes to who makes them: see :func:`simulate`."""

    result: RoundResult
    seed: int
    kept: tuple[str, ...]
    by: By
    model_error: ModelErrors
    plan_follows: bool

    @property
    def periods(self) -> int:
        """Of a figure."""
        months = len(self.result.parts.months)
        return months if self.by == "month" else months // YEAR

    def drawn(self, part: Part, threads: int | None, progress: Callable[[int], None]) -> dict[str, Array]:
        """Indicator → [periods, draws of the part]."""
        drawn = drawn_round(self.result, self.seed, plan_follows=self.plan_follows)
        off = disturbances(self.model_error, self.result.parts, self.seed, self.kept, monthly=self.by == "month")
        return drawn_figures(
            self.result,
            drawn,
            part.draws,
            self.kept,
            self.by,
            off,
            first=part.first,
            threads=threads,
            progress=progress,
        )

    def figures(self, part: Part) -> Array:
        """The same by one thread [indicators, periods, draws of the part]."""
        return np.array([*self.drawn(part, 1, lambda _: None).values()])


def drawn_figures(
    result: RoundResult,
    drawn: DrawnRound,
    draws: int,
    kept: Sequence[str],
    by: By = "year",
    off: Mapping[str, Disturbance] | None = None,
    *,
    first: int = 0,
    threads: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[str, Array]:
    """Indicator → [years or months, draws], of the draws from a block on: see :func:`simulate`.

    Args:
        off: indicator → what the error of the chain does to it; without it the chain is taken as it is.
        first: number of the block.
    """
    disturbed = off or {}
    fill = _filling(result, drawn, kept, by)
    periods = drawn.months if by == "month" else drawn.months // YEAR
    values = np.empty((len(kept), periods, draws))

    def work(number: int) -> int:
        begin = number * BLOCK
        size = min(BLOCK, draws - begin)
        fill(first + number, size, values, begin)
        for name, figures in zip(kept, values[..., begin : begin + size], strict=True):
            if name in disturbed:
                figures[...] = disturbed[name](figures, first + number)
        return begin + size

    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        for done in pool.map(work, range(-(-draws // BLOCK))):
            progress(done)
    return dict(zip(kept, values, strict=True))


Filling = Callable[[int, int, Array, int], None]
"""Of a block by number, and so many of its draws: fills the figures from a column on [indicators, periods, draws]."""


def _filling(result: RoundResult, drawn: DrawnRound, kept: Sequence[str], by: By) -> Filling:
    """Compiled where numba is there, else by the engine that runs a round: the same figures to rounding."""
    try:
        from mpp_lib.simulation.compiled.run import CompiledRound
    except ImportError:
        used = needed(result.chain, tuple(kept), monthly=by == "month")
        return lambda *block: _by_engine(result.chain, drawn, used, kept, by, *block)
    return CompiledRound(result, drawn, kept, monthly=by == "month").fill


def _by_engine(
    chain: Chain,
    drawn: DrawnRound,
    used: Needed,
    kept: Sequence[str],
    by: By,
    number: int,
    size: int,
    values: Array,
    begin: int,
) -> None:
    data = drawn.block(number, size)
    (found_rows,) = run_blocks(chain, data, used=used)
    months = {name: rows[data.horizon] for name, rows in found_rows.items()}
    found = by_year(chain, months, kept) if by == "year" else months
    for name, rows in zip(kept, values, strict=True):
        rows[:, begin : begin + size] = found[name]
