"""Everything the monitor says of one indicator, from a round and an edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS, Aggregation
from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.hindcast.known_errors import Errors
from mpp_lib.compare.monitor import inflow
from mpp_lib.compare.monitor.against import Against
from mpp_lib.compare.monitor.control_chart import chart, learning_scores
from mpp_lib.compare.monitor.delivery import absent_text, delivery_of
from mpp_lib.compare.monitor.drawn_to_date import DrawnToDate, band_of, chance_of_flag, drawn_to_date
from mpp_lib.compare.monitor.explain import Explained
from mpp_lib.compare.monitor.monitored_indicator import (
    Band,
    Chart,
    Comparison,
    Delivery,
    Moment,
    MonitoredIndicator,
    Noise,
    Outlook,
    Topic,
)
from mpp_lib.compare.monitor.past_scores import noise_of
from mpp_lib.compare.monitor.to_date import Piece, by_month, run_from
from mpp_lib.inputs.edition.edition import Edition
from mpp_lib.inputs.unknown import is_broken
from mpp_lib.production.expression import Ratio, summed
from mpp_lib.production.key_figures import WATCHED
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult

REST_AS_MEDIO = "de maanden tot nu toe en voor de rest van het jaar medio; geen kansverdeling"
LEARNT = "per maand de verandering van de afwijking van medio, tegen de grootte van de veranderingen ervoor"


@dataclass(frozen=True, eq=False)
class MonitoredRound:
    """Holds the indicators of an edition against a round.

    Attributes:
        earlier: editions of the same round before it, oldest first.
        errors: how far off the chain was, as far as the round knew.
    """

    result: RoundResult
    edition: Edition
    earlier: tuple[Edition, ...]
    errors: Errors

    def indicator(self, name: str, reason: str, topics: tuple[Topic, ...]) -> MonitoredIndicator:
        """Everything about one indicator."""
        node = self.result.chain.by_id[name]
        seen = self.now.year_to_date(node)
        history = tuple(self._history(node)) if seen else ()
        return MonitoredIndicator(
            spec=node.spec(),
            reason=reason,
            fixed=name in WATCHED,
            topics=topics,
            delivery=self._delivery(node, seen),
            months={month: value for month, value in by_month(self.now.known[name]).items() if month >= self._start},
            expected=self.now.expected_to_date(node),
            month=self.now.between(node, seen.last, seen.last) if seen else None,
            to_date=seen,
            since_start=self._since_start(node) if seen else None,
            unscored=self.now.unscored(node, seen) if seen else "",
            flagged=seen is not None and self.now.flagged(node, seen),
            flagged_since=_since(history),
            flagged_in=tuple(self._flagged_in(node)),
            history=history,
            band=self._band(node, seen) if seen else None,
            error=self.errors.get(name),
            chance_of_flag=self._chance_of_flag(node, seen) if seen else None,
            chart=self._chart(node, seen) if seen else None,
            outlook=self._outlook(node, seen) if seen else None,
            explanation=self._explained.of(node, seen) if seen else None,
            commentary=self.edition.commentary.by_indicator.get(name, ""),
        )

    @property
    def _start(self) -> Month:
        return self.result.data.start

    @property
    def _until(self) -> Month:
        return self.edition.month

    @cached_property
    def now(self) -> Against:
        """The edition beside the round."""
        return Against.of(self.result, self.edition)

    @cached_property
    def _then(self) -> tuple[Against, ...]:
        return tuple(Against.of(self.result, edition) for edition in self.earlier)

    @cached_property
    def _explained(self) -> Explained:
        return Explained(self.result, self.now.known, self._until)

    def _delivery(self, node: Node, seen: Comparison | None) -> Delivery:
        names = {node.id}
        if isinstance(node.formula, Ratio):
            names |= {node.formula.part.id, node.formula.whole.id}
        frame = self.edition.realisations
        rows = frame[frame["indicator"].isin(names)]
        filled = [piece for piece in self.now.known[node.id] if piece not in self.now.delivered[node.id]]
        since = self._until if node.aggregation.at_end else Month(self._until.year, 1)
        absent = absent_text(self.now.unknown, node.id, since, self._until)
        return delivery_of(rows, seen, since, self._until, filled, absent, self._parts_delivered(node))

    def _parts_delivered(self, node: Node) -> list[str]:
        """What the indicator adds up, where all of that can be compared; nothing otherwise."""
        parts = [self.result.chain.by_id[part] for part in summed(node.formula)]
        complete = all(self.now.year_to_date(part) is not None for part in parts)
        return [part.label for part in parts] if complete else []

    def _since_start(self, node: Node) -> Comparison | None:
        """A flow over everything after the round's last realised month."""
        since = max(self.result.inputs.settings.realised_until + 1, self._start)
        if node.aggregation is not Aggregation.FLOW or since > self._until:
            return None
        return self.now.between(node, since, self._until)

    def _history(self, node: Node) -> Iterator[Moment]:
        """The year to date as it stood after every month, by this delivery."""
        for month in month_range(self._start, self._until.since(self._start) + 1):
            stood = self.now.between(node, Month(month.year, 1), month)
            if stood is not None and stood.last == month:
                yield Moment(month, stood, self.now.flagged(node, stood))

    def _flagged_in(self, node: Node) -> Iterator[Month]:
        for against in self._then:
            stood = against.year_to_date(node)
            if stood is not None and against.flagged(node, stood):
                yield against.until

    def _so_far(self, node: Node, seen: Comparison) -> inflow.InflowSoFar | None:
        """First applications over the months that are compared; None where the comparison has no distribution."""
        if node.id != FIRST_INFLOW:
            return None
        run = run_from(self.now.known[FIRST_INFLOW], seen.first, seen.last)
        return inflow.so_far_of(self.result, run) if run and run[-1].last == seen.last else None

    @cached_property
    def drawn(self) -> DrawnToDate:
        """The draws of the round, of the fixed set and of what topics ask for."""
        asked = filter(None, map(str, self.edition.topics["indicator"]))
        return drawn_to_date(self.result, frozenset({*WATCHED, *asked}))

    def _band(self, node: Node, seen: Comparison) -> Band | None:
        if so_far := self._so_far(node, seen):
            return inflow.band(so_far, seen)
        draws = self.drawn.over(node, seen)
        return None if draws is None else band_of(draws, seen.realised)

    def _chance_of_flag(self, node: Node, seen: Comparison) -> float | None:
        if so_far := self._so_far(node, seen):
            return inflow.chance_of_flag(so_far, seen.expected)
        draws = self.drawn.over(node, seen)
        return None if draws is None else chance_of_flag(draws, seen.expected)

    def _outlook(self, node: Node, seen: Comparison) -> Outlook | None:
        if node.aggregation is not Aggregation.FLOW or seen.first.month != 1:
            return None
        so_far = self._so_far(node, seen)
        if so_far is not None:
            return inflow.outlook(so_far)
        december = Month(seen.last.year, 12)
        rest = self.now.expected(node, seen.last + 1, december) if seen.last < december else 0.0
        ends = (self.result.year(node.id, seen.last.year, scenario) for scenario in SCENARIOS)
        minimum, _, maximum = sorted(ends)
        total = seen.realised + rest
        return Outlook(
            year=seen.last.year,
            expected=total,
            median=None,
            low=None,
            high=None,
            foreseen=None,
            minimum=minimum,
            maximum=maximum,
            below=None,
            within=None,
            above=None,
            scenarios={},
            basis=REST_AS_MEDIO,
        )

    def _chart(self, node: Node, seen: Comparison) -> Chart | None:
        if node.id == FIRST_INFLOW:
            return self._inflow_chart(seen)
        months, changes = self._changes(node, seen)
        scores = learning_scores(changes) if len(changes) > 1 else ()
        return chart(months[1:], scores, basis=LEARNT) if scores else None

    def _inflow_chart(self, seen: Comparison) -> Chart | None:
        firm = [
            piece
            for piece in self.now.known[FIRST_INFLOW]
            if self._counts(self.result.chain.by_id[FIRST_INFLOW], piece)
        ]
        if is_broken(self.now.unknown.breaks(FIRST_INFLOW), seen.first, seen.last):
            return None
        so_far = inflow.so_far_of(self.result, run_from(firm, seen.first, seen.last))
        if so_far is None or so_far.foreseen is None or not so_far.months[0]:
            return None
        return chart(*so_far.scores(), basis=inflow.SCORED, noise=self._noise)

    def _counts(self, node: Node, piece: Piece) -> bool:
        """Whether a figure is a count that the chart may judge."""
        months, at_end = piece.period.months, node.aggregation.at_end
        return not piece.estimated and not self.now.unknown.unscored(node.id, months, at_end=at_end)

    @cached_property
    def _noise(self) -> Noise:
        return noise_of(self.result)

    def _changes(self, node: Node, seen: Comparison) -> tuple[list[Month], list[float]]:
        """How the deviation from medio, relative to it, changed by month since the round's last realised month.

        Estimates are left out: their errors are not those of the forecast; so is what lies before a break.
        """
        breaks = (month for month in self.now.unknown.breaks(node.id) if month <= seen.last)
        first = max(self._start, self.result.inputs.settings.realised_until + 1, *breaks)
        left_out = {piece.last for piece in self.now.known[node.id] if not self._counts(node, piece)}
        months = (first + k for k in range(seen.last.since(first) + 1))
        found = {month: self.now.between(node, month, month) for month in months if month not in left_out}
        values = {month: one.deviation / abs(one.expected) for month, one in found.items() if one and one.expected}
        changes = {month: value - values[month - 1] for month, value in values.items() if month - 1 in values}
        return list(changes), list(changes.values())


def _since(history: tuple[Moment, ...]) -> Month | None:
    """First month of the unbroken run of flagged months at the end."""
    since = None
    for moment in reversed(history):
        if not moment.flagged:
            break
        since = moment.month
    return since
