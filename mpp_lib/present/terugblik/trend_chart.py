"""Trend breaks in first applications: the months without season, and the levels they went through."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import enumerate_nl, month_name, month_short, people
from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.trend_breaks import SHORTEST, Level, levels, without_season
from mpp_lib.inputs.series import monthly
from mpp_lib.present.drawing.canvas import Margins, calendar_axis, count_axis, from_zero, one_panel, title
from mpp_lib.present.drawing.counts import draw_counts
from mpp_lib.present.drawing.style import BLUE, GREY, SMALL, Stroke, house_style
from mpp_lib.present.shown.picture import Picture, in_both_forms
from mpp_lib.present.terugblik.drawn_months import mark_catch_ups, month_panel
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.realised_history import calendar, estimated_months
from mpp_lib.present.wording.sentences import more_or_less, sentence
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

_MARGINS = Margins(left=1.35, right=0.35, top=0.75, bottom=0.6)
_NOTE = (
    f"Een niveau houdt minstens {SHORTEST} maanden aan; een breuk in de laatste {SHORTEST - 1} maanden is dus nog niet "
    "te zien. Het aantal breuken volgt uit het criterium van Liu, Wu en Zidek."
)

_SINCE = " De reeks begint hier bij de laatste reeksbreuk."


@in_both_forms
def trend_chart(result: PrognoseResult, *, height: float = 6.4) -> Picture:
    """The unbroken months up to the cut-off, without season, and the levels found in them; none before a break."""
    until = result.inputs.settings.realised_until
    months = monthly(result.inputs.realisations, FIRST_INFLOW)
    known = {month: value for month, value in months.items() if month <= until}
    realised = result.unknown.since_break(FIRST_INFLOW, known)
    since = _SINCE if len(realised) < len(known) else ""
    series = without_season(realised, result.forecast.profile)
    found = levels(series)
    estimated = estimated_months(result, FIRST_INFLOW)
    data = trend_data(series, found, estimated)
    years = len(data) // 2
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        _draw(axes, series, found, estimated)
        title(axes, "eerste asielaanvragen per maand, zonder seizoen, en het niveau", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        trend_finding(found),
        data,
        dict.fromkeys(map(month_short, range(1, 13)), ""),
        f"{source_line(result, model=False, sources=sources_of(result, FIRST_INFLOW))} {_NOTE}{since}",
        "Lijnfiguur: eerste asielaanvragen per maand zonder seizoen, met een trapsgewijze lijn voor het niveau.",
        panels=[month_panel(axes, data, [(row, row + years) for row in range(years)], heads=("reeks", "jaar"))],
    )


def trend_data(series: Mapping[Month, float], found: Sequence[Level], estimated: Collection[Month]) -> pd.DataFrame:
    """reeks, jaar and a column per month, as printed: the months without season, then the level they have."""
    level = {
        month: people(one.per_month) for one in found for month in month_range(one.first, one.last.since(one.first) + 1)
    }
    months = {month: marked(people(value), ESTIMATED if month in estimated else "") for month, value in series.items()}
    years = sorted({month.year for month in series})
    rows = [
        [name, str(year), *(known.get(Month(year, place), "") for place in range(1, 13))]
        for name, known in (("zonder seizoen", months), ("niveau", level))
        for year in years
    ]
    return pd.DataFrame(rows, columns=["reeks", "jaar", *map(month_short, range(1, 13))])


def trend_finding(found: Sequence[Level]) -> str:
    """Which breaks were found, which way, and where the level stands since the last one."""
    if not found:
        return "In een maand zonder aanvragen is geen niveau te bepalen; naar trendbreuken is niet gezocht."
    last = found[-1]
    if len(found) == 1:
        level = f"het niveau is {people(last.per_month)} per maand"
        return sentence("in de maandreeks zonder seizoen is geen trendbreuk gevonden", level)
    breaks = [
        f"{month_name(after.first)} ({'omhoog' if after.per_month > before.per_month else 'omlaag'})"
        for before, after in pairwise(found)
    ]
    many = f"zijn {len(breaks)} trendbreuken" if len(breaks) > 1 else "is 1 trendbreuk"
    change = more_or_less(found[-2].per_month, last.per_month, "personen", "ervoor")
    return sentence(
        f"in de maandreeks zonder seizoen {many} gevonden: {enumerate_nl(breaks)}",
        f"sinds {month_name(last.first)} ligt het niveau op {people(last.per_month)} per maand, {change}",
    )


def _draw(axes: Axes, series: Mapping[Month, float], found: Sequence[Level], estimated: Collection[Month]) -> None:
    times, values = [calendar(month) + 1 / 24 for month in series], list(series.values())
    draw_counts(axes, times, values, [month in estimated for month in series], Stroke(GREY, 0.8))
    for level in found:
        axes.plot([calendar(level.first), calendar(level.last + 1)], [level.per_month] * 2, color=BLUE, linewidth=2.4)
        _name(axes, level)
    if series:
        from_zero(axes, list(series.values()), room=1.12)
        calendar_axis(axes, min(series).year, max(series).year)
    count_axis(axes.yaxis, "personen")
    mark_catch_ups(axes, series)


def _name(axes: Axes, level: Level) -> None:
    axes.annotate(
        people(level.per_month),
        ((calendar(level.first) + calendar(level.last + 1)) / 2, level.per_month),
        (0, 4),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=SMALL,
        fontweight="semibold",
        color=BLUE,
        bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "linewidth": 0, "alpha": 0.8},
    )
