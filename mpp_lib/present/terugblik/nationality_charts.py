"""Figures by nationality: a small panel each for first applications, and nareis by quarter."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mpp_lib.base.dutch import number
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import MONTH, QUARTER, Period
from mpp_lib.present.drawing.canvas import (
    TITLE_GAP,
    Margins,
    add_panel,
    calendar_axis,
    count_axis,
    from_zero,
    one_panel,
    title,
)
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import BLUE, CM, GREY, INK, PARTS, POINTS_PER_CM, SMALL, WIDTH, house_style
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.terugblik.look_back import months_data
from mpp_lib.present.terugblik.nationalities import ROUNDED, ByNationality, nationality_finding, nationality_source
from mpp_lib.present.wording.realised_history import calendar
from mpp_lib.production.run import RoundResult

_ACROSS = 4
_PANEL, _GAP, _LEFT, _HEAD, _FOOT = 2.2, 0.95, 0.95, 1.3, 0.5
_MARGINS = Margins(left=1.35, right=2.75, top=0.75, bottom=0.6)


def nationalities_chart(result: RoundResult, found: ByNationality) -> Picture:
    """First applications by month, a panel for every nationality, each on a scale of its own."""
    down = -(-len(found.months) // _ACROSS)
    height = down * (_PANEL + _HEAD)
    with house_style():
        figure = Figure(figsize=(WIDTH * CM, height * CM))
        wide = (WIDTH - _LEFT - 0.2 - _GAP * (_ACROSS - 1)) / _ACROSS
        for place, (name, months) in enumerate(found.months.items()):
            row, column = divmod(place, _ACROSS)
            bottom = height - (row + 1) * (_PANEL + _HEAD)
            axes = add_panel(figure, _LEFT + column * (wide + _GAP), bottom + _FOOT, wide, _PANEL)
            _panel(axes, name, months, found.of(name, month_range(found.last - 11, 12)))
    data = pd.concat([months_data(dict(m)).assign(nationaliteit=n) for n, m in found.months.items()], ignore_index=True)
    data = data[["nationaliteit", *(name for name in data.columns if name != "nationaliteit")]]
    return Picture(
        figure,
        nationality_finding(found),
        data,
        {str(name): "personen" for name in data.columns if name not in ("nationaliteit", "jaar")},
        f"{nationality_source(result, found)} {ROUNDED} Aantallen per maand; elk paneel heeft een eigen schaal "
        "en rechtsboven het totaal van de laatste twaalf maanden.",
        f"Kleine lijnfiguren naast elkaar: eerste asielaanvragen per maand van {len(found.months)} nationaliteiten.",
    )


def family_chart(result: RoundResult, found: ByNationality, *, height: float = 6.2) -> Picture:
    """Nareis by quarter: the largest nationality, the others known, and the published total of everybody."""
    data = family_data(found)
    largest = next(iter(found.months))
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        _quarters(axes, data, largest)
        title(axes, "ingereisde nareizigers per kwartaal", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        nationality_finding(found),
        data,
        {str(name): "personen" for name in data.columns if name != "kwartaal"},
        f"{nationality_source(result, found)} {ROUNDED} Een streep is het totaal van alle nationaliteiten in "
        "een kwartaal waarvan dat is gepubliceerd.",
        "Staafdiagram: ingereisde nareizigers per kwartaal, gesplitst in de grootste nationaliteit en de andere "
        "bekende, met een streep voor het totaal.",
    )


def family_data(found: ByNationality) -> pd.DataFrame:
    """kwartaal, the largest nationality, the others that are known, and the published total (per quarter)."""
    largest, *others = found.months
    first = min(min(known) for known in found.months.values())
    years = map(Period.of_year, range(first.year, found.last.year + 1))
    totals = _per_quarter(found.total)
    rows = []
    for quarter in (quarter for year in years for quarter in year.parts(QUARTER)):
        parts = {name: found.of(name, quarter.months) for name in found.months}
        if parts[largest] is not None and (not others or any(parts[name] is not None for name in others)):
            rest = sum(parts[name] or 0.0 for name in others)
            rows.append((str(quarter), parts[largest], rest, totals.get(quarter)))
    return pd.DataFrame(rows, columns=["kwartaal", largest, "andere bekende nationaliteiten", "totaal"])


def _per_quarter(total: Mapping[Period, float]) -> dict[Period, float]:
    """Quarter → total in it, of quarters and of months where all three are known."""
    quarters = {period: value for period, value in total.items() if period.length == QUARTER}
    months: dict[Period, list[float]] = {}
    for period, value in total.items():
        if period.length == MONTH:
            months.setdefault(Period.of(period.start, QUARTER), []).append(value)
    return quarters | {quarter: sum(values) for quarter, values in months.items() if len(values) == QUARTER}


def _panel(axes: Axes, name: str, months: Mapping[Month, float], year: float | None) -> None:
    every = month_range(min(months), max(months).since(min(months)) + 1)
    axes.plot(
        [calendar(month) + 1 / 24 for month in every],
        [months.get(month, float("nan")) for month in every],
        color=BLUE,
        linewidth=1.1,
    )
    from_zero(axes, list(months.values()), room=1.1)
    count_axis(axes.yaxis, "personen", 3)
    axes.set_xlim(min(months).year, max(months).year + 1)
    shown = [min(months).year + 0.5, max(months).year + 0.5]
    axes.set_xticks(shown, [str(int(year)) for year in shown])
    axes.tick_params(axis="x", length=0)
    title(axes, name, bold=True, colour=INK)
    axes.annotate(
        "" if year is None else number(year),
        (1, 1),
        (0, TITLE_GAP * POINTS_PER_CM),
        xycoords="axes fraction",
        textcoords="offset points",
        ha="right",
        va="bottom",
        fontsize=SMALL,
        color=GREY,
        annotation_clip=False,
    )


def _quarters(axes: Axes, data: pd.DataFrame, largest: str) -> None:
    starts = [calendar(Period.parse(str(period)).start) + 1 / 8 for period in data["kwartaal"]]
    below = data[largest].to_numpy(float)
    above = data["andere bekende nationaliteiten"].to_numpy(float)
    axes.bar(starts, below, 0.2, color=PARTS[0])
    axes.bar(starts, above, 0.2, bottom=below, color=PARTS[1])
    for start, total in zip(starts, data["totaal"], strict=True):
        if not pd.isna(total):
            axes.plot([start - 0.125, start + 0.125], [total, total], color=INK, linewidth=1.3)
    from_zero(axes, [*(below + above), *data["totaal"].dropna()], room=1.08)
    count_axis(axes.yaxis, "personen")
    calendar_axis(axes, int(starts[0]), int(starts[-1]))
    ends = [
        EndLabel(below[-1] / 2, largest, PARTS[0], "semibold"),
        EndLabel(below[-1] + above[-1] / 2, "andere bekende", INK),
        *[EndLabel(float(total), "totaal", INK) for total in data["totaal"][-1:].dropna()],
    ]
    label_ends(axes, starts[-1] + 0.125, ends)
