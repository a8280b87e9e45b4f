"""The forecast over the years: what was realised, then minimum, median, medio and maximum."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import FIRST_INFLOW, Aggregation
from mpp_lib.base.dutch import percentage
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.base.result_table import REALISED as COUNTED
from mpp_lib.inflow.forecast_year import Forecast, YearForecast
from mpp_lib.inflow.scenario_lines import MAXIMUM, MINIMUM
from mpp_lib.present.drawing.breaks import mark_breaks, on_years
from mpp_lib.present.drawing.canvas import Margins, count_axis, from_zero, one_panel, title, year_axis
from mpp_lib.present.drawing.counts import draw_years
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.scenario_band import draw_border
from mpp_lib.present.drawing.style import GREY, MEDIAN, SCENARIOS, TINT, house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.shown.table import Key
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.realised_history import estimated_years, realised_years
from mpp_lib.present.wording.sentences import Point, Subject, course, sentence
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.present.wording.year_texts import realised_texts
from mpp_lib.production.prognose_result import PrognoseResult

HISTORY_YEARS = 10
_LINES = ("minimum", "median", "medio", "maximum")
_NAMES = {"median": "mediaan"}
_MARKERS = {"minimum": "v", "medio": "o", "maximum": "^"}
_MARGINS = Margins(left=1.35, right=2.9, top=0.8, bottom=0.6)


@in_both_forms
def horizon_chart(result: PrognoseResult, *, height: float = 7.6) -> Picture:
    """First applications by year: at most ten realised years, then the forecast."""
    data = horizon_data(result)
    years, lines = list(map(str, data["jaar"])), list(map(str, data.columns[1:]))
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        _draw(axes, data, estimated_years(result, FIRST_INFLOW), result.unknown.breaks(FIRST_INFLOW))
        title(axes, "eerste asielaanvragen per jaar", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        horizon_finding(result.forecast, realised_years(result, FIRST_INFLOW)),
        data.assign(gerealiseerd=realised_texts(result, FIRST_INFLOW, [*map(int, data["jaar"])])),
        {"gerealiseerd": ""} | dict.fromkeys(map(str, data.columns[2:]), "personen"),
        prognose_source(result),
        "Lijnfiguur per jaar: eerste asielaanvragen, gerealiseerd en in minimum, mediaan, medio en maximum.",
        panels=[Panel(axes, list(map(float, years)), lines)],
        keys={name: Key(FIRST_INFLOW, COUNTED if name == "gerealiseerd" else name) for name in lines},
        periods=years,
    )


def horizon_data(result: PrognoseResult) -> pd.DataFrame:
    """jaar, gerealiseerd, minimum, mediaan, medio, maximum."""
    realised = realised_years(result, FIRST_INFLOW)
    first = result.inputs.settings.span.first_year
    past = [year for year in sorted(realised) if first - HISTORY_YEARS <= year < first]
    rows: list[dict[str, object]] = [{"jaar": str(year), "gerealiseerd": realised[year]} for year in past]
    rows += [
        {"jaar": str(year.year)} | {_NAMES.get(line, line): float(getattr(year, line)) for line in _LINES}
        for year in result.forecast.years
    ]
    return pd.DataFrame(rows, columns=["jaar", "gerealiseerd", *(_NAMES.get(line, line) for line in _LINES)])


def horizon_finding(forecast: Forecast, realised: dict[int, float]) -> str:
    """How medio moves from the last realised year on, and how wide the band is at the end."""
    first, last = forecast.years[0].year, forecast.years[-1]
    before = [Point(Period.of_year(first - 1), realised[first - 1], realised=True)] if first - 1 in realised else []
    points = [*before, *(Point(Period.of_year(year.year), year.medio) for year in forecast.years)]
    subject = Subject("het aantal eerste asielaanvragen")
    return sentence(
        course(subject, points, "personen", Aggregation.FLOW, lead="in medio") if len(points) > 1 else "",
        _widening(forecast.years[0], last),
        _interval(last),
    )


def _widening(first: YearForecast, last: YearForecast) -> str:
    """That medio rises although the median falls, because the band grows wider; empty where they go one way."""
    if not (last.median < first.median and last.medio > first.medio):
        return ""
    high, low = (f"{text_of(year.median, 'personen')} in {year.year}" for year in (first, last))
    return f"de mediaan daalt van {high} naar {low}: medio stijgt vanaf {first.year} doordat de band breder wordt"


def _interval(year: YearForecast) -> str:
    """Between which numbers a year ends with a chance of 75%."""
    low, high = (text_of(end, "personen") for end in (year.minimum, year.maximum))
    return f"in {year.year} ligt het met een kans van {percentage(MAXIMUM - MINIMUM, 0)} tussen {low} en {high}"


def _draw(axes: Axes, data: pd.DataFrame, estimated: Collection[int], breaks: Collection[Month]) -> None:
    years = data["jaar"].astype(int).to_numpy()
    past = data["gerealiseerd"].notna().to_numpy()
    ahead, x = data[~past], years[~past]
    axes.fill_between(x, ahead["minimum"], ahead["maximum"], color=TINT, linewidth=0, zorder=1)
    for name, marker in _MARKERS.items():
        axes.plot(x, ahead[name], marker=marker, markersize=4, zorder=3, **SCENARIOS[name].kwargs())
    axes.plot(x, ahead["mediaan"], zorder=2, **MEDIAN.kwargs())
    draw_years(axes, dict(zip(years[past], data.loc[past, "gerealiseerd"], strict=True)), estimated, breaks)
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.15)
    from_zero(axes, data.drop(columns="jaar").max(axis=1).to_list(), room=1.1)
    count_axis(axes.yaxis, "personen")
    year_axis(axes, [int(year) for year in years])
    mark_breaks(axes, on_years(breaks))
    if past.any():
        draw_border(axes, (years[past][-1] + x[0]) / 2)
    _name_ends(axes, data.iloc[-1])


def _name_ends(axes: Axes, last: pd.Series[float]) -> None:
    colours = {"minimum": SCENARIOS["minimum"].colour, "mediaan": GREY} | {
        name: SCENARIOS[name].colour for name in ("medio", "maximum")
    }
    labels = [
        EndLabel(
            float(last[name]),
            f"{name} {text_of(float(last[name]), 'personen')}",
            colour,
            "semibold" if name == "medio" else "normal",
        )
        for name, colour in colours.items()
    ]
    label_ends(axes, float(last["jaar"]), labels)
