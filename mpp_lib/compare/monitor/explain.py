"""Why a deviation came about: what realised inflow alone would have done, what IND production did, and the rest.

The chain is run for the four sets of {realised inflow, realised production}, medio for everything else. Each of the two
gets its Shapley value, the average of what it adds first and what it adds last; the rest is what realisation differs
from the run with both. So the parts add up to the deviation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS, PlanSpec
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.months import Month
from mpp_lib.compare.attribution.shapley import coalition, shapley
from mpp_lib.compare.monitor.fixed_set import FIRST
from mpp_lib.compare.monitor.row import Comparison, Explanation, Part
from mpp_lib.compare.monitor.to_date import Known, Piece, run_from
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Key, Param, Plan, Series
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import over

PLAYERS = ("gerealiseerde instroom", "productie van de IND")
REST = "overig"
COALITIONS = tuple(coalition(number, len(PLAYERS)) for number in range(1 << len(PLAYERS)))
"""Which of inflow (0) and production (1) is realised, per draw."""
REGULIER, BEWARING = "regulier_", "bewaring_"
MEDIO = SCENARIOS.index("medio")


@dataclass(frozen=True)
class Entry:
    """A series of the chain that takes realised values.

    Attributes:
        key: of the series, in :attr:`mpp_lib.production.chain_data.ChainData.series`.
        indicator: whose realisation enters.
        total: indicator of which this one is a part; serves where the part was not delivered.
        partly: whether the series is only part of the indicator, so that it takes the difference.
    """

    key: Key
    indicator: str
    total: str = ""
    partly: bool = False


def inflow_entries(chain: Chain) -> Iterator[Entry]:
    """Everything that comes in from outside: asiel, regulier and bewaring."""
    yield Entry(Series("eerste_asielinstroom"), FIRST)
    for node in chain.nodes:
        if node.realised and isinstance(node.formula, Param):
            yield Entry(node.formula, node.id)
    for plan in chain.plan:
        kind = plan.stream.removeprefix(REGULIER).removeprefix(BEWARING)
        key, partly = Plan(plan.stream, plan.quantity), plan.quantity != "instroom"
        if plan.quantity.startswith("instroom") and plan.stream.startswith(REGULIER):
            yield Entry(key, f"ind.{kind}.aanvragen", "ind.regulier.aanvragen", partly)
        elif plan.quantity.startswith("instroom"):
            yield Entry(key, f"dji.{kind}.instroom", "dji.instroom", partly)


def production_entries(chain: Chain) -> Iterator[Entry]:
    """What the IND can decide: its realised decisions, in the place of its capacity."""
    for plan in chain.plan:
        if plan.quantity == "capaciteit":
            kind = plan.stream.removeprefix(REGULIER)
            yield Entry(Plan(plan.stream, plan.quantity), f"ind.{kind}.beslissingen", _total(plan))


def _total(plan: PlanSpec) -> str:
    if plan.stream == "nareis":
        return ""
    return "ind.regulier.beslissingen" if plan.stream.startswith(REGULIER) else "ind.asiel.beslissingen"


@dataclass(frozen=True, eq=False)
class Explained:
    """The chain with and without what was realised.

    Attributes:
        known: indicator → its figures.
        until: month of the edition.
    """

    result: RoundResult
    known: Known
    until: Month

    def of(self, node: Node, seen: Comparison) -> Explanation:
        """A deviation over its causes."""
        start = self.result.data.start
        rows = slice(seen.first.since(start), seen.last.since(start) + 1)
        values = over(node, self._months, rows)
        causes = zip(PLAYERS, map(float, shapley(values)), strict=True)
        rest = Part(REST, seen.realised - float(values[-1]))
        return Explanation(seen.deviation, (*(Part(name, value) for name, value in causes), rest), self.remark)

    @property
    def remark(self) -> str:
        """What could not be entered for want of data, in Dutch."""
        missing = [name for name, series in zip(PLAYERS, self._players, strict=True) if not series]
        return f"Niet geleverd, en daarom begrepen in {REST}: {enumerate_nl(missing)}." if missing else ""

    @cached_property
    def _players(self) -> tuple[dict[Key, Array], dict[Key, Array]]:
        """Key → the series with its realised months [history + months]: of inflow, and of production."""
        chain = self.result.chain
        return self._entered(tuple(inflow_entries(chain))), self._entered(tuple(production_entries(chain)))

    @cached_property
    def _months(self) -> Mapping[str, Array]:
        """Node id → [months of the horizon, coalitions]."""
        data = self._data()
        return {node_id: values[data.horizon] for node_id, values in run(self.result.chain, data).items()}

    def _data(self) -> ChainData:
        data = self.result.data.columns(slice(MEDIO, MEDIO + 1))
        series = dict(data.series)
        for player, realised in enumerate(self._players):
            inside = np.array([player in members for members in COALITIONS])
            for key, values in realised.items():
                series[key] = np.where(inside, values[:, None], data.series[key])
        return replace(data, draws=len(COALITIONS), series=series)

    def _entered(self, entries: Sequence[Entry]) -> dict[Key, Array]:
        """Key → series of what was delivered, by itself or as part of a total."""
        figures = {entry: self._figures(entry.indicator) for entry in entries}
        found = {entry: self._placed(entry, own, self._expected(entry)) for entry, own in figures.items() if own}
        for total in dict.fromkeys(entry.total for entry in entries if entry.total):
            missing = [entry for entry in entries if entry.total == total and entry not in found]
            delivered = [entry for entry in entries if entry.total == total and entry in found]
            found |= self._shared_out(self._figures(total), missing, delivered)
        return {entry.key: values for entry, values in found.items()}

    def _shared_out(
        self, figures: Sequence[Piece], missing: Sequence[Entry], delivered: Sequence[Entry]
    ) -> dict[Entry, Array]:
        """What a total leaves for its undelivered parts, in proportion to what was expected of them."""
        if not (figures and missing):
            return {}
        whole = np.sum([self._expected(entry) for entry in missing], axis=0)
        left = [
            piece._replace(value=max(piece.value - self._sum(delivered, piece), 0.0))
            for piece in figures
            if whole[self._rows(piece)].sum() > 0
        ]
        return {entry: self._placed(entry, left, whole) for entry in missing}

    def _sum(self, delivered: Sequence[Entry], total: Piece) -> float:
        """What the delivered parts take of a total; of a month they do not hold, what was expected."""
        return float(sum(self._realised(entry)[self._rows(total)].sum() for entry in delivered))

    def _realised(self, entry: Entry) -> Array:
        """The indicator of an entry with its realised months [history + months]."""
        return self._scaled(self._expected(entry), self._figures(entry.indicator), self._expected(entry))

    def _placed(self, entry: Entry, figures: Sequence[Piece], whole: Array) -> Array:
        """The series of an entry with realised months in it."""
        expected, series = self._expected(entry), self.result.data.series[entry.key]
        base = series[:, MEDIO if series.shape[1] > 1 else 0]
        realised = self._scaled(expected, figures, whole)
        months = np.zeros(len(base), dtype=bool)
        for piece in figures:
            months[self._rows(piece)] = True
        return np.where(months, np.maximum(base + realised - expected, 0.0) if entry.partly else realised, base)

    def _scaled(self, expected: Array, figures: Sequence[Piece], whole: Array) -> Array:
        """What was expected, in the proportion in which the whole was realised, piece by piece."""
        values = expected.copy()
        for piece in figures:
            rows = self._rows(piece)
            foreseen = float(whole[rows].sum())
            values[rows] = expected[rows] * piece.value / foreseen if foreseen else piece.value / piece.months
        return values

    def _expected(self, entry: Entry) -> Array:
        values: Array = self.result.rows[entry.indicator][:, MEDIO]
        return values

    def _figures(self, indicator: str) -> tuple[Piece, ...]:
        return run_from(self.known[indicator], self.result.data.start, self.until)

    def _rows(self, piece: Piece) -> slice:
        first = piece.first.since(self.result.data.start) + self.result.data.history
        return slice(first, first + piece.months)
