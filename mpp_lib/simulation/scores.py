"""Standard normal scores of the uncertain inputs: one stream per group and block of draws.

Draw i is the i-th of its block whatever the number of draws asked, the threads or the order of the blocks.

Source: docs/methode-simulatie.md, *Toeval*.
"""

from __future__ import annotations

import numpy as np

from mpp_lib.base.chance import stream
from mpp_lib.base.periods import YEAR
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK
from mpp_lib.simulation.sources import CONSTANT, PER_YEAR

SIMULATION = "simulatie"
"""First name of every stream of a simulation."""


def scores(seed: int, group: str, over_time: str, block: int, months: int) -> Array:
    """Scores of one group in one block.

    Args:
        seed: of the simulation.
        over_time: one of :data:`mpp_lib.inputs.declared.round.OVER_TIME`.
        block: number of the block, from 0.
        months: of the horizon.

    Returns:
        [1, BLOCK] where the score holds all the time, else [months, BLOCK]. A random walk has the spread of a standard
        normal after twelve months, √(m/12) after m.
    """
    generator = stream(seed, SIMULATION, group, str(block))
    if over_time == CONSTANT:
        return generator.standard_normal((BLOCK, 1)).T
    if over_time == PER_YEAR:
        years = generator.standard_normal((BLOCK, -(-months // YEAR))).T
        return np.repeat(years, YEAR, axis=0)[:months]
    steps = generator.standard_normal((BLOCK, months)).T
    return np.asarray(np.cumsum(steps, axis=0) / np.sqrt(YEAR))
