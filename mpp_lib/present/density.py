"""The forecast of one year: its density, the scenarios it is made of, and what others expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from mpp_lib.base.dutch import MONTH_NAMES, people, percentage
from mpp_lib.present.canvas import add_panel, count_axis
from mpp_lib.present.history import FIRST, prognose_source
from mpp_lib.present.labels import spread, text_width
from mpp_lib.present.picture import Picture
from mpp_lib.present.style import (
    BLUE,
    CM,
    GREY,
    INK,
    MEAN,
    MEDIAN,
    POINTS_PER_CM,
    REALISED,
    REALISED_FILL,
    RULE,
    SCENARIOS,
    SMALL,
    TINT,
    WIDTH,
    Stroke,
    house_style,
)
from mpp_lib.present.wording import sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mpp_lib.inflow.forecast_year import YearForecast
    from mpp_lib.production.run import RoundResult

_LEFT, _RIGHT, _TOP, _BOTTOM = 3.55, 2.1, 1.35, 0.15
_STEPS = (100, 200, 500, 1000, 2000, 2500, 5000, 10000, 20000)
_MOST_ROWS = 16
_MAIN, _AXIS, _BAR, _RIDGE, _HEADING = 4.6, 1.05, 0.46, 0.74, 0.45


@dataclass(frozen=True)
class Range:
    """What somebody expects of the year: a range, a single number, or both."""

    label: str
    low: float | None
    middle: float | None
    high: float | None

    @property
    def ends(self) -> list[float]:
        """The numbers there are, in order."""
        return [value for value in (self.low, self.middle, self.high) if value is not None]


def experts_of(result: RoundResult, year: int) -> list[Range]:
    """What experts said of a year in numbers; judgements without a number don't count here."""
    rows = result.inputs.experts
    rows = rows[(rows["jaar"] == year) & rows[["laag", "midden", "hoog"]].notna().any(axis=1)]
    return [
        Range(
            str(row.organisatie),
            *(None if pd.isna(value) else float(value) for value in (row.laag, row.midden, row.hoog)),
        )
        for row in rows.itertuples()
    ]


def density_chart(result: RoundResult, year: int, baseline: Range | None = None) -> Picture:
    """The density of a year with minimum, median, mean, medio and maximum, others' ranges above, scenarios below it.

    Args:
        baseline: the naive expectation, drawn as the last of the ranges.

    Raises:
        ValueError: when the year lies outside the horizon.
    """
    forecast = result.forecast.year(year)
    ranges = [*experts_of(result, year), *([baseline] if baseline else [])]
    with house_style():
        figure = _draw(forecast, ranges)
    return Picture(
        figure,
        density_finding(forecast),
        chance_data(forecast),
        {"eerste aanvragen": "personen", "kans op minder": "aandeel", "kans op meer": "aandeel"},
        prognose_source(result),
        f"Kansverdeling van de eerste asielaanvragen in {year}, met daaronder de toekomstscenario's waaruit zij bestaat.",
    )


def density_finding(forecast: YearForecast) -> str:
    """The 75% interval, and what medio means."""
    low, medio, high = (people(value) for value in forecast.lines.mpp_scenarios)
    start = ""
    if forecast.realised_months:
        months, total = MONTH_NAMES[forecast.realised_months - 1], people(forecast.realised_total)
        start = f"tot en met {months} vroegen {total} mensen in {forecast.year} voor het eerst asiel aan"
    return sentence(
        start,
        f"met 75% kans {'worden het er in het hele jaar' if start else f'vragen in {forecast.year}'} {low} tot {high}"
        f"{'' if start else ' mensen voor het eerst asiel aan'}",
        f"de kans op meer dan {medio} (medio) is één op drie",
    )


def chance_data(forecast: YearForecast) -> pd.DataFrame:
    """Chances at round numbers between the thousandth quantiles of the year."""
    low, high = forecast.distribution.quantile(np.array([0.005, 0.995])).tolist()
    step = next(
        step for step in (500, 1000, 2000, 2500, 5000, 10000, 20000) if (high - low) / step <= 16 or step == 20000
    )
    values = np.arange(np.floor(low / step) * step, high + step, step)
    values = values[values > 0]
    return pd.DataFrame(
        {
            "eerste aanvragen": values,
            "kans op minder": forecast.distribution.cdf(values),
            "kans op meer": forecast.distribution.sf(values),
        }
    )


def _draw(forecast: YearForecast, ranges: list[Range]) -> Figure:
    over = len(ranges) * _BAR + (0.15 if ranges else 0.0)
    under = len(forecast.scenarios) * _RIDGE + _HEADING
    height = _TOP + over + _MAIN + _AXIS + under + _BOTTOM
    wide = WIDTH - _LEFT - _RIGHT
    figure = Figure(figsize=(WIDTH * CM, height * CM))
    main = add_panel(figure, _LEFT, _BOTTOM + under + _AXIS, wide, _MAIN + over)
    ridges = add_panel(figure, _LEFT, _BOTTOM, wide, under, share_x=main)
    x = _grid(forecast, ranges)
    _main(main, forecast, x, (_MAIN + over) / _MAIN)
    _ranges(main, ranges, _MAIN, over)
    _ridges(ridges, forecast, x, under)
    _mark(main, ridges, forecast, wide)
    return figure


def _grid(forecast: YearForecast, ranges: list[Range]) -> np.ndarray:
    low, high = forecast.distribution.quantile(np.array([0.0015, 0.9985])).tolist()
    given = [end for item in ranges for end in item.ends]
    realised = [forecast.realised_total] if forecast.realised_months else []
    low, high = min([low, *given, *realised]), max([high, *given])
    room = 0.03 * (high - low)
    return np.linspace(max(low - room, 0.0), high + room, 900)


def _main(axes: Axes, forecast: YearForecast, x: np.ndarray, stretch: float) -> None:
    density = forecast.distribution.pdf(x)
    inside = (x >= forecast.minimum) & (x <= forecast.maximum)
    axes.fill_between(x, density, where=inside, color=TINT, linewidth=0)
    axes.plot(x, density, color=BLUE, linewidth=1.8)
    axes.set_xlim(float(x[0]), float(x[-1]))
    top = float(density.max()) * 1.08
    axes.set_ylim(0, top * stretch)
    axes.tick_params(axis="x", labelbottom=True)
    count_axis(axes.xaxis, "personen", 7)
    axes.set_yticks([])
    axes.grid(visible=False)
    _left(axes, "kansdichtheid", 0.94 * top, GREY)
    axes.set_xlabel(f"eerste asielaanvragen in {forecast.year}", labelpad=2)


def _ranges(axes: Axes, ranges: list[Range], main: float, over: float) -> None:
    top = axes.get_ylim()[1]
    per_cm = top / (main + over)
    for place, item in enumerate(ranges):
        y = top - (place + 0.5) * _BAR * per_cm
        ends = item.ends
        axes.plot([ends[0], ends[-1]], [y, y], color=GREY, linewidth=2.6, solid_capstyle="butt", zorder=3)
        if item.middle is not None:
            axes.plot([item.middle], [y], "D", color=INK, markersize=3.6, zorder=4)
        _left(axes, item.label, y)


def _left(axes: Axes, text: str, y: float, colour: str = INK) -> None:
    _beside(axes, _shortened(text, _LEFT - 0.35), y, 0, -(_LEFT - 0.05) * POINTS_PER_CM, colour)


def _right(axes: Axes, text: str, y: float, colour: str = INK) -> None:
    _beside(axes, text, y, 1, 5, colour)


def _beside(axes: Axes, text: str, y: float, side: float, shift: float, colour: str) -> None:
    axes.annotate(
        text,
        (side, y),
        (shift, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center_baseline",
        fontsize=SMALL,
        color=colour,
        annotation_clip=False,
    )


def _shortened(text: str, room: float) -> str:
    while text_width(text, SMALL) > room * POINTS_PER_CM:
        text = text.rstrip("…")[:-1].rstrip() + "…"
    return text


def _ridges(axes: Axes, forecast: YearForecast, x: np.ndarray, under: float) -> None:
    parts = forecast.distribution.component_pdf(x)
    count = parts.shape[1]
    scale = 1.18 / float(parts.max())
    for place in range(count):
        base = float(count - 1 - place)
        axes.fill_between(x, base, base + parts[:, place] * scale, color=TINT, alpha=0.9, linewidth=0, zorder=2 + place)
        axes.plot(x, base + parts[:, place] * scale, color=BLUE, linewidth=0.8, zorder=2 + place)
        axes.axhline(base, color=RULE, linewidth=0.5, zorder=1)
        _left(axes, forecast.scenarios[place], base + 0.28)
        _right(axes, _chance(forecast, place), base + 0.28)
    axes.set_ylim(0, under / _RIDGE)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="x", length=0, labelbottom=False)
    heading = count + 0.28 * _HEADING / _RIDGE
    _left(axes, "toekomstscenario", heading, GREY)
    _right(axes, "kans (vooraf)" if forecast.realised_months else "kans", heading, GREY)


def _chance(forecast: YearForecast, place: int) -> str:
    now = rough_chance(float(forecast.chances[place]))
    return f"{now} ({rough_chance(float(forecast.prior_chances[place]))})" if forecast.realised_months else now


def rough_chance(chance: float) -> str:
    """A chance in whole percents, never 0% or 100% where it is not quite.

    >>> rough_chance(0.004), rough_chance(0.25), rough_chance(0.999)
    ('<1%', '25%', '>99%')
    """
    if 0 < chance < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= chance < 1 else percentage(chance, 0)


@dataclass(frozen=True)
class _Mark:
    name: str
    value: float
    stroke: Stroke
    weight: str = "normal"


def _marks(forecast: YearForecast) -> list[_Mark]:
    marks = [
        _Mark("minimum", forecast.minimum, SCENARIOS["minimum"]),
        _Mark("mediaan", forecast.median, MEDIAN),
        _Mark("gemiddelde", forecast.mean, MEAN),
        _Mark("medio", forecast.medio, SCENARIOS["medio"], "semibold"),
        _Mark("maximum", forecast.maximum, SCENARIOS["maximum"]),
    ]
    if forecast.realised_months:
        until = MONTH_NAMES[forecast.realised_months - 1]
        marks.append(_Mark(f"t/m {until}", forecast.realised_total, REALISED))
    return marks


def _mark(main: Axes, ridges: Axes, forecast: YearForecast, wide: float) -> None:
    """Vertical lines through all panels, and their names with a leader on top."""
    marks = _marks(forecast)
    low, high = main.get_xlim()
    per_point = (high - low) / (wide * POINTS_PER_CM)
    sizes = [(max(text_width(part, SMALL, mark.weight) for part in _words(mark)) + 9) * per_point for mark in marks]
    room = (_LEFT * 0.9 * POINTS_PER_CM * per_point, _RIGHT * 0.95 * POINTS_PER_CM * per_point)
    places = spread([mark.value for mark in marks], sizes, low - room[0], high + room[1])
    for mark, place in zip(marks, places, strict=True):
        for axes in (main, ridges):
            axes.axvline(mark.value, zorder=1.5 if axes is main else 0.8, **mark.stroke.kwargs())
        _name(main, mark, (place - mark.value) / per_point)
    if forecast.realised_months:
        for axes in (main, ridges):
            axes.axvspan(low, forecast.realised_total, color=REALISED_FILL, zorder=0.2, linewidth=0)


def _name(axes: Axes, mark: _Mark, shift: float) -> None:
    for words, up in zip(_words(mark), (23.5, 13), strict=True):
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


def _words(mark: _Mark) -> tuple[str, str]:
    return mark.name, people(mark.value)
