"""The forecast of one year: its density, the scenarios it is made of, and what others expect."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import MONTH_NAMES, number, people
from mpp_lib.base.months import Month
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.present.drawing.canvas import add_panel, beside, count_axis
from mpp_lib.present.drawing.form import width
from mpp_lib.present.drawing.labels import text_width
from mpp_lib.present.drawing.style import BLUE, CM, GREY, INK, POINTS_PER_CM, RULE, SMALL, TINT, house_style
from mpp_lib.present.prognose.density_marks import Mark, draw_marks, marks_of
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.shown.table import records
from mpp_lib.present.wording.printed_values import scenario_chance
from mpp_lib.present.wording.realised_history import estimated_months
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

_LEFT, _RIGHT, _TOP, _BOTTOM = 3.55, 2.1, 1.35, 0.15
_ENDS = ("laag", "midden", "hoog")
_NAMED = ("getekend", *_ENDS, "kans")
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
    def all(self) -> tuple[float | None, float | None, float | None]:
        """The three, given or not."""
        return self.low, self.middle, self.high

    @property
    def ends(self) -> list[float]:
        """The numbers there are, in order."""
        return [value for value in self.all if value is not None]


def experts_of(result: PrognoseResult, year: int) -> list[Range]:
    """What experts said of the Netherlands in a year in numbers; judgements without a number don't count here."""
    rows = result.inputs.experts
    here = rows["bereik"].str.strip().str.casefold().isin(("", "nederland"))
    rows = rows[here & (rows["jaar"] == year) & rows[list(_ENDS)].notna().any(axis=1)]
    return [
        Range(str(row["organisatie"]), *(None if pd.isna(row[end]) else float(row[end]) for end in _ENDS))
        for row in records(rows)
    ]


@in_both_forms
def density_chart(result: PrognoseResult, year: int, references: Sequence[Range] = ()) -> Picture:
    """The density of a year with minimum, median, mean, medio and maximum, others' ranges above, scenarios below it.

    Args:
        references: what the forecast is held against, drawn as the last of the ranges.

    Raises:
        ValueError: when the year lies outside the horizon.
    """
    forecast = result.forecast.year(year)
    ranges = [*experts_of(result, year), *references]
    first = Month(year, 1)
    known = {first + place for place in range(forecast.realised_months)}
    marks = marks_of(forecast, ESTIMATED if known & estimated_months(result, FIRST_INFLOW) else "")
    chances, named = chance_data(forecast), named_data(forecast, ranges, marks)
    with house_style():
        figure, main, ridges = _draw(forecast, ranges, marks)
    return Picture(
        figure,
        density_finding(forecast),
        pd.concat([chances, named], axis=1),
        {"eerste aanvragen": "personen", "kans op minder": "aandeel", "kans op meer": "aandeel"}
        | dict.fromkeys(_NAMED[1:], ""),
        prognose_source(result),
        f"Kansverdeling van de eerste asielaanvragen in {year}, met daaronder de toekomstscenario's erin.",
        panels=[
            Panel(main, list(chances["eerste aanvragen"]), list(chances.columns[1:]), part=(0, _top(main, ranges))),
            *_named_panels(main, ridges, named, ranges),
        ],
    )


def _top(main: Axes, ranges: Sequence[Range]) -> float:
    """How high the density may reach: above it stand the ranges."""
    return main.get_ylim()[1] * _MAIN / (_MAIN + _over(ranges))


def _named_panels(main: Axes, ridges: Axes, named: pd.DataFrame, ranges: Sequence[Range]) -> Iterator[Panel]:
    """The ranges of others under each other above the density, and the toekomstscenario's below it."""
    scenarios = int((named["kans"] != "").sum())
    before = len(named) - scenarios - len(ranges)
    if ranges:
        low, high = _top(main, ranges), main.get_ylim()[1]
        places = [*[math.nan] * before, *(_height(main, ranges, place) for place in range(len(ranges)))]
        yield Panel(main, places, _ENDS, down=True, heads=_NAMED[:1], part=(low, high))
    places = [*[math.nan] * (len(named) - scenarios), *(place + 0.5 for place in reversed(range(scenarios)))]
    yield Panel(ridges, places, _NAMED[-1:], down=True, heads=_NAMED[:1])


def density_finding(forecast: YearForecast) -> str:
    """The 75% interval, and what medio means."""
    low, medio, high = (people(value) for value in forecast.lines.mpp_scenarios)
    start = ""
    if forecast.realised_months:
        months, total = MONTH_NAMES[forecast.realised_months - 1], number(forecast.realised_total)
        start = f"tot en met {months} vroegen {total} mensen in {forecast.year} voor het eerst asiel aan"
    return sentence(
        start,
        f"met 75% kans {'worden het er in het hele jaar' if start else f'vragen in {forecast.year}'} {low} tot {high}"
        f"{'' if start else ' mensen voor het eerst asiel aan'}",
        f"de kans op meer dan {medio} (medio) is één op drie",
    )


def chance_data(forecast: YearForecast) -> pd.DataFrame:
    """Chances at round numbers, from the value with chance 0.5% below it to that with 0.5% above it."""
    low, high = forecast.distribution.quantile(np.array([0.005, 0.995])).tolist()
    step = next((step for step in _STEPS if (high - low) / step <= _MOST_ROWS), _STEPS[-1])
    values = np.arange(np.floor(low / step) * step, high + step, step)
    values = values[values > 0]
    return pd.DataFrame(
        {
            "eerste aanvragen": values,
            "kans op minder": forecast.distribution.cdf(values),
            "kans op meer": forecast.distribution.sf(values),
        }
    )


def named_data(forecast: YearForecast, ranges: Sequence[Range], marks: Sequence[Mark]) -> pd.DataFrame:
    """What has a name in the figure, as printed: the lines, the ranges of others, the scenarios with their chance."""
    lines = [(mark.name, "", mark.words[1], "", "") for mark in marks]
    others = [(one.label, *("" if end is None else people(end) for end in one.all), "") for one in ranges]
    scenarios = [(name, "", "", "", _chance(forecast, place)) for place, name in enumerate(forecast.scenarios)]
    return pd.DataFrame([*lines, *others, *scenarios], columns=list(_NAMED))


def _over(ranges: Sequence[Range]) -> float:
    """Height of the ranges together, in centimetres."""
    return len(ranges) * _BAR + (0.15 if ranges else 0.0)


def _draw(forecast: YearForecast, ranges: list[Range], marks: Sequence[Mark]) -> tuple[Figure, Axes, Axes]:
    """Returns: the figure, the plotting area of the density and that of the toekomstscenario's."""
    over = _over(ranges)
    under = len(forecast.scenarios) * _RIDGE + _HEADING
    height = _TOP + over + _MAIN + _AXIS + under + _BOTTOM
    wide = width() - _LEFT - _RIGHT
    figure = Figure(figsize=(width() * CM, height * CM))
    main = add_panel(figure, _LEFT, _BOTTOM + under + _AXIS, wide, _MAIN + over)
    ridges = add_panel(figure, _LEFT, _BOTTOM, wide, under, share_x=main)
    x = _grid(forecast, ranges)
    _main(main, forecast, x, (_MAIN + over) / _MAIN)
    _ranges(main, ranges)
    _ridges(ridges, forecast, x, under)
    draw_marks(main, (main, ridges), forecast, marks, (_LEFT * 0.9 * POINTS_PER_CM, _RIGHT * 0.95 * POINTS_PER_CM))
    return figure, main, ridges


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


def _height(axes: Axes, ranges: Sequence[Range], place: int) -> float:
    """Where a range stands on the axis of the density."""
    top = axes.get_ylim()[1]
    return top - (place + 0.5) * _BAR * top / (_MAIN + _over(ranges))


def _ranges(axes: Axes, ranges: list[Range]) -> None:
    for place, item in enumerate(ranges):
        y, ends = _height(axes, ranges, place), item.ends
        axes.plot([ends[0], ends[-1]], [y, y], color=GREY, linewidth=2.6, solid_capstyle="butt", zorder=3)
        if item.middle is not None:
            axes.plot([item.middle], [y], "D", color=INK, markersize=3.6, zorder=4)
        _left(axes, item.label, y)


def _left(axes: Axes, text: str, y: float, colour: str = INK) -> None:
    beside(axes, _shortened(text, _LEFT - 0.35), y, _LEFT - 0.05, colour=colour)


def _right(axes: Axes, text: str, y: float, colour: str = INK) -> None:
    beside(axes, text, y, 5 / POINTS_PER_CM, right=True, colour=colour)


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
    now = scenario_chance(float(forecast.chances[place]))
    return f"{now} ({scenario_chance(float(forecast.prior_chances[place]))})" if forecast.realised_months else now
