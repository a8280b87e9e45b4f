"""Figures by nationality: a small panel each for first applications, and nareis by quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mpp_lib.base.dutch import number
from mpp_lib.base.months import month_range
from mpp_lib.base.periods import MONTH, QUARTER, Period
from mpp_lib.inputs.declared.unknown import MEANINGS
from mpp_lib.present.drawing.breaks import mark_breaks
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
from mpp_lib.present.drawing.counts import draw_bar
from mpp_lib.present.drawing.form import is_narrow, width
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import BLUE, CM, GREY, INK, PARTS, POINTS_PER_CM, SMALL, Stroke, house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.terugblik.drawn_months import draw_months, month_panel, months_data
from mpp_lib.present.terugblik.nationalities import (
    ALL,
    ROUNDED,
    ByNationality,
    nationality_finding,
    nationality_source,
    signed,
)
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import if_known
from mpp_lib.present.wording.realised_history import calendar
from mpp_lib.present.wording.signs import with_signs
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ESTIMATED

_ACROSS = 4
_PANEL, _GAP, _LEFT, _HEAD, _FOOT = 2.2, 0.95, 0.95, 1.3, 0.5
_MARGINS = Margins(left=1.35, right=2.75, top=0.75, bottom=0.6)


_YEAR = "laatste twaalf maanden"


@in_both_forms
def nationalities_chart(result: PrognoseResult, found: ByNationality) -> Picture:
    """First applications by month, a panel for every nationality, each on a scale of its own."""
    across = _ACROSS // 2 if is_narrow() else _ACROSS
    down = -(-len(found.months) // across)
    height = down * (_PANEL + _HEAD)
    frames = [_months(found, name) for name in found.months]
    data = pd.concat(frames, ignore_index=True)
    ends = [*accumulate(map(len, frames), initial=0)]
    panels = []
    with house_style():
        figure = Figure(figsize=(width() * CM, height * CM))
        wide = (width() - _LEFT - 0.2 - _GAP * (across - 1)) / across
        for place, name in enumerate(found.months):
            row, column = divmod(place, across)
            bottom = height - (row + 1) * (_PANEL + _HEAD)
            axes = add_panel(figure, _LEFT + column * (wide + _GAP), bottom + _FOOT, wide, _PANEL)
            _panel(axes, found, name)
            rows = [[row] for row in range(ends[place], ends[place + 1])]
            panels.append(month_panel(axes, data, rows, heads=("nationaliteit", "jaar")))
    return Picture(
        figure,
        nationality_finding(found),
        data,
        dict.fromkeys(map(str, data.columns[2:]), ""),
        f"{nationality_source(result, found)} {ROUNDED} Aantallen per maand; elk paneel heeft een eigen schaal "
        "en rechtsboven het totaal van de laatste twaalf maanden.",
        f"Kleine lijnfiguren naast elkaar: eerste asielaanvragen per maand van {len(found.months)} nationaliteiten.",
        panels=panels,
    )


@in_both_forms
def family_chart(result: PrognoseResult, found: ByNationality, *, height: float = 6.2) -> Picture:
    """Nareis by quarter: the largest nationality, the others known, and the published total of everybody."""
    data = family_data(found)
    largest = next(iter(found.months))
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        _quarters(axes, data, largest, found)
        title(axes, "ingereisde nareizigers per kwartaal", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        nationality_finding(found),
        _marked(found, data),
        dict.fromkeys(map(str, data.columns[1:]), ""),
        f"{nationality_source(result, found)} {ROUNDED} Een streep is het totaal van alle nationaliteiten in "
        "een kwartaal waarvan dat is gepubliceerd.",
        "Staafdiagram: ingereisde nareizigers per kwartaal, gesplitst in de grootste nationaliteit en de andere "
        "bekende, met een streep voor het totaal.",
        unknown=frozenset(map(str, data.columns[1:])),
        panels=[Panel(axes, _middles(data), list(data.columns[1:]))],
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


def _months(found: ByNationality, name: str) -> pd.DataFrame:
    """The months of a nationality, a row per year with its name in front; at the last one the last twelve months."""
    data = months_data(found.months[name], found.estimated.get(name, frozenset()), found.month_signs(name))
    data.insert(0, "nationaliteit", name)
    recent = month_range(found.last - 11, 12)
    status = ESTIMATED if found.is_estimated(name, recent) else ""
    year = if_known(found.of(name, recent), lambda value: marked(number(value), status))
    year = signed(found, name, recent, year)
    return data.assign(**{_YEAR: [""] * (len(data) - 1) + [year]})


def _panel(axes: Axes, found: ByNationality, name: str) -> None:
    months, year = found.months[name], found.of(name, month_range(found.last - 11, 12))
    breaks = found.breaks(name)
    draw_months(axes, months, found.estimated.get(name, frozenset()), Stroke(BLUE, 1.1), breaks)
    from_zero(axes, list(months.values()), room=1.1)
    count_axis(axes.yaxis, "personen", 3)
    axes.set_xlim(min(months).year, max(months).year + 1)
    shown = [min(months).year + 0.5, max(months).year + 0.5]
    axes.set_xticks(shown, [str(int(year)) for year in shown])
    axes.tick_params(axis="x", length=0)
    mark_breaks(axes, list(map(calendar, breaks)), words=False)
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


def _marked(found: ByNationality, data: pd.DataFrame) -> pd.DataFrame:
    """The numbers of :func:`family_data` as texts, a raming marked."""
    largest, *others = found.months
    who = {largest: [largest], "andere bekende nationaliteiten": others, "totaal": [ALL]}
    quarters = [Period.parse(str(quarter)) for quarter in data["kwartaal"]]
    return data.assign(**{name: _texts(found, data[name], names, quarters) for name, names in who.items()})


def _texts(
    found: ByNationality, values: pd.Series[float], names: Sequence[str], quarters: Sequence[Period]
) -> list[str]:
    rows = zip(values, _statuses(found, names, quarters), quarters, strict=True)
    return [
        with_signs("" if pd.isna(value) else marked(number(float(value)), status), _signs(found, names, quarter, value))
        for value, status, quarter in rows
    ]


def _signs(found: ByNationality, names: Sequence[str], quarter: Period, value: float) -> str:
    """The signs of a figure that these make up; of several only those behind a figure."""
    known = not pd.isna(value)
    told = "".join(found.signs(name, quarter.months, known=known) for name in names)
    return "".join(sign for sign in MEANINGS if sign in told)


def _statuses(found: ByNationality, names: Sequence[str], quarters: Sequence[Period]) -> list[str]:
    """Per quarter whether it is a raming for any of these."""
    estimated = [any(found.is_estimated(name, quarter.months) for name in names) for quarter in quarters]
    return [ESTIMATED if one else "" for one in estimated]


def _middles(data: pd.DataFrame) -> list[float]:
    """Where each quarter stands on a calendar axis."""
    return [calendar(Period.parse(str(quarter)).start) + 1 / 8 for quarter in data["kwartaal"]]


def _quarters(axes: Axes, data: pd.DataFrame, largest: str, found: ByNationality) -> None:
    quarters, starts = [Period.parse(str(period)) for period in data["kwartaal"]], _middles(data)
    below = data[largest].to_numpy(float)
    above = data["andere bekende nationaliteiten"].to_numpy(float)
    names = list(found.months)
    lower = axes.bar(starts, below, 0.2, color=PARTS[0], edgecolor=PARTS[0], linewidth=0.8)
    upper = axes.bar(starts, above, 0.2, bottom=below, color=PARTS[1], edgecolor=PARTS[1], linewidth=0.8)
    for bars, who in ((lower, names[:1]), (upper, names[1:])):
        for bar, status in zip(bars, _statuses(found, who, quarters), strict=True):
            bar.set_facecolor("white" if status else bar.get_facecolor())
    for start, total, status in zip(starts, data["totaal"], _statuses(found, [ALL], quarters), strict=True):
        if not pd.isna(total):
            draw_bar(axes, start - 0.125, start + 0.125, float(total), estimated=bool(status))
    from_zero(axes, [*(below + above), *data["totaal"].dropna()], room=1.08)
    count_axis(axes.yaxis, "personen")
    calendar_axis(axes, int(starts[0]), int(starts[-1]))
    ends = [
        EndLabel(below[-1] / 2, largest, PARTS[0], "semibold"),
        EndLabel(below[-1] + above[-1] / 2, "andere bekende", INK),
        *[EndLabel(float(total), "totaal", INK) for total in data["totaal"][-1:].dropna()],
    ]
    label_ends(axes, starts[-1] + 0.125, ends)
