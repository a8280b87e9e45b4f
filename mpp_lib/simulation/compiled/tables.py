"""What is asked, the program for it and what a round brings to it, as arrays for the layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.periods import HALF_YEAR, YEAR
from mpp_lib.production import expression as ex
from mpp_lib.production.ages_and_terms import banded
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.needed import Needed, summed_for
from mpp_lib.production.node import Chain
from mpp_lib.simulation.compiled import layout
from mpp_lib.simulation.compiled.layout import PAD
from mpp_lib.simulation.compiled.program import Program

Places = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class ProgramTables(NamedTuple):
    """The instructions that what is asked makes use of, one array per operand.

    Attributes:
        ops, targets, a, b: of every instruction [instructions].
        due: in which months each has to be done [months, instructions].
        carried, carried_to: slots of which the month before is taken, and where that stands [carried].
        before: what stands there before the horizon [carried].
    """

    ops: Numbers
    targets: Places
    a: Places
    b: Places
    due: Flags
    carried: Places
    carried_to: Places
    before: Array


class ChainTables(NamedTuple):
    """Kept nodes, delays and queues.

    Attributes:
        starts, depths: of a kept node the first row of its ring and how many there are [kept].
        known: its months before the horizon [kept, PAD].
        bands, pasts, oldest: of a delay the share per month of entry [delays, months, months], what entered before the
            horizon [delays, months], and the oldest month with a share [delays, months].
        versions, version_oldest: the same of every other version of a delay, as its difference [versions, months,
            months], [versions, months].
        version_ends, version_weights: where the versions of every delay begin and end [delays + 1], and the slot in
            which stands how much of each there is [versions].
        halves: month in which the half-year of each month begins [months].
        ages: months an age is about; 0 for a term [queues].
        stocks, inflows, outflows: numbers of kept nodes [queues].
        openings: what of the opening is older than n, n − 1, … 1 months [queues, longest].
        histories: inflow before the horizon [queues, history].
    """

    starts: Numbers
    depths: Numbers
    known: Array
    bands: Array
    pasts: Array
    oldest: Numbers
    versions: Array
    version_oldest: Numbers
    version_ends: Numbers
    version_weights: Numbers
    halves: Numbers
    ages: Numbers
    stocks: Numbers
    inflows: Numbers
    outflows: Numbers
    openings: Array
    histories: Array


class BlockDraws(NamedTuple):
    """What differs by draw: [months, BLOCK], the scores of every group, one row or one per month [rows, BLOCK], and how
    much there is of every other version of a distribution [weights, BLOCK]."""

    inflow: Array
    to_minimum: Array
    to_maximum: Array
    scores: Array
    weights: Array


class Asked(NamedTuple):
    """What is asked.

    Attributes:
        slots, kinds: of every figure [asked].
        totals, wholes: number of the sum over a year that it is, or that of the part and of the whole [asked].
        peaks: where sums make way for what is highest.
        monthly: whether every month is asked.
    """

    slots: Places
    kinds: Numbers
    totals: Numbers
    wholes: Numbers
    peaks: int
    monthly: bool


_KINDS: Mapping[Aggregation, int] = {
    Aggregation.FLOW: layout.FLOW,
    Aggregation.STOCK: layout.END,
    Aggregation.TERM: layout.END,
    Aggregation.PEAK: layout.PEAK,
    Aggregation.MEAN: layout.MEAN,
    Aggregation.RATIO: layout.PARTS,
}


def program_tables(program: Program, past: Mapping[str, Array], used: Needed, fresh: Flags) -> ProgramTables:
    """The instructions of a program that what is asked makes use of.

    Args:
        past: node id → its rows up to the horizon [history].
        fresh: in which months a series is not what it was the month before [series, months].
    """
    places = {key: place for place, key in enumerate(program.series)}
    every = np.ones(fresh.shape[1], dtype=bool)
    year_ends = np.arange(len(every)) % YEAR == YEAR - 1
    numbers = {name: number for number, name in enumerate(sorted(used.summed))}
    lines: list[list[int]] = []
    due: list[Flags] = []

    def write(some: Iterable[list[int]], months: Flags) -> None:
        lines.extend(some)
        due.extend([months] * (len(lines) - len(due)))

    def add_up(name: str) -> None:
        write([[layout.TOTAL, 0, numbers.pop(name), program.nodes[name]]], every)

    for owner, owned in groupby(zip(program.owners, program.instructions.tolist(), strict=True), itemgetter(0)):
        some = (line for _, line in owned)
        if isinstance(owner, ex.Expr):
            if owner in used.parts:
                rests_on = [places[part] for part in ex.walk(owner) if part in places]
                write(some, np.logical_or.reduce(fresh[rests_on]))
        elif owner in used.monthly or owner in used.yearly:
            write(some, every if owner in used.monthly else year_ends)
            if owner in numbers:
                add_up(owner)
    for same_as_another in list(numbers):
        add_up(same_as_another)
    op, target, a, b = np.array(lines, dtype=np.int64).reshape(-1, 4).T
    carried = [name for name in program.before if name in used.monthly]
    return ProgramTables(
        op.copy(),
        target.astype(np.uint64),
        a.astype(np.uint64),
        b.astype(np.uint64),
        np.array(due).T.copy(),
        np.array([program.nodes[name] for name in carried], dtype=np.uint64),
        np.array([program.before[name] for name in carried], dtype=np.uint64),
        np.array([past[name][-1] for name in carried]),
    )


def chain_tables(program: Program, data: ChainData, past: Mapping[str, Array]) -> ChainTables:
    """Kept nodes, delays and queues of a round.

    Args:
        data: of the round, assembled.
        past: node id → its rows up to the horizon [history].
    """
    h, months = data.history, data.months
    bands = {name: banded(kernel) for name, kernel in data.kernels.items()}
    inside = [bands[each.kernel][h:, h:] for each in program.delays]
    pasts = [bands[each.kernel][h:, :h] @ past[each.flow] for each in program.delays]
    oldest = np.array([_oldest(band) for band in inside])
    versions, ends, weights = _versions(program, data)
    since = np.array([_oldest(band) for band in versions], dtype=np.int64).reshape(-1, months)
    into = [(data.start.month - 1 + m) % HALF_YEAR for m in range(months)]
    longest = max([1, *(each.months for each in program.queues if isinstance(each, ex.OlderThan))])
    furthest = [np.min([first, *since[ends[n] : ends[n + 1]]], axis=0) for n, first in enumerate(oldest)]
    depths = _depths(program, np.arange(months) - np.array(furthest))
    return ChainTables(
        starts=np.cumsum(depths) - depths,
        depths=depths,
        known=np.array([past[name][-PAD:] for name in program.kept]),
        bands=np.array(inside),
        pasts=np.array(pasts),
        oldest=oldest,
        versions=versions,
        version_oldest=since,
        version_ends=ends,
        version_weights=weights,
        halves=np.arange(months) - np.array(into),
        ages=np.array([each.months if isinstance(each, ex.OlderThan) else 0 for each in program.queues]),
        stocks=_kept(program, [each.stock for each in program.queues]),
        inflows=_kept(program, [each.inflow for each in program.queues]),
        outflows=_kept(program, [each.outflow for each in program.queues]),
        openings=np.array([_aged(each, data, longest) for each in program.queues]),
        histories=np.array([past[each.inflow] for each in program.queues]),
    )


def _versions(program: Program, data: ChainData) -> tuple[Array, Numbers, Numbers]:
    """Every other version of every delay, where those of each begin and end, and the slots of their weights."""
    h, found, slots = data.history, data.alternatives, program.slots
    first: dict[str, int] = {}
    for name, each in found.items():
        first[name] = slots
        slots += len(each.differences)
    of_delays = [found[each.kernel].differences if each.kernel in found else () for each in program.delays]
    bands = [banded(version)[h:, h:] for versions in of_delays for version in versions]
    weights = [
        first[each.kernel] + n for each, has in zip(program.delays, of_delays, strict=True) for n in range(len(has))
    ]
    ends = np.cumsum([0, *map(len, of_delays)])
    return np.array(bands).reshape(-1, data.months, data.months), ends, np.array(weights, dtype=np.int64)


def _depths(program: Program, lags: Numbers) -> Numbers:
    """How many months of every kept node have to stand, the one at hand included.

    Args:
        lags: how far each delay looks back in every month [delays, months].
    """
    months = lags.shape[1]
    depths = dict.fromkeys(program.kept, 2 * HALF_YEAR)
    looked_back = [(delay.flow, int(lag) + 1) for delay, lag in zip(program.delays, lags.max(axis=1), strict=True)]
    for queue in program.queues:
        age = queue.months + 1 if isinstance(queue, ex.OlderThan) else YEAR
        inflow = age if isinstance(queue, ex.OlderThan) else months
        looked_back += [(queue.stock, age), (queue.outflow, age), (queue.inflow, inflow)]
    for name, depth in looked_back:
        depths[name] = max(depths[name], depth)
    return np.array(list(depths.values()))


def _oldest(band: Array) -> Numbers:
    return np.array([int(np.argmax(row != 0)) if row.any() else m for m, row in enumerate(band)])


def _kept(program: Program, names: Sequence[str]) -> Numbers:
    return np.array([program.kept[name] for name in names])


def _aged(queue: ex.OlderThan | ex.TimeInStock, data: ChainData, longest: int) -> Array:
    ages = np.zeros(longest)
    if isinstance(queue, ex.OlderThan):
        classes = ((0, queue.stock), *queue.opening)
        known = [months for months, _ in classes], [data.opening[node_id] for _, node_id in classes]
        ages[: queue.months] = np.interp(np.arange(queue.months, 0, -1), *known)
    return ages


def asked_tables(program: Program, chain: Chain, indicators: Sequence[str], used: Needed, *, monthly: bool) -> Asked:
    """What is asked of a tile."""
    nodes = [chain.by_id[name] for name in indicators]
    numbers = {name: number for number, name in enumerate(sorted(used.summed))}
    sums = [[numbers[name] for name in summed_for(node) if not monthly] or [0] for node in nodes]
    return Asked(
        slots=np.array([program.nodes[name] for name in indicators], dtype=np.uint64),
        kinds=np.array([layout.MONTH if monthly else _KINDS[node.aggregation] for node in nodes]),
        totals=np.array([each[0] for each in sums]),
        wholes=np.array([each[-1] for each in sums]),
        peaks=len(numbers),
        monthly=monthly,
    )
