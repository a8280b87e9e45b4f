"""The errors of the chain in years that are over: of the hindcast, and of rounds given the inflow that came.

Source: docs/methode-simulatie.md, *Modelfout*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mpp_lib.base.periods import YEAR
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.hindcast.hindcast import Hindcast
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
    """

    indicator: str
    year: int
    error: float
    inflation: float = 1.0
    freedom: float = 1.0


def of_hindcast(hindcast: Hindcast) -> Iterator[Residual]:
    """The scored figures of a hindcast.

    Of n figures to which p parameters were fitted a square counts (n + p)/(n − p) times, which is what one more would
    be off by, and each for (n − p)/n of a degree of freedom. None of them says anything where n ≤ p.

    Source: H. Akaike, Fitting autoregressive models for prediction, Annals of the Institute of Statistical Mathematics
    21 (1969), 243–247.
    """
    start = hindcast.inputs.settings.span.start
    rows = [row for row in hindcast.rows if hindcast.scored(row)]
    n, p = sum(row.phase == "fitted" for row in rows), len(hindcast.fitted)
    for row in rows:
        node = hindcast.chain.by_id[row.indicator]
        times = growth(node, len(hindcast.inputs.settings.span.months), {})[
            row.period.start.since(start) : row.period.end.since(start) + 1
        ]
        after_a_year = _after_a_year(row.realised, row.modelled, node.unit, growth_over(node, times))
        if after_a_year is None or (row.phase == "fitted" and n <= p):
            continue
        corrected = ((n + p) / (n - p), (n - p) / n) if row.phase == "fitted" else (1.0, 1.0)
        yield Residual(row.indicator, row.period.start.year, after_a_year, *corrected)


def of_rounds(results: Iterable[RoundResult], scores: Iterable[ChainScore]) -> Iterator[Residual]:
    """The rounds run again with the first applications that came, as far as years are over."""
    by_name = {result.inputs.settings.round: result for result in results}
    for score in scores:
        result = by_name[score.round]
        node = result.chain.by_id[score.indicator]
        first = YEAR * (score.year - result.inputs.settings.span.first_year)
        times = growth(node, len(result.parts.months), result.parts.realised)[first : first + YEAR]
        after_a_year = _after_a_year(score.realised, score.given_inflow, node.unit, growth_over(node, times))
        if after_a_year is not None:
            yield Residual(score.indicator, score.year, after_a_year)


def _after_a_year(realised: float, modelled: float, unit: str, times: float) -> float | None:
    """None where nothing could be off, or no factor makes one of the other."""
    error = error_between(realised, modelled, unit)
    return error / times if error is not None and times > 0 else None
