"""Why a deviation came about: what realised inflow alone would have done, what IND production did, and the rest.

The chain is run for the four sets of {realised inflow, realised production}, medio for everything else. Each of the two
gets its Shapley value, the average of what it adds first and what it adds last; the rest is what realisation differs
from the run with both. So the parts add up to the deviation. What was not delivered is no part. While something is
missing that could be behind the rest, the rest is not called a cause but what cannot be told apart.

An indicator that is itself realised inflow or production explains nothing by being so: its parts are its quarters.

Source: docs/monitor.md, *De verklaring*; L.S. Shapley, A value for n-person games (1953).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS, Aggregation, PlanSpec
from mpp_lib.base.dutch import MONTH_NAMES
from mpp_lib.base.months import Month
from mpp_lib.base.periods import QUARTER, Period
from mpp_lib.compare.attribution.shapley import coalition, shapley
from mpp_lib.compare.monitor.monitored_indicator import Comparison, Explanation, Missing, Part
from mpp_lib.compare.monitor.to_date import Known, Piece, run_from
from mpp_lib.production.assembly import outcome
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key, Plan
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.parts import Parts, realised_series
from mpp_lib.production.run import RoundResult
from mpp_lib.production.upstream import series_behind
from mpp_lib.production.yearly import over

PLAYERS = ("gerealiseerde instroom", "productie van de IND")
REST = "andere oorzaken"
UNSPLIT = "niet te splitsen"
"""The rest, where a delivery that could be behind it is missing."""
COALITIONS = tuple(coalition(number, len(PLAYERS)) for number in range(1 << len(PLAYERS)))
"""Which of inflow (0) and production (1) is realised, per draw."""
RATIOS = ("aandeel", "maanden", "dagen")
"""Units in which no number of people or cases can be as large as a rest."""
REGULIER, BEWARING = "regulier_", "bewaring_"
MEDIO = SCENARIOS.index("medio")
SLIGHT = 0.1
"""A series of which less was expected than this share of the rest can be behind little of it."""
NOTHING = 1e-6
"""Share of what was expected below which a rest is rounding."""


@dataclass(frozen=True)
class Entry:
    """A series of the chain that takes realised values.

    Attributes:
        key: of the series, in :attr:`mpp_lib.production.parts.Parts.series`.
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
    yield from (Entry(key, indicator) for key, indicator in realised_series(chain).items())
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


def quarter_text(first: Month, last: Month) -> str:
    """A quarter, or as much of it as there is; a longer span by its months.

    >>> quarter_text(Month(2024, 1), Month(2024, 3)), quarter_text(Month(2024, 4), Month(2024, 5))
    ('eerste kwartaal', 'april en mei')
    """
    quarter = Period.of(first, QUARTER)
    if (first, last) == (quarter.start, quarter.end):
        return quarter.text.removesuffix(f" {first.year}")
    names = [MONTH_NAMES[month.month - 1] for month in dict.fromkeys([first, last])]
    return (" en " if last.since(first) == 1 else " tot en met ").join(names)


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
        """A deviation over its causes; of what is itself a cause over the quarters of the year."""
        if node.aggregation is Aggregation.FLOW and node.id in {entry.indicator for entry in self._entries}:
            return Explanation(seen.deviation, tuple(self._quarters(node, seen)), (), by_quarter=True)
        values = over(node, self._months, self._between(seen.first, seen.last))
        effects = zip(PLAYERS, self._players, map(float, shapley(values)), strict=True)
        causes = [Part(name, effect) for name, entered, effect in effects if entered]
        rest = seen.realised - float(values[-1])
        missing = tuple(dict.fromkeys(self._missing(node, seen, abs(rest))))
        return Explanation(seen.deviation, (*causes, Part(UNSPLIT if missing else REST, rest)), missing)

    def _quarters(self, node: Node, seen: Comparison) -> Iterator[Part]:
        """What each quarter, as far as delivered, adds to a deviation."""
        pieces = run_from(self.known[node.id], seen.first, seen.last)
        for _, inside in groupby(pieces, key=lambda piece: Period.of(piece.first, QUARTER)):
            given = list(inside)
            first, last = given[0].first, given[-1].last
            expected = float(self.result.months[node.id][self._between(first, last), MEDIO].sum())
            yield Part(quarter_text(first, last), sum(piece.value for piece in given) - expected)

    def _between(self, first: Month, last: Month) -> slice:
        start = self.result.data.start
        return slice(first.since(start), last.since(start) + 1)

    def _missing(self, node: Node, seen: Comparison, rest: float) -> Iterator[Missing]:
        """Indicators that move this one and of which too much was not delivered; their total where no part was."""
        if rest <= NOTHING * abs(seen.expected):
            return
        least = 0.0 if node.unit in RATIOS else SLIGHT * rest
        behind = series_behind(self.result.chain, node.id, self._idle - {node.id})
        entered = self._players[0] | self._players[1]
        partly = {entry.total for entry in self._entries if entry.key in entered} | {""}
        for entry in self._entries:
            if entry.key in behind and self._gap(entry, entered.get(entry.key), seen) > least:
                name = entry.indicator if entry.total in partly else entry.total
                yield Missing(name, entry.key not in entered)

    @cached_property
    def _idle(self) -> frozenset[str]:
        """What is zero in every month of medio: nobody goes that way in this round."""
        return frozenset(name for name, months in self.result.months.items() if not months[:, MEDIO].any())

    def _gap(self, entry: Entry, entered: Array | None, seen: Comparison) -> float:
        """What was expected in the months after the round's own that were not delivered."""
        start = self.result.data.start
        first = max(self.result.inputs.settings.realised_until + 1, start).since(start)
        rows = slice(first, seen.last.since(start) + 1)
        absent = np.ones(rows.stop, dtype=bool) if entered is None else ~np.isfinite(entered[: rows.stop])
        return float(self._expected(entry)[rows][absent[rows]].sum())

    @cached_property
    def _players(self) -> tuple[dict[Key, Array], dict[Key, Array]]:
        """Key → realised months [months], NaN where nothing was delivered: of inflow, and of production."""
        chain = self.result.chain
        return self._entered(tuple(inflow_entries(chain))), self._entered(tuple(production_entries(chain)))

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        chain = self.result.chain
        return (*inflow_entries(chain), *production_entries(chain))

    @cached_property
    def _months(self) -> Mapping[str, Array]:
        """Node id → [months of the horizon, coalitions]."""
        realised: dict[Key, Array] = {}
        for player, entered in enumerate(self._players):
            inside = np.array([player in members for members in COALITIONS])
            for key, values in entered.items():
                known = self._medio.realised.get(key, np.nan)
                realised[key] = np.where(inside & np.isfinite(values)[:, None], values[:, None], known)
        return outcome(replace(self._medio, draws=len(COALITIONS)).with_realised(realised))

    @cached_property
    def _medio(self) -> Parts:
        """What the round expects, measures included."""
        return self.result.parts.with_measures(self.result.measures).scenario("medio")

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
        """The indicator of an entry with its realised months [months]."""
        return self._scaled(self._expected(entry), self._figures(entry.indicator), self._expected(entry))

    def _placed(self, entry: Entry, figures: Sequence[Piece], whole: Array) -> Array:
        """The realised months of the series of an entry [months], NaN where there are none."""
        expected, realised = self._expected(entry), self._scaled(self._expected(entry), figures, whole)
        if entry.partly:
            realised = np.maximum(self._medio.series[entry.key][:, 0] + realised - expected, 0.0)
        months = np.zeros(len(realised), dtype=bool)
        for piece in figures:
            months[self._rows(piece)] = True
        return np.where(months, realised, np.nan)

    def _scaled(self, expected: Array, figures: Sequence[Piece], whole: Array) -> Array:
        """What was expected, in the proportion in which the whole was realised, piece by piece."""
        values = expected.copy()
        for piece in figures:
            rows = self._rows(piece)
            foreseen = float(whole[rows].sum())
            values[rows] = expected[rows] * piece.value / foreseen if foreseen else piece.per_month
        return values

    def _expected(self, entry: Entry) -> Array:
        values: Array = self.result.months[entry.indicator][:, MEDIO]
        return values

    def _figures(self, indicator: str) -> tuple[Piece, ...]:
        return run_from(self.known[indicator], self.result.data.start, self.until)

    def _rows(self, piece: Piece) -> slice:
        first = piece.first.since(self.result.data.start)
        return slice(first, first + piece.period.length)
