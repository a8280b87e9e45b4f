"""What a node rests on: every series from outside the chain that can move it, however many steps before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mpp_lib.production.expression import Key, Param, Plan, Series, dependencies, walk
from mpp_lib.production.node import Chain


def series_behind(chain: Chain, indicator: str, idle: Collection[str] = ()) -> frozenset[Key]:
    """The parameters, series of the plan and other series that a node depends on.

    Args:
        idle: nodes through which nothing goes, as a flow that is switched off: what moves them alone is left out.

    Raises:
        KeyError: when the chain has no such indicator.
    """
    nodes = _behind(chain, indicator, idle)
    parts = (part for name in nodes for part in walk(chain.by_id[name].formula))
    return frozenset(part for part in parts if isinstance(part, Param | Plan | Series))


def _behind(chain: Chain, indicator: str, idle: Collection[str]) -> Iterator[str]:
    """The node itself and every node before it, each once."""
    seen, waiting = {indicator, *idle}, [indicator]
    while waiting:
        name = waiting.pop()
        yield name
        needed = dependencies(chain.by_id[name].formula, chain.first_lag)
        waiting += [other for other in needed if other not in seen]
        seen |= set(needed)
