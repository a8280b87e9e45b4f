"""The lines through a density: minimum, median, mean, medio, maximum and what is realised, named above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from mpp_lib.base.dutch import MONTH_NAMES, number, people
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.present.drawing.labels import spread, text_width, width_in_points
from mpp_lib.present.drawing.style import MEAN, MEDIAN, REALISED, REALISED_FILL, SCENARIOS, SMALL, Stroke


@dataclass(frozen=True)
class Mark:
    """A vertical line: its name and place."""

    name: str
    value: float
    stroke: Stroke
    weight: str = "normal"

    @property
    def words(self) -> tuple[str, str]:
        """Name and value as they stand above the line; what is realised as it was published."""
        return self.name, number(self.value) if self.stroke is REALISED else people(self.value)

    @property
    def width(self) -> float:
        """Room that the words need, in points."""
        return max(text_width(words, SMALL, self.weight) for words in self.words) + 9


def marks_of(forecast: YearForecast) -> list[Mark]:
    """The lines of a year: the five of its distribution, and what is realised of it."""
    marks = [
        Mark("minimum", forecast.minimum, SCENARIOS["minimum"]),
        Mark("mediaan", forecast.median, MEDIAN),
        Mark("gemiddelde", forecast.mean, MEAN),
        Mark("medio", forecast.medio, SCENARIOS["medio"], "semibold"),
        Mark("maximum", forecast.maximum, SCENARIOS["maximum"]),
    ]
    if forecast.realised_months:
        until = MONTH_NAMES[forecast.realised_months - 1]
        marks.append(Mark(f"t/m {until}", forecast.realised_total, REALISED))
    return marks


def draw_marks(main: Axes, panels: Sequence[Axes], forecast: YearForecast, room: tuple[float, float]) -> None:
    """Vertical lines through all panels, named above ``main`` with a leader; what can't be any more is shaded.

    Args:
        panels: all panels, ``main`` included.
        room: points to the left and right of ``main`` in which names may stand.
    """
    marks = marks_of(forecast)
    low, high = main.get_xlim()
    per_point = (high - low) / width_in_points(main)
    sizes = [mark.width * per_point for mark in marks]
    ends = (low - room[0] * per_point, high + room[1] * per_point)
    for mark, place in zip(marks, spread([mark.value for mark in marks], sizes, *ends), strict=True):
        for axes in panels:
            axes.axvline(mark.value, zorder=1.5 if axes is main else 0.8, **mark.stroke.kwargs())
        _name(main, mark, (place - mark.value) / per_point)
    if forecast.realised_months:
        for axes in panels:
            axes.axvspan(low, forecast.realised_total, color=REALISED_FILL, zorder=0.2, linewidth=0)


def _name(axes: Axes, mark: Mark, shift: float) -> None:
    for words, up in zip(mark.words, (23.5, 13), strict=True):
        axes.annotate(
            words,
            (mark.value, 1),
            (shift, up),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            ha="center",
            va="baseline",
            color=mark.stroke.colour,
            fontsize=SMALL,
            fontweight=mark.weight,
            annotation_clip=False,
        )
    axes.annotate(
        "",
        (mark.value, 1),
        (shift, 11),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        annotation_clip=False,
        arrowprops={"arrowstyle": "-", "color": mark.stroke.colour, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 0},
    )
