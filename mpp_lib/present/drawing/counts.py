"""Realised figures as they are drawn: what was counted full, a raming open or broken."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import isnan

from matplotlib.axes import Axes

from mpp_lib.base.months import Month
from mpp_lib.present.drawing.breaks import on_years
from mpp_lib.present.drawing.breaks import pieces as pieces_of
from mpp_lib.present.drawing.style import REALISED, Stroke

BROKEN = (0, (1.6, 1.1))
"""Dashes of a line through a raming."""
_NOTHING = float("nan")


def draw_counts(
    axes: Axes,
    times: Sequence[float],
    values: Sequence[float],
    estimated: Sequence[bool],
    stroke: Stroke,
    zorder: float = 2,
    breaks: Sequence[float] = (),
) -> None:
    """A line through realised figures; a piece of it that touches a raming is broken.

    Args:
        values: NaN where there is no figure, where the line has a gap.
        breaks: where on the axis the series breaks, and the line too.
    """
    joined = [k for part in pieces_of(times, breaks) for k in range(part.start, part.stop - 1)]
    for touches, look in ((False, stroke), (True, replace(stroke, dashes=BROKEN))):
        pieces = [k for k in joined if (estimated[k] or estimated[k + 1]) == touches]
        x = [x for k in pieces for x in (times[k], times[k + 1], _NOTHING)]
        y = [y for k in pieces for y in (values[k], values[k + 1], _NOTHING)]
        axes.plot(x, y, zorder=zorder, **look.kwargs())


def draw_point(axes: Axes, x: float, y: float, *, estimated: bool, size: float = 3.4) -> None:
    """A realised figure as a point; a raming is open."""
    draw_points(axes, [x], [y], estimated=estimated, size=size)


def draw_points(axes: Axes, x: Sequence[float], y: Sequence[float], *, estimated: bool, size: float = 3.4) -> None:
    """Realised figures as points, of one kind: ramingen are open."""
    fill = "white" if estimated else REALISED.colour
    (points,) = axes.plot(x, y, "o", color=REALISED.colour, markersize=size, zorder=4, clip_on=False)
    points.set_markerfacecolor(fill)


def draw_years(
    axes: Axes, years: Mapping[int, float], estimated: Collection[int], breaks: Collection[Month] = ()
) -> None:
    """Realised figures by year, each in its middle: a line, which stops at a break, and a point for each.

    Args:
        years: year → figure, in order; NaN where there is none.
    """
    times, values = list(years), list(years.values())
    for part in pieces_of(times, on_years(breaks)):
        axes.plot(times[part], values[part], zorder=3, **REALISED.kwargs())
    for year, value in years.items():
        if not isnan(value):
            draw_point(axes, year, value, estimated=year in estimated, size=4)


def draw_bar(axes: Axes, start: float, end: float, height: float, *, estimated: bool) -> None:
    """A realised figure as a bar over the time it covers; a raming is broken."""
    look = replace(REALISED, dashes=BROKEN) if estimated else REALISED
    axes.plot([start, end], [height] * 2, zorder=4, **(look.kwargs() | {"solid_capstyle": "butt"}))
