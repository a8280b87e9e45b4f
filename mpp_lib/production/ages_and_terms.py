"""Delays, ages and terms over whole horizons, as plain array functions.

Arrays are [history + months, draws]; ``first`` is the row of the first month of the horizon. Terms assume first in,
first out; before the history begins the inflow is taken to have been that of its first month.

Source: docs/methode-keten.md, *Verdelingen* and *Leeftijd en termijn*.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LONGEST_TERM = 120.0
"""Months: a term is never shown as longer than this."""


def banded(kernel: Array) -> Array:
    """Kernel by entry month [rows, lags] as a matrix [rows, rows]: out[m] = Σ_e matrix[m, e] · in[e].

    >>> banded(np.array([[0.5, 0.5], [0.25, 0.75]]))
    array([[0.5 , 0.  ],
           [0.5 , 0.25]])
    """
    rows, lags = kernel.shape
    matrix = np.zeros((rows, rows))
    for lag in range(min(lags, rows)):
        entry = np.arange(rows - lag)
        matrix[entry + lag, entry] = kernel[: rows - lag, lag]
    return matrix


def still_inside(flow: Array, kernels: list[Array], first: int) -> float:
    """Of a past flow [first], what its kernels [rows, lags] together have not let out before row ``first``."""
    left = sum(float((banded(kernel[:first])[:first] @ flow).sum()) for kernel in kernels)
    return float(flow.sum()) - left


Months = NDArray[np.intp]
"""Some months of the horizon, from 0."""


def older_than(
    stock: Array,
    inflow: Array,
    outflow: Array,
    opening: Array,
    in_proportion: Array,
    first: int,
    at: Months | None = None,
) -> Array:
    """Open cases older than a number of months, from row ``first`` on: what was open then and has not left since.

    (1 − λ) · max(0, B − Σ out) + λ · B · Π V_k / (V_{k−1} + in_k), over the months since: oldest first and in
    proportion. B is the stock of that many months ago; before the horizon what of the opening stock was old enough.

    Args:
        opening: what of the opening stock is older than n, n − 1, … 1 months, n being the age asked for.
        in_proportion: λ in the months asked, [months, draws or 1].
        at: the months asked; all of the horizon without.
    """
    months, rows = len(opening), slice(first, None)
    aged = np.broadcast_to(opening[:, None], (months, stock.shape[1]))
    then = np.concatenate([aged, stock[first - 1 :]])[1 : len(stock) - first + 1]
    gone = _sum_of_last(outflow[rows], months)
    staying = _staying(stock[first - 1 : -1] + inflow[rows], stock[rows])
    if at is None:
        product = _product_of_last(staying, months)
    else:
        then, gone, product = then[at], gone[at], _product_at(staying, months, at)
    oldest_first = np.maximum(0.0, then - gone)
    evenly = then * product
    blended: Array = (1 - in_proportion) * oldest_first + in_proportion * evenly
    return blended


def _staying(there: Array, left_over: Array) -> Array:
    return np.divide(left_over, there, out=np.zeros_like(there), where=there > 0)


def _sum_of_last(flow: Array, months: int) -> Array:
    """Of each row and the ``months`` − 1 before it; fewer where there are no more."""
    summed = np.cumsum(flow, axis=0)
    summed[months:] -= summed[:-months].copy()
    return summed


def _product_of_last(shares: Array, months: int) -> Array:
    """As :func:`_sum_of_last`; by multiplication alone, since an emptied stock leaves nothing to divide by."""
    product = np.ones_like(shares)
    for lag in range(min(months, len(shares))):
        product[lag:] *= shares[: len(shares) - lag]
    return product


def _product_at(shares: Array, months: int, at: Months) -> Array:
    """As :func:`_product_of_last`, of some months alone."""
    product = np.ones((len(at), shares.shape[1]))
    for lag in range(min(months, len(shares))):
        product[at >= lag] *= shares[at[at >= lag] - lag]
    return product


def time_in_stock(stock: Array, inflow: Array, outflow: Array, first: int, at: Months | None = None) -> Array:
    """Months since the entry of who leaves at the end of each month: m − m* with CumIn(m*) = CumOut(m).

    Zero where the stock is empty; never more than 120 months. From row ``first`` − 1 on, or in the months ``at``.
    """
    asked = slice(None) if at is None else at + 1
    rows = len(inflow)
    came = np.vstack([np.zeros_like(inflow[:1]), inflow[:1] * LONGEST_TERM, inflow])
    entered = np.ascontiguousarray((np.cumsum(came, axis=0) - came[: first + 2].sum(axis=0)).T)
    left = np.ascontiguousarray((_left_since_opening(outflow, first) - stock[first - 1])[asked].T)
    moments = np.concatenate([[-LONGEST_TERM], np.arange(rows + 1.0)])
    entry = np.array([np.interp(*draw, moments) for draw in zip(left, entered, strict=True)]).T
    waited = np.clip(moments[first + 1 :, None][asked] - entry, 0.0, LONGEST_TERM)
    return np.where(stock[first - 1 :][asked] > 0, waited, 0.0)


def _left_since_opening(outflow: Array, first: int) -> Array:
    return np.vstack([np.zeros((1, outflow.shape[1])), np.cumsum(outflow[first:], axis=0)])


def clearance_time(stock: Array, outflow: Array) -> Array:
    """Stock divided by the month's outflow: 0 with an empty stock, at most 120 months."""
    months = np.divide(stock, outflow, out=np.full(np.shape(stock), LONGEST_TERM), where=outflow > 0)
    return np.where(stock > 0, np.minimum(months, LONGEST_TERM), 0.0)
