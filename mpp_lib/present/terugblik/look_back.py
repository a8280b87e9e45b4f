"""Looking back: first applications by year and by month, and how much they changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import MONTH_NAMES, enumerate_nl, month_name, month_short, number, percentage, signed
from mpp_lib.base.look_back import CATCH_UPS, CatchUp
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import Period
from mpp_lib.inputs.series import monthly
from mpp_lib.present.drawing.canvas import Margins, calendar_axis, count_axis, from_zero, one_panel, title
from mpp_lib.present.drawing.counts import draw_counts
from mpp_lib.present.drawing.style import BLUE, FALL, GREY, INK, REALISED, REALISED_FILL, SMALL, Stroke, house_style
from mpp_lib.present.shown.picture import Panel, Picture
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import AS_PUBLISHED
from mpp_lib.present.wording.realised_history import calendar, estimated_months, estimated_years, realised_years
from mpp_lib.present.wording.sentences import more_or_less, sentence
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.present.wording.year_texts import realised_texts
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

_MARGINS = Margins(left=1.35, right=0.35, top=0.75, bottom=0.6)
_MOST_MONTHS = 17
_LABEL = 7.5
"""Points: what fits above each of seventeen bars."""


def years_chart(result: PrognoseResult, *, height: float = 6.6) -> Picture:
    """First applications in every complete realised year.

    Raises:
        ValueError: when no year is complete.
    """
    years = _years(result)
    estimated = estimated_years(result, FIRST_INFLOW)
    data = pd.DataFrame(
        {"jaar": [str(year) for year in years], "eerste aanvragen": realised_texts(result, FIRST_INFLOW, [*years])}
    )
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        fills = ["white" if year in estimated else REALISED.colour for year in years]
        axes.bar(list(years), list(years.values()), 0.7, color=fills, edgecolor=REALISED.colour, linewidth=0.8)
        _write_counts(axes, years)
        from_zero(axes, list(years.values()), room=1.1)
        count_axis(axes.yaxis, "personen")
        _year_names(axes, years)
        title(axes, "eerste asielaanvragen per jaar", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        years_finding(years),
        data,
        {"eerste aanvragen": ""},
        _source(result),
        f"Staafdiagram: eerste asielaanvragen per jaar van {min(years)} tot en met {max(years)}.",
        panels=[Panel(axes, list(map(float, years)), ["eerste aanvragen"])],
    )


def years_finding(years: dict[int, float]) -> str:
    """The last year beside the one before it, and the highest."""
    last = max(years)
    before = (
        f", {more_or_less(years[last - 1], years[last], AS_PUBLISHED, f'in {last - 1}')}" if last - 1 in years else ""
    )
    top = max(years, key=lambda year: (years[year], year))
    since = f"sinds {min(years)}"
    record = (
        f"dat is het hoogste aantal {since}"
        if top == last
        else f"het hoogste aantal {since} was {number(years[top])}, in {top}"
    )
    return sentence(
        f"in {last} vroegen {number(years[last])} mensen voor het eerst asiel aan{before}",
        record if len(years) > 1 else "",
    )


def changes_chart(result: PrognoseResult, *, height: float = 5.6) -> Picture:
    """How much first applications changed from year to year.

    Raises:
        ValueError: when no year is complete.
    """
    years = _years(result)
    changes = {year: years[year] / years[year - 1] - 1 for year in years if years.get(year - 1, 0) > 0}
    estimated = estimated_years(result, FIRST_INFLOW)
    between = {year for year in changes if {year, year - 1} & estimated}
    texts = [marked(percentage(change), ESTIMATED if year in between else "") for year, change in changes.items()]
    data = pd.DataFrame({"jaar": [str(year) for year in changes], "verandering": texts})
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        colours = [BLUE if change >= 0 else FALL for change in changes.values()]
        fills = ["white" if year in between else colour for year, colour in zip(changes, colours, strict=True)]
        axes.bar(list(changes), list(changes.values()), 0.7, color=fills, edgecolor=colours, linewidth=0.9)
        axes.axhline(0, color=GREY, linewidth=0.8)
        _write_changes(axes, changes)
        axes.margins(y=0.14)
        count_axis(axes.yaxis, "aandeel")
        _year_names(axes, changes)
        axes.spines["bottom"].set_visible(False)
        title(
            axes,
            "verandering van het aantal eerste asielaanvragen ten opzichte van het jaar ervoor",
            left=_MARGINS.left - 0.1,
        )
    return Picture(
        figure,
        changes_finding(changes),
        data,
        {"verandering": ""},
        _source(result),
        "Staafdiagram: jaarlijkse verandering van het aantal eerste asielaanvragen in procenten.",
        panels=[Panel(axes, list(map(float, changes)), ["verandering"])],
    )


def changes_finding(changes: dict[int, float]) -> str:
    """In how many years it rose, and the largest movement each way."""
    if not changes:
        return "Er zijn geen twee opeenvolgende jaren om te vergelijken."
    rises = [year for year, change in changes.items() if change > 0]
    falls = [year for year, change in changes.items() if change < 0]
    largest = []
    if rises:
        year = max(rises, key=changes.__getitem__)
        largest.append(f"de grootste stijging was {percentage(changes[year])} ({year})")
    if falls:
        year = min(falls, key=changes.__getitem__)
        largest.append(f"de grootste daling was {percentage(-changes[year])} ({year})")
    return sentence(
        f"in {len(rises)} van de {len(changes)} jaren lag het aantal eerste asielaanvragen hoger dan een jaar eerder",
        enumerate_nl(largest),
    )


def months_chart(result: PrognoseResult, *, height: float = 6.4) -> Picture:
    """First applications by month over the whole of the realised history, registration catch-ups marked.

    Raises:
        ValueError: when no month is realised.
    """
    months = monthly(result.inputs.realisations, FIRST_INFLOW)
    if not months:
        raise ValueError("geen gerealiseerde maanden van de eerste asielinstroom")
    estimated = estimated_months(result, FIRST_INFLOW)
    data = months_data(months, estimated)
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        draw_months(axes, months, estimated, replace(REALISED, width=1.2))
        from_zero(axes, list(months.values()), room=1.12)
        calendar_axis(axes, min(months).year, max(months).year)
        count_axis(axes.yaxis, "personen")
        mark_catch_ups(axes, months)
        title(axes, "eerste asielaanvragen per maand", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        months_finding(months),
        data,
        dict.fromkeys(map(str, data.columns[1:]), ""),
        " ".join([_source(result), *catch_up_notes(months)]),
        f"Lijnfiguur: eerste asielaanvragen per maand, {month_name(min(months))} tot en met {month_name(max(months))}.",
        panels=[month_panel(axes, data)],
    )


def months_data(months: Mapping[Month, float], estimated: Collection[Month]) -> pd.DataFrame:
    """A row per year, a column per month, as published; a raming is marked, a month that is not realised is empty."""
    texts = {month: marked(number(value), ESTIMATED if month in estimated else "") for month, value in months.items()}
    years = range(min(months).year, max(months).year + 1)
    rows = [[str(year), *(texts.get(Month(year, place), "") for place in range(1, 13))] for year in years]
    return pd.DataFrame(rows, columns=["jaar", *(month_short(place) for place in range(1, 13))])


def month_panel(
    axes: Axes, data: pd.DataFrame, groups: Sequence[Sequence[int]] = (), months: Sequence[str] = (), **read: Any
) -> Panel:
    """Where the months stand of which the years are rows of ``data`` and the names columns, on a calendar axis.

    Args:
        groups: the rows of a year that are read together; every row by itself unless said otherwise.
        months: the columns of the months, where they are not called by their short names.
    """
    rows = groups or [[row] for row in range(len(data))]
    years = [int(data["jaar"].iloc[members[0]]) for members in rows]
    places = [calendar(month) + 1 / 24 for year in years for month in Period.of_year(year).months]
    return Panel(axes, places, months or [month_short(place) for place in range(1, 13)], groups=rows, **read)


def months_finding(months: dict[Month, float]) -> str:
    """The last twelve months beside the twelve before, and the highest month."""
    last = max(months)
    recent, before = _twelve(months, last), _twelve(months, last - 12)
    top = max(months, key=lambda month: (months[month], month))
    peak = f"de hoogste maand was {month_name(top)} met {number(months[top])}"
    note = "toen registraties werden ingehaald" if any(one.first <= top <= one.last for one in CATCH_UPS) else ""
    compared = ""
    if recent is not None:
        asked = f"vroegen {number(recent)} mensen voor het eerst asiel aan"
        compared = f"in de twaalf maanden tot en met {month_name(last)} {asked}"
        if before is not None:
            compared += f", {more_or_less(before, recent, AS_PUBLISHED, 'in de twaalf maanden ervoor')}"
    return sentence(compared, f"{peak}, {note}" if note else peak)


def _twelve(months: dict[Month, float], last: Month) -> float | None:
    wanted = [last - k for k in range(12)]
    return sum(months[month] for month in wanted) if all(month in months for month in wanted) else None


def _years(result: PrognoseResult) -> dict[int, float]:
    years = dict(sorted(realised_years(result, FIRST_INFLOW).items()))
    if not years:
        raise ValueError("geen volledig gerealiseerd jaar van de eerste asielinstroom")
    return years


def _source(result: PrognoseResult) -> str:
    return source_line(result, model=False, sources=sources_of(result, FIRST_INFLOW))


def _write_counts(axes: Axes, years: dict[int, float]) -> None:
    for year, value in years.items():
        axes.annotate(
            number(value), (year, value), (0, 2), textcoords="offset points", ha="center", va="bottom", fontsize=_LABEL
        )


def _write_changes(axes: Axes, changes: dict[int, float]) -> None:
    for year, change in changes.items():
        axes.annotate(
            f"{signed(change * 100, 1)}%",
            (year, change),
            (0, 2 if change >= 0 else -2),
            textcoords="offset points",
            ha="center",
            va="bottom" if change >= 0 else "top",
            fontsize=_LABEL,
            color=INK,
        )


def _year_names(axes: Axes, years: dict[int, float]) -> None:
    every = 1 if len(years) <= _MOST_MONTHS else 2
    shown = sorted(years)[::-1][::every]
    axes.set_xticks(shown, [str(year) for year in shown])
    axes.tick_params(axis="x", length=0)
    if years:
        axes.set_xlim(min(years) - 0.6, max(years) + 0.6)


def draw_months(axes: Axes, months: Mapping[Month, float], estimated: Collection[Month], stroke: Stroke) -> None:
    """One line with gaps where months are missing, broken where it touches a raming."""
    every = month_range(min(months), max(months).since(min(months)) + 1)
    times, values = [calendar(month) + 1 / 24 for month in every], [months.get(month, np.nan) for month in every]
    draw_counts(axes, times, values, [month in estimated for month in every], stroke)


def catch_ups_in(months: Iterable[Month]) -> list[CatchUp]:
    """The registration catch-ups of which a month is among these."""
    known = set(months)
    return [one for one in CATCH_UPS if any(one.first <= month <= one.last for month in known)]


def catch_up_notes(months: Iterable[Month]) -> list[str]:
    """Where each of them was reported, as a sentence under a figure; none where there is none."""
    found = [f"{catch_up_name(one)} ({one.source})" for one in catch_ups_in(months)]
    return [f"Registraties ingehaald: {'; '.join(found)}."] if found else []


def catch_up_name(one: CatchUp) -> str:
    """The months of a catch-up: ``oktober 2015``, ``augustus tot en met oktober 2022``."""
    if one.first == one.last:
        return month_name(one.first)
    first = MONTH_NAMES[one.first.month - 1] if one.first.year == one.last.year else month_name(one.first)
    return f"{first} tot en met {month_name(one.last)}"


def mark_catch_ups(axes: Axes, months: Iterable[Month]) -> None:
    """Shade them on a monthly axis, each with its name."""
    for one in catch_ups_in(months):
        axes.axvspan(calendar(one.first), calendar(one.last + 1), color=REALISED_FILL, zorder=0.2, linewidth=0)
        axes.annotate(
            "registraties ingehaald",
            (calendar(one.first), 1),
            (-4, 0),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            ha="right",
            va="top",
            fontsize=SMALL,
            fontstyle="italic",
            color=GREY,
        )
