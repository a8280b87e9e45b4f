"""First applications added up over the year: what was realised, what the round foresaw, and where the year may go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.brand import colour
from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import month_name
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.inflow import InflowSoFar, Through
from mpp_lib.present.drawing.canvas import Margins, add_panel, count_axis, from_zero, one_panel, title
from mpp_lib.present.drawing.counts import draw_counts, draw_point
from mpp_lib.present.drawing.form import is_narrow, width
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import BLUE, GREY, INK, REALISED, RULE, SCENARIOS, SMALL, TINT, WIDTH, house_style
from mpp_lib.present.monitor.course import MONTHS, month_axis
from mpp_lib.present.monitor.findings import year_finding
from mpp_lib.present.monitor.outlook_words import scenario_finding
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import exact_text, fine_text, scenario_chance, text_of
from mpp_lib.production.realised import ESTIMATED

_HEIGHT = 6.0
_MARGINS = Margins(left=1.35, right=WIDTH - 8.2, top=0.8, bottom=0.6)
_CHANCES_LEFT, _NAMES_RIGHT = 11.3, 2.6
AHEAD = colour("tekening-vooruit")
AHEAD_LINE = colour("tekening-vooruit-lijn")
"""The outlook has a colour of its own: it is no scenario of the round."""
UNIT = "personen"
AXIS = "eerste asielaanvragen, opgeteld; streep: mediaan, vlak: 75%"
_BAR = 0.28
_ROOM_FOR_MEDIO = 5
"""Up to this month the name of medio stands right of its mark: left of it are the ticks."""


@in_both_forms
def inflow_chart(made: Monitor) -> Picture:
    """The year so far and to come, and beside it the chances of the toekomstscenario's."""
    so_far, row = made.inflow, made.by_indicator[FIRST_INFLOW]
    chances = row.outlook.scenarios if row.outlook else {}
    before = chances_before(made)
    with house_style():
        figure, axes = one_panel(*_size(len(chances)))
        panels = [inflow_panel(axes)]
        draw_inflow(axes, made)
        title(axes, AXIS, left=_MARGINS.left - 0.1)
        if chances:
            left = 0.1 if is_narrow() else _CHANCES_LEFT
            panel = add_panel(figure, left, 0.3, width() - left - 0.1, _HEIGHT - 1.1)
            draw_chances(panel, before, chances)
            panels.append(Panel(panel, range(len(chances)), _CHANCES[1:], down=True, heads=_CHANCES[:1]))
            title(panel, "kans: volgens de ronde (streep) → nu", left=0.0)
    said = f"{year_finding(row, made.until)}{f' {scenario_finding(before, chances)}' if chances else ''}"
    return Picture(
        figure,
        said,
        pd.concat([inflow_data(made), _chances_data(before, chances)], axis=1),
        DATA_UNITS | dict.fromkeys(_CHANCES[1:], ""),
        monitor_source(made, FIRST_INFLOW),
        f"Lijnfiguur: eerste asielaanvragen in {so_far.year} per maand opgeteld, met de band van 75% die de ronde "
        "voorzag, medio tot nu toe en de vooruitblik tot en met december"
        + (f"; daarnaast de kans op elk toekomstscenario: {_spoken(before, chances)}." if chances else "."),
        panels=panels,
    )


def _size(chances: int) -> tuple[float, Margins]:
    """Height and margins: the chances stand beside the year, in the narrow form under it."""
    if not is_narrow():
        return _HEIGHT, _MARGINS
    under = _HEIGHT if chances else 0.0
    return _HEIGHT + under, replace(_MARGINS, right=_NAMES_RIGHT, bottom=_MARGINS.bottom + under)


def chances_before(made: Monitor) -> dict[str, float]:
    """Toekomstscenario → its chance in the year of the edition according to the round."""
    year = made.result.forecast.year(made.until.year)
    return dict(zip(year.scenarios, map(float, year.chances), strict=True))


def _chances_data(before: Mapping[str, float], after: Mapping[str, float]) -> pd.DataFrame:
    """The chances of the toekomstscenario's as printed, beside the months."""
    rows = [(name, scenario_chance(before[name]), scenario_chance(chance)) for name, chance in after.items()]
    return pd.DataFrame(rows, columns=list(_CHANCES))


def _spoken(before: Mapping[str, float], after: Mapping[str, float]) -> str:
    return ", ".join(
        f"{name} van {scenario_chance(before[name])} naar {scenario_chance(after[name])}" for name in after
    )


def draw_inflow(axes: Axes, made: Monitor) -> None:
    """Band of the round, realised so far and the outlook, from January to December."""
    so_far = made.inflow
    known = made.result.forecast.year(so_far.year).realised_months
    start = (known, float(made.result.forecast.year(so_far.year).realised_total))
    _draw_band(axes, so_far.foreseen_through, start, TINT, SCENARIOS["medio"].colour)
    reached = float(so_far.months.sum())
    _draw_band(axes, so_far.ahead, (so_far.count, reached), AHEAD, AHEAD_LINE)
    ends, totals = _reached(so_far)
    estimated = _estimated(made)
    draw_counts(axes, ends, totals, [end in estimated for end in ends], REALISED, zorder=4)
    for end, total in zip(ends[1:], totals[1:], strict=True):
        draw_point(axes, end, total, estimated=end in estimated)
    medio = _medio(made)
    for at, expected in medio.items():
        _draw_medio(axes, at, expected)
    highest = [through.high for through in (*so_far.foreseen_through, *so_far.ahead)]
    from_zero(axes, [*highest, *totals, *medio.values()])
    count_axis(axes.yaxis, UNIT)
    month_axis(axes)
    _label(axes, so_far)


def _medio(made: Monitor) -> dict[int, float]:
    """Number of months → medio added up to there, which is what a flag is held against; nothing without figures."""
    seen = made.by_indicator[FIRST_INFLOW].to_date
    return {seen.last.month: seen.expected} if seen and seen.first.month == 1 else {}


def _draw_medio(axes: Axes, at: float, expected: float) -> None:
    colour = SCENARIOS["medio"].colour
    axes.plot([at - 0.35, at + 0.35], [expected] * 2, color=colour, linewidth=2.0, zorder=5, solid_capstyle="butt")
    left = at > _ROOM_FOR_MEDIO
    axes.annotate(
        f"medio {fine_text(expected, UNIT)}",
        (at - 0.35 if left else at + 0.35, expected),
        (-1, 2) if left else (3, -2),
        textcoords="offset points",
        ha="right" if left else "left",
        va="bottom" if left else "top",
        color=colour,
        fontsize=SMALL,
    )


def _reached(so_far: InflowSoFar) -> tuple[list[int], list[float]]:
    """Numbers of months after which the sum is known, and those sums; from zero in January on."""
    ends = [0, *so_far.ends]
    return ends, [float(so_far.months[:end].sum()) for end in ends]


def _estimated(made: Monitor) -> frozenset[int]:
    """Numbers of months of which the sum is a raming, as a whole or in part."""
    node = made.result.chain.by_id[FIRST_INFLOW]
    ends = [piece.last.month for piece in made.against.pieces(node) if piece.estimated]
    return frozenset(range(min(ends), MONTHS + 1)) if ends else frozenset()


def _from_what_was_known(made: Monitor) -> tuple[Through, ...]:
    """What the round foresaw, from the running total on that it knew itself, where its band begins."""
    year = made.result.forecast.year(made.inflow.year)
    if not year.realised_months:
        return made.inflow.foreseen_through
    total = float(year.realised_total)
    return Through(Month(year.year, year.realised_months), total, total, total), *made.inflow.foreseen_through


def _draw_band(axes: Axes, through: Sequence[Through], start: tuple[int, float], fill: str, colour: str) -> None:
    if not through:
        return
    at = np.array([start[0], *(one.month.month for one in through)], dtype=float)
    low, median, high = (
        np.array([start[1], *(getattr(one, name) for one in through)]) for name in ("low", "median", "high")
    )
    axes.fill_between(at, low, high, color=fill, alpha=0.75, linewidth=0, zorder=1)
    axes.plot(at, median, color=colour, linewidth=1.1, linestyle=(0, (5, 2)), zorder=3)


def _label(axes: Axes, so_far: InflowSoFar) -> None:
    labels = []
    if so_far.foreseen_through:
        last = so_far.foreseen_through[-1]
        labels.append(EndLabel(last.median, f"ronde {text_of(last.median, UNIT)}", SCENARIOS["medio"].colour))
    if so_far.ahead:
        last = so_far.ahead[-1]
        labels.append(EndLabel(last.median, f"nu {text_of(last.median, UNIT)}", AHEAD_LINE, "semibold"))
    elif so_far.count == MONTHS:
        total = float(so_far.months.sum())
        labels.append(EndLabel(total, f"gerealiseerd {exact_text(total, UNIT)}", INK, "semibold"))
    label_ends(axes, MONTHS, labels)


def draw_chances(axes: Axes, before: Mapping[str, float], after: Mapping[str, float]) -> None:
    """A row for each toekomstscenario: its name over a bar of its chance now, with a mark at what the round gave it."""
    for place, (name, chance) in enumerate(after.items()):
        axes.barh(place, chance, _BAR, color=AHEAD, zorder=2)
        axes.plot([before[name]] * 2, [place - 0.7 * _BAR, place + 0.7 * _BAR], color=BLUE, linewidth=1.6, zorder=3)
        above = (0, place - _BAR)
        axes.annotate(name, above, (0, 1.5), textcoords="offset points", va="bottom", fontsize=SMALL, color=INK)
        said = f"{scenario_chance(before[name])} → {scenario_chance(chance)}"
        axes.annotate(
            said,
            (1, place - _BAR),
            (0, 1.5),
            textcoords="offset points",
            ha="right",
            va="bottom",
            fontsize=SMALL,
            color=GREY,
        )
        axes.axhline(place + _BAR / 2, color=RULE, linewidth=0.4, zorder=1)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(after) - 0.6, -0.9)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)


_CHANCES = ("toekomstscenario", "kans: volgens de ronde", "kans: nu")
_COLUMNS = (
    "tot en met",
    "gerealiseerd",
    "ronde: medio",
    "ronde: 12,5%",
    "ronde: mediaan",
    "ronde: 87,5%",
    "nu: 12,5%",
    "nu: mediaan",
    "nu: 87,5%",
)
DATA_UNITS = dict.fromkeys(_COLUMNS[1:], UNIT)
"""Units of the columns of :func:`inflow_data`."""


def inflow_panel(axes: Axes) -> Panel:
    """Where the rows of :func:`inflow_data` stand."""
    return Panel(axes, range(1, MONTHS + 1), _COLUMNS[1:])


def inflow_data(made: Monitor) -> pd.DataFrame:
    """Per month of the year: realised so far (text), the round's band and the outlook, added up from January on."""
    so_far, estimated = made.inflow, _estimated(made)
    realised = {
        end: marked(exact_text(total, UNIT), ESTIMATED if end in estimated else "")
        for end, total in zip(*_reached(so_far), strict=True)
    }
    medio = _medio(made)
    bands = [{one.month.month: one for one in through} for through in (_from_what_was_known(made), so_far.ahead)]
    rows = [
        [
            month_name(Month(so_far.year, month)),
            realised.get(month, ""),
            medio.get(month),
            *(getattr(band.get(month), name, None) for band in bands for name in ("low", "median", "high")),
        ]
        for month in range(1, MONTHS + 1)
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.astype(dict.fromkeys(_COLUMNS[2:], float))
