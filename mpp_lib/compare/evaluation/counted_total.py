"""The total counted in two ways: where only one of them is known of a year, between which values the other lies.

Publications don't always say whether hervestiging and herplaatsing count. With them the total is never lower, and not
more higher than it was in any year of which both are known, at the moment that is looked from.

Source: docs/externe-evaluatie.md, *Een uitgewerkt voorbeeld*.
"""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import TOTAL_INFLOW
from mpp_lib.compare.evaluation.published_ranges import TOTAL_INCLUDED, Outcome, Outcomes


def with_both_counts(outcomes: Outcomes) -> Outcomes:
    """The outcomes, and of every year of which one count is known the bounds of the other; none without a year of both.

    With d the largest difference of the two: total ≤ including ≤ total + d.
    """
    years = {year for indicator, year in outcomes if indicator in (TOTAL_INFLOW, TOTAL_INCLUDED)}
    most = max(_differences(outcomes, years), default=None)
    if most is None:
        return outcomes
    bounded = {key: found for year in years for key, found in _bounds(outcomes, year, most)}
    return {**bounded, **outcomes}


def _differences(outcomes: Outcomes, years: set[int]) -> Iterator[float]:
    for year in years:
        total, including = outcomes.get((TOTAL_INFLOW, year)), outcomes.get((TOTAL_INCLUDED, year))
        if total is not None and including is not None:
            yield including.high - total.low


def _bounds(outcomes: Outcomes, year: int, most: float) -> Iterator[tuple[tuple[str, int], Outcome]]:
    total, including = outcomes.get((TOTAL_INFLOW, year)), outcomes.get((TOTAL_INCLUDED, year))
    if total is not None:
        yield (TOTAL_INCLUDED, year), Outcome(None, total.low, total.high + most)
    if including is not None:
        yield (TOTAL_INFLOW, year), Outcome(None, including.low - most, including.high)
