"""Realised points and the three mpp-scenarios on one calendar axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from mpp_lib.base.catalogue import SCENARIOS as NAMES
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import GREY, REALISED, RULE, SCENARIOS, SMALL
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.realised_history import Realised, calendar, realised_history
from mpp_lib.production.run import RoundResult

Floats = NDArray[np.float64]
_TOUCHING = 1e-6


def monthly_lines(result: RoundResult, indicator: str) -> tuple[Floats, Floats]:
    """Times [n] and values [n, 3] of the horizon; a stock begins with its opening where that is realised."""
    node = result.chain.by_id[indicator]
    months = result.inputs.settings.span.months
    values = result.months[indicator]
    at_end = node.aggregation.at_end
    times = np.array([calendar(month) + (1 / 12 if at_end else 1 / 24) for month in months])
    opening = [
        point.value for point in realised_history(result, indicator) if abs(point.end - months[0].year) < _TOUCHING
    ]
    if at_end and opening:
        return np.concatenate(([calendar(months[0])], times)), np.vstack((np.full(3, opening[0]), values))
    return times, values


def draw_runs(axes: Axes, times: Floats, values: Floats) -> None:
    """A line per scenario; no tint between them, which is kept for what has a chance."""
    for column, name in enumerate(NAMES):
        axes.plot(times, values[:, column], zorder=3 if name == "medio" else 2, **SCENARIOS[name].kwargs())


def draw_realised(axes: Axes, points: Sequence[Realised], *, stock: bool, since: float) -> None:
    """Realised figures from ``since`` on: months joined by a line, longer periods as a bar over the time they cover.

    A stock known only now and then is drawn as points.
    """
    shown = [point for point in points if point.end > since + _TOUCHING]
    for run in _runs(shown):
        months = [point for point in run if point.end - point.start < 0.1]
        if stock and len(months) < len(run):
            axes.plot(
                [point.end for point in run],
                [point.value for point in run],
                "o",
                color=REALISED.colour,
                markersize=3.4,
                zorder=4,
            )
        elif len(months) > 1:
            times = [point.end if stock else point.middle for point in months]
            axes.plot(times, [point.per_month for point in months], zorder=4, **REALISED.kwargs())
        else:
            _bars(axes, run)


def _bars(axes: Axes, points: Iterable[Realised]) -> None:
    for point in points:
        axes.plot(
            [point.start, point.end],
            [point.per_month] * 2,
            zorder=4,
            **(REALISED.kwargs() | {"solid_capstyle": "butt"}),
        )


def _runs(points: Sequence[Realised]) -> list[list[Realised]]:
    """Consecutive periods of equal length together."""
    runs: list[list[Realised]] = []
    for before, point in pairwise([None, *points]):
        if point is None:
            continue
        joined = (
            before is not None
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
