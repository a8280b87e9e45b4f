"""An indicator by year: realised, then the three runs, in the numbers that the sentences and tables have."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.catalogue import SCENARIOS, Aggregation
from mpp_lib.present.drawing.breaks import mark_breaks, on_years
from mpp_lib.present.drawing.canvas import Margins, count_axis, from_zero, one_panel, title, year_axis
from mpp_lib.present.drawing.counts import draw_years
from mpp_lib.present.drawing.scenario_band import draw_border, label_scenarios
from mpp_lib.present.drawing.style import SCENARIOS as STROKES
from mpp_lib.present.drawing.style import house_style
from mpp_lib.present.keten.band_chart import band_finding, run_keys
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.realised_history import estimated_years, realised_years, year_signs
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.present.wording.year_texts import realised_texts
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult

HISTORY_YEARS = 10
_MARGINS = Margins(left=1.35, right=2.75, top=0.75, bottom=0.6)


@in_both_forms
def year_chart(result: RoundResult, indicator: str, *, height: float = 5.0) -> Picture:
    """A flow by year: at most ten realised years, then minimum, medio and maximum: three lines, and no band between.

    Raises:
        KeyError: when the chain has no such indicator.
    """
    node = result.chain.by_id[indicator]
    past = past_years(result, indicator)
    data = _data(result, node, past)
    years = list(map(str, data["jaar"]))
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        _draw(axes, result, node, past)
        title(axes, axis_title(node), left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        band_finding(result, indicator),
        data,
        dict.fromkeys(("gerealiseerd", *SCENARIOS), ""),
        source_line(result, sources=sources_of(result, indicator)),
        f"Lijnfiguur per jaar: {full_label(node.spec())}, gerealiseerd en in minimum, medio en maximum.",
        panels=[Panel(axes, list(map(float, years)), list(data.columns[1:]))],
        keys=run_keys(indicator),
        periods=years,
    )


def axis_title(node: Node) -> str:
    """What the vertical axis counts."""
    return f"{node.unit} {'per jaar' if node.aggregation is Aggregation.FLOW else 'einde van het jaar'}"


def past_years(result: RoundResult, indicator: str) -> list[int]:
    """The years before the horizon of which something is known, at most :data:`HISTORY_YEARS`."""
    first = result.inputs.settings.span.first_year
    years = {*realised_years(result, indicator), *year_signs(result, indicator)}
    return [year for year in sorted(years) if first - HISTORY_YEARS <= year < first]


def _draw(axes: Axes, result: RoundResult, node: Node, past: Sequence[int]) -> None:
    known, ahead = realised_years(result, node.id), result.inputs.settings.span.calendar_years
    values, estimated = result.years[node.id], estimated_years(result, node.id)
    for column, name in enumerate(SCENARIOS):
        axes.plot(ahead, values[:, column], zorder=3, **STROKES[name].kwargs())
    draw_years(axes, {year: known.get(year, nan) for year in past}, estimated, result.unknown.breaks(node.id))
    years = [*past, *ahead]
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.15)
    from_zero(axes, [*(known[year] for year in past if year in known), *map(float, values.ravel())], room=1.1)
    count_axis(axes.yaxis, node.unit)
    year_axis(axes, years)
    mark_breaks(axes, on_years(result.unknown.breaks(node.id)))
    if past:
        draw_border(axes, (past[-1] + ahead[0]) / 2)
    label_scenarios(axes, ahead[-1], values[-1], node.unit)


def _data(result: RoundResult, node: Node, past: Sequence[int]) -> pd.DataFrame:
    """jaar, gerealiseerd, minimum, medio, maximum, as printed."""
    before = [{"jaar": str(year), "gerealiseerd": text} for year, text in _texts(result, node, past)]
    ahead = [
        {"jaar": str(year)} | dict(zip(SCENARIOS, [text_of(float(value), node.unit) for value in row], strict=True))
        for year, row in zip(result.inputs.settings.span.calendar_years, result.years[node.id], strict=True)
    ]
    return pd.DataFrame([*before, *ahead], columns=["jaar", "gerealiseerd", *SCENARIOS]).fillna("")


def _texts(result: RoundResult, node: Node, past: Sequence[int]) -> list[tuple[int, str]]:
    return list(zip(past, realised_texts(result, node.id, past), strict=True))
