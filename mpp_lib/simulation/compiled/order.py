"""What stands at given places of draws put in order, without putting all in order: compiled loops. Needs numba.

The draws of a figure are counted in buckets of equal width; only the buckets that hold an asked place or limit are put
in order. That a bucket never goes down where a draw goes up holds after rounding too, so what is found is exact. Where
an asked bucket holds many draws, putting all in order by NumPy is quicker: such a figure is left to it.

Plain loops, since every function of NumPy takes numba up to a second to compile.
"""

# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from mpp_lib.simulation.compiled.kept_code import compiled

FEWEST, MOST = 64, 32_768
"""Buckets: about four draws in each, as far as they fit in the cache."""
FULL = 512
"""Draws of a bucket beyond which it is not put in order here."""
WIDE = 64
"""Sums kept side by side, so that several are added at once and rounding stays that of short sums."""


@compiled
def order_rows(rows, places, limits, found, mean, deviation, below, left):
    """Fill ``found``, ``mean``, ``deviation`` and ``below``: see :func:`mpp_lib.simulation.order.ordered`.

    Args:
        left: becomes which rows are left to NumPy [rows].
    """
    draws = rows.shape[1]
    buckets = min(max(draws // 4, FEWEST), MOST)
    into, held = np.empty(draws, np.uint16), np.empty(draws)
    begins, ends = np.empty(buckets + 1, np.int64), np.empty(buckets, np.int64)
    asked = np.empty(buckets, np.bool_)
    for r in range(len(rows)):
        row = rows[r]
        low, high = _spread(row, mean, deviation, r)
        scale = (buckets - 2) / (high - low) if low < high else 0.0
        left[r] = not (abs(mean[r]) < np.inf and abs(scale) < np.inf)
        if left[r]:
            continue
        _count(row, low, scale, into, begins)
        for b in range(buckets):
            asked[b] = False
        for k in range(len(places)):
            asked[_bucket_at(places[k], begins)] = True
        for k in range(limits.shape[1]):
            if low <= limits[r, k] <= high:
                asked[_bucket(limits[r, k], low, scale)] = True
        _hold(row, into, asked, begins, held, ends)
        left[r] = not _put_in_order(held, asked, begins)
        if left[r]:
            continue
        for k in range(len(places)):
            found[r, k] = held[places[k]]
        for k in range(limits.shape[1]):
            below[r, k] = _below(limits[r, k], low, high, scale, held, begins)


@compiled
def _spread(row, mean, deviation, r):
    """Least and greatest; fills mean and standard deviation."""
    low, high, total = np.empty(WIDE), np.empty(WIDE), np.zeros(WIDE)
    for d in range(WIDE):
        low[d] = high[d] = row[0]
    whole = len(row) // WIDE * WIDE
    for begin in range(0, whole, WIDE):
        for d in range(WIDE):
            x = row[begin + d]
            low[d] = x if x < low[d] else low[d]
            high[d] = x if x > high[d] else high[d]
            total[d] += x
    for d in range(len(row) - whole):
        x = row[whole + d]
        low[d], high[d] = min(x, low[d]), max(x, high[d])
        total[d] += x
    mean[r] = middle = _drained(total) / len(row)
    for begin in range(0, whole, WIDE):
        for d in range(WIDE):
            x = row[begin + d] - middle
            total[d] += x * x
    for d in range(len(row) - whole):
        total[d] += (row[whole + d] - middle) ** 2
    deviation[r] = np.sqrt(_drained(total) / len(row))
    for d in range(WIDE):
        low[0], high[0] = min(low[0], low[d]), max(high[0], high[d])
    return low[0], high[0]


@compiled
def _drained(total):
    """What stands in sums, which become zero."""
    whole = 0.0
    for d in range(WIDE):
        whole += total[d]
        total[d] = 0.0
    return whole


@compiled
def _bucket(draw, low, scale):
    """The first one holds the least draw alone: of a stock that is often empty that is most of them."""
    return 0 if draw == low else 1 + int((draw - low) * scale)


@compiled
def _count(row, low, scale, into, begins):
    """Fill the bucket of every draw, and how many draws lie in buckets before each."""
    for b in range(len(begins)):
        begins[b] = 0
    for i in range(len(row)):
        into[i] = b = _bucket(row[i], low, scale)
        begins[b + 1] += 1
    for b in range(1, len(begins)):
        begins[b] += begins[b - 1]


@compiled
def _bucket_at(place, begins):
    """The bucket with the draw that stands there in order."""
    low, high = 0, len(begins) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if begins[middle] <= place:
            low = middle
        else:
            high = middle
    return low


@compiled
def _hold(row, into, asked, begins, held, ends):
    """Fill the places of the asked buckets with the draws in them."""
    for b in range(len(ends)):
        ends[b] = begins[b]
    for i in range(len(row)):
        b = into[i]
        if asked[b]:
            held[ends[b]] = row[i]
            ends[b] += 1


@compiled
def _put_in_order(held, asked, begins):
    """Whether no asked bucket holds too many different draws; then each is in order."""
    for b in range(len(asked)):
        if asked[b]:
            if begins[b + 1] - begins[b] <= FULL:
                _insert(held, begins[b], begins[b + 1])
            elif _differ(held, begins[b], begins[b + 1]):
                return False
    return True


@compiled
def _insert(held, begin, end):
    for i in range(begin + 1, end):
        x, j = held[i], i - 1
        while j >= begin and held[j] > x:
            held[j + 1] = held[j]
            j -= 1
        held[j + 1] = x


@compiled
def _differ(held, begin, end):
    i = begin + 1
    while i < end and held[i] == held[begin]:
        i += 1
    return i < end


@compiled
def _below(limit, low, high, scale, held, begins):
    if limit <= low:
        return 0
    if limit > high:
        return begins[-1]
    b = _bucket(limit, low, scale)
    less = begins[b]
    for i in range(begins[b], begins[b + 1]):
        less += held[i] < limit
    return less
