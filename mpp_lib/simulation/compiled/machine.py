"""What runs a program over a tile of draws: compiled loops. Needs numba.

Arrays of floats are flat where they are written, with the draws of a tile innermost: ``w`` holds two months of slots,
the month at hand and the one before it; ``kept`` is [PAD + months, kept, LANES]. Offsets are unsigned: an index that
may be negative is tested for it, and a loop with a test in it is not done eight draws at a time.
"""

# mypy: ignore-errors

from __future__ import annotations

import numpy as np
from numba import njit

from mpp_lib.simulation.compiled.program import Op

LANES = 64
"""Draws of a tile: two months of every node of it stay in the second cache of a processor."""
PAD = 12
"""Months before the horizon of which kept nodes are known."""
LONGEST_TERM = 120.0
CONSTANT, BETWEEN_RUNS, GIVEN = range(3)
"""What a series is made of: one value for all draws, what lies between the runs, or the drawn inflow."""
FLOW, END, PEAK, MEAN, RATIO, MONTH = range(6)
"""How a figure follows from its months; ``MONTH`` keeps every one."""
_ADD, _SUBTRACT, _MULTIPLY, _DIVIDE = int(Op.ADD), int(Op.SUBTRACT), int(Op.MULTIPLY), int(Op.DIVIDE)
_LEAST, _GREATEST, _COPY, _LEAVING = int(Op.LEAST), int(Op.GREATEST), int(Op.COPY), int(Op.LEAVING)
_RATIO, _CLEARANCE, _DELAY, _OLDER = int(Op.RATIO), int(Op.CLEARANCE), int(Op.DELAY), int(Op.OLDER)
_WAITED, _KEEP, _HALF_SUM, _HALF_START = (int(Op.WAITED), int(Op.KEEP), int(Op.HALF_YEAR_SUM), int(Op.HALF_YEAR_START))
_U = np.uint64
_N = _U(LANES)
_compiled = njit(nogil=True, error_model="numpy", cache=True)


@_compiled
def run_tile(w, kept, scratch, program, tables, inputs, draws, asked, out):
    """Fill the horizon of one tile, and ``out`` with what is asked of it.

    Args:
        w: [2 · slots · LANES]; the second month holds what stood before the horizon.
        kept: [(PAD + months) · kept · LANES]; the first PAD months hold the history.
        scratch: [2 · asked · LANES].
        program, tables, inputs, draws, asked: see :mod:`mpp_lib.simulation.compiled.tables`.
        out: [asked, periods, LANES].
    """
    row = _U(len(w) // 2)
    for m in range(len(inputs.medio[0])):
        now = _U(m % 2) * row
        before = row - now
        _fill_series(w, now, m, inputs, draws)
        _instruct(w, kept, now, before, m, program, tables, asked)
        _take(w, scratch, now, m, asked, out)


@_compiled
def _fill_series(w, now, m, inputs, draws):
    for j in range(len(inputs.slots)):
        t = now + inputs.slots[j] * _N
        kind, value = inputs.kinds[j], inputs.medio[j, m]
        if kind == CONSTANT:
            for d in range(_N):
                w[t + d] = value
        elif kind == GIVEN:
            for d in range(_N):
                w[t + d] = draws.inflow[m, d]
        else:
            down, up = inputs.to_minimum[j, m], inputs.to_maximum[j, m]
            for d in range(_N):
                w[t + d] = value + down * draws.to_minimum[m, d] + up * draws.to_maximum[m, d]
    _stray(w, now, m, inputs, draws)
    _limit(w, now, inputs)


@_compiled
def _stray(w, now, m, inputs, draws):
    for i in range(len(inputs.stray_slots)):
        down, up = inputs.down[i, m], inputs.up[i, m]
        if down == 0.0 and up == 0.0:
            continue
        t = now + inputs.stray_slots[i] * _N
        low, high, center, value = inputs.low[i], inputs.high[i], inputs.center[i, m], inputs.value[i, m]
        group, at, scale = inputs.groups[i], m * inputs.moving[i], inputs.scales[i]
        for d in range(_N):
            z = draws.scores[group, at, d]
            x = center + (down if z < 0.0 else up) * z
            if scale == 1:
                x = np.exp(x)
            elif scale == 2:
                x = 1.0 / (1.0 + np.exp(-x))
            x = w[t + d] + (x - value)
            x = low if x < low else x
            w[t + d] = high if x > high else x


@_compiled
def _limit(w, now, inputs):
    """What shares a whole keeps its proportions where it would be more than it."""
    for i in range(len(inputs.limit_ends) - 1):
        first, last, most = inputs.limit_ends[i], inputs.limit_ends[i + 1], inputs.limits[i]
        for d in range(_N):
            total = 0.0
            for j in range(first, last):
                total += w[now + inputs.limit_slots[j] * _N + d]
            if total > most:
                for j in range(first, last):
                    w[now + inputs.limit_slots[j] * _N + d] *= most / total


@_compiled
def _instruct(w, kept, now, before, m, program, tables, asked):
    year_end = m % 12 == 11
    wide = _U(len(kept) // (len(tables.halves) + PAD))
    for i in range(len(program.ops)):
        if program.frees[i] and not (year_end or asked.monthly):
            continue
        op = program.ops[i]
        t = now + program.targets[i] * _N
        b = (before if program.b_before[i] else now) + program.b[i] * _N
        if op >= _DELAY:
            _look_back(w, kept, wide, t, b, i, m, program, tables)
            continue
        a = (before if program.a_before[i] else now) + program.a[i] * _N
        if op == _ADD:
            for d in range(_N):
                w[t + d] = w[a + d] + w[b + d]
        elif op == _SUBTRACT:
            for d in range(_N):
                w[t + d] = w[a + d] - w[b + d]
        elif op == _MULTIPLY:
            for d in range(_N):
                w[t + d] = w[a + d] * w[b + d]
        elif op == _DIVIDE:
            for d in range(_N):
                w[t + d] = w[a + d] / w[b + d]
        elif op == _LEAST:
            for d in range(_N):
                x, y = w[a + d], w[b + d]
                w[t + d] = x if x < y else y
        elif op == _GREATEST:
            for d in range(_N):
                x, y = w[a + d], w[b + d]
                w[t + d] = x if x > y else y
        elif op == _COPY:
            for d in range(_N):
                w[t + d] = w[a + d]
        elif op == _RATIO:
            for d in range(_N):
                x, y, otherwise = w[a + d], w[b + d], w[t + d]
                w[t + d] = x / y if y != 0.0 else otherwise
        elif op == _LEAVING:
            for d in range(_N):
                w[t + d] = -np.expm1(-w[a + d])
        else:
            for d in range(_N):
                stock, outflow = w[a + d], w[b + d]
                x = stock / outflow if outflow > 0.0 else LONGEST_TERM
                x = x if x < LONGEST_TERM else LONGEST_TERM
                w[t + d] = x if stock > 0.0 else 0.0


@_compiled
def _look_back(w, kept, wide, t, b, i, m, program, tables):
    op, a = program.ops[i], program.a[i]
    here = _U(m + PAD) * wide
    if op == _KEEP:
        to = here + a * _N
        for d in range(_N):
            kept[to + d] = w[b + d]
    elif op == _DELAY:
        flow = program.b[i] * _N
        past = tables.pasts[a, m]
        for d in range(_N):
            w[t + d] = past
        for e in range(tables.oldest[a, m], m + 1):
            share = tables.bands[a, m, e]
            if share != 0.0:
                f = _U(e + PAD) * wide + flow
                for d in range(_N):
                    w[t + d] += share * kept[f + d]
    elif op == _OLDER:
        _older(w, kept, wide, t, b, a, m, tables)
    elif op == _WAITED:
        _waited(w, kept, wide, t, a, m, tables)
    else:
        start = _U(tables.halves[m] + PAD - 1) * wide + a * _N
        for d in range(_N):
            w[t + d] = kept[start + d]
        if op == _HALF_SUM:
            for back in range(1, 6):
                f = start - _U(back) * wide
                for d in range(_N):
                    w[t + d] += kept[f + d]


@_compiled
def _older(w, kept, wide, t, share, queue, m, tables):
    months = tables.ages[queue]
    stock, inflow, outflow = tables.stocks[queue] * _N, tables.inflows[queue] * _N, tables.outflows[queue] * _N
    gone, staying = np.zeros(LANES), np.ones(LANES)
    for k in range(max(0, m - months + 1), m + 1):
        at = _U(k + PAD) * wide
        for d in range(_N):
            gone[d] += kept[at + outflow + d]
            there = kept[at - wide + stock + d] + kept[at + inflow + d]
            left = kept[at + stock + d] / there
            staying[d] *= left if there > 0.0 else 0.0
    of_opening = m + 1 < months
    old = tables.openings[queue, m + 1] if of_opening else 0.0
    at = _U(PAD) * wide + stock if of_opening else _U(m + PAD - months) * wide + stock
    for d in range(_N):
        then = old if of_opening else kept[at + d]
        oldest_first = then - gone[d]
        oldest_first = oldest_first if oldest_first > 0.0 else 0.0
        evenly = w[share + d]
        w[t + d] = (1.0 - evenly) * oldest_first + evenly * (then * staying[d])


@_compiled
def _waited(w, kept, wide, t, queue, m, tables):
    stock, inflow, outflow = tables.stocks[queue] * _N, tables.inflows[queue] * _N, tables.outflows[queue] * _N
    opening = _U(PAD - 1) * wide + stock
    left, came = np.empty(LANES), np.zeros(LANES)
    for d in range(_N):
        left[d] = -kept[opening + d]
    for k in range(m + 1):
        at = _U(k + PAD) * wide
        for d in range(_N):
            left[d] += kept[at + outflow + d]
            came[d] += kept[at + inflow + d]
    last = _U(m + PAD) * wide + stock
    history = tables.histories[queue]
    for d in range(_N):
        w[t + d] = 0.0
        if kept[last + d] > 0.0:
            w[t + d] = _months_since(kept, wide, inflow + d, m, left[d], came[d], history)


@_compiled
def _months_since(kept, wide, inflow, m, left, came, history):
    """Months between the end of a month and the moment up to which as much had entered as has left."""
    j, step = m + 1, 0.0
    while came > left and j > -len(history):
        j -= 1
        step = kept[_U(j + PAD) * wide + inflow] if j >= 0 else history[len(history) + j]
        came -= step
    if came > left:
        step = history[0]
        if step <= 0.0:
            return LONGEST_TERM
        waited = m + 1 - (j - (came - left) / step)
    else:
        waited = m + 1 - (j + (left - came) / step) if step > 0.0 else m + 1.0 - j
    return min(max(waited, 0.0), LONGEST_TERM)


@_compiled
def _take(w, scratch, now, m, asked, out):
    month, year = m % 12, m // 12
    for k in range(len(asked.slots)):
        kind, s = asked.kinds[k], now + asked.slots[k] * _N
        if kind == MONTH:
            for d in range(_N):
                out[k, m, d] = w[s + d]
        elif kind == END:
            if month == 11:
                for d in range(_N):
                    out[k, year, d] = w[s + d]
        elif kind == PEAK:
            for d in range(_N):
                x = w[s + d]
                out[k, year, d] = x if month == 0 or x > out[k, year, d] else out[k, year, d]
        elif kind == RATIO:
            _take_ratio(w, scratch, now, k, month, asked, out[k, year])
        else:
            for d in range(_N):
                out[k, year, d] = w[s + d] + (0.0 if month == 0 else out[k, year, d])
            if kind == MEAN and month == 11:
                for d in range(_N):
                    out[k, year, d] /= 12.0


@_compiled
def _take_ratio(w, scratch, now, k, month, asked, out):
    part, whole = now + asked.parts[k] * _N, now + asked.wholes[k] * _N
    p = _U(2 * k) * _N
    q = p + _N
    for d in range(_N):
        scratch[p + d] = w[part + d] + (0.0 if month == 0 else scratch[p + d])
        scratch[q + d] = w[whole + d] + (0.0 if month == 0 else scratch[q + d])
    if month == 11:
        s = now + asked.slots[k] * _N
        for d in range(_N):
            out[d] = scratch[p + d] / scratch[q + d] if scratch[q + d] != 0.0 else w[s + d]
