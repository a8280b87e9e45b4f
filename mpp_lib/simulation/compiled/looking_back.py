"""What a month takes of the months before it: compiled loops. Needs numba."""

# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from mpp_lib.simulation.compiled.kept_code import compiled
from mpp_lib.simulation.compiled.layout import HALF_YEAR_SUM, LANES, OLDER, PAD, WAITED

LONGEST_TERM = 120.0
_U = np.uint64
_N = _U(LANES)


@compiled
def row_of(chain, number, month):
    """Where a month of a kept node stands."""
    return _U(chain.starts[number] + (month + PAD) % chain.depths[number]) * _N


@compiled
def look_back(w, kept, sums, t, b, i, m, program, chain):
    """Do what instruction ``i`` asks in month ``m``: fill ``w`` from ``t`` on, with what stands from ``b`` on."""
    op, a = program.ops[i], program.a[i]
    if op == OLDER:
        _older(w, kept, t, b, a, m, chain)
    elif op == WAITED:
        _waited(w, kept, sums, t, a, m, 1 if program.due[0, i] else 12, chain)
    else:
        f = row_of(chain, a, chain.halves[m] - 1)
        for d in range(_N):
            w[t + d] = kept[f + d]
        if op == HALF_YEAR_SUM:
            for back in range(2, 7):
                f = row_of(chain, a, chain.halves[m] - back)
                for d in range(_N):
                    w[t + d] += kept[f + d]


@compiled
def _older(w, kept, t, share, queue, m, chain):
    months, stock = chain.ages[queue], chain.stocks[queue]
    gone, staying = np.zeros(LANES), np.ones(LANES)
    for k in range(max(0, m - months + 1), m + 1):
        into, out = row_of(chain, chain.inflows[queue], k), row_of(chain, chain.outflows[queue], k)
        before, after = row_of(chain, stock, k - 1), row_of(chain, stock, k)
        for d in range(_N):
            gone[d] += kept[out + d]
            there = kept[before + d] + kept[into + d]
            left = kept[after + d] / there
            staying[d] *= left if there > 0.0 else 0.0
    of_opening = m + 1 < months
    old = chain.openings[queue, m + 1] if of_opening else 0.0
    at = row_of(chain, stock, m if of_opening else m - months)
    for d in range(_N):
        then = old if of_opening else kept[at + d]
        oldest_first = then - gone[d]
        oldest_first = oldest_first if oldest_first > 0.0 else 0.0
        evenly = w[share + d]
        w[t + d] = (1.0 - evenly) * oldest_first + evenly * (then * staying[d])


@compiled
def _waited(w, kept, sums, t, queue, m, step, chain):
    """``sums`` holds what left beyond the opening and what came, up to the month asked for before."""
    first = m < step
    opening = chain.known[chain.stocks[queue], PAD - 1]
    left = _U(len(sums)) - _U(2 * (queue + 1)) * _N
    came = left + _N
    for d in range(_N):
        sums[left + d] = -opening if first else sums[left + d]
        sums[came + d] = 0.0 if first else sums[came + d]
    for k in range(0 if first else m - step + 1, m + 1):
        into, out = row_of(chain, chain.inflows[queue], k), row_of(chain, chain.outflows[queue], k)
        for d in range(_N):
            sums[left + d] += kept[out + d]
            sums[came + d] += kept[into + d]
    last = row_of(chain, chain.stocks[queue], m)
    for d in range(_N):
        w[t + d] = 0.0
        if kept[last + d] > 0.0:
            w[t + d] = _months_since(kept, queue, d, m, sums[left + d], sums[came + d], chain)


@compiled
def _months_since(kept, queue, d, m, left, came, chain):
    """Months between the end of a month and the moment up to which as much had entered as has left."""
    history = chain.histories[queue]
    j, step = m + 1, 0.0
    while came > left and j > -len(history):
        j -= 1
        step = kept[row_of(chain, chain.inflows[queue], j) + d] if j >= 0 else history[len(history) + j]
        came -= step
    if came > left:
        step = history[0]
        if step <= 0.0:
            return LONGEST_TERM
        waited = m + 1 - (j - (came - left) / step)
    else:
        waited = m + 1 - (j + (left - came) / step) if step > 0.0 else m + 1.0 - j
    return min(max(waited, 0.0), LONGEST_TERM)
