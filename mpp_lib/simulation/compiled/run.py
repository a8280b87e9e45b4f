"""A round as compiled code: prepared once, then a block of draws at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mpp_lib.production.assembly import assemble
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.compiled.machine import LANES, PAD, run_tile
from mpp_lib.simulation.compiled.program import program_of
from mpp_lib.simulation.compiled.tables import (
    TileDraws,
    asked_tables,
    before_horizon,
    chain_tables,
    input_tables,
    program_tables,
)
from mpp_lib.simulation.drawn import DrawnRound


class CompiledRound:
    """Draws of a round through compiled code; several threads can ask for blocks at once."""

    def __init__(self, result: RoundResult, drawn: DrawnRound, indicators: Sequence[str], *, monthly: bool) -> None:
        program = program_of(result.chain)
        data = assemble(drawn.three)
        past = {name: rows[: data.history, 1] for name, rows in result.rows.items()}
        self._drawn, self._months = drawn, data.months
        self._program = program_tables(program)
        self._chain = chain_tables(program, data, past)
        self._inputs = input_tables(program, drawn, data)
        self._asked = asked_tables(program, result.chain, indicators, monthly=monthly)
        self._before, self._kept = before_horizon(program, past)
        self._periods = data.months if monthly else data.months // 12

    def block(self, number: int, draws: int) -> Array:
        """What is asked of the first draws of a block [indicators, periods, draws]."""
        inflow = self._drawn.inflow(number)
        place = self._drawn.place(inflow)
        below, above = (np.broadcast_to(each, inflow.shape) for each in (place.to_minimum, place.to_maximum))
        drawn = self._scores(number)
        out = np.empty((len(self._asked.slots), self._periods, BLOCK))
        w = np.empty((2, len(self._before), LANES))
        kept = np.empty((PAD + self._months, self._kept.shape[1], LANES))
        kept[:PAD] = self._kept[:, :, None]
        scratch, taken = np.empty(2 * len(self._asked.slots) * LANES), np.empty((*out.shape[:2], LANES))
        for begin in range(0, draws, LANES):
            tile = slice(begin, begin + LANES)
            w[1] = self._before[:, None]
            columns = (np.ascontiguousarray(each[..., tile]) for each in (inflow, below, above, drawn))
            run_tile(
                w.ravel(),
                kept.ravel(),
                scratch,
                self._program,
                self._chain,
                self._inputs,
                TileDraws(*columns),
                self._asked,
                taken,
            )
            out[..., tile] = taken
        return out[..., :draws]

    def _scores(self, number: int) -> Array:
        """Scores of every group [groups, months, BLOCK], in the first month alone where they hold all the time."""
        drawn = [self._drawn.scores(group, number) for group in self._drawn.groups]
        depth = max((len(each) for each in drawn), default=1)
        filled = np.zeros((len(drawn), depth, BLOCK))
        for place, each in enumerate(drawn):
            filled[place, : len(each)] = each
        return filled
