"""The hindcast as a figure: what the chain gives by month, with the published figures on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.dutch import enumerate_nl, number, signed
from mpp_lib.base.periods import MONTH, QUARTER, YEAR
from mpp_lib.compare.hindcast.hindcast import Hindcast, Row
from mpp_lib.compare.hindcast.terms import PHASES
from mpp_lib.present.drawing.canvas import Margins, calendar_axis, count_axis, from_zero, stacked, title
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.scenario_band import mark
from mpp_lib.present.drawing.style import BLUE, REALISED, RULE, SCENARIOS, SMALL, house_style
from mpp_lib.present.keten.band_chart import axis_title
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.trefzekerheid.hindcast_table import given_text, hindcast_source, scored_rows
from mpp_lib.present.wording.indicator_names import short_name, subject_of
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.realised_history import calendar
from mpp_lib.present.wording.sentences import moment, sentence

_MARGINS = Margins(left=1.35, right=2.6, top=1.05, bottom=0.6)
_GAP = 1.8
_PER = {YEAR: " per jaar", QUARTER: " per kwartaal", MONTH: ""}
"""What follows on a published flow, by the months it covers."""
_EDGE = 0.3
"""Years from the right edge within which a label stands to the left of its point."""


def hindcast_chart(hindcast: Hindcast, *, height: float = 14.6) -> Picture:
    """The leading indicators by month as the chain gives them, with every published figure, each on its own scale."""
    names = [short_name(hindcast.chain.by_id[name].spec()) for name in hindcast.terms.leading]
    with house_style():
        figure, panels = stacked(height, len(hindcast.terms.leading), _MARGINS, _GAP)
        for axes, indicator in zip(panels, hindcast.terms.leading, strict=True):
            _draw(axes, hindcast, indicator)
        if not hindcast.round:
            _part_phases(panels, hindcast)
    return Picture(
        figure,
        chart_finding(hindcast),
        _data(hindcast),
        dict.fromkeys(("gepubliceerd", "keten", "verschil"), ""),
        hindcast_source(hindcast),
        f"Drie lijnfiguren onder elkaar, per maand uit de keten met gepubliceerde cijfers erop: {enumerate_nl(names)}.",
    )


def chart_finding(hindcast: Hindcast) -> str:
    """How far off the last figure of each leading indicator is: of a round its fit, else where nothing was fitted."""
    scored = [row for row in scored_rows(hindcast) if row.leading and (hindcast.round or row.phase == "checked")]
    last = {row.indicator: row for row in scored}
    says = [_beside(hindcast, last[name]) for name in hindcast.terms.leading if name in last]
    if not says:
        return "Na de geijkte jaren is van geen hoofdcijfer iets gepubliceerd."
    where = f"met de parameters van ronde {hindcast.round}" if hindcast.round else "waar niet op is geijkt"
    return sentence(f"{where} komt de keten uit op {enumerate_nl(says)}")


def _beside(hindcast: Hindcast, row: Row) -> str:
    """``3,7% meer dan gepubliceerd voor de voorraad (eind 2024)``."""
    spec = hindcast.chain.by_id[row.indicator].spec()
    word = "meer" if row.deviation_pct > 0 else "minder"
    when = moment(row.period, spec.aggregation)
    return f"{number(abs(row.deviation_pct), 1)}% {word} dan gepubliceerd voor {subject_of(spec).text} ({when})"


def _draw(axes: Axes, hindcast: Hindcast, indicator: str) -> None:
    node, span = hindcast.chain.by_id[indicator], hindcast.inputs.settings.span
    values, stock = hindcast.months(indicator), node.aggregation.at_end
    times = [calendar(month) + (1 / 12 if stock else 1 / 24) for month in span.months]
    axes.plot(times, values, **SCENARIOS["medio"].kwargs())
    calendar_axis(axes, span.first_year, span.end.year)
    rows = [row for row in hindcast.rows if row.indicator == indicator]
    levels = [row.realised / (1 if stock else row.period.length) for row in rows]
    from_zero(axes, [*values, *levels], room=1.2)
    count_axis(axes.yaxis, node.unit, ticks=4)
    for row, level in zip(rows, levels, strict=True):
        _publish(axes, hindcast, row, level, stock=stock)
    label_ends(
        axes,
        span.end.year + 1,
        [EndLabel(float(values[-1]), f"keten {text_of(float(values[-1]), node.unit)}", BLUE, "semibold")],
    )
    words = "" if stock else "; streep: gepubliceerd jaarcijfer, gemiddeld per maand"
    title(axes, f"{axis_title(node)}{words}", left=_MARGINS.left - 0.1)
    title(axes, short_name(node.spec()), left=_MARGINS.left - 0.1, up=0.4, colour=BLUE, bold=True)


def _publish(axes: Axes, hindcast: Hindcast, row: Row, level: float, *, stock: bool) -> None:
    """A published stock as a point, a published flow as a bar over its period, with its value; an assumption hollow."""
    start = calendar(row.period.start)
    end = start + row.period.length / YEAR
    if stock:
        fill = REALISED.colour if hindcast.scored(row) else "white"
        (point,) = axes.plot([end], [level], "o", color=REALISED.colour, markersize=4.2, zorder=4, clip_on=False)
        point.set_markerfacecolor(fill)
    else:
        axes.plot([start, end], [level, level], zorder=4, **(REALISED.kwargs() | {"solid_capstyle": "butt"}))
    words = "" if stock else _PER[row.period.length]
    _write(axes, end if stock else (start + end) / 2, level, f"{given_text(hindcast, row)}{words}", row)


def _write(axes: Axes, x: float, level: float, text: str, row: Row) -> None:
    """A value on the side of its point where the line of the chain is not; inside the plotting area."""
    above = row.realised >= row.modelled
    at_edge = x > axes.get_xlim()[1] - _EDGE
    axes.annotate(
        text,
        (x, level),
        (-5 if at_edge else 0, 4 if above else -4),
        textcoords="offset points",
        ha="right" if at_edge else "center",
        va="bottom" if above else "top",
        fontsize=SMALL,
        color=REALISED.colour,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
    )


def _part_phases(panels: Sequence[Axes], hindcast: Hindcast) -> None:
    """A line where the years end on which was fitted, with on either side what the figures did."""
    border = calendar(hindcast.terms.until["fitted"] + 1)
    for axes in panels:
        axes.axvline(border, color=RULE, linewidth=0.8, zorder=0.5)
    mark(panels[0], border, PHASES["fitted"], "right")
    mark(panels[0], border, PHASES["checked"], "left")


def _data(hindcast: Hindcast) -> pd.DataFrame:
    """reeks, periode, gepubliceerd, keten, verschil: every published figure of the leading indicators."""
    return pd.DataFrame(_lines(hindcast), columns=["reeks", "periode", "gepubliceerd", "keten", "verschil"])


def _lines(hindcast: Hindcast) -> Iterator[tuple[str, ...]]:
    for row in hindcast.rows:
        if row.leading:
            spec = hindcast.chain.by_id[row.indicator].spec()
            texts = given_text(hindcast, row), text_of(row.modelled, spec.unit), f"{signed(row.deviation_pct, 1)}%"
            yield short_name(spec), row.period.text, *texts
