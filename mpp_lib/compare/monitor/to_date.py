"""What is realised of an indicator so far, from months, quarters and years as they were delivered.

Source: docs/monitor.md, *Wat naast wat ligt*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, QUARTER, YEAR, Period
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Ratio
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.realised import ASSUMED, ESTIMATED

DELIVERED = (MONTH, QUARTER, YEAR)
"""Lengths of the periods by which figures are delivered."""


class Piece(NamedTuple):
    """A delivered figure; ``estimated`` by who delivered it."""

    period: Period
    value: float
    estimated: bool = False

    @property
    def first(self) -> Month:
        """The first month it is about."""
        return self.period.start

    @property
    def last(self) -> Month:
        """The last month it is about."""
        return self.period.end

    @property
    def per_month(self) -> float:
        """Its value spread over its months."""
        return self.value / self.period.length


@dataclass(frozen=True)
class ToDate:
    """What is realised over the months ``first`` up to and including ``last``, ``estimated`` as a whole or in part."""

    first: Month
    last: Month
    value: float
    estimated: bool


Known = Mapping[str, tuple[Piece, ...]]
"""Indicator → its figures in order of time; an indicator of which nothing is known has none."""


def known_in(realisations: pd.DataFrame, chain: Chain) -> Known:
    """Every realised figure of every indicator of the chain; assumptions are no realisations."""
    found: dict[str, list[Piece]] = {node.id: [] for node in chain.nodes}
    rows = realisations[(realisations["status"] != ASSUMED) & realisations["indicator"].isin(list(found))]
    for row in rows.itertuples():
        piece = Piece(Period.parse(str(row.periode)), float(str(row.waarde)), str(row.status) == ESTIMATED)
        found[str(row.indicator)].append(piece)
    return {name: tuple(sorted(known, key=lambda piece: (piece.last, piece.first))) for name, known in found.items()}


def completed(later: Known, own: Known, since: Month) -> Known:
    """A later delivery, and before its first month what the round itself had realised.

    Only for indicators of which the later delivery holds something from ``since`` on.
    """
    return {name: (*_before(own[name], known, since), *known) for name, known in later.items()}


def _before(own: Iterable[Piece], later: Iterable[Piece], since: Month) -> tuple[Piece, ...]:
    first = min((piece.first for piece in later if piece.first >= since), default=since)
    return tuple(piece for piece in own if since <= piece.first and piece.last < first)


def by_month(known: Iterable[Piece]) -> dict[Month, float]:
    """The figures that are about one month."""
    return {piece.last: piece.value for piece in known if piece.period.length == MONTH}


def run_from(known: Iterable[Piece], since: Month, until: Month) -> tuple[Piece, ...]:
    """Pieces without overlap or gap, from the first one on or after ``since`` up to ``until`` at the latest.

    The finest come first: a quarter serves only where its months were not all delivered, a year where its quarters
    were not.
    """
    inside = [piece for piece in known if since <= piece.first and piece.last <= until]
    chosen: list[Piece] = []
    for length in DELIVERED:
        coarse = [piece for piece in inside if piece.period.length == length and not _covered(piece, chosen)]
        chosen = [piece for piece in chosen if not any(_within(piece, other) for other in coarse)] + coarse
    return tuple(_unbroken(sorted(chosen)))


def _covered(piece: Piece, by: Iterable[Piece]) -> bool:
    return sum(part.period.length for part in by if _within(part, piece)) == piece.period.length


def _within(part: Piece, whole: Piece) -> bool:
    return whole.period.holds(part.period)


def _unbroken(ordered: list[Piece]) -> Iterator[Piece]:
    for place, piece in enumerate(ordered):
        if place and piece.first != ordered[place - 1].last + 1:
            return
        yield piece


def to_date(node: Node, known: Known, since: Month, until: Month, weights: Array) -> ToDate | None:
    """What is realised of a node from ``since`` on, by its rule: sum, last month, ratio of sums, average, maximum.

    Args:
        weights: what the round expects of the whole that a share is a share of, per month from ``since`` on; serves
            only where a share was delivered without its part and whole.

    Returns:
        None when nothing is delivered of these months.
    """
    if node.aggregation is Aggregation.RATIO:
        shares = _ratio(node, known, since, until)
        if shares is not None:
            return shares
    if node.aggregation.at_end:
        return _at_the_end(known[node.id], since, until)
    run = run_from(known[node.id], since, until)
    if not run:
        return None
    return ToDate(run[0].first, run[-1].last, _together(node, run, since, weights), _estimated(run))


def _at_the_end(known: tuple[Piece, ...], since: Month, until: Month) -> ToDate | None:
    stood = [piece for piece in known if since <= piece.last <= until]
    if not stood:
        return None
    last = stood[-1]
    return ToDate(last.last, last.last, last.value, last.estimated)


def _estimated(pieces: Iterable[Piece]) -> bool:
    return any(piece.estimated for piece in pieces)


def _ratio(node: Node, known: Known, since: Month, until: Month) -> ToDate | None:
    """Ratio of the sums, over the months of which part and whole are both delivered."""
    if not isinstance(node.formula, Ratio):
        raise TypeError(f"{node.id} is een verhouding zonder teller en noemer")
    ids = node.formula.part.id, node.formula.whole.id
    runs = [run_from(known[name], since, until) for name in ids]
    if not all(runs):
        return None
    last = min(run[-1].last for run in runs)
    runs = [run_from(known[name], since, last) for name in ids]
    if not all(runs) or len({(run[0].first, run[-1].last) for run in runs}) > 1:
        return None
    part, whole = (sum(piece.value for piece in run) for run in runs)
    estimated = any(map(_estimated, runs))
    return ToDate(runs[0][0].first, last, part / whole, estimated) if whole else None


def _together(node: Node, run: tuple[Piece, ...], since: Month, weights: Array) -> float:
    values = np.array([piece.value for piece in run])
    if node.aggregation is Aggregation.FLOW:
        return float(values.sum())
    if node.aggregation is Aggregation.PEAK:
        return float(values.max())
    spans = (slice(piece.first.since(since), piece.last.since(since) + 1) for piece in run)
    weigh = np.array([weights[span].sum() for span in spans])
    return float(np.average(values, weights=weigh if weigh.sum() > 0 else None))
