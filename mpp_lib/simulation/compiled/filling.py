"""How the series from outside come to stand in a month: compiled loops. Needs numba."""

# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from mpp_lib.simulation.compiled.kept_code import compiled
from mpp_lib.simulation.compiled.layout import CONSTANT, GIVEN, LANES

_N = np.uint64(LANES)


@compiled
def fill_series(w, m, begin, inputs, draws):
    """Fill the series that are not what they were the month before.

    Args:
        w: slots of the month.
        m: the month, from 0.
        begin: of the tile in the block.
        inputs, draws: see :mod:`mpp_lib.simulation.compiled.series` and :mod:`mpp_lib.simulation.compiled.tables`.
    """
    for j in range(len(inputs.slots)):
        if not inputs.fresh[j, m]:
            continue
        t = inputs.slots[j] * _N
        kind, value = inputs.kinds[j], inputs.medio[j, m]
        if kind == CONSTANT:
            for d in range(_N):
                w[t + d] = value
        elif kind == GIVEN:
            for d in range(_N):
                w[t + d] = draws.inflow[m, begin + d]
        else:
            down, up = inputs.to_minimum[j, m], inputs.to_maximum[j, m]
            for d in range(_N):
                w[t + d] = value + down * draws.to_minimum[m, begin + d] + up * draws.to_maximum[m, begin + d]
    _stray(w, m, begin, inputs, draws)
    _limit(w, m, inputs)


@compiled
def _stray(w, m, begin, inputs, draws):
    for i in range(len(inputs.strays)):
        down, up = inputs.down[i, m], inputs.up[i, m]
        if not inputs.fresh[inputs.strays[i], m] or (down == 0.0 and up == 0.0):
            continue
        t = inputs.slots[inputs.strays[i]] * _N
        low, high, center, value = inputs.low[i], inputs.high[i], inputs.center[i, m], inputs.value[i, m]
        at, scale = inputs.scores[i] + m * inputs.moving[i], inputs.scales[i]
        for d in range(_N):
            z = draws.scores[at, begin + d]
            x = center + (down if z < 0.0 else up) * z
            if scale == 1:
                x = np.exp(x)
            elif scale == 2:
                x = 1.0 / (1.0 + np.exp(-x))
            x = w[t + d] + (x - value)
            x = low if x < low else x
            w[t + d] = high if x > high else x


@compiled
def _limit(w, m, inputs):
    """What shares a whole keeps its proportions where it would be more than it."""
    for i in range(len(inputs.limits)):
        first, last, most = inputs.limit_ends[i], inputs.limit_ends[i + 1], inputs.limits[i]
        if not inputs.fresh[inputs.limited[first], m]:
            continue
        for d in range(_N):
            total = 0.0
            for j in range(first, last):
                total += w[inputs.slots[inputs.limited[j]] * _N + d]
            if total > most:
                for j in range(first, last):
                    w[inputs.slots[inputs.limited[j]] * _N + d] *= most / total
