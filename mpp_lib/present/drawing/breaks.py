"""Where a series breaks: its line stops and goes on, with a dotted line in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matplotlib.axes import Axes

from mpp_lib.base.months import Month
from mpp_lib.present.drawing.style import GREY, SMALL
from mpp_lib.present.wording.realised_history import calendar

_DOTS = (0, (1, 1.6))
_TITLE = 0.35
"""Part of the width that the title over a figure may take."""


def mark_breaks(axes: Axes, places: Sequence[float], *, words: bool = True) -> None:
    """A dotted line at each of these places on the horizontal axis, named where there is room for words."""
    low, high = axes.get_xlim()
    for place in places:
        if low <= place <= high:
            axes.axvline(place, color=GREY, linewidth=0.9, linestyle=_DOTS, zorder=1)
            if words:
                _name(axes, place, beside_title=place > low + _TITLE * (high - low))


def _name(axes: Axes, place: float, *, beside_title: bool) -> None:
    """Above the plotting area; where the title stands, inside it, below other words at its top."""
    axes.annotate(
        "reeksbreuk",
        (place, 1),
        (0, 2) if beside_title else (3, -14),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        ha="center" if beside_title else "left",
        va="bottom" if beside_title else "top",
        fontsize=SMALL,
        fontstyle="italic",
        color=GREY,
        annotation_clip=False,
    )


def on_years(breaks: Iterable[Month]) -> list[float]:
    """Where breaks stand on an axis on which every year stands in its middle."""
    return [calendar(month) - 0.5 for month in breaks]


def pieces(times: Sequence[float], breaks: Sequence[float]) -> Iterator[slice]:
    """The parts of a line that no break lies in.

    >>> list(pieces([2020, 2021, 2022, 2023], [2021.5]))
    [slice(0, 2, None), slice(2, 4, None)]
    """
    start = 0
    for place in range(1, len(times) + 1):
        if place == len(times) or any(times[place - 1] < one <= times[place] for one in breaks):
            yield slice(start, place)
            start = place
