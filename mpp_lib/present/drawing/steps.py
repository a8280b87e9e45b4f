"""A difference in steps: from one value to another, a bar for every part."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from mpp_lib.present.drawing.canvas import beside
from mpp_lib.present.drawing.style import BLUE, FALL, GREY, INK, RULE, SMALL
from mpp_lib.present.wording.move import Move

_ROOM = 0.42
"""Share of the span kept free beside the steps for what they measure."""


def draw_steps(axes: Axes, moved: Move, parts: Sequence[str], heading: str) -> None:
    """Ends as points, steps as bars between them: no bar from zero, so that no length is cut off."""
    at = moved.after - moved.difference
    was, becomes = moved.ends
    axes.plot(at, 0, "o", color=GREY, markersize=5)
    _label(axes, at, 0, was)
    reached = [at]
    for place, name in enumerate(parts, start=1):
        part = moved.parts[name]
        axes.plot([at, at], [place - 1, place], color=RULE, linewidth=0.8, zorder=1)
        axes.barh(place, part, 0.6, left=at, color=BLUE if part >= 0 else FALL, zorder=2)
        _label(axes, max(at, at + part), place, moved.text_of(part).removesuffix(" procentpunt"))
        at += part
        reached.append(at)
    last = len(parts) + 1
    axes.plot([at, at], [last - 1, last], color=RULE, linewidth=0.8, zorder=1)
    axes.plot(at, last, "o", color=BLUE, markersize=6, zorder=3)
    _label(axes, at, last, becomes, bold=True)
    _frame(axes, reached, last, heading)


def _frame(axes: Axes, reached: Sequence[float], last: int, heading: str) -> None:
    low, high = min(reached), max(reached)
    span = (high - low) or max(abs(high), 1.0)
    axes.set_xlim(low - 0.06 * span, high + _ROOM * span)
    axes.set_ylim(last + 0.6, -0.6)
    without_scales(axes, heading)


def without_scales(axes: Axes, heading: str) -> None:
    """No ticks, lines or frame: every bar says what it measures."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.set_title(heading, fontsize=SMALL + 1, fontweight="semibold", color=BLUE, pad=4)


def _label(axes: Axes, x: float, place: int, text: str, *, bold: bool = False) -> None:
    axes.annotate(
        text,
        (x, place),
        (5, 0),
        textcoords="offset points",
        va="center_baseline",
        fontsize=SMALL,
        fontweight="semibold" if bold else "normal",
        color=INK,
    )


def write_names(axes: Axes, names: Sequence[str], left: float) -> None:
    """Names of both ends and the steps, ``left`` centimetres before the plotting area."""
    for place, name in enumerate(names):
        beside(axes, name, place, left - 0.05, colour=INK if 0 < place < len(names) - 1 else BLUE)
