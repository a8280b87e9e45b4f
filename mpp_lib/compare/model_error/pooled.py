"""From the errors of like indicators to how far off each may be.

What lies in one year of one indicator counts once, as the average square of its figures: three rounds that were off in
the same year are no three errors. Indicators of the same kind, partner and domain are one pool; where that has too
little, those of the same kind and domain. The error of an indicator with a past of its own is between that and the
pool's, which counts as :data:`WEIGHT` years of it; one without borrows the pool's. Where no pool has enough, nothing is
known.

Source: docs/methode-simulatie.md, *Modelfout*; G.K. Smyth, Linear models and empirical Bayes methods for assessing
differential expression, Statistical Applications in Genetics and Molecular Biology 3 (2004), article 3: the spread of
one between its own and that of the like.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from math import sqrt

from mpp_lib.base.catalogue import FIRST_INFLOW, Aggregation
from mpp_lib.compare.model_error.residuals import Residual
from mpp_lib.production.node import Chain, Node
from mpp_lib.simulation.model_error import ModelError, ModelErrors

WEIGHT = 2.0
"""Degrees of freedom for which a pool counts beside an indicator's own past."""
FEWEST = 2.0
"""Degrees of freedom below which a pool says nothing."""
KINDS: Mapping[Aggregation, str] = {
    Aggregation.FLOW: "stroom",
    Aggregation.MEAN: "stroom",
    Aggregation.STOCK: "stand",
    Aggregation.PEAK: "stand",
    Aggregation.TERM: "termijn",
    Aggregation.RATIO: "verhouding",
}
"""How a year follows from its months → kind: over the year, at a moment, a term, a ratio."""


@dataclass(frozen=True)
class _Squares:
    """Squared errors together.

    Attributes:
        total: of squares times their degrees of freedom.
        freedom: degrees of freedom.
        years: of indicators.
    """

    total: float = 0.0
    freedom: float = 0.0
    years: int = 0

    def __add__(self, other: _Squares) -> _Squares:
        return _Squares(self.total + other.total, self.freedom + other.freedom, self.years + other.years)

    @property
    def mean(self) -> float:
        return self.total / self.freedom


_NONE = _Squares()


def pooled(chain: Chain, residuals: Iterable[Residual]) -> ModelErrors:
    """Indicator → how far off it may be; those of which nothing is known are not there.

    The first applications have all their chance from the forecast, and no error beside it.
    """
    own = _by_indicator(chain, residuals)
    found = {node.id: _error(node, chain, own) for node in chain.nodes if node.id != FIRST_INFLOW}
    return {name: error for name, error in found.items() if error is not None}


def pooled_for(indicator: str, chain: Chain, residuals: Iterable[Residual]) -> ModelError | None:
    """The same of one indicator; None where nothing is known."""
    return _error(chain.by_id[indicator], chain, _by_indicator(chain, residuals))


def _by_indicator(chain: Chain, residuals: Iterable[Residual]) -> dict[str, _Squares]:
    """Those of the indicators that the chain has."""
    years: dict[tuple[str, int], list[Residual]] = {}
    for one in residuals:
        years.setdefault((one.indicator, one.year), []).append(one)
    found: dict[str, _Squares] = {}
    for (indicator, _), ones in years.items():
        if indicator in chain.by_id:
            freedom = max(one.freedom for one in ones)
            square = sum(one.inflation * one.error**2 for one in ones) / len(ones)
            found[indicator] = found.get(indicator, _NONE) + _Squares(square * freedom, freedom, 1)
    return found


def _error(node: Node, chain: Chain, own: Mapping[str, _Squares]) -> ModelError | None:
    kind = KINDS[node.aggregation]
    for pool in ((kind, node.domain, node.partner), (kind, node.domain)):
        like = reduce(
            _Squares.__add__, (found for name, found in own.items() if _belongs(chain.by_id[name], pool)), _NONE
        )
        if like.freedom >= FEWEST:
            mine = own.get(node.id, _NONE)
            square = (mine.total + WEIGHT * like.mean) / (mine.freedom + WEIGHT)
            return ModelError(sqrt(square), like.freedom, like.years, mine.years, pool)
    return None


def _belongs(node: Node, pool: tuple[str, ...]) -> bool:
    return (KINDS[node.aggregation], node.domain, node.partner)[: len(pool)] == pool
