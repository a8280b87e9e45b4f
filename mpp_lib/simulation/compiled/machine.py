"""What runs a program over a block of draws, a tile at a time: compiled loops. Needs numba.

Arrays of floats are flat where they are written, with the draws of a tile innermost: ``w`` holds the slots of a month,
``kept`` a ring of months per kept node, as long as anything looks back on it. Offsets are unsigned: an index that may
be negative is tested for it, and a loop with a test in it is not done several draws at a time.
"""

# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from mpp_lib.simulation.compiled.filling import fill_series
from mpp_lib.simulation.compiled.kept_code import compiled
from mpp_lib.simulation.compiled.layout import (
    ADD,
    COPY,
    DELAY,
    DIVIDE,
    END,
    GREATEST,
    KEEP,
    LANES,
    LEAST,
    LEAVING,
    MEAN,
    MONTH,
    MULTIPLY,
    PAD,
    PARTS,
    PEAK,
    RATIO,
    SUBTRACT,
    TOTAL,
)
from mpp_lib.simulation.compiled.looking_back import LONGEST_TERM, look_back, row_of

_U = np.uint64
_N = _U(LANES)


@compiled
def run_block(w, kept, sums, program, chain, inputs, draws, asked, out, at, count):
    """Fill ``out`` with what is asked of the first draws of a block.

    Args:
        w: [(slots + weights) · LANES]
        kept: [rows of all rings · LANES]
        sums: [(sums over a year + asked + 2 · queues) · LANES]
        program, chain, inputs, draws, asked: see :mod:`mpp_lib.simulation.compiled.tables`.
        out: [asked, periods, all draws].
        at: where the block begins in it.
        count: how many draws are asked.
    """
    for begin in range(0, count, LANES):
        _open(w, kept, program, chain, draws.weights, _U(begin))
        for m in range(len(inputs.medio[0])):
            fill_series(w, m, _U(begin), inputs, draws)
            _instruct(w, kept, sums, m, program, chain)
            _take(w, sums, m, asked, out, at + begin, min(LANES, count - begin))
            for i in range(len(program.carried)):
                t, s = program.carried_to[i] * _N, program.carried[i] * _N
                for d in range(_N):
                    w[t + d] = w[s + d]


@compiled
def _open(w, kept, program, chain, weights, begin):
    """What stands before the horizon, and what holds all the time: how much of each version of a delay there is."""
    for k in range(len(weights)):
        t = _U(len(w)) - _U(len(weights) - k) * _N
        for d in range(_N):
            w[t + d] = weights[k, begin + d]
    for i in range(len(program.carried)):
        t, value = program.carried_to[i] * _N, program.before[i]
        for d in range(_N):
            w[t + d] = value
    for k in range(len(chain.depths)):
        for month in range(-PAD, 0):
            t, value = row_of(chain, k, month), chain.known[k, PAD + month]
            for d in range(_N):
                kept[t + d] = value


@compiled
def _instruct(w, kept, sums, m, program, chain):
    """Fill the slots of a month. What every month needs stands here: handing tables to a function takes longer."""
    january = m % 12 == 0
    starts, depths, pasts, oldest, bands = chain.starts, chain.depths, chain.pasts, chain.oldest, chain.bands
    ends, weights, since, versions = chain.version_ends, chain.version_weights, chain.version_oldest, chain.versions
    for i in range(len(program.ops)):
        if not program.due[m, i]:
            continue
        op = program.ops[i]
        t, a, b = program.targets[i] * _N, program.a[i] * _N, program.b[i] * _N
        if op == ADD:
            for d in range(_N):
                w[t + d] = w[a + d] + w[b + d]
        elif op == SUBTRACT:
            for d in range(_N):
                w[t + d] = w[a + d] - w[b + d]
        elif op == MULTIPLY:
            for d in range(_N):
                w[t + d] = w[a + d] * w[b + d]
        elif op == DIVIDE:
            for d in range(_N):
                w[t + d] = w[a + d] / w[b + d]
        elif op == LEAST:
            for d in range(_N):
                x, y = w[a + d], w[b + d]
                w[t + d] = x if x < y else y
        elif op == GREATEST:
            for d in range(_N):
                x, y = w[a + d], w[b + d]
                w[t + d] = x if x > y else y
        elif op == TOTAL:
            total = program.a[i] * _N
            if january:
                for d in range(_N):
                    sums[total + d] = w[b + d]
            else:
                for d in range(_N):
                    sums[total + d] += w[b + d]
        elif op == COPY:
            for d in range(_N):
                w[t + d] = w[a + d]
        elif op == RATIO:
            for d in range(_N):
                x, y, otherwise = w[a + d], w[b + d], w[t + d]
                w[t + d] = x / y if y != 0.0 else otherwise
        elif op == LEAVING:
            for d in range(_N):
                w[t + d] = -np.expm1(-w[a + d])
        elif op == KEEP:
            number = program.a[i]
            to = _U(starts[number] + (m + PAD) % depths[number]) * _N
            for d in range(_N):
                kept[to + d] = w[b + d]
        elif op == DELAY:
            table, number = program.a[i], program.b[i]
            start, depth, past = starts[number], depths[number], pasts[table, m]
            for d in range(_N):
                w[t + d] = past
            for e in range(oldest[table, m], m + 1):
                share = bands[table, m, e]
                if share != 0.0:
                    f = _U(start + (e + PAD) % depth) * _N
                    for d in range(_N):
                        w[t + d] += share * kept[f + d]
            for v in range(ends[table], ends[table + 1]):
                weight = _U(weights[v]) * _N
                for e in range(since[v, m], m + 1):
                    share = versions[v, m, e]
                    if share != 0.0:
                        f = _U(start + (e + PAD) % depth) * _N
                        for d in range(_N):
                            w[t + d] += share * w[weight + d] * kept[f + d]
        elif op > DELAY:
            look_back(w, kept, sums, t, b, i, m, program, chain)
        else:
            for d in range(_N):
                stock, outflow = w[a + d], w[b + d]
                x = stock / outflow if outflow > 0.0 else LONGEST_TERM
                x = x if x < LONGEST_TERM else LONGEST_TERM
                w[t + d] = x if stock > 0.0 else 0.0


@compiled
def _take(w, sums, m, asked, out, at, count):
    """Put what is asked in its place: every month, or a year when it is over."""
    month, period = m % 12, m if asked.monthly else m // 12
    for k in range(len(asked.slots)):
        kind, s = asked.kinds[k], asked.slots[k] * _N
        if kind == MONTH:
            for d in range(count):
                out[k, period, at + d] = w[s + _U(d)]
        elif kind == PEAK:
            peak = _U(asked.peaks + k) * _N
            for d in range(_N):
                x = w[s + d]
                sums[peak + d] = x if month == 0 or x > sums[peak + d] else sums[peak + d]
        if month == 11 and kind != MONTH:
            total = _U(asked.peaks + k if kind == PEAK else asked.totals[k]) * _N
            _put(w, sums, s, total, _U(asked.wholes[k]) * _N, kind, out[k, period], at, count)


@compiled
def _put(w, sums, s, total, whole, kind, out, at, count):
    """A year in its place."""
    for d in range(count):
        if kind == END:
            out[at + d] = w[s + _U(d)]
        elif kind == PARTS:
            x, y = sums[total + _U(d)], sums[whole + _U(d)]
            out[at + d] = x / y if y != 0.0 else w[s + _U(d)]
        else:
            out[at + d] = sums[total + _U(d)] / (12.0 if kind == MEAN else 1.0)
