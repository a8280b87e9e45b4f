"""An ordinary matplotlib figure in the house style: its size, its letters and axes, and the numbers drawn in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import matplotlib as mpl
import matplotlib.dates as mdates
import pandas as pd
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import AutoLocator, FixedFormatter, FuncFormatter, MaxNLocator, NullLocator, ScalarFormatter

from mpp_lib.base.dutch import month_brief, number
from mpp_lib.base.months import Month
from mpp_lib.present.drawing.form import NARROW, PAGE
from mpp_lib.present.drawing.style import BLUE, CM, FALL, GREY, INK, RC, REALISED, SCENARIOS, register_fonts
from mpp_lib.present.shown.picture import svg
from mpp_lib.present.shown.plain_frame import FrameTable, frame_table

HEIGHT, TALLEST = 7.0, 20.0
"""Centimetres: of a figure that does not say, and the most that stands on a page."""
_COLOURS, _DASHES = (BLUE, FALL, GREY, INK), ("-", "--", ":", "-.")
_STROKES = SCENARIOS | dict.fromkeys(("realisatie", "gerealiseerd"), REALISED)
"""Name of a line → how it is drawn everywhere in the report."""
_YEARS = (1900, 2100)
_TICKS = 6
_FITTING = 60
"""Letters of names that stand beside each other under a figure."""


def draw_in_house_style() -> None:
    """Let everything that is drawn from now on by this process follow the house style."""
    register_fonts()
    mpl.rcParams.update(cast("Any", RC))
    mpl.rcParams.update(
        {
            "figure.figsize": (PAGE * CM, HEIGHT * CM),
            "figure.constrained_layout.use": True,
            "axes.prop_cycle": cycler(color=_COLOURS, linestyle=_DASHES),
            "axes.titlelocation": "left",
            "axes.titlesize": RC["axes.labelsize"],
            "legend.frameon": False,
        }
    )


def drawn(figure: Figure) -> tuple[str, str]:
    """A figure as SVG: as wide as the page, and narrow for a telephone."""
    for axes in figure.axes:
        _settle(axes)
    with _as_wide_as(figure, PAGE):
        wide = svg(figure)
    with _as_wide_as(figure, NARROW):
        return wide, svg(figure)


@contextmanager
def _as_wide_as(figure: Figure, width: float) -> Iterator[None]:
    """The figure that many centimetres wide; as high in proportion on the page, and narrow no lower than that."""
    before = figure.get_size_inches()
    high = min(TALLEST, PAGE * float(before[1] / before[0]))
    figure.set_size_inches(width * CM, high * CM)
    try:
        yield
    finally:
        figure.set_size_inches(*before)


def _settle(axes: Axes) -> None:
    """Axes that say nothing of their own read as those of the house."""
    lying = _lies(axes)
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


def drawn_numbers(figure: Figure) -> FrameTable | None:
    """The numbers behind the lines and bars of a figure with one plotting area; None where these are not plain."""
    if len(figure.axes) != 1:
        return None
    (axes,) = figure.axes
    series = dict(_series(axes))
    if not series:
        return None
    across, up = axes.get_xlabel(), axes.get_ylabel()
    lying = _lies(axes)
    frame = pd.concat(series, axis=1, sort=False)
    frame.index.name = (up if lying else across) or None
    if list(frame.columns) == [""]:
        frame.columns = pd.Index([(across if lying else up) or "Waarde"])
    try:
        return frame_table(frame)
    except ValueError:
        return None


def _lies(axes: Axes) -> bool:
    """Whether it shows bars that lie."""
    return any(bars.orientation == "horizontal" for bars in axes.containers if isinstance(bars, BarContainer))


def _series(axes: Axes) -> Iterator[tuple[str, pd.Series[Any]]]:
    """Name → values by what they stand at, of each line and each row of bars that has a name, or that is alone."""
    lines = [
        (line.get_label(), pd.Series(list(cast("Any", line.get_ydata())), index=_at(axes, line)))
        for line in axes.get_lines()
    ]
    bars = [(one.get_label(), _bars(axes, one)) for one in axes.containers if isinstance(one, BarContainer)]
    found = [*lines, *bars]
    for label, values in found:
        name = str(label)
        if (not name.startswith("_") or len(found) == 1) and values.index.is_unique:
            yield ("" if name.startswith("_") else name), values


def _at(axes: Axes, line: Line2D) -> pd.Index[Any]:
    """What the points of a line stand at, as it was given; of what pandas drew the periods."""
    freq = getattr(axes, "freq", None)
    if freq is not None:
        return pd.PeriodIndex([pd.Period(ordinal=int(place), freq=freq) for place in cast("Any", line.get_xdata())])
    given: pd.Index[Any] = pd.Index(cast("Any", line.get_xdata(orig=True)))
    return given


def _bars(axes: Axes, bars: BarContainer) -> pd.Series[Any]:
    """The lengths of bars, by what is written beside their middle, or where they stand."""
    lying = bars.orientation == "horizontal"
    axis = axes.yaxis if lying else axes.xaxis
    middles = [box.get_y() + box.get_height() / 2 if lying else box.get_x() + box.get_width() / 2 for box in bars]
    written = _written(axis)
    names = [written.get(round(middle), f"{middle:g}") if written else middle for middle in middles]
    return pd.Series([box.get_width() if lying else box.get_height() for box in bars], index=pd.Index(names))


def _written(axis: Axis) -> dict[int, str]:
    """Place → what is written there, on an axis of names."""
    if isinstance(axis.get_major_formatter(), ScalarFormatter):
        return {}
    texts = axis.get_major_formatter().format_ticks(list(axis.get_ticklocs()))
    return {round(place): text for place, text in zip(axis.get_ticklocs(), texts, strict=False) if text}
