"""The errors of the chain in years that are over: of the hindcast, and of rounds given the inflow that came.

Source: docs/methode-simulatie.md, *Modelfout*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mpp_lib.base.months import Month
from mpp_lib.base.periods import YEAR, Period
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.hindcast.hindcast import Hindcast
from mpp_lib.production.chain_data import Array
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.model_error import error_between, growth, growth_over


@dataclass(frozen=True)
class Residual:
    """One figure that came out beside what the chain made of it.

    Attributes:
        year: it is of.
        error: as :class:`mpp_lib.simulation.model_error.ModelError` has it: after a year, of the logarithm.
        inflation: what its square counts for: more than once where the figure took part in a fit.
        freedom: how much of a degree of freedom it is: less than one where it did.
        times: how many times that error it was off, as far ahead as it was.
        ahead: in which year since the opening stocks it lies, from 1.
    """

    indicator: str
    year: int
    error: float
    inflation: float = 1.0
    freedom: float = 1.0
    times: float = 1.0
    ahead: int = 1


def of_hindcast(hindcast: Hindcast) -> Iterator[Residual]:
    """The scored figures of a hindcast.

    Of n figures to which p parameters were fitted a square counts (n + p)/(n − p) times, which is what one more would
    be off by, and each for (n − p)/n of a degree of freedom. None of them says anything where n ≤ p.

    Source: H. Akaike, Fitting autoregressive models for prediction, Annals of the Institute of Statistical Mathematics
    21 (1969), 243–247.
    """
    span = hindcast.inputs.settings.span
    rows = [row for row in hindcast.rows if hindcast.scored(row)]
    n, p = sum(row.phase == "fitted" for row in rows), len(hindcast.fitted)
    for row in rows:
        figure = hindcast.chain.by_id[row.indicator], row.period, row.realised, row.modelled
        found = _residual(*figure, growth(figure[0], len(span.months), {}), span.start)
        if found is None or (row.phase == "fitted" and n <= p):
            continue
        yield replace(found, inflation=(n + p) / (n - p), freedom=(n - p) / n) if row.phase == "fitted" else found


def of_rounds(results: Iterable[RoundResult], scores: Iterable[ChainScore]) -> Iterator[Residual]:
    """The rounds run again with the first applications that came, as far as years are over."""
    by_name = {result.inputs.settings.round: result for result in results}
    for score in scores:
        result = by_name[score.round]
        node, start = result.chain.by_id[score.indicator], result.inputs.settings.span.start
        times = growth(node, len(result.parts.months), result.parts.realised)
        figure = node, Period.of_year(score.year), score.realised, score.given_inflow
        found = _residual(*figure, times, start)
        if found is not None:
            yield found


def _residual(
    node: Node, period: Period, realised: float, modelled: float, times: Array, start: Month
) -> Residual | None:
    """None where nothing could be off, or no factor makes one of the other.

    Args:
        times: :func:`mpp_lib.simulation.model_error.growth` from ``start`` on.
    """
    first, last = period.start.since(start), period.end.since(start)
    over = growth_over(node, times[first : last + 1])
    error = error_between(realised, modelled, node.unit)
    if error is None or over == 0:
        return None
    return Residual(node.id, period.start.year, error / over, times=over, ahead=last // YEAR + 1)
