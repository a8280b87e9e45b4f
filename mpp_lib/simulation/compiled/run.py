"""A round as compiled code: prepared once, then a block of draws at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mpp_lib.base.periods import YEAR
from mpp_lib.production.assembly import assemble
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK
from mpp_lib.production.needed import needed
from mpp_lib.production.run import RoundResult
from mpp_lib.production.stretched import Stretches
from mpp_lib.simulation.compiled.layout import LANES
from mpp_lib.simulation.compiled.machine import run_block
from mpp_lib.simulation.compiled.program import program_of
from mpp_lib.simulation.compiled.series import input_tables, used_sources
from mpp_lib.simulation.compiled.tables import BlockDraws, asked_tables, chain_tables, program_tables
from mpp_lib.simulation.drawn import DrawnRound


class CompiledRound:
    """Draws of a round through compiled code; several threads can ask for blocks at once."""

    def __init__(self, result: RoundResult, drawn: DrawnRound, indicators: Sequence[str], *, monthly: bool) -> None:
        program = program_of(result.chain)
        none = {name: Stretches(each, np.zeros((len(each), 3))) for name, each in drawn.versions.items()}
        data = assemble(replace(drawn.three, stretches=none))
        past = {name: rows[: data.history, 1] for name, rows in result.rows.items()}
        self._drawn = drawn
        used = needed(result.chain, tuple(indicators), monthly=monthly)
        sources = used_sources(program, drawn, used)
        self._groups = tuple(dict.fromkeys(source.group for source in sources))
        self._chain = chain_tables(program, data, past)
        self._inputs = input_tables(program, drawn, data, used, sources)
        self._program = program_tables(program, past, used, self._inputs.fresh)
        self._asked = asked_tables(program, result.chain, indicators, used, monthly=monthly)
        self._periods = data.months if monthly else data.months // YEAR
        sums = len(used.summed) + len(indicators) + 2 * len(program.queues)
        weights = sum(map(len, drawn.versions.values()))
        self._rows = program.slots + weights, int(self._chain.depths.sum()), sums
        self._memory = threading.local()

    def block(self, number: int, draws: int) -> Array:
        """What is asked of the first draws of a block [indicators, periods, draws]."""
        out = np.empty((len(self._asked.slots), self._periods, draws))
        self.fill(number, draws, out, 0)
        return out

    def fill(self, number: int, draws: int, out: Array, at: int) -> None:
        """Put what is asked of the first draws of a block in its place.

        Args:
            out: [indicators, periods, all draws].
            at: where the block begins in it.
        """
        inflow = self._drawn.inflow(number)
        place = self._drawn.place(inflow)
        below, above = (np.broadcast_to(each, inflow.shape).copy() for each in (place.to_minimum, place.to_maximum))
        scores = [self._drawn.scores(group, number) for group in self._groups]
        weights = self._drawn.weights(number).values()
        none = np.empty((0, BLOCK))
        drawn = BlockDraws(inflow, below, above, np.concatenate([none, *scores]), np.concatenate([none, *weights]))
        w, kept, sums = self._tile
        run_block(w, kept, sums, self._program, self._chain, self._inputs, drawn, self._asked, out, at, draws)

    @property
    def _tile(self) -> tuple[Array, Array, Array]:
        """Memory of this thread."""
        if not hasattr(self._memory, "tile"):
            self._memory.tile = tuple(np.empty(LANES * rows) for rows in self._rows)
        tile: tuple[Array, Array, Array] = self._memory.tile
        return tile
