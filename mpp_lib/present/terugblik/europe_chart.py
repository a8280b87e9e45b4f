"""The European Union by month and, from another source, by year; under it the share of the Netherlands."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.dutch import month_short, percentage
from mpp_lib.base.months import Month
from mpp_lib.present.drawing.canvas import Margins, calendar_axis, count_axis, from_zero, stacked, title
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import BLUE, GREY, INK, REALISED, RULE, SMALL, house_style
from mpp_lib.present.shown.picture import OVER, Panel, Picture, in_both_forms
from mpp_lib.present.terugblik.drawn_months import month_panel
from mpp_lib.present.terugblik.europe import Europe, definitions_note, europe_finding, europe_source
from mpp_lib.present.wording.printed_values import AS_PUBLISHED
from mpp_lib.present.wording.realised_history import calendar
from mpp_lib.production.prognose_result import PrognoseResult

_MARGINS = Margins(left=1.6, right=2.6, top=0.75, bottom=0.6)
_EUROSTAT, _UNHCR = "Eurostat", "UNHCR"
_COLOURS = {_EUROSTAT: INK, _UNHCR: BLUE}
_MONTHS = tuple(f"{_EUROSTAT}{OVER}{month_short(month)}" for month in range(1, 13))
_AVERAGE, _SHARE = f"{_UNHCR}{OVER}maand", f"aandeel Nederland{OVER}"


@in_both_forms
def europe_chart(result: PrognoseResult, found: Europe, *, height: float = 10.2) -> Picture:
    """Applications in the EU from both sources, never joined, and the Dutch share according to each."""
    data = chart_data(found)
    with house_style():
        figure, (above, below) = stacked(height, 2, _MARGINS, 1.5)
        _applications(above, found)
        _shares(below, found)
        first, last = _years(found)
        for axes in (above, below):
            calendar_axis(axes, first, last)
        left = _MARGINS.left - 0.1
        title(above, "asielaanvragen in de Europese Unie per maand; UNHCR: het maandgemiddelde van een jaar", left=left)
        title(below, "aandeel van Nederland in een jaar", left=left)
    return Picture(
        figure,
        europe_finding(found),
        data,
        dict.fromkeys((*_MONTHS, _AVERAGE), AS_PUBLISHED)
        | {f"{_SHARE}{source}": "aandeel" for source, known in found.shares.items() if known},
        f"{europe_source(result)} {definitions_note(found)} Dunne lijn: maanden waarvan niet alle landen bekend zijn.",
        "Twee lijnfiguren onder elkaar: asielaanvragen in de Europese Unie volgens Eurostat en UNHCR, en het aandeel "
        "van Nederland daarin.",
        unknown=frozenset(map(str, data.columns[1:])),
        panels=[
            month_panel(above, data, months=_MONTHS, beside=[_AVERAGE]),
            Panel(below, [int(year) + 0.5 for year in data["jaar"]], [n for n in data.columns if _SHARE in n]),
        ],
    )


def chart_data(found: Europe) -> pd.DataFrame:
    """jaar, the months of Eurostat, the average month of UNHCR, and the Dutch share according to each."""
    years = sorted({month.year for month in found.months} | set(found.years))
    months = {name: [found.months.get(Month(y, place)) for y in years] for place, name in enumerate(_MONTHS, 1)}
    average = {_AVERAGE: [found.years[y] / 12 if y in found.years else None for y in years]}
    shares = {
        f"{_SHARE}{source}": [found.shares[source].get(y) for y in years] for source in _COLOURS if found.shares[source]
    }
    return pd.DataFrame({"jaar": [*map(str, years)]} | months | average | shares)


def _years(found: Europe) -> tuple[int, int]:
    years = {month.year for month in found.months} | set(found.years)
    return min(years), max(years)


def _applications(axes: Axes, found: Europe) -> None:
    for year, total in found.years.items():
        axes.plot([year, year + 1], [total / 12] * 2, color=BLUE, linewidth=2.2, solid_capstyle="butt")
    from_zero(axes, [*found.months.values(), *(total / 12 for total in found.years.values())], room=1.2)
    count_axis(axes.yaxis, "personen", 4)
    if found.months:
        _monthly(axes, found)
    if found.months and found.years and max(found.years) >= max(found.months).year:
        _mark_break(axes, max(found.months) + 1)
    if found.years:
        last = max(found.years)
        label_ends(axes, last + 1, [EndLabel(found.years[last] / 12, "UNHCR", BLUE, "semibold")])


def _monthly(axes: Axes, found: Europe) -> None:
    """One line through every month, thick where every country reported."""
    first, last = min(found.months), max(found.months)
    every = [first + k for k in range(last.since(first) + 1)]
    times = [calendar(month) + 1 / 24 for month in every]
    axes.plot(times, [found.months.get(month, np.nan) for month in every], color=GREY, linewidth=0.6)
    whole = [found.months[month] if month in found.complete else np.nan for month in every]
    axes.plot(times, whole, **REALISED.kwargs())
    top = max(found.months, key=lambda month: (found.months[month], month))
    place = (calendar(top), found.months[top])
    axes.annotate("Eurostat", place, (6, -4), textcoords="offset points", va="top", color=INK, fontsize=SMALL)


def _mark_break(axes: Axes, month: Month) -> None:
    axes.axvline(calendar(month), color=RULE, linewidth=0.9, linestyle=(0, (2, 2)))
    axes.annotate(
        "andere bron, andere definitie",
        (calendar(month), 1),
        (4, 0),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        va="top",
        fontsize=SMALL,
        fontstyle="italic",
        color=GREY,
    )


def _shares(axes: Axes, found: Europe) -> None:
    for source, known in found.shares.items():
        if known:
            middles = [year + 0.5 for year in known]
            axes.plot(middles, list(known.values()), "o-", color=_COLOURS[source], linewidth=1.6, markersize=3.5)
            _name_share(axes, source, max(known), known[max(known)])
    from_zero(axes, [share for known in found.shares.values() for share in known.values()], room=1.2)
    count_axis(axes.yaxis, "aandeel", 3)


def _name_share(axes: Axes, source: str, year: int, share: float) -> None:
    below = source == "Eurostat"
    axes.annotate(
        f"{source} {percentage(share)}",
        (year + 0.5, share),
        (2, -8) if below else (6, 0),
        textcoords="offset points",
        va="top" if below else "center",
        fontsize=SMALL,
        color=_COLOURS[source],
        annotation_clip=False,
    )
