"""Realised points and the three mpp-scenarios on one calendar axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from mpp_lib.base.catalogue import SCENARIOS as NAMES
from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.periods import MONTH
from mpp_lib.present.drawing.counts import draw_bar, draw_counts, draw_point
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import GREY, REALISED, RULE, SCENARIOS, SMALL
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.realised_history import Realised, calendar, realised_history
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import over

Floats = NDArray[np.float64]
_TOUCHING = 1e-6


@dataclass(frozen=True)
class Drawn:
    """The three scenarios as they are drawn: lines through the months, or steps over longer periods.

    Attributes:
        times: where each value stands [n]; of steps where they begin, and where the last one ends [n + 1].
        values: minimum, medio, maximum; of a flow per month [n, 3].
        length: months that a value is about; more than one makes steps.
    """

    times: Floats
    values: Floats
    length: int = MONTH

    @property
    def in_steps(self) -> bool:
        """Whether each value is that of a longer period than a month."""
        return self.length > MONTH


def as_drawn(result: RoundResult, indicator: str, shown: Iterable[Realised]) -> Drawn:
    """The scenarios by month, or by the longest period in which a flow was realised.

    A year is one number in the history: beside it months would seem to swing only because they are ahead.

    Args:
        shown: the realised points it is drawn beside.
    """
    longest = max((point.period.length for point in shown), default=MONTH)
    if result.chain.by_id[indicator].aggregation.at_end or longest == MONTH:
        return _through_months(result, indicator)
    return _in_steps(result, indicator, longest)


def _in_steps(result: RoundResult, indicator: str, length: int) -> Drawn:
    node, months = result.chain.by_id[indicator], result.inputs.settings.span.months
    starts = range(0, len(months), length)
    values = np.array([over(node, result.months, slice(start, start + length)) for start in starts])
    per_month = values / length if node.aggregation is Aggregation.FLOW else values
    return Drawn(np.array([calendar(months[0] + start) for start in (*starts, len(months))]), per_month, length)


def _through_months(result: RoundResult, indicator: str) -> Drawn:
    """A stock begins with its opening where that is realised."""
    node = result.chain.by_id[indicator]
    months = result.inputs.settings.span.months
    values = result.months[indicator]
    at_end = node.aggregation.at_end
    times = np.array([calendar(month) + (1 / 12 if at_end else 1 / 24) for month in months])
    opening = [
        point.value for point in realised_history(result, indicator) if abs(point.end - months[0].year) < _TOUCHING
    ]
    if at_end and opening:
        times = np.concatenate(([calendar(months[0])], times))
        values = np.vstack((np.full(3, opening[0]), values))
    return Drawn(times, values)


def draw_runs(axes: Axes, drawn: Drawn) -> None:
    """A line per scenario; no tint between them, which is kept for what has a chance."""
    values = np.vstack((drawn.values, drawn.values[-1:])) if drawn.in_steps else drawn.values
    for column, name in enumerate(NAMES):
        stroke = SCENARIOS[name].kwargs() | {"drawstyle": "steps-post" if drawn.in_steps else "default"}
        axes.plot(drawn.times, values[:, column], zorder=3 if name == "medio" else 2, **stroke)


def draw_realised(axes: Axes, points: Sequence[Realised], *, stock: bool, since: float) -> None:
    """Realised figures from ``since`` on: months joined by a line, longer periods as a bar over the time they cover.

    A stock known only now and then is drawn as points. A raming is an open point, or a broken line or bar.
    """
    shown = [point for point in points if point.end > since + _TOUCHING]
    for run in _runs(shown):
        months = [point for point in run if point.end - point.start < 0.1]
        if stock and len(months) < len(run):
            for point in run:
                draw_point(axes, point.end, point.value, estimated=point.estimated)
        elif len(months) > 1:
            times = [point.end if stock else point.middle for point in months]
            values = [point.per_month for point in months]
            draw_counts(axes, times, values, [point.estimated for point in months], REALISED, zorder=4)
        else:
            _bars(axes, run)


def _bars(axes: Axes, points: Iterable[Realised]) -> None:
    for point in points:
        draw_bar(axes, point.start, point.end, point.per_month, estimated=point.estimated)


def _runs(points: Sequence[Realised]) -> list[list[Realised]]:
    """Consecutive periods of equal length together."""
    runs: list[list[Realised]] = []
    for before, point in pairwise([None, *points]):
        if point is None:
            continue
        joined = (
            before is not None
            and not point.breaks
            and abs(point.start - before.end) < _TOUCHING
            and abs((point.end - point.start) - (before.end - before.start)) < _TOUCHING
        )
        if joined:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def draw_border(axes: Axes, x: float, *, words: bool = True) -> None:
    """Where what has happened ends and the forecast begins."""
    axes.axvline(x, color=RULE, linewidth=0.8, zorder=0.5)
    low, high = axes.get_xlim()
    if not words:
        return
    if x - low > 0.12 * (high - low):
        mark(axes, x, "gerealiseerd", "right")
    mark(axes, x, "raming", "left")


def mark(axes: Axes, x: float, text: str, side: str) -> None:
    """A word at the top of a plotting area, beside a border at ``x``."""
    axes.annotate(
        text,
        (x, 1),
        (4 if side == "left" else -4, 0),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        ha=side,
        va="top",
        fontsize=SMALL,
        fontstyle="italic",
        color=GREY,
    )


def label_scenarios(axes: Axes, x: float, last: Floats, unit: str, *, names: bool = True) -> None:
    """Name and value of each scenario at the end of its line; scenarios that print the same share a label."""
    label_ends(axes, x, [_label(text, group, names) for text, group in _by_text(last, unit).items()])


def _by_text(last: Floats, unit: str) -> dict[str, dict[str, float]]:
    groups: dict[str, dict[str, float]] = {}
    for name, value in zip(NAMES, last, strict=True):
        groups.setdefault(text_of(float(value), unit), {})[name] = float(value)
    return groups


def _label(text: str, group: dict[str, float], names: bool) -> EndLabel:
    leading = "medio" if "medio" in group else next(iter(group))
    shown = f"{_joined(list(group))} {text}" if names else text
    return EndLabel(group[leading], shown, SCENARIOS[leading].colour, "semibold" if leading == "medio" else "normal")


def _joined(names: list[str]) -> str:
    return "alle drie" if len(names) == len(NAMES) else " en ".join(names)
