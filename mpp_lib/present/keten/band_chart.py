"""Figures of the chain: an indicator by month, realised and in its three runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import SCENARIOS, SHARE, Aggregation
from mpp_lib.base.periods import HALF_YEAR, MONTH, QUARTER, YEAR, Period
from mpp_lib.base.result_table import REALISED
from mpp_lib.present.drawing.breaks import mark_breaks
from mpp_lib.present.drawing.canvas import Margins, calendar_axis, count_axis, from_zero, one_panel, title
from mpp_lib.present.drawing.scenario_band import (
    Drawn,
    as_drawn,
    draw_border,
    draw_realised,
    draw_runs,
    label_scenarios,
)
from mpp_lib.present.drawing.style import house_style
from mpp_lib.present.shown.picture import OVER, Panel, Picture, in_both_forms
from mpp_lib.present.shown.table import Key
from mpp_lib.present.wording.courses import medio_course
from mpp_lib.present.wording.indicator_names import full_label, subject_of
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import TERM, exact_text, text_of
from mpp_lib.present.wording.realised_history import Realised, calendar, realised_history
from mpp_lib.present.wording.sentences import course, moment, runs, sentence
from mpp_lib.present.wording.signs import with_signs
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.production.node import Node
from mpp_lib.production.realised import ESTIMATED
from mpp_lib.production.run import RoundResult

HISTORY_YEARS = 3
_PERIODS = {QUARTER: "kwartaal", HALF_YEAR: "halfjaar", YEAR: "jaar"}
_MARGINS = Margins(left=1.35, right=2.75, top=0.75, bottom=0.6)


@in_both_forms
def band_chart(result: RoundResult, indicator: str, *, height: float = 7.2) -> Picture:
    """An indicator by month: realised, then minimum, medio and maximum: three lines, and no band between them.

    Where a flow was realised by longer periods, the scenarios stand by those as well.

    Raises:
        KeyError: when the chain has no such indicator.
    """
    node = result.chain.by_id[indicator]
    data = drawn_data(result, indicator, first_year_of(result, indicator))
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        drawn = draw_indicator(axes, result, indicator, first=first_year_of(result, indicator))
        label_scenarios(axes, result.inputs.settings.span.end.year + 1, drawn.values[-1], node.unit)
        title(axes, f"{axis_title(node)}{_averages(node, drawn)}", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        band_finding(result, indicator),
        in_time(data),
        dict.fromkeys(("gerealiseerd", *SCENARIOS), ""),
        source_line(result, sources=sources_of(result, indicator)),
        f"Lijnfiguur in de tijd: {full_label(node.spec())}, gerealiseerd en in minimum, medio en maximum.",
        panels=[Panel(axes, places_of(sorted(data.index), node), list(data.columns))],
        keys=run_keys(indicator),
        periods=list(map(str, sorted(data.index))),
    )


def places_of(periods: Iterable[Period], node: Node) -> list[float]:
    """Where the values of an indicator stand on a calendar axis: at the end of a period, or in its middle."""
    part = 1.0 if node.aggregation.at_end else 0.5
    return [calendar(period.start) + part * period.length / YEAR for period in periods]


def run_keys(indicator: str, under: str = "") -> Mapping[str, Key]:
    """What the columns of :func:`drawn_data` go by.

    Args:
        under: the heading over them.
    """
    scenarios = {"gerealiseerd": REALISED, **dict(zip(SCENARIOS, SCENARIOS, strict=True))}
    lead = f"{under}{OVER}" if under else ""
    return {f"{lead}{name}": Key(indicator, scenario) for name, scenario in scenarios.items()}


def draw_indicator(
    axes: Axes, result: RoundResult, indicator: str, *, first: int, words: bool = True, ticks: int = 5
) -> Drawn:
    """Realised points and scenarios of one indicator on empty axes, from zero and without labels.

    Args:
        first: year the axis begins with.
        words: whether the border between realised and forecast is named.
        ticks: how many the vertical axis has at most.

    Returns:
        the scenarios as they were drawn.
    """
    node, last = result.chain.by_id[indicator], result.inputs.settings.span.end.year
    shown = [point for point in realised_history(result, indicator) if point.end > first]
    drawn = as_drawn(result, indicator, shown)
    draw_runs(axes, drawn)
    draw_realised(axes, shown, stock=node.aggregation.at_end, since=first)
    calendar_axis(axes, first, last)
    from_zero(axes, [*drawn.values.ravel(), *(point.per_month for point in shown)], room=1.1)
    count_axis(axes.yaxis, node.unit, ticks)
    mark_breaks(axes, [point.start for point in shown if point.breaks], words=words)
    if shown:
        draw_border(axes, max(point.end for point in shown), words=words)
    return drawn


def first_year_of(result: RoundResult, indicator: str) -> int:
    """The year the axis begins with: that of the first realised point within :data:`HISTORY_YEARS` of the horizon."""
    first = result.inputs.settings.span.first_year
    stock = result.chain.by_id[indicator].aggregation.at_end
    points = [point for point in realised_history(result, indicator) if point.end > first - HISTORY_YEARS]
    starts = [point.end - 1 / 24 if stock else point.start for point in points]
    return max(int(min([*starts, first])), first - HISTORY_YEARS)


def _averages(node: Node, drawn: Drawn) -> str:
    """What a step means, where longer periods than months are drawn."""
    if not drawn.in_steps or node.aggregation is not Aggregation.FLOW:
        return ""
    return f"; gemiddelde maand van elk {_PERIODS[drawn.length]}"


def axis_title(node: Node) -> str:
    """What the vertical axis counts."""
    unit = {SHARE: "aandeel", TERM: "maanden"}.get(node.unit, node.unit)
    if node.aggregation is Aggregation.FLOW:
        return f"{unit} per maand"
    return f"{unit}, einde van de maand" if node.aggregation is Aggregation.STOCK else unit


def band_finding(result: RoundResult, indicator: str) -> str:
    """How medio moves over the years, and what low and high inflow come to at the end."""
    node = result.chain.by_id[indicator]
    year = result.inputs.settings.span.end.year
    low, _, high = result.years[indicator][-1]
    return sentence(
        course(subject_of(node.spec()), medio_course(result, indicator), node.unit, node.aggregation, lead="in medio"),
        runs(moment(Period.of_year(year), node.aggregation), float(low), float(high), node.unit),
    )


def drawn_data(result: RoundResult, indicator: str, first: int) -> pd.DataFrame:
    """What is drawn of an indicator from the year ``first`` on, as printed: period → gerealiseerd and the scenarios.

    A stock stands at the month it is the end of, a flow that was published over a longer period as its average month.
    """
    node = result.chain.by_id[indicator]
    points = [point for point in realised_history(result, indicator) if point.end > first]
    stock = node.aggregation.at_end
    past = {Period(point.period.end) if stock else point.period: _realised_text(node, point) for point in points}
    absent = result.unknown.absent_periods(indicator).items()
    past |= {period: sign for period, sign in absent if calendar(period.end + 1) > first and period not in past}
    drawn, months = as_drawn(result, indicator, points), result.inputs.settings.span.months
    starts = months[:: drawn.length]
    ahead = pd.DataFrame(
        [[text_of(float(value), node.unit) for value in values] for values in drawn.values[-len(starts) :]],
        index=[Period(start, drawn.length) for start in starts],
        columns=list(SCENARIOS),
    )
    return pd.concat([pd.Series(past, dtype=object).rename("gerealiseerd"), ahead], axis=1).fillna("")


def _realised_text(node: Node, point: Realised) -> str:
    return with_signs(marked(exact_text(point.per_month, node.unit), ESTIMATED if point.estimated else ""), point.signs)


def in_time(data: pd.DataFrame) -> pd.DataFrame:
    """Rows by period in order of time, with the period in words as first column *periode*."""
    ordered = data.loc[sorted(data.index)]
    return ordered.set_axis([*map(drawn_period, ordered.index)]).reset_index(names="periode")


def drawn_period(period: Period) -> str:
    """A period in words; of one longer than a month the average month is drawn.

    >>> drawn_period(Period.parse("2023-K1")), drawn_period(Period.parse("2023-04"))
    ('eerste kwartaal 2023, gemiddelde maand', 'april 2023')
    """
    return period.text if period.length == MONTH else f"{period.text}, gemiddelde maand"
