"""Realisations by vintage: what a later delivery makes of figures that an earlier one held too.

Source: docs/monitor.md, *Jaargangen*.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.dutch import number, percentage
from mpp_lib.base.periods import QUARTER, YEAR, Period
from mpp_lib.compare.monitor.to_date import Piece, known_in, run_from
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.production.node import Chain, Node

SAME = 1e-9
"""Relative difference below which two figures are the same."""


@dataclass(frozen=True)
class Vintage:
    """Realisations as they were delivered at one moment.

    Attributes:
        name: Dutch name of the moment: ``ronde 2024-1``, ``editie 2024-03``.
        realisations: as :attr:`mpp_lib.inputs.round_inputs.RoundInputs.realisations`.
    """

    name: str
    realisations: pd.DataFrame


@dataclass(frozen=True)
class Revision:
    """A figure that changed between two vintages, at the finest period that both hold.

    Attributes:
        since: name of the earlier vintage.
        share: whether the figures are shares.
    """

    indicator: str
    label: str
    period: Period
    before: float
    after: float
    since: str
    share: bool

    @property
    def text(self) -> str:
        """``derde kwartaal 2022: 10.600 → 11.015``."""
        write = percentage if self.share else number
        return f"{self.period.text}: {write(self.before)} → {write(self.after)}"


def revisions(earlier: Sequence[Vintage], later: pd.DataFrame, chain: Chain) -> tuple[Revision, ...]:
    """What the later delivery changes; of several earlier vintages the last one that holds a period counts.

    A quarter is the sum of its months (a stock: its last month), so that a quarter of one vintage and months of the
    other can be compared; a period is left out where the two already differ in something finer.

    Args:
        earlier: oldest first.
        later: the delivery at hand.

    Returns:
        In the order of the chain and of time.
    """
    found: dict[tuple[str, Period], Revision] = {}
    compared: set[tuple[str, Period]] = set()
    for vintage in reversed(earlier):
        for revision in _between(vintage, later, chain):
            key = revision.indicator, revision.period
            if key not in compared and revision.before != revision.after:
                found[key] = revision
            compared.add(key)
    order = {node.id: place for place, node in enumerate(chain.nodes)}
    return tuple(found[key] for key in sorted(found, key=lambda key: (order[key[0]], key[1])))


def _between(vintage: Vintage, later: pd.DataFrame, chain: Chain) -> Iterator[Revision]:
    """Every period both hold; ``after`` equals ``before`` where nothing changed."""
    then, now = known_in(vintage.realisations, chain), known_in(later, chain)
    for node in chain.nodes:
        before, after = _by_period(node, then[node.id]), _by_period(node, now[node.id])
        for period in _finest(before, after):
            old, new = before[period], after[period]
            new = old if math.isclose(old, new, rel_tol=SAME) else new
            share = is_share(node.unit)
            yield Revision(node.id, node.label, period, old, new, vintage.name, share)


def _by_period(node: Node, known: tuple[Piece, ...]) -> dict[Period, float]:
    """Every period of which a value is delivered, of a flow also what follows from it; a stock is of a month's end."""
    if node.aggregation.at_end:
        return {Period(piece.last): piece.value for piece in known}
    given = {piece.period: piece.value for piece in known}
    return dict(_made(known)) | given if node.aggregation is Aggregation.FLOW else given


def _made(known: tuple[Piece, ...]) -> Iterator[tuple[Period, float]]:
    """Quarters and years as the sum of what is delivered of them, where that is complete."""
    for last in {piece.last for piece in known}:
        for whole in (Period.of(last, QUARTER), Period.of(last, YEAR)):
            run = run_from(known, whole.start, last) if whole.end == last else ()
            if run and (run[0].first, run[-1].last) == (whole.start, last):
                yield whole, sum(piece.value for piece in run)


def _finest(before: Mapping[Period, float], after: Mapping[Period, float]) -> list[Period]:
    """Periods in both, without those that consist of smaller ones in both."""
    both = sorted(before.keys() & after.keys())
    return [period for period in both if not _made_up(period, [other for other in both if other != period])]


def _made_up(period: Period, others: Iterable[Period]) -> bool:
    return {month for other in others if period.holds(other) for month in other.months} == set(period.months)
