"""The hindcast as a figure: what the chain gives by month, with the published figures on it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.periods import MONTH, QUARTER, YEAR, Period
from mpp_lib.compare.hindcast.hindcast import Hindcast, Row
from mpp_lib.compare.hindcast.terms import PHASES
from mpp_lib.present.drawing.canvas import Margins, calendar_axis, count_axis, from_zero, stacked, title
from mpp_lib.present.drawing.counts import draw_bar, draw_point
from mpp_lib.present.drawing.form import is_narrow
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.scenario_band import mark
from mpp_lib.present.drawing.style import BLUE, REALISED, RULE, SCENARIOS, SMALL, house_style
from mpp_lib.present.keten.band_chart import axis_title, in_time, places_of
from mpp_lib.present.shown.picture import OVER, Panel, Picture, in_both_forms
from mpp_lib.present.trefzekerheid.hindcast_table import given_text, hindcast_source, off, scored_rows, status_of
from mpp_lib.present.wording.indicator_names import short_name, subject_of
from mpp_lib.present.wording.marks import MARKS
from mpp_lib.present.wording.printed_values import exact_text, text_of
from mpp_lib.present.wording.realised_history import calendar
from mpp_lib.present.wording.sentences import moment, sentence

_MARGINS = Margins(left=1.35, right=2.6, top=1.05, bottom=0.6)
_GAP = 1.8
_PER = {YEAR: " per jaar", QUARTER: " per kwartaal", MONTH: ""}
"""What follows on a published flow, by the months it covers."""
_EDGE = 0.3
"""Years from the right edge within which a label stands to the left of its point."""


@in_both_forms
def hindcast_chart(hindcast: Hindcast, *, height: float = 14.6) -> Picture:
    """The leading indicators by month as the chain gives them, with every published figure, each on its own scale."""
    drawn = _data(hindcast)
    data, periods = in_time(drawn), sorted(drawn.index)
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
        data,
        dict.fromkeys(map(str, data.columns[1:]), ""),
        hindcast_source(hindcast),
        f"Drie lijnfiguren onder elkaar, per maand uit de keten met gepubliceerde cijfers erop: {enumerate_nl(names)}.",
        panels=[
            Panel(axes, places_of(periods, hindcast.chain.by_id[one]), _columns(drawn, name))
            for axes, one, name in zip(panels, hindcast.terms.leading, names, strict=True)
        ],
    )


def chart_finding(hindcast: Hindcast) -> str:
    """How far off the last figure of each leading indicator is: of a round its fit, else where nothing was fitted."""
    last = _last_of_leading(hindcast)
    says = [_beside(hindcast, row) for row in last]
    if not says:
        return "Na de geijkte jaren is van geen hoofdcijfer iets gepubliceerd."
    where = f"met de parameters van ronde {hindcast.round}" if hindcast.round else "waar niet op is geijkt"
    return sentence(f"{where} komt de keten uit op {enumerate_nl(says)}")


def furthest_text(hindcast: Hindcast) -> str:
    """How far off the last figure of the leading indicator is that is furthest off, as a clause; empty without one."""
    last = _last_of_leading(hindcast)
    if not last:
        return ""
    worst = max(last, key=lambda row: abs(row.deviation_pct))
    return f"met de instroom en beslissingen die er waren, kwam de keten uit op {_beside(hindcast, worst)}"


def _last_of_leading(hindcast: Hindcast) -> list[Row]:
    """The last compared figure of each leading indicator: of a round, or of the years that no fit knew."""
    scored = [row for row in scored_rows(hindcast) if row.leading and (hindcast.round or row.phase == "checked")]
    last = {row.indicator: row for row in scored}
    return [last[name] for name in hindcast.terms.leading if name in last]


def _beside(hindcast: Hindcast, row: Row) -> str:
    """``3,7% meer dan gepubliceerd voor de voorraad (eind 2024)``."""
    spec = hindcast.chain.by_id[row.indicator].spec()
    word = "meer" if row.deviation_pct > 0 else "minder"
    when = moment(row.period, spec.aggregation)
    return f"{off(hindcast, row).lstrip('+−')} {word} dan gepubliceerd voor {subject_of(spec).text} ({when})"


def _draw(axes: Axes, hindcast: Hindcast, indicator: str) -> None:
    node, span = hindcast.chain.by_id[indicator], hindcast.inputs.settings.span
    values, stock = hindcast.months(indicator), node.aggregation.at_end
    times = [calendar(month) + (1 / 12 if stock else 1 / 24) for month in span.months]
    axes.plot(times, values, **SCENARIOS["medio"].kwargs())
    calendar_axis(axes, span.first_year, span.end.year)
    rows = [row for row in hindcast.rows if row.indicator == indicator]
    levels = [row.realised / (1 if stock else row.period.length) for row in rows]
    from_zero(axes, [*values, *levels], room=1.4 if is_narrow() else 1.2)
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
    """A published stock as a point, a flow as a bar over its period, with its value; open or broken if no count.

    In the narrow form only the stocks at the end of a year have it beside them.
    """
    start = calendar(row.period.start)
    end = start + row.period.length / YEAR
    if stock:
        draw_point(axes, end, level, estimated=status_of(hindcast, row) in MARKS, size=4.2)
    else:
        draw_bar(axes, start, end, level, estimated=status_of(hindcast, row) in MARKS)
    if is_narrow() and stock and row.period.end.month != YEAR:
        return
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
    """What is drawn: of each leading indicator the chain by month and the published figures by their periods."""
    data = pd.concat([_panel(hindcast, name) for name in hindcast.terms.leading], axis=1).fillna("")
    return data.loc[:, (data != "").any()]


def _columns(drawn: pd.DataFrame, name: str) -> list[str]:
    """The columns of an indicator."""
    return [column for column in map(str, drawn.columns) if column.startswith(f"{name}{OVER}")]


def _panel(hindcast: Hindcast, indicator: str) -> pd.DataFrame:
    node = hindcast.chain.by_id[indicator]
    months = map(Period, hindcast.inputs.settings.span.months)
    chain = {
        month: text_of(float(value), node.unit) for month, value in zip(months, hindcast.months(indicator), strict=True)
    }
    published = dict(_published(hindcast, row) for row in hindcast.rows if row.indicator == indicator)
    both = {"gepubliceerd": pd.Series(published, dtype=object), "keten": pd.Series(chain, dtype=object)}
    return pd.DataFrame(both).rename(columns=lambda name: f"{short_name(node.spec())}{OVER}{name}")


def _published(hindcast: Hindcast, row: Row) -> tuple[Period, str]:
    """A published figure as it is drawn: a stock at the month it ends, a flow as its average month, with the whole."""
    node = hindcast.chain.by_id[row.indicator]
    if node.aggregation.at_end:
        return Period(row.period.end), given_text(hindcast, row)
    average = exact_text(row.realised / row.period.length, node.unit)
    return row.period, f"{average} ({given_text(hindcast, row)}{_PER[row.period.length]})"
