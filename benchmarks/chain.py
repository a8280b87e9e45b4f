"""Three scenarios and many draws of the whole chain by the engine, against a NumPy loop over the months.

The peers calculate the same formulas, every node month by month instead of its whole horizon in one go: with the draws
of a month side by side in memory, and with the months of a draw side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.shown import Table, apart, figures, seconds
from benchmarks.timed import taking_turns
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.engine import BLOCK, run_blocks, stages
from mpp_lib.production.evaluate import Compiler
from mpp_lib.production.expression import OlderThan, Param, Series, TimeInStock, walk
from mpp_lib.production.node import Chain
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import by_year

UNCERTAIN = ("aandeel_spoor1", "uitval_spoor4", "beroep_aandeel", "nareis_per_inwilliging", "opvang_eerste")
DRAWS = 2 * BLOCK
ENGINE = "engine"
Result = dict[str, Array]


def drawn(chain: Chain, data: ChainData, draws: int) -> ChainData:
    """The medio of a round around which the inflow and a few parameters differ by draw; memory only for the inflow."""
    generator = np.random.default_rng(2024)
    middle = {key: values[:, min(1, values.shape[1] - 1)][:, None] for key, values in data.series.items()}
    inflow = middle[Series("eerste_asielinstroom")] * generator.lognormal(0.0, 0.2, (data.rows, draws))
    series = {**middle, Series("eerste_asielinstroom"): inflow}
    specs = {spec.name: spec for spec in chain.parameters}
    for name in UNCERTAIN:
        spread = np.broadcast_to(generator.uniform(0.8, 1.1, draws), (data.rows, draws))
        series[Param(name)] = np.minimum(specs[name].high, spread * middle[Param(name)])
    return replace(data, draws=draws, series=series)


def years_of(chain: Chain, data: ChainData, rows: Mapping[str, Array]) -> Result:
    """What is kept of a block: its yearly values."""
    return by_year(chain, {name: values[data.horizon] for name, values in rows.items()})


def staged(chain: Chain, data: ChainData) -> Result:
    """The engine, in blocks."""
    return joined([years_of(chain, data, rows) for rows in run_blocks(chain, data)])


@dataclass(frozen=True)
class MonthLoop:
    """The peer: nodes in order, all of them month by month."""

    months_major: bool

    def __call__(self, chain: Chain, data: ChainData) -> Result:
        parts = [data.columns(slice(begin, begin + BLOCK)) for begin in range(0, data.draws, BLOCK)]
        return joined([years_of(chain, part, self.rows(chain, part)) for part in parts])

    def rows(self, chain: Chain, data: ChainData) -> Result:
        rows = {node.id: self.before_horizon(node.id, data) for node in chain.nodes}
        compiler = Compiler(data, rows)
        waiting: list[str] = []
        for node_id in (node_id for stage in stages(chain) for node_id in stage.ids):
            formula = chain.by_id[node_id].formula
            if not any(isinstance(part, OlderThan | TimeInStock) for part in walk(formula)):
                waiting.append(node_id)
                continue
            self.loop(chain, compiler, rows, waiting, data)
            waiting.clear()
            rows[node_id][data.horizon] = compiler.compile(formula)(data.horizon)
        self.loop(chain, compiler, rows, waiting, data)
        return rows

    def loop(self, chain: Chain, compiler: Compiler, rows: Result, ids: list[str], data: ChainData) -> None:
        steps = [(chain.by_id[name], rows[name], compiler.compile(chain.by_id[name].formula)) for name in ids]
        for row in range(data.history - 1, data.rows):
            for node, target, formula in steps:
                if row >= data.history or node.is_sum_of_stocks:
                    target[row] = formula(row)

    def before_horizon(self, node_id: str, data: ChainData) -> Array:
        shape = (data.rows, data.draws)
        values = np.zeros(shape) if self.months_major else np.zeros(shape[::-1]).T
        if node_id in data.flows:
            values[: data.history] = data.flows[node_id][:, None]
        if node_id in data.opening:
            values[data.history - 1] = data.opening[node_id]
        return values


def joined(parts: list[Result]) -> Result:
    return {name: np.hstack([part[name] for part in parts]) for name in parts[0]}


def difference(one: Result, other: Result) -> float:
    """The largest difference over all yearly values, relative to the largest number of each indicator."""
    gaps = (np.abs(values - other[name]).max() / max(1.0, float(np.abs(values).max())) for name, values in one.items())
    return float(max(gaps))


def measured(result: RoundResult) -> Table:
    """The engine and its peers, on three scenarios and on the same draws."""
    table = Table(
        "De keten zonder numba",
        ("rekenwijze", " drie scenario's", f" {DRAWS} trekkingen", " per trekking", " verhouding", " verschil"),
    )
    three, many = (_taken(result.chain, data, turns) for data, turns in _cases(result))
    for name in three[0]:
        took = many[0][name]
        found = seconds(three[0][name]), seconds(took), seconds(took / DRAWS), f"{figures(took / many[0][ENGINE])} ×"
        table.rows.append((name, *found, apart(difference(many[1][ENGINE], many[1][name]))))
    return table


def _cases(result: RoundResult) -> tuple[tuple[ChainData, int], ...]:
    return (result.data, 5), (drawn(result.chain, result.data, DRAWS), 1)


def _taken(chain: Chain, data: ChainData, turns: int) -> tuple[dict[str, float], dict[str, Result]]:
    tasks: dict[str, Callable[[], Result]] = {
        ENGINE: lambda: staged(chain, data),
        "maandlus, maanden × trekkingen": lambda: MonthLoop(True)(chain, data),
        "maandlus, trekkingen × maanden": lambda: MonthLoop(False)(chain, data),
    }
    return taking_turns(tasks, turns)
