"""Looking back: first applications by year and by month, and how much they changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import enumerate_nl, month_name, number, percentage, signed
from mpp_lib.base.look_back import CATCH_UPS
from mpp_lib.base.months import Month
from mpp_lib.inflow.yearly_changes import yearly_changes
from mpp_lib.inputs.series import monthly
from mpp_lib.inputs.unknown import is_broken
from mpp_lib.present.drawing.breaks import mark_breaks, on_years
from mpp_lib.present.drawing.canvas import (
    Margins,
    calendar_axis,
    count_axis,
    every_fitting,
    from_zero,
    one_panel,
    title,
)
from mpp_lib.present.drawing.form import is_narrow
from mpp_lib.present.drawing.style import BLUE, FALL, GREY, INK, REALISED, house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.terugblik.drawn_months import catch_up_notes, draw_months, mark_catch_ups, month_panel, months_data
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import AS_PUBLISHED
from mpp_lib.present.wording.realised_history import (
    calendar,
    estimated_months,
    estimated_years,
    month_signs,
    realised_years,
)
from mpp_lib.present.wording.sentences import more_or_less, sentence
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.present.wording.year_texts import realised_texts
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

_MARGINS = Margins(left=1.35, right=0.35, top=0.75, bottom=0.6)
_MOST_MONTHS = 17
_LABEL = 7.5
"""Points: what fits above each of seventeen bars."""


@in_both_forms
def years_chart(result: PrognoseResult, *, height: float = 6.6) -> Picture:
    """First applications in every complete realised year.

    Raises:
        ValueError: when no year is complete.
    """
    years = _years(result)
    estimated, breaks = estimated_years(result, FIRST_INFLOW), result.unknown.breaks(FIRST_INFLOW)
    data = pd.DataFrame(
        {"jaar": [str(year) for year in years], "eerste aanvragen": realised_texts(result, FIRST_INFLOW, [*years])}
    )
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        fills = ["white" if year in estimated else REALISED.colour for year in years]
        axes.bar(list(years), list(years.values()), 0.7, color=fills, edgecolor=REALISED.colour, linewidth=0.8)
        _write_counts(axes, years)
        from_zero(axes, list(years.values()), room=1.2 if is_narrow() else 1.1)
        count_axis(axes.yaxis, "personen")
        _year_names(axes, years)
        mark_breaks(axes, on_years(breaks))
        title(axes, "eerste asielaanvragen per jaar", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        years_finding(years, breaks),
        data,
        {"eerste aanvragen": ""},
        _source(result),
        f"Staafdiagram: eerste asielaanvragen per jaar van {min(years)} tot en met {max(years)}.",
        panels=[Panel(axes, list(map(float, years)), ["eerste aanvragen"])],
    )


def years_finding(years: dict[int, float], breaks: Collection[Month] = ()) -> str:
    """The last year beside the one before it, and the highest; of years before a break nothing."""
    last = max(years)
    years = {year: value for year, value in years.items() if not is_broken(breaks, Month(year, 1), Month(last, 12))}
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


@in_both_forms
def changes_chart(result: PrognoseResult, *, height: float = 5.6) -> Picture:
    """How much first applications changed from year to year.

    Raises:
        ValueError: when no year is complete.
    """
    years = _years(result)
    changes = yearly_changes(years, result.unknown.breaks(FIRST_INFLOW))
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
        axes.margins(y=0.3 if is_narrow() else 0.14)
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


@in_both_forms
def months_chart(result: PrognoseResult, *, height: float = 6.4) -> Picture:
    """First applications by month over the whole of the realised history, registration catch-ups marked.

    Raises:
        ValueError: when no month is realised.
    """
    months = monthly(result.inputs.realisations, FIRST_INFLOW)
    if not months:
        raise ValueError("geen gerealiseerde maanden van de eerste asielinstroom")
    estimated = estimated_months(result, FIRST_INFLOW)
    breaks = result.unknown.breaks(FIRST_INFLOW)
    data = months_data(months, estimated, month_signs(result, FIRST_INFLOW, months))
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        draw_months(axes, months, estimated, replace(REALISED, width=1.2), breaks)
        from_zero(axes, list(months.values()), room=1.12)
        calendar_axis(axes, min(months).year, max(months).year)
        count_axis(axes.yaxis, "personen")
        mark_catch_ups(axes, months)
        mark_breaks(axes, list(map(calendar, breaks)))
        title(axes, "eerste asielaanvragen per maand", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        months_finding(months, breaks),
        data,
        dict.fromkeys(map(str, data.columns[1:]), ""),
        " ".join([_source(result), *catch_up_notes(months)]),
        f"Lijnfiguur: eerste asielaanvragen per maand, {month_name(min(months))} tot en met {month_name(max(months))}.",
        panels=[month_panel(axes, data)],
    )


def months_finding(months: dict[Month, float], breaks: Collection[Month] = ()) -> str:
    """The last twelve months beside the twelve before, and the highest month; nothing across a break."""
    last = max(months)
    recent, before = _twelve(months, last), _twelve(months, last - 12)
    top = max(months, key=lambda month: (months[month], month))
    peak = f"de hoogste maand was {month_name(top)} met {number(months[top])}"
    note = "toen registraties werden ingehaald" if any(one.first <= top <= one.last for one in CATCH_UPS) else ""
    compared = ""
    if recent is not None:
        asked = f"vroegen {number(recent)} mensen voor het eerst asiel aan"
        compared = f"in de twaalf maanden tot en met {month_name(last)} {asked}"
        if before is not None and not is_broken(breaks, last - 23, last):
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
            number(value),
            (year, value),
            (0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=_LABEL,
            rotation=_upright(),
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
            rotation=_upright(),
            color=INK,
        )


def _upright() -> float:
    """How the words at a bar are turned: beside each other there is no room in the narrow form."""
    return 90.0 if is_narrow() else 0.0


def _year_names(axes: Axes, years: dict[int, float]) -> None:
    every = max(1 if len(years) <= _MOST_MONTHS else 2, every_fitting(axes, len(years)))
    shown = sorted(years)[::-1][::every]
    axes.set_xticks(shown, [str(year) for year in shown])
    axes.tick_params(axis="x", length=0)
    if years:
        axes.set_xlim(min(years) - 0.6, max(years) + 0.6)
