"""An ordinary matplotlib figure in the house style: its size, its letters and axes, and the numbers drawn in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import matplotlib as mpl
import pandas as pd
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import ScalarFormatter

from mpp_lib.present.drawing.form import NARROW, PAGE
from mpp_lib.present.drawing.plain_axes import lies_down, settle
from mpp_lib.present.drawing.style import BLUE, CM, FALL, GREY, INK, RC, register_fonts
from mpp_lib.present.shown.picture import svg
from mpp_lib.present.shown.plain_frame import FrameTable, frame_table

HEIGHT, TALLEST = 7.0, 20.0
"""Centimetres: of a figure that does not say, and the most that stands on a page."""
_COLOURS, _DASHES = (BLUE, FALL, GREY, INK), ("-", "--", ":", "-.")


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
        settle(axes)
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


def drawn_numbers(figure: Figure) -> FrameTable | None:
    """The numbers behind the lines and bars of a figure with one plotting area; None where these are not plain."""
    if len(figure.axes) != 1:
        return None
    (axes,) = figure.axes
    series = dict(_series(axes))
    if not series:
        return None
    across, up = axes.get_xlabel(), axes.get_ylabel()
    lying = lies_down(axes)
    frame = pd.concat(series, axis=1, sort=False)
    frame.index.name = (up if lying else across) or None
    if list(frame.columns) == [""]:
        frame.columns = pd.Index([(across if lying else up) or "Waarde"])
    try:
        return frame_table(frame)
    except ValueError:
        return None


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
