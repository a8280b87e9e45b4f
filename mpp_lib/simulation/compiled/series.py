"""How the series from outside stand in every month, and how they stray, as arrays for the layout.

Series that one draw does not share with another are made in the tile; everything else stands here once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mpp_lib.inputs.declared.round import DISTRIBUTIONS
from mpp_lib.production import expression as ex
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.needed import Needed
from mpp_lib.production.node import Limit
from mpp_lib.production.parts import FIRST
from mpp_lib.simulation.compiled import layout
from mpp_lib.simulation.compiled.program import Program
from mpp_lib.simulation.compiled.tables import Flags, Numbers, Places
from mpp_lib.simulation.drawn import DrawnRound
from mpp_lib.simulation.sources import CONSTANT, Source


class InputTables(NamedTuple):
    """Series and how they stray.

    Attributes:
        slots, kinds: of every series [series].
        fresh: in which months it is not what it was the month before [series, months].
        medio, to_minimum, to_maximum: its value in medio, and what is added at minimum and maximum [series, months].
        strays: which series each source is of [sources].
        scores, moving, scales: of every source the first row of its scores, whether every month has one of its own, and
            its scale [sources].
        center, value, down, up: on the scale of the source its value, the value itself, and what a standard deviation
            below and above does [sources, months]; 0 in months that are realised.
        low, high: bounds [sources].
        limited, limit_ends, limits: which series share a whole, where each whole begins, and what it is.
    """

    slots: Places
    kinds: Numbers
    fresh: Flags
    medio: Array
    to_minimum: Array
    to_maximum: Array
    strays: Numbers
    scores: Numbers
    moving: Numbers
    scales: Numbers
    center: Array
    value: Array
    down: Array
    up: Array
    low: Array
    high: Array
    limited: Numbers
    limit_ends: Numbers
    limits: Array


def used_sources(program: Program, drawn: DrawnRound, used: Needed) -> tuple[Source, ...]:
    """The sources of series that what is asked makes use of, or that share a whole with one."""
    together = {ex.Param(name) for limit in _wholes(program) for name in limit.names}
    return tuple(each for each in drawn.series_sources if each.series in used.parts | together & program.series.keys())


def _wholes(program: Program) -> list[Limit]:
    limits = program.chain.limits
    return [limit for limit in limits if all(ex.Param(name) in program.series for name in limit.names)]


def input_tables(
    program: Program, drawn: DrawnRound, data: ChainData, used: Needed, sources: Sequence[Source]
) -> InputTables:
    """Series of a round and how they stray.

    Args:
        data: of the three runs, assembled: realised months stand in it.
        used: series that are not are never filled.
        sources: as :func:`used_sources` gives them.
    """
    place = {key: number for number, key in enumerate(program.series)}
    runs = np.array([_runs(key, data) for key in place])
    kinds = np.array([_kind(key, values, follows=drawn.plan_follows) for key, values in zip(place, runs, strict=True)])
    strays = np.array([place[source.series] for source in sources], dtype=np.int64)
    begins, moving = _rows_of_scores(drawn, sources)
    center, value, down, up = _scaled(drawn, sources)
    bounds = np.array([drawn.bounds[source.series] for source in sources]).reshape(-1, 2)
    wholes = _wholes(program)
    limited = [[place[ex.Param(name)] for name in limit.names] for limit in wholes]
    fresh = (kinds != layout.CONSTANT)[:, None] | _changed(runs[..., 1])
    fresh[strays] |= (moving == 1)[:, None] | _changed(center) | _changed(value) | _changed(down) | _changed(up)
    wanted = np.array([key in used.parts for key in place])
    for together in limited:
        fresh[together], wanted[together] = fresh[together].any(axis=0), True
    fresh &= wanted[:, None]
    return InputTables(
        slots=np.array(list(program.series.values()), dtype=np.uint64),
        kinds=kinds,
        fresh=fresh,
        medio=runs[..., 1].copy(),
        to_minimum=runs[..., 0] - runs[..., 1],
        to_maximum=runs[..., 2] - runs[..., 1],
        strays=strays,
        scores=begins,
        moving=moving,
        scales=np.array([DISTRIBUTIONS.index(source.distribution) for source in sources], dtype=np.int64),
        center=center,
        value=value,
        down=down,
        up=up,
        low=bounds[:, 0].copy(),
        high=bounds[:, 1].copy(),
        limited=np.array([number for together in limited for number in together], dtype=np.int64),
        limit_ends=np.cumsum([0, *map(len, limited)]),
        limits=np.array([limit.most for limit in wholes]),
    )


def _changed(values: Array) -> Flags:
    """In which months a series is not what it was the month before; in the first it is new [series, months]."""
    changed: Flags = np.diff(values, axis=1, prepend=np.nan) != 0.0
    return changed


def _rows_of_scores(drawn: DrawnRound, sources: Sequence[Source]) -> tuple[Numbers, Numbers]:
    """Where the scores of every source begin, group by group, and whether every month has a row of its own."""
    begins, row = {}, 0
    for source in sources:
        if source.group not in begins:
            begins[source.group] = row
            row += 1 if source.over_time == CONSTANT else drawn.months
    moving = [source.over_time != CONSTANT for source in sources]
    return np.array([begins[source.group] for source in sources], dtype=np.int64), np.array(moving, dtype=np.int64)


def _scaled(drawn: DrawnRound, sources: Sequence[Source]) -> Array:
    """Value on the scale of a source, value, and what a standard deviation does [4, sources, months]; 0 where none."""
    found = np.zeros((4, len(sources), drawn.months))
    for number, source in enumerate(sources):
        center, down, up = source.scaled
        given = np.isfinite(source.range.value)
        free = given & ~drawn.realised(source.series)
        pairs = ((center, given), (source.range.value, given), (down, free), (up, free))
        found[:, number] = [np.where(where, values, 0.0)[:, 0] for values, where in pairs]
    return found


def _runs(key: ex.Expr, data: ChainData) -> Array:
    """A series in the three runs [months, 3]."""
    if isinstance(key, ex.Const):
        return np.full((data.months, 3), key.value)
    values = data.series[key][data.horizon]  # type: ignore[index]
    return np.broadcast_to(values, (data.months, 3))


def _kind(key: ex.Expr, runs: Array, *, follows: bool) -> int:
    if key == FIRST:
        return layout.GIVEN
    return layout.BETWEEN_RUNS if follows and (runs != runs[:, [1]]).any() else layout.CONSTANT
