"""One indicator over the year of an edition: what is realised on the three runs of the round."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import SCENARIOS, Aggregation
from mpp_lib.base.dutch import month_short
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, Period
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.to_date import Piece
from mpp_lib.present.drawing.canvas import count_axis
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import REALISED
from mpp_lib.present.drawing.style import SCENARIOS as STROKES
from mpp_lib.present.wording.printed_values import exact_text, fine_text
from mpp_lib.production.chain_data import Array
from mpp_lib.production.node import Node
from mpp_lib.production.yearly import over

MONTHS = 12
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
    """The runs and the realised points of one indicator by month; not from zero: it shows what lies apart."""
    values, pieces = foreseen(made, node), made.against.pieces(node)
    at = _times(node)
    for column, name in enumerate(SCENARIOS):
        axes.plot(at, values[:, column], zorder=2 if name == "medio" else 1, **STROKES[name].kwargs())
    for piece in pieces:
        _draw_piece(axes, node, piece)
    months = [(_time(node, piece), piece.value) for piece in pieces if piece.period.length == MONTH]
    if len(months) > 1:
        axes.plot(*zip(*months, strict=True), zorder=3, **REALISED.kwargs())
    _frame(axes, node, values, [_height(node, piece) for piece in pieces])
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
    """A month as a point, a quarter as a bar over its months at the average of one."""
    height = _height(node, piece)
    if piece.period.length == MONTH:
        axes.plot(_time(node, piece), height, "o", color=REALISED.colour, markersize=3.2, zorder=4)
    else:
        axes.plot([piece.first.month - 1, piece.last.month], [height] * 2, zorder=4, **REALISED.kwargs())


def _frame(axes: Axes, node: Node, values: Array, realised: list[float]) -> None:
    every = [*values.ravel().tolist(), *realised]
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
    if pieces:
        last = pieces[-1]
        text = f"{'gem. ' if last.period.length > MONTH else ''}{fine_text(_height(node, last), node.unit)}"
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
    """By month, or by quarter or year where that was delivered: periode, gerealiseerd and the scenarios (texts)."""
    given = {piece.period: piece.value for piece in made.against.pieces(node)}
    covered = {month for period in given for month in period.months}
    open_months = [Period(month) for month in Period.of_year(made.until.year).months if month not in covered]
    rows = []
    for period in sorted([*given, *open_months]):
        first = period.start.since(made.result.data.start)
        round_says = over(node, made.result.months, slice(first, first + period.length))
        rows.append(
            {"periode": period.text, "gerealiseerd": exact_text(given[period], node.unit) if period in given else ""}
            | {name: fine_text(float(value), node.unit) for name, value in zip(SCENARIOS, round_says, strict=True)}
        )
    return pd.DataFrame(rows)
