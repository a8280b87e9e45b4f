"""Queues that hang by little: what comes in and what can be handled differ by less than either is known to.

Of such a queue the stock grows or shrinks by a small difference of two large numbers, so that a small error in one of
them turns its course.

Source: docs/methode-keten.md, *Wachtrijen op het scherp van de snede*.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Least, Param, Plan, Ref, walk
from mpp_lib.production.node import Balance, Chain
from mpp_lib.production.run import RoundResult

NEAR = 0.05
"""Share of a year's inflow below which capacity counts as equal to it."""


def close_queues(result: RoundResult) -> dict[str, tuple[int, ...]]:
    """Stock of a queue → the years in which, in medio, it hangs by little; without queues that never do.

    |in − w − cap| < 5% of in − w, summed over the year: w leaves without being handled and needs no capacity.
    """
    years = result.inputs.settings.span.calendar_years
    found = {
        stock: tuple(year for year, close in zip(years, near(entering, capacity), strict=True) if close)
        for stock, entering, capacity in _queues(result)
    }
    return {stock: close for stock, close in found.items() if close}


def near(entering: Array, capacity: Array) -> list[bool]:
    """Of each year whether capacity is within :data:`NEAR` of what asks for it; both by month.

    >>> near(np.full(24, 100.0), np.array([104.0] * 12 + [106.0] * 12))
    [True, False]
    """
    by_year = [series.reshape(-1, 12).sum(axis=1) for series in (entering, capacity)]
    return [bool(abs(came - most) < NEAR * came) for came, most in zip(*by_year, strict=True)]


def _queues(result: RoundResult) -> Iterator[tuple[str, Array, Array]]:
    """Of each queue with a declared capacity: its stock, what asks for capacity and the capacity, by month in medio."""
    medio = SCENARIOS.index("medio")
    for balance, handled, capacity in _declared(result.chain):
        signs = dict.fromkeys(balance.inflow, 1.0) | dict.fromkeys(balance.outflow, -1.0) | {handled: 0.0}
        entering = np.sum([sign * result.months[flow][:, medio] for flow, sign in signs.items()], axis=0)
        most = np.broadcast_to(result.data.series[capacity], (result.data.rows, len(SCENARIOS)))
        yield balance.stock, entering, most[result.data.horizon, medio]


def _declared(chain: Chain) -> Iterator[tuple[Balance, str, Param | Plan]]:
    for balance in chain.balances:
        for flow in balance.outflow:
            match chain.by_id[flow].formula:
                case Least(Param() | Plan() as capacity, waiting) if Ref(balance.stock, 1) in walk(waiting):
                    yield balance, flow, capacity
