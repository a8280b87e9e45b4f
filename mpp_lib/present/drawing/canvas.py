"""Empty figures with margins in centimetres, and axes that count as Dutch readers do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.axis import Axis, XAxis
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from mpp_lib.base.catalogue import SHARE
from mpp_lib.base.dutch import number, percentage
from mpp_lib.present.drawing import form
from mpp_lib.present.drawing.labels import text_width, width_in_points
from mpp_lib.present.drawing.style import CM, GREY, INK, POINTS_PER_CM, SIZE, SMALL, WIDTH
from mpp_lib.present.wording.printed_values import TERM

TITLE_GAP = 0.18
_LINE, _YEAR_NAME, _NUMBERS_ACROSS = 0.38, 24, 4
"""Of the narrow form: centimetres of a line, points of a year with room around it, numbers along an axis."""


@dataclass(frozen=True)
class Margins:
    """Room around the plotting area, in centimetres."""

    left: float = 1.25
    right: float = 2.6
    top: float = 0.75
    bottom: float = 0.75


def one_panel(height: float, margins: Margins, width: float = 0.0) -> tuple[Figure, Axes]:
    """A figure with one plotting area; sizes in centimetres, as wide as its form where nothing is said."""
    across, above = width or form.width(), _more_above()
    figure = Figure(figsize=(across * CM, (height + above) * CM))
    return figure, add_panel(
        figure,
        margins.left,
        margins.bottom,
        across - margins.left - margins.right,
        height - margins.top - margins.bottom,
    )


def _more_above() -> float:
    """Room for a second line of a title, which the narrow form may need."""
    return _LINE if form.is_narrow() else 0.0


def add_panel(
    figure: Figure, left: float, bottom: float, width: float, height: float, share_x: Axes | None = None
) -> Axes:
    """A plotting area at a place in centimetres from the lower left corner."""
    across, up = figure.get_size_inches() / CM
    return figure.add_axes((left / across, bottom / up, width / across, height / up), sharex=share_x)


def side_by_side(height: float, count: int, margins: Margins, gap: float) -> tuple[Figure, list[Axes]]:
    """A figure with ``count`` equal plotting areas in a row, ``gap`` centimetres apart."""
    figure, (panels,) = in_rows(height, [count], margins, gap)
    return figure, panels


def in_rows(
    height: float, counts: Sequence[int], margins: Margins, gap: float, *, above: float = 0.0
) -> tuple[Figure, list[list[Axes]]]:
    """A figure of equal rows from the top down, each with its number of plotting areas, ``gap`` centimetres apart.

    Args:
        height: of one row, in centimetres.
        margins: of each row.
        above: room over the first row, in centimetres.
    """
    if form.is_narrow():
        return _in_a_column(height, counts, margins, above)
    figure = Figure(figsize=(WIDTH * CM, (height * len(counts) + above) * CM))
    high = height - margins.top - margins.bottom
    rows = []
    for below, count in reversed(list(enumerate(reversed(counts)))):
        wide = (WIDTH - margins.left - margins.right - gap * (count - 1)) / count
        bottom = height * below + margins.bottom
        places = [margins.left + k * (wide + gap) for k in range(count)]
        rows.append([add_panel(figure, place, bottom, wide, high) for place in places])
    return figure, rows


def _in_a_column(
    height: float, counts: Sequence[int], margins: Margins, above: float
) -> tuple[Figure, list[list[Axes]]]:
    """The narrow form of rows: every plotting area under the one before."""
    across, total = form.width(), height * sum(counts)
    figure = Figure(figsize=(across * CM, (total + above) * CM))
    wide, high = across - margins.left - margins.right, height - margins.top - margins.bottom
    bottoms = (total - height * (place + 1) + margins.bottom for place in range(sum(counts)))
    return figure, [[add_panel(figure, margins.left, next(bottoms), wide, high) for _ in range(n)] for n in counts]


def stacked(height: float, count: int, margins: Margins, gap: float) -> tuple[Figure, list[Axes]]:
    """A figure with ``count`` equal plotting areas under each other, ``gap`` centimetres apart, from the top down."""
    across, more = form.width(), _more_above()
    figure = Figure(figsize=(across * CM, (height + more * count) * CM))
    high = (height - margins.top - margins.bottom - gap * (count - 1)) / count
    places = [margins.bottom + k * (high + gap + more) for k in reversed(range(count))]
    wide = across - margins.left - margins.right
    return figure, [add_panel(figure, margins.left, place, wide, high) for place in places]


def title(axes: Axes, text: str, *, left: float = 0.0, up: float = 0.0, colour: str = GREY, bold: bool = False) -> None:
    """Unit or name above a plotting area, moved ``left`` and ``up`` by centimetres."""
    axes.annotate(
        _in_two_lines(axes, text, left) if form.is_narrow() else text,
        (0, 1),
        (-left * POINTS_PER_CM, (TITLE_GAP + up) * POINTS_PER_CM),
        xycoords="axes fraction",
        textcoords="offset points",
        color=colour,
        fontsize=SIZE if bold else SMALL,
        fontweight="semibold" if bold else "normal",
        va="bottom",
        annotation_clip=False,
    )


def _in_two_lines(axes: Axes, text: str, left: float) -> str:
    """A title that is too long for the narrow form, broken where its halves are about as long."""
    begins = axes.get_position().x0 * form.width() - left
    room = (form.width() - begins - 0.1) * POINTS_PER_CM
    if "\n" in text or text_width(text, SMALL) <= room:
        return text
    return "\n".join(wrap(text, max(len(text) // 2 + 6, int(len(text) * room / text_width(text, SMALL)))))


def beside(
    axes: Axes, text: str, y: float, away: float, *, right: bool = False, colour: str = INK, bold: bool = False
) -> None:
    """Words for a row at height ``y``: ``away`` centimetres left of the plotting area, or to its right."""
    axes.annotate(
        text,
        (1 if right else 0, y),
        ((away if right else -away) * POINTS_PER_CM, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center_baseline",
        fontsize=SMALL,
        fontweight="semibold" if bold else "normal",
        color=colour,
        annotation_clip=False,
    )


def count_axis(axis: Axis, unit: str, ticks: int = 5) -> None:
    """Ticks at round values, written the Dutch way."""
    if form.is_narrow() and isinstance(axis, XAxis):
        ticks = min(ticks, _NUMBERS_ACROSS)
    axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3))
    axis.set_major_formatter(FuncFormatter(lambda value, _: axis_text(value, unit)))


def axis_text(value: float, unit: str) -> str:
    """A tick: as few decimals as it needs."""
    shown = value * 100 if unit == SHARE else value
    decimals = 0 if abs(shown - round(shown)) < 1e-6 else 1
    if unit == SHARE:
        return percentage(value, decimals)
    return number(value, decimals if unit == TERM or abs(shown) < 10 else 0)


def from_zero(axes: Axes, values: Sequence[float], room: float = 1.06) -> None:
    """A vertical axis that starts at zero (or below, where values do) and leaves some room above."""
    top, bottom = max([*values, 0.0]), min([*values, 0.0])
    span = (top - bottom) or 1.0
    axes.set_ylim(bottom - (0.04 * span if bottom < 0 else 0.0), bottom + span * room)


def year_axis(axes: Axes, years: Sequence[int], *, every: int = 1) -> None:
    """A tick and a label at every (``every``-th, counted from the last) year; at fewer where they don't fit."""
    every = max(every, every_fitting(axes, len(years)))
    shown = list(years)[::-1][::every][::-1]
    axes.set_xticks(shown, [str(year) for year in shown])


def every_fitting(axes: Axes, years: int) -> int:
    """Every how manieth of so many years has room for its name; of a page each figure says so itself."""
    if not form.is_narrow():
        return 1
    return -(-years * _YEAR_NAME // int(width_in_points(axes)))


def calendar_axis(axes: Axes, first_year: int, last_year: int) -> None:
    """A monthly axis: x is the year plus the part of it that has passed; ticks at January, names amid the year."""
    years = range(first_year, last_year + 1)
    axes.set_xlim(first_year, last_year + 1)
    axes.set_xticks([*years, last_year + 1], [""] * (len(years) + 1))
    every = max(1 if len(years) <= 12 else 2, every_fitting(axes, len(years)))
    named = list(years)[::-1][::every][::-1]
    axes.set_xticks([year + 0.5 for year in named], [str(year) for year in named], minor=True)
    axes.tick_params(axis="x", which="minor", size=0, pad=4)
