"""How good the chain was, given the inflow that came: the round run again with realised first applications.

The error of a forecast indicator has two sources that must not be mixed: the inflow came otherwise than forecast, and
the chain made something else of it than happened. Running the round's own chain, parameters, plan and measures on the
inflow that came leaves the second. (:mod:`mpp_lib.compare.hindcast.hindcast` goes further: it feeds
realised decisions too.)

Source: docs/externe-evaluatie.md, *Formules*: the row of what came of the inflow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.base.months import Month
from mpp_lib.compare.evaluation.vintages import RealisedYear, Vintage, realised_months, realised_years
from mpp_lib.production.assembly import outcome
from mpp_lib.production.chain_data import Array
from mpp_lib.production.parts import FIRST, side_by_side
from mpp_lib.production.run import RoundResult
from mpp_lib.production.three_runs import kind_of
from mpp_lib.production.yearly import by_year


@dataclass(frozen=True)
class ChainScore:
    """A chain indicator of a year that is over.

    Attributes:
        forecast: medio of the round.
        given_inflow: medio of the same round, had it known the first applications.
        answers: whether the figure answers to inflow: with the first applications of minimum and of maximum, and all
            else as in medio, the runs of the year do not lie together.
    """

    round: str
    year: int
    horizon: int
    indicator: str
    realised: float
    status: str
    forecast: float
    given_inflow: float
    answers: bool

    @property
    def error_pct(self) -> float:
        """100·(medio − realised)/realised: what the forecast was off, by inflow and chain together."""
        return 100 * (self.forecast - self.realised) / self.realised

    @property
    def chain_error_pct(self) -> float:
        """100·(given inflow − realised)/realised: what the chain was off."""
        return 100 * (self.given_inflow - self.realised) / self.realised

    @property
    def inflow_effect_pct(self) -> float:
        """What the inflow forecast did: the difference of the two."""
        return self.error_pct - self.chain_error_pct


def evaluate_chain(results: Iterable[RoundResult], deliveries: Iterable[Vintage]) -> tuple[ChainScore, ...]:
    """Every chain indicator of every year of which outcome and monthly first applications are known.

    Args:
        deliveries: what is known of the outcome, oldest first.
    """
    delivered = tuple(deliveries)
    inflow = realised_months(delivered, FIRST_INFLOW)
    return tuple(
        score
        for result in results
        for score in _round(result, inflow, realised_years(delivered, result.chain.catalogue()))
    )


def years_known(result: RoundResult, inflow: Mapping[Month, float]) -> tuple[int, ...]:
    """The years of the horizon up to which every month of first applications is realised."""
    found = []
    for year in result.inputs.settings.span.calendar_years:
        if any(Month(year, month) not in inflow for month in range(1, 13)):
            break
        found.append(year)
    return tuple(found)


def given_inflow(result: RoundResult, *inflows: Mapping[Month, float]) -> dict[str, Array]:
    """Node → medio of the round in each year with these first applications where they are known [years, inflows].

    Months that are not known stay as medio has them.
    """
    medio = result.parts.with_measures(result.measures).scenario("medio")
    known = ([[inflow.get(month, np.nan)] for month in medio.months] for inflow in inflows)
    runs = [medio.with_realised({FIRST: np.array(months)}) for months in known]
    return by_year(result.chain, outcome(side_by_side(runs)))


def _round(
    result: RoundResult, inflow: Mapping[Month, float], outcomes: Mapping[tuple[str, int], RealisedYear]
) -> Iterator[ChainScore]:
    years = years_known(result, inflow)
    rerun = given_inflow(result, inflow, *_outermost(result)) if years else {}
    settings = result.inputs.settings
    for node in result.chain.nodes:
        for row, year in enumerate(years):
            outcome = outcomes.get((node.id, year))
            if node.id != FIRST_INFLOW and outcome is not None and outcome.value and not outcome.unscored:
                medio = result.year(node.id, year, "medio")
                came, low, high = map(float, rerun[node.id][row])
                yield ChainScore(
                    round=settings.round,
                    year=year,
                    horizon=year - settings.realised_until.year,
                    indicator=node.id,
                    realised=outcome.value,
                    status=outcome.status,
                    forecast=medio,
                    given_inflow=came,
                    answers=kind_of(low, medio, high) != "together",
                )


def _outermost(result: RoundResult) -> Iterator[Mapping[Month, float]]:
    """The first applications of minimum and of maximum."""
    for scenario in ("minimum", "maximum"):
        months = result.parts.series[FIRST][:, SCENARIOS.index(scenario)]
        yield dict(zip(result.parts.months, map(float, months), strict=True))
