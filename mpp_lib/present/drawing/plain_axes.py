"""Axes of an ordinary plot that read as those of the house: Dutch numbers and months, and the lines of the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.container import BarContainer
from matplotlib.lines import Line2D
from matplotlib.ticker import AutoLocator, FixedFormatter, FuncFormatter, MaxNLocator, NullLocator, ScalarFormatter

from mpp_lib.base.dutch import month_brief, number
from mpp_lib.base.months import Month
from mpp_lib.present.drawing.style import REALISED, SCENARIOS

_STROKES = SCENARIOS | dict.fromkeys(("realisatie", "gerealiseerd"), REALISED)
"""Name of a line → how it is drawn everywhere in the report."""
_YEARS = (1900, 2100)
_TICKS = 6
_FITTING = 60
"""Letters of names that stand beside each other under a figure."""


def settle(axes: Axes) -> None:
    """Axes that say nothing of their own read as those of the house."""
    lying = lies_down(axes)
    if axes.axison:
        axes.xaxis.grid(lying)
        axes.yaxis.grid(not lying)
    for axis in (axes.xaxis, axes.yaxis):
        name = type(axis.get_major_formatter()).__name__
        if name == ScalarFormatter.__name__ and axis.get_scale() == "linear":
            _numbers(axis)
        elif name in _OF_TIME:
            _months(axis, _OF_TIME[name](axes))
        elif name == FixedFormatter.__name__:
            _named(axis)
    for line in axes.get_lines():
        _stroke(line, str(line.get_label()))
    if legend := axes.get_legend():
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
            if isinstance(handle, Line2D):
                _stroke(handle, text.get_text())
    names = [label.get_text() for label in axes.get_xticklabels()]
    if sum(map(len, names)) < _FITTING:
        axes.tick_params(axis="x", labelrotation=0)


def _stroke(line: Line2D, name: str) -> None:
    """Draw a line that is called after an mpp-scenario as such, here as everywhere."""
    if stroke := _STROKES.get(name.strip().lower()):
        line.set(**stroke.kwargs())


def _named(axis: Axis) -> None:
    """No ticks but those that have a name."""
    places = list(axis.get_ticklocs())
    texts = axis.get_major_formatter().format_ticks(places)
    named = [(place, text) for place, text in zip(places, texts, strict=True) if text]
    axis.set_ticks([place for place, _ in named], [text for _, text in named])


def _numbers(axis: Axis) -> None:
    """Ticks at round values, unless the analyst placed them, written the Dutch way; years without a point."""
    low, high = sorted(axis.get_view_interval())
    years = _YEARS[0] <= low and high <= _YEARS[1]
    if isinstance(axis.get_major_locator(), AutoLocator):
        least = 2 if years else 3
        axis.set_major_locator(MaxNLocator(_TICKS, steps=[1, 2, 2.5, 5, 10], integer=years, min_n_ticks=least))
    places = [float(place) for place in axis.get_ticklocs()]
    decimals = next((many for many in range(3) if all(abs(x - round(x, many)) < 1e-9 for x in places)), 3)
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}" if years else number(value, decimals)))


def _months(axis: Axis, read: Callable[[float], pd.Timestamp]) -> None:
    """Months or, over a long time, years by their Dutch names."""
    low, high = sorted(axis.get_view_interval())
    first, last = read(low).to_period("M"), read(high).to_period("M")
    every = max(1, -(-(last - first).n // _TICKS))
    every = next((step for step in (1, 2, 3, 6, 12, 24, 60) if step >= every), every)
    shown = [
        month for month in pd.period_range(first, last, freq="M") if (month.year * 12 + month.month - 1) % every == 0
    ]
    inside = [(month, place) for month in shown if low <= (place := _place(axis, month)) <= high]
    texts = [str(month.year) if every % 12 == 0 else month_brief(Month(month.year, month.month)) for month, _ in inside]
    axis.set_minor_locator(NullLocator())
    axis.set_ticks([place for _, place in inside], texts)


def _place(axis: Axis, month: pd.Period) -> float:
    """Where the first day of a month stands on an axis."""
    freq = getattr(axis.axes, "freq", None)
    if freq:
        return float(month.asfreq(freq, "start").ordinal)
    return float(mdates.date2num(month.to_timestamp()))  # type: ignore[no-untyped-call]


def _by_period(axes: Axes) -> Callable[[float], pd.Timestamp]:
    """How pandas counts periods along an axis."""
    freq = cast("Any", axes).freq
    return lambda value: pd.Period(ordinal=round(value), freq=freq).to_timestamp()


def _by_day(_: Axes) -> Callable[[float], pd.Timestamp]:
    """How matplotlib counts days."""
    return lambda value: pd.Timestamp(mdates.num2date(value)).tz_localize(None)  # type: ignore[no-untyped-call]


_OF_TIME: Mapping[str, Callable[[Axes], Callable[[float], pd.Timestamp]]] = {
    "AutoDateFormatter": _by_day,
    "PandasAutoDateFormatter": _by_day,
    "TimeSeries_DateFormatter": _by_period,
}
"""Name of the formatter that an axis of time has by itself → how a moment is read from it."""


def lies_down(axes: Axes) -> bool:
    """Whether it shows bars that lie."""
    return any(bars.orientation == "horizontal" for bars in axes.containers if isinstance(bars, BarContainer))
