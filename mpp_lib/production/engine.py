"""The engine: runs a chain for any number of draws.

Nodes are ordered once. A node outside feedback is computed for its whole horizon in one go; nodes that feed back on
each other are stepped together, month by month. Draws are taken in blocks that stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

import numpy as np

from mpp_lib.base.periods import YEAR
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.evaluate import Compiler
from mpp_lib.production.expression import OlderThan, TimeInStock, dependencies
from mpp_lib.production.needed import Needed
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.stepping import FEW, Steps, steps_of

BLOCK = 1_024
"""Draws per block: arrays of half a megabyte each; smaller ones lose more to the calls than the cache gives back."""


@dataclass(frozen=True)
class Stage:
    """Node ids computed together: one for its whole horizon, or several in feedback, in order within the month."""

    ids: tuple[str, ...]
    feedback: bool


def run(chain: Chain, data: ChainData, used: Needed | None = None) -> dict[str, Array]:
    """Every node of the chain for every draw.

    Args:
        used: nodes that are asked; all without. An age or a term that is asked by year is NaN in other months.

    Returns:
        node id → [history + months, draws]; history rows hold the past of flows and, in the last one, opening stocks.
    """
    asked = [node.id for node in chain.nodes if used is None or node.id in used.nodes]
    rows = {node_id: np.empty((data.rows, data.draws)) for node_id in asked}
    for begin, block in zip(range(0, data.draws, BLOCK), run_blocks(chain, data, used=used), strict=True):
        for node_id, values in block.items():
            rows[node_id][:, begin : begin + BLOCK] = values
    return rows


def run_blocks(
    chain: Chain, data: ChainData, block: int = BLOCK, used: Needed | None = None
) -> Iterator[dict[str, Array]]:
    """As :func:`run`, a block of draws at a time: what a hundred thousand draws need.

    Every block uses the same memory: take from it what has to stay before asking for the next.
    """
    asked = [node.id for node in chain.nodes if used is None or node.id in used.nodes]
    memory = {node_id: _before_horizon(node_id, data, min(block, data.draws)) for node_id in asked}
    for begin in range(0, data.draws, block):
        part = data.columns(slice(begin, begin + block))
        arrays = {node_id: values[:, : part.draws] for node_id, values in memory.items()}
        _run_block(chain, part, arrays, used)
        yield arrays


def _before_horizon(node_id: str, data: ChainData, draws: int) -> Array:
    """Room for a node with its past filled in: the same for every draw."""
    values = np.zeros((data.rows, draws))
    if node_id in data.flows:
        values[: data.history] = data.flows[node_id][:, None]
    if node_id in data.opening:
        values[data.history - 1] = data.opening[node_id]
    return values


def _run_block(chain: Chain, data: ChainData, arrays: Mapping[str, Array], used: Needed | None) -> None:
    compiler = Compiler(data, arrays)
    few = _few(chain) if data.draws <= FEW else {}
    for stage in stages(chain):
        if not arrays.keys() >= set(stage.ids):
            continue
        formula = chain.by_id[stage.ids[0]].formula
        if used and stage.ids[0] in used.yearly and isinstance(formula, OlderThan | TimeInStock):
            _by_year(arrays[stage.ids[0]][data.horizon], compiler, formula)
            continue
        if stage.ids in few and few[stage.ids].run(compiler, arrays, data):
            continue
        steps = [(arrays[node_id], compiler.compile(chain.by_id[node_id].formula)) for node_id in stage.ids]
        if stage.feedback:
            _step(steps, data)
        else:
            target, evaluate = steps[0]
            rows = _rows(chain.by_id[stage.ids[0]], data)
            target[rows] = evaluate(rows)


def _few(chain: Chain) -> Mapping[tuple[str, ...], Steps]:
    return steps_of(chain, tuple(stage.ids for stage in stages(chain) if stage.feedback))


def _by_year(target: Array, compiler: Compiler, queue: OlderThan | TimeInStock) -> None:
    """An age or a term at the end of every year, and NaN in the other months: it takes as long as the rest together."""
    ends = np.arange(YEAR - 1, len(target), YEAR)
    target[...] = np.nan
    target[ends] = compiler.waiting(queue, ends)


def _rows(node: Node, data: ChainData) -> slice:
    """The horizon; for a stock that is the sum of others its opening too."""
    return slice(data.history - 1, data.rows) if node.is_sum_of_stocks else data.horizon


def _step(steps: Sequence[tuple[Array, Callable[[int], Array]]], data: ChainData) -> None:
    for row in range(data.history, data.rows):
        for target, formula in steps:
            target[row] = formula(row)


@lru_cache(maxsize=8)
def stages(chain: Chain) -> tuple[Stage, ...]:
    """The order of computation.

    Raises:
        ValueError: when nodes depend on each other within one month, so that no order exists, or a stock without an
            opening of its own stands in feedback.
    """
    needs = {node.id: dependencies(node.formula, chain.first_lag) for node in chain.nodes}
    group = feedback_groups(needs)
    members: dict[int, list[str]] = {}
    for node_id, number in group.items():
        members.setdefault(number, []).append(node_id)
    between = {
        number: {group[need] for node_id in ids for need in needs[node_id]} - {number}
        for number, ids in members.items()
    }
    order = TopologicalSorter(between).static_order()
    found = tuple(_stage(members[number], needs) for number in order)
    _refuse_sums_in_feedback(chain, found)
    return found


def _refuse_sums_in_feedback(chain: Chain, found: Iterable[Stage]) -> None:
    stepped = [chain.by_id[node_id] for stage in found if stage.feedback for node_id in stage.ids]
    sums = [node.id for node in stepped if node.is_sum_of_stocks]
    if sums:
        raise ValueError(f"een som van voorraden kan niet in een terugkoppeling staan: {', '.join(sums)}")


def feedback_groups(needs: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Node → number of the group that feeds back on it: strongly connected components, as S.R. Kosaraju finds them."""
    users: dict[str, list[str]] = {node_id: [] for node_id in needs}
    for node_id, found in needs.items():
        for need in found:
            users[need].append(node_id)
    group: dict[str, int] = {}
    for number, first in enumerate(reversed(_needs_first(needs))):
        ahead = [] if first in group else [first]
        while ahead:
            node_id = ahead.pop()
            group[node_id] = number
            ahead += (user for user in users[node_id] if user not in group)
    return {node_id: group[node_id] for node_id in needs}


def _needs_first(needs: Mapping[str, Iterable[str]]) -> list[str]:
    """Every node after what it needs, as far as feedback allows: in which order a search in depth is done with them."""
    done: list[str] = []
    seen: set[str] = set()
    for root in needs:
        path = [] if root in seen else [(root, iter(needs[root]))]
        seen.add(root)
        while path:
            node_id, rest = path[-1]
            need = next((one for one in rest if one not in seen), None)
            if need is None:
                done.append(node_id)
                path.pop()
            else:
                seen.add(need)
                path.append((need, iter(needs[need])))
    return done


def _stage(ids: list[str], needs: Mapping[str, Mapping[str, int]]) -> Stage:
    within_month = {node_id: {need for need in ids if needs[node_id].get(need) == 0} for node_id in ids}
    try:
        order = tuple(TopologicalSorter(within_month).static_order())
    except CycleError as error:
        raise ValueError(f"knopen hangen binnen één maand van elkaar af: {', '.join(error.args[1])}") from error
    feedback = len(ids) > 1 or ids[0] in needs[ids[0]]
    return Stage(order, feedback)
