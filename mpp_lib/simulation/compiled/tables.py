"""What a round brings to a program, as arrays for :mod:`mpp_lib.simulation.compiled.machine`.

Series that one draw does not share with another are made in the tile; everything else stands here once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.inputs.declared.round import DISTRIBUTIONS
from mpp_lib.production import expression as ex
from mpp_lib.production.ages_and_terms import banded
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.node import Chain
from mpp_lib.production.parts import FIRST
from mpp_lib.simulation.compiled import machine
from mpp_lib.simulation.compiled.machine import PAD
from mpp_lib.simulation.compiled.program import Program
from mpp_lib.simulation.drawn import DrawnRound
from mpp_lib.simulation.sources import CONSTANT

Places = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class ProgramTables(NamedTuple):
    """The instructions, one array per operand [instructions]; lags of a month as flags."""

    ops: Numbers
    targets: Places
    a: Places
    a_before: Flags
    b: Places
    b_before: Flags
    frees: Flags


class ChainTables(NamedTuple):
    """Delays and queues.

    Attributes:
        bands, pasts, oldest: of a delay the share per month of entry [delays, months, months], what entered before the
            horizon [delays, months], and the oldest month with a share [delays, months].
        halves: month in which the half-year of each month begins [months].
        ages: months an age is about; 0 for a term [queues].
        stocks, inflows, outflows: numbers of kept nodes [queues].
        openings: what of the opening is older than n, n − 1, … 1 months [queues, longest].
        histories: inflow before the horizon [queues, history].
    """

    bands: Array
    pasts: Array
    oldest: Numbers
    halves: Numbers
    ages: Numbers
    stocks: Places
    inflows: Places
    outflows: Places
    openings: Array
    histories: Array


class InputTables(NamedTuple):
    """Series and how they stray.

    Attributes:
        slots, kinds: of every series [series].
        medio, to_minimum, to_maximum: its value in medio, and what is added at minimum and maximum [series, months].
        stray_slots, groups, scales, moving: of every source its slot, the number of its scores, its scale and whether
            its scores differ by month [sources].
        center, value, down, up: on the scale of the source its value, the value itself, and what a standard deviation
            below and above does [sources, months]; 0 in months that are realised.
        low, high: bounds [sources].
        limit_slots, limit_ends, limits: slots of what shares a whole, where each whole begins, and what it is.
    """

    slots: Places
    kinds: Numbers
    medio: Array
    to_minimum: Array
    to_maximum: Array
    stray_slots: Places
    groups: Numbers
    scales: Numbers
    moving: Numbers
    center: Array
    value: Array
    down: Array
    up: Array
    low: Array
    high: Array
    limit_slots: Places
    limit_ends: Numbers
    limits: Array


class TileDraws(NamedTuple):
    """What differs by draw: [months, LANES], scores [groups, months or 1 filled, LANES]."""

    inflow: Array
    to_minimum: Array
    to_maximum: Array
    scores: Array


class Asked(NamedTuple):
    """What is asked: slots and kinds, of a ratio the slots of part and whole; whether every month is."""

    slots: Places
    kinds: Numbers
    parts: Places
    wholes: Places
    monthly: bool


_KINDS: Mapping[Aggregation, int] = {
    Aggregation.FLOW: machine.FLOW,
    Aggregation.STOCK: machine.END,
    Aggregation.TERM: machine.END,
    Aggregation.PEAK: machine.PEAK,
    Aggregation.MEAN: machine.MEAN,
    Aggregation.RATIO: machine.RATIO,
}


def program_tables(program: Program) -> ProgramTables:
    """The instructions of a program."""
    op, target, a, a_lag, b, b_lag, free = program.instructions.T
    places = (each.astype(np.uint64) for each in (target, a, b))
    targets, first, second = places
    return ProgramTables(op.copy(), targets, first, a_lag.astype(bool), second, b_lag.astype(bool), free.astype(bool))


def chain_tables(program: Program, data: ChainData, past: Mapping[str, Array]) -> ChainTables:
    """Delays and queues of a round.

    Args:
        data: of the round, assembled.
        past: node id → its rows up to the horizon [history].
    """
    h, months = data.history, data.months
    bands = {name: banded(kernel) for name, kernel in data.kernels.items()}
    inside = [bands[each.kernel][h:, h:] for each in program.delays]
    pasts = [bands[each.kernel][h:, :h] @ past[each.flow] for each in program.delays]
    into = [(data.start.month - 1 + m) % 6 for m in range(months)]
    longest = max([1, *(each.months for each in program.queues if isinstance(each, ex.OlderThan))])
    return ChainTables(
        bands=np.array(inside),
        pasts=np.array(pasts),
        oldest=np.array([_oldest(band) for band in inside]),
        halves=np.arange(months) - np.array(into),
        ages=np.array([each.months if isinstance(each, ex.OlderThan) else 0 for each in program.queues]),
        stocks=_kept(program, [each.stock for each in program.queues]),
        inflows=_kept(program, [each.inflow for each in program.queues]),
        outflows=_kept(program, [each.outflow for each in program.queues]),
        openings=np.array([_aged(each, data, longest) for each in program.queues]),
        histories=np.array([past[each.inflow] for each in program.queues]),
    )


def _oldest(band: Array) -> Numbers:
    return np.array([int(np.argmax(row != 0)) if row.any() else m for m, row in enumerate(band)])


def _kept(program: Program, names: Sequence[str]) -> Places:
    return np.array([program.kept[name] for name in names], dtype=np.uint64)


def _aged(queue: ex.OlderThan | ex.TimeInStock, data: ChainData, longest: int) -> Array:
    ages = np.zeros(longest)
    if isinstance(queue, ex.OlderThan):
        classes = ((0, queue.stock), *queue.opening)
        known = [months for months, _ in classes], [data.opening[node_id] for _, node_id in classes]
        ages[: queue.months] = np.interp(np.arange(queue.months, 0, -1), *known)
    return ages


def input_tables(program: Program, drawn: DrawnRound, data: ChainData) -> InputTables:
    """Series of a round and how they stray.

    Args:
        data: of the three runs, assembled: realised months stand in it.
    """
    runs = {key: _runs(key, data) for key in program.series}
    groups = list(drawn.groups)
    sources = [source for source in drawn.sources if source.range.key in program.series]
    strays = [_strays(drawn, source) for source in sources]
    specs = [drawn.bounds[source.range.key] for source in sources]
    limits = [
        [program.series[ex.Param(name)] for name in limit.names]
        for limit in program.chain.limits
        if all(ex.Param(name) in program.series for name in limit.names)
    ]
    most = [
        limit.most for limit in program.chain.limits if all(ex.Param(name) in program.series for name in limit.names)
    ]
    flat = [slot for slots in limits for slot in slots]
    return InputTables(
        slots=np.array([program.series[key] for key in runs], dtype=np.uint64),
        kinds=np.array([_kind(key, values, follows=drawn.plan_follows) for key, values in runs.items()]),
        medio=np.array([values[:, 1] for values in runs.values()]),
        to_minimum=np.array([values[:, 0] - values[:, 1] for values in runs.values()]),
        to_maximum=np.array([values[:, 2] - values[:, 1] for values in runs.values()]),
        stray_slots=np.array([program.series[source.range.key] for source in sources], dtype=np.uint64),
        groups=np.array([groups.index(source.group) for source in sources], dtype=np.int64),
        scales=np.array([DISTRIBUTIONS.index(source.distribution) for source in sources], dtype=np.int64),
        moving=np.array([source.over_time != CONSTANT for source in sources], dtype=np.int64),
        **{
            name: np.array([stray[place] for stray in strays]).reshape(len(sources), drawn.months)
            for place, name in enumerate(("center", "value", "down", "up"))
        },
        low=np.array([low for low, _ in specs]),
        high=np.array([high for _, high in specs]),
        limit_slots=np.array(flat, dtype=np.uint64),
        limit_ends=np.cumsum([0, *map(len, limits)]),
        limits=np.array(most),
    )


def _runs(key: ex.Expr, data: ChainData) -> Array:
    """A series in the three runs [months, 3]."""
    if isinstance(key, ex.Const):
        return np.full((data.months, 3), key.value)
    values = data.series[key][data.horizon]  # type: ignore[index]
    return np.broadcast_to(values, (data.months, 3))


def _kind(key: ex.Expr, runs: Array, *, follows: bool) -> int:
    if key == FIRST:
        return machine.GIVEN
    return machine.BETWEEN_RUNS if follows and (runs != runs[:, [1]]).any() else machine.CONSTANT


def _strays(drawn: DrawnRound, source: object) -> tuple[Array, Array, Array, Array]:
    center, down, up = source.scaled  # type: ignore[attr-defined]
    value = source.range.value  # type: ignore[attr-defined]
    free = np.isfinite(value) & ~drawn.realised(source.range.key)  # type: ignore[attr-defined]
    columns = (np.where(np.isfinite(value), each, 0.0) for each in (center, value))
    steps = (np.where(free, each, 0.0) for each in (down, up))
    first, second = columns
    third, fourth = steps
    return first[:, 0], second[:, 0], third[:, 0], fourth[:, 0]


def asked_tables(program: Program, chain: Chain, indicators: Sequence[str], *, monthly: bool) -> Asked:
    """What is asked of a tile."""
    nodes = [chain.by_id[name] for name in indicators]
    ratios = [node.formula if isinstance(node.formula, ex.Ratio) else None for node in nodes]
    return Asked(
        slots=np.array([program.nodes[name] for name in indicators], dtype=np.uint64),
        kinds=np.array([machine.MONTH if monthly else _KINDS[node.aggregation] for node in nodes]),
        parts=np.array([program.nodes[each.part.id] if each else 0 for each in ratios], dtype=np.uint64),
        wholes=np.array([program.nodes[each.whole.id] if each else 0 for each in ratios], dtype=np.uint64),
        monthly=monthly,
    )


def before_horizon(program: Program, past: Mapping[str, Array]) -> tuple[Array, Array]:
    """What stands before the horizon.

    Returns:
        the month before it [slots], and of what is kept the months before it [PAD, kept].
    """
    month = np.zeros(program.slots)
    for name, slot in program.nodes.items():
        month[slot] = past[name][-1]
    kept = np.array([past[name][-PAD:] for name in program.kept]).T
    return month, kept
