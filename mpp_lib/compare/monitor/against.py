"""An edition beside what the round expects of the same months.

Source: docs/monitor.md, *Wat naast wat ligt*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import MONTH, Period
from mpp_lib.compare.monitor.flag import is_flagged
from mpp_lib.compare.monitor.monitored_indicator import Comparison
from mpp_lib.compare.monitor.to_date import Known, Piece, completed, known_in, run_from, to_date
from mpp_lib.inputs.edition.edition import Edition
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Ratio
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import over

MEDIO = SCENARIOS.index("medio")


@dataclass(frozen=True, eq=False)
class Against:
    """Realised figures of one edition and the round they are held against.

    Attributes:
        until: month of the edition.
        delivered: indicator → what the edition holds.
        known: the same, completed with what the round itself had realised of the months before.
        unknown: what is said of figures that are not there or not like the others.
    """

    result: RoundResult
    until: Month
    delivered: Known
    known: Known
    unknown: Unknown

    @classmethod
    def of(cls, result: RoundResult, edition: Edition) -> Against:
        """An edition beside its round."""
        delivered = known_in(edition.realisations, result.chain)
        own = known_in(result.inputs.realisations, result.chain)
        january = Month(edition.month.year, 1)
        unknown = Unknown.of(edition.unknown)
        return cls(result, edition.month, delivered, completed(delivered, own, january), unknown)

    def unscored(self, node: Node, seen: Comparison) -> str:
        """Why a comparison raises no flag, however far off it is; empty where it may."""
        months = month_range(seen.first, seen.last.since(seen.first) + 1)
        return self.unknown.unscored(node.id, months, at_end=node.aggregation.at_end)

    def flagged(self, node: Node, seen: Comparison) -> bool:
        """Whether a comparison stands flagged."""
        return is_flagged(seen.realised, seen.expected) and not self.unscored(node, seen)

    def year_to_date(self, node: Node) -> Comparison | None:
        """The year of the edition as far as delivered; None without anything of that year."""
        return self.between(node, Month(self.until.year, 1), self.until)

    def between(self, node: Node, since: Month, until: Month) -> Comparison | None:
        """What is known of the months from ``since`` up to ``until``, and the round's figures for those months."""
        seen = to_date(node, self.known, since, until, self._weights(node, since))
        if seen is None:
            return None
        values = over(node, self.result.months, self._rows(seen.first, seen.last))
        minimum, expected, maximum = map(float, values)
        months, at_end = month_range(seen.first, seen.last.since(seen.first) + 1), node.aggregation.at_end
        signs = self.unknown.signs_behind(node.id, months, at_end=at_end)
        return Comparison(seen.first, seen.last, seen.value, minimum, expected, maximum, seen.estimated, signs)

    def pieces(self, node: Node) -> tuple[Piece, ...]:
        """What is known of the year of the edition, in the finest periods; of a share also what follows from its parts.

        A flow by quarter is its whole sum.
        """
        january = Month(self.until.year, 1)
        coarse = [piece for piece in run_from(self.known[node.id], january, self.until) if piece.period.length > MONTH]
        coarse = [] if node.aggregation.at_end else coarse
        inside = {month for piece in coarse for month in piece.period.months}
        months = [month for month in month_range(january, self.until.month) if month not in inside]
        stood = [one for month in months if (one := self.between(node, month, month))]
        return tuple(sorted([*coarse, *(Piece(Period(one.last), one.realised, one.estimated) for one in stood)]))

    def expected(self, node: Node, first: Month, last: Month) -> float:
        """Medio over some months."""
        return float(over(node, self.result.months, self._rows(first, last))[MEDIO])

    def expected_to_date(self, node: Node) -> float:
        """Medio over the year up to the month of the edition (a stock: at its end)."""
        first = self.until if node.aggregation.at_end else Month(self.until.year, 1)
        return self.expected(node, first, self.until)

    def _rows(self, first: Month, last: Month) -> slice:
        start = self.result.data.start
        return slice(first.since(start), last.since(start) + 1)

    def _weights(self, node: Node, since: Month) -> Array:
        months = self.result.months[node.formula.whole.id if isinstance(node.formula, Ratio) else node.id][:, MEDIO]
        first = since.since(self.result.data.start)
        return months[first:] if isinstance(node.formula, Ratio) else np.ones(len(months) - first)
