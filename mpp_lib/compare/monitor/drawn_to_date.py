"""Where figures of the chain lie over the months that a monitor compares, by the draws of the round.

Whose model error is not known has no band, as it would hold the uncertainty of the inputs alone; nor has a percentage,
whose parts stray by themselves.

Source: docs/monitor.md, *De band*.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW, Aggregation
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.flag import EDGE_PCT
from mpp_lib.compare.monitor.monitored_indicator import Band, Comparison
from mpp_lib.compare.uncertainty.kept_bands import open_errors
from mpp_lib.inflow.scenario_lines import MAXIMUM, MEDIAN, MINIMUM
from mpp_lib.production.chain_data import Array
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import over
from mpp_lib.simulation.simulate import simulate

DRAWS = 4_096
"""The first of those of the report: an end of a band is then sure to about a hundredth of its width."""


@dataclass(frozen=True, eq=False)
class DrawnToDate:
    """The draws of a round by month.

    Attributes:
        months: indicator → [months of the horizon, draws], of what has a band.
    """

    result: RoundResult
    months: Mapping[str, Array]

    def over(self, node: Node, seen: Comparison) -> Array | None:
        """The draws of an indicator over the months of a comparison; None without, or where the round knew them all."""
        if node.id not in self.months or seen.last <= self.result.inputs.settings.realised_until:
            return None
        return over(node, self.months, self._rows(seen.first, seen.last))

    def by_month(self, indicator: str, year: int) -> Array | None:
        """The ends of the band of 75% of every month of a year [12, 2]; None for what has none."""
        if indicator not in self.months:
            return None
        rows = self._rows(Month(year, 1), Month(year, 12))
        return np.quantile(self.months[indicator][rows], [MINIMUM, MAXIMUM], axis=1).T

    def _rows(self, first: Month, last: Month) -> slice:
        start = self.result.data.start
        return slice(first.since(start), last.since(start) + 1)


def drawn_to_date(result: RoundResult, indicators: Collection[str]) -> DrawnToDate:
    """The draws of indicators of which a round has a band, once in a process.

    Raises:
        InputError: with what is wrong with an earlier round or with the folder of the hindcast.
    """
    return _drawn(result, tuple(sorted(indicators)))


@lru_cache(maxsize=4)
def _drawn(result: RoundResult, indicators: tuple[str, ...]) -> DrawnToDate:
    errors = open_errors(result)
    nodes = (result.chain.by_id[name] for name in indicators if name in errors and name != FIRST_INFLOW)
    kept = [node.id for node in nodes if node.aggregation is not Aggregation.RATIO]
    values = simulate(result, DRAWS, indicators=kept, by="month", model_error=errors).values if kept else {}
    return DrawnToDate(result, values)


def band_of(draws: Array, realised: float) -> Band:
    """The band of 75% of draws [draws], and where what is realised lies in it."""
    low, median, high = map(float, np.quantile(draws, [MINIMUM, MEDIAN, MAXIMUM]))
    below = (np.mean(draws < realised) + np.mean(draws <= realised)) / 2
    return Band(low, median, high, low <= realised <= high, float(below))


def chance_of_flag(draws: Array, expected: float) -> float | None:
    """The share of draws that would be flagged beside what is expected; None where that is nothing."""
    return float(np.mean(100 * np.abs(draws - expected) >= EDGE_PCT * abs(expected))) if expected else None
