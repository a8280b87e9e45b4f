"""From months to years, by the rule each node declares.

Source: docs/methode-keten.md, *Van maand naar jaar*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Ratio
from mpp_lib.production.node import Chain, Node


def by_year(chain: Chain, months: Mapping[str, Array], names: Iterable[str] | None = None) -> dict[str, Array]:
    """Yearly values of every node, or of these.

    A flow is the year's sum, a stock and a term December's value, a ratio the ratio of the year's sums (its input where
    the whole is zero all year), a peak the maximum, a mean the average.

    Args:
        months: node id → [12 · years, draws], January first.

    Returns:
        node id → [years, draws], in memory of their own: the months need not be kept.
    """
    return {name: _aggregated(chain.by_id[name], months, _years) for name in (chain.by_id if names is None else names)}


def over(node: Node, months: Mapping[str, Array], rows: slice) -> Array:
    """One node over a few consecutive months, by the same rule as over a year.

    Args:
        months: node id → [months, draws].
        rows: the months meant, at least one.

    Returns:
        [draws]
    """
    together: Array = _aggregated(node, months, lambda values: values[rows][None])[0]
    return together


Split = Callable[[Array], Array]
"""[months, draws] → [periods, months of a period, draws]."""


def _aggregated(node: Node, months: Mapping[str, Array], split: Split) -> Array:
    values = split(months[node.id])
    match node.aggregation:
        case Aggregation.FLOW:
            return np.asarray(values.sum(axis=1))
        case Aggregation.STOCK | Aggregation.TERM:
            return values[:, -1].copy()
        case Aggregation.PEAK:
            return np.asarray(values.max(axis=1))
        case Aggregation.MEAN:
            return np.asarray(values.mean(axis=1))
        case Aggregation.RATIO:
            return _ratio(node, months, values, split)


def _ratio(node: Node, months: Mapping[str, Array], values: Array, split: Split) -> Array:
    if not isinstance(node.formula, Ratio):
        raise TypeError(f"{node.id} is een verhouding zonder teller en noemer")
    part = split(months[node.formula.part.id]).sum(axis=1)
    whole = split(months[node.formula.whole.id]).sum(axis=1)
    shares: Array = np.divide(part, whole, out=values[:, -1].copy(), where=whole != 0)
    return shares


def _years(values: Array) -> Array:
    return values.reshape(-1, 12, values.shape[1])
