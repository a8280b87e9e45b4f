"""One indicator over the year of an edition: what is realised on the three runs of the round, and its band."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import SCENARIOS, Aggregation
from mpp_lib.base.dutch import month_short
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, Period
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.to_date import Piece
from mpp_lib.present.drawing.breaks import mark_breaks
from mpp_lib.present.drawing.canvas import count_axis
from mpp_lib.present.drawing.counts import draw_bar, draw_counts, draw_point
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import REALISED, TINT
from mpp_lib.present.drawing.style import SCENARIOS as STROKES
from mpp_lib.present.keten.band_chart import drawn_period
from mpp_lib.present.shown.picture import Panel
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import exact_text, fine_text
from mpp_lib.present.wording.signs import with_signs
from mpp_lib.production.chain_data import Array
from mpp_lib.production.node import Node
from mpp_lib.production.realised import ESTIMATED

MONTHS = 12
EDGES = ("12,5%", "87,5%")
"""The ends of the band of 75%, by the chance of less."""
_NEAR_THE_END = 11
"""From this month on a label beside the last point would stand among the names at the ends of the lines."""
_ROOM = 0.35
"""Share of the span kept free above and below the lines."""


def foreseen(made: Monitor, node: Node) -> Array:
    """The round by month of the year of the edition [12, 3]."""
    first = Month(made.until.year, 1).since(made.result.data.start)
    values: Array = made.result.months[node.id][first : first + MONTHS]
    return values


def draw_course(axes: Axes, made: Monitor, node: Node, *, labels: bool = True) -> None:
    """The runs, band and realised points of one indicator by month; not from zero: it shows what lies apart."""
    values, pieces = foreseen(made, node), made.against.pieces(node)
    at, band = _times(node), made.drawn.by_month(node.id, made.until.year)
    if band is not None:
        axes.fill_between(at, *band.T, color=TINT, linewidth=0, zorder=0.5)
    for column, name in enumerate(SCENARIOS):
        axes.plot(at, values[:, column], zorder=2 if name == "medio" else 1, **STROKES[name].kwargs())
    for piece in pieces:
        _draw_piece(axes, node, piece)
    months = [piece for piece in pieces if piece.period.length == MONTH]
    if len(months) > 1:
        times, heights = [_time(node, piece) for piece in months], [piece.value for piece in months]
        apart = {*made.against.unknown.breaks(node.id), *made.against.unknown.absent(node.id)}
        stops = [_time(node, Piece(Period(month), 0.0)) for month in apart if month.year == made.until.year]
        draw_counts(axes, times, heights, [piece.estimated for piece in months], REALISED, zorder=3, breaks=stops)
    ends = [] if band is None else band.ravel().tolist()
    _frame(axes, node, values, [*ends, *(_height(node, piece) for piece in pieces)])
    breaks = [month for month in made.against.unknown.breaks(node.id) if month.year == made.until.year]
    mark_breaks(axes, [month.month - 1.0 for month in breaks], words=labels)
    if labels:
        _label(axes, made, node, values)


def _times(node: Node) -> Array:
    """Where each month stands on an axis of twelve months: a stock at its end."""
    return np.arange(1.0, MONTHS + 1) - (0.0 if node.aggregation.at_end else 0.5)


def _time(node: Node, piece: Piece) -> float:
    return piece.last.month - (0.0 if node.aggregation.at_end else 0.5)


def _height(node: Node, piece: Piece) -> float:
    return piece.per_month if node.aggregation is Aggregation.FLOW else piece.value


def _draw_piece(axes: Axes, node: Node, piece: Piece) -> None:
    """A month as a point, a quarter as a bar over its months at the average of one; a raming open or broken."""
    height = _height(node, piece)
    if piece.period.length == MONTH:
        draw_point(axes, _time(node, piece), height, estimated=piece.estimated)
    else:
        draw_bar(axes, piece.first.month - 1, piece.last.month, height, estimated=piece.estimated)


def _frame(axes: Axes, node: Node, values: Array, others: list[float]) -> None:
    every = [*values.ravel().tolist(), *others]
    low, high = min(every), max(every)
    room = _ROOM * ((high - low) or max(abs(high), 1.0) * 0.1)
    axes.set_ylim(max(low - room, 0.0) if low >= 0 else low - room, high + room)
    count_axis(axes.yaxis, node.unit, ticks=4)
    month_axis(axes)


def month_axis(axes: Axes) -> None:
    """Twelve months, each third one named in its middle."""
    axes.set_xlim(0, MONTHS)
    axes.set_xticks(range(MONTHS + 1), [""] * (MONTHS + 1))
    named = (1, 4, 7, 10)
    axes.set_xticks([month - 0.5 for month in named], [month_short(month) for month in named], minor=True)
    axes.tick_params(axis="x", which="minor", size=0, pad=4)


def _label(axes: Axes, made: Monitor, node: Node, values: Array) -> None:
    """Names at the ends of the lines; what is realised is named among them where it reaches that far."""
    ends = [_end(name, float(value)) for name, value in zip(SCENARIOS, values[-1], strict=True)]
    pieces = made.against.pieces(node)
    if not pieces:
        axes.annotate("niet geleverd", (0.03, 0.97), xycoords="axes fraction", va="top", color=REALISED.colour)
    else:
        last = pieces[-1]
        text = f"{'gem. ' if last.period.length > MONTH else ''}{_height_text(node, last)}"
        if last.last.month >= _NEAR_THE_END:
            ends.append(EndLabel(_height(node, last), text, REALISED.colour, "semibold"))
        else:
            _beside_point(axes, _time(node, last), _height(node, last), text)
    label_ends(axes, MONTHS, ends)


def _beside_point(axes: Axes, at: float, height: float, text: str) -> None:
    axes.annotate(
        text, (at, height), (5, -1), textcoords="offset points", va="top", color=REALISED.colour, fontweight="semibold"
    )


def _end(name: str, value: float) -> EndLabel:
    return EndLabel(value, name, STROKES[name].colour, "semibold" if name == "medio" else "normal")


def course_data(made: Monitor, node: Node) -> pd.DataFrame:
    """What is drawn: scenarios and band by month, and gerealiseerd by the periods in which it was delivered (texts).

    A flow that was delivered over a longer period stands there as its average month.
    """
    given = {piece.period: piece for piece in made.against.pieces(node)}
    months = [*map(Period, Period.of_year(made.until.year).months)]
    band, names = made.drawn.by_month(node.id, made.until.year), course_columns(made, node)[1:]
    drawn = foreseen(made, node) if band is None else np.hstack([foreseen(made, node), band])
    ahead = dict(zip(months, drawn, strict=True))
    rows = [
        {"periode": drawn_period(period), "gerealiseerd": _realised_text(made, node, period, given.get(period))}
        | dict(zip(names, (fine_text(float(value), node.unit) for value in ahead.get(period, ())), strict=False))
        for period in _periods(made, node)
    ]
    return pd.DataFrame(rows).fillna("")


def course_columns(made: Monitor, node: Node) -> tuple[str, ...]:
    """The columns with numbers of :func:`course_data`."""
    return ("gerealiseerd", *SCENARIOS, *(EDGES if node.id in made.drawn.months else ()))


def course_panel(axes: Axes, made: Monitor, node: Node, *, before: int = 0, heads: Sequence[str] = ()) -> Panel:
    """Where the rows of :func:`course_data` stand.

    Args:
        before: rows of the data that stand before these.
    """
    first, at_end = Month(made.until.year, 1), node.aggregation.at_end
    places = [period.start.since(first) + (1.0 if at_end else 0.5) * period.length for period in _periods(made, node)]
    return Panel(axes, [*[math.nan] * before, *places], course_columns(made, node), heads=heads)


def course_periods(made: Monitor, node: Node, rows: int = 0) -> list[str]:
    """What the numbers of each row of :func:`course_data` go by, up to ``rows`` with nothing for those after it."""
    periods = list(map(str, _periods(made, node)))
    return [*periods, *[""] * (rows - len(periods))]


def _periods(made: Monitor, node: Node) -> list[Period]:
    """The months of the year and the periods in which figures were delivered, in order of time."""
    delivered = (piece.period for piece in made.against.pieces(node))
    return sorted({*delivered, *map(Period, Period.of_year(made.until.year).months)})


def _realised_text(made: Monitor, node: Node, period: Period, piece: Piece | None) -> str:
    """What is drawn of a period with its signs, or why nothing is."""
    unknown = made.against.unknown
    if piece is None:
        return unknown.sign(node.id, period.months)
    signs = unknown.signs_behind(node.id, period.months, at_end=node.aggregation.at_end)
    return with_signs(_height_text(node, piece), signs)


def _height_text(node: Node, piece: Piece) -> str:
    """What is drawn of a delivered figure, as published, a raming marked."""
    return marked(exact_text(_height(node, piece), node.unit), ESTIMATED if piece.estimated else "")
