"""A fan: an indicator by year as it was realised, then where its draws lie."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.base.result_table import REALISED
from mpp_lib.compare.uncertainty.round_bands import RoundBands
from mpp_lib.present.drawing.breaks import mark_breaks, on_years
from mpp_lib.present.drawing.canvas import Margins, count_axis, from_zero, one_panel, title, year_axis
from mpp_lib.present.drawing.counts import draw_years
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.scenario_band import draw_border
from mpp_lib.present.drawing.style import GREY, INK, MEDIAN, PARTS, SCENARIOS, TINT, house_style
from mpp_lib.present.keten.uncertainty_words import fan_finding
from mpp_lib.present.keten.year_chart import axis_title, past_years
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.shown.table import Key
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.realised_history import estimated_years, realised_years
from mpp_lib.present.wording.source_lines import source_line, sources_of
from mpp_lib.present.wording.year_texts import realised_texts
from mpp_lib.production.node import Node

EDGES = {"p12_5": "12,5%", "p25": "25%", "p50": "mediaan", "p75": "75%", "p87_5": "87,5%"}
"""Edge of a fan → how it is called: a chance of less, or the median."""
_BANDS = ((TINT, "p12_5", "p87_5"), (PARTS[2], "p25", "p75"))
_MARGINS = Margins(left=1.35, right=2.75, top=0.75, bottom=0.6)


@in_both_forms
def fan_chart(bands: RoundBands, indicator: str, *, height: float = 5.0) -> Picture:
    """At most ten realised years of an indicator, then its median, bands of 50% and 75%, and medio in them.

    Raises:
        KeyError: when the chain has no such indicator.
    """
    result = bands.result
    node, past = result.chain.by_id[indicator], past_years(result, indicator)
    ahead = fan_data(bands, node)
    data = _printed(bands, node, past, ahead)
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        _draw(axes, bands, node, past, ahead)
        title(axes, f"{axis_title(node)}; licht: 75% kans, donker: de helft", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        fan_finding(bands, indicator, result.inputs.settings.span.end.year),
        data,
        dict.fromkeys(map(str, data.columns[1:]), ""),
        source_line(result, sources=sources_of(result, indicator)),
        f"Waaierfiguur per jaar: {full_label(node.spec())}, gerealiseerd, en daarna de mediaan met de banden "
        "van 50% en van 75% kans, en medio.",
        panels=[Panel(axes, list(map(float, data["jaar"])), list(data.columns[1:]))],
        keys={
            "gerealiseerd": Key(indicator, REALISED),
            "medio": Key(indicator, "medio"),
            **{name: Key(indicator, edge) for edge, name in EDGES.items()},
        },
        periods=list(map(str, data["jaar"])),
    )


def fan_data(bands: RoundBands, node: Node) -> pd.DataFrame:
    """Year of the horizon → the edges of the fan, and medio."""
    years = bands.result.inputs.settings.span.calendar_years
    rows = {
        year: {edge: bands.value(node.id, year, edge) for edge in EDGES}
        | {"medio": bands.result.year(node.id, year, "medio")}
        for year in years
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def _draw(axes: Axes, bands: RoundBands, node: Node, past: Sequence[int], ahead: pd.DataFrame) -> None:
    result, years = bands.result, [int(year) for year in ahead.index]
    known, breaks = realised_years(result, node.id), result.unknown.breaks(node.id)
    for colour, low, high in _BANDS:
        axes.fill_between(years, ahead[low], ahead[high], color=colour, linewidth=0, zorder=1)
    axes.plot(years, ahead["p50"], zorder=2, **MEDIAN.kwargs())
    axes.plot(years, ahead["medio"], zorder=3, **SCENARIOS["medio"].kwargs())
    draw_years(axes, {year: known.get(year, nan) for year in past}, estimated_years(result, node.id), breaks)
    axes.set_xlim([*past, *years][0] - 0.4, years[-1] + 0.15)
    from_zero(axes, [*(known[year] for year in past if year in known), *map(float, ahead.to_numpy().ravel())], room=1.1)
    count_axis(axes.yaxis, node.unit)
    year_axis(axes, [*past, *years])
    mark_breaks(axes, on_years(breaks))
    if past:
        draw_border(axes, (past[-1] + years[0]) / 2)
    _name_ends(axes, ahead.iloc[-1], years[-1], node.unit)


def _name_ends(axes: Axes, last: pd.Series[float], year: int, unit: str) -> None:
    looks = {"p12_5": (INK, "normal"), "p50": (GREY, "normal"), "p87_5": (INK, "normal")}
    looks["medio"] = SCENARIOS["medio"].colour, "semibold"
    names = EDGES | {"medio": "medio"}
    label_ends(
        axes,
        year,
        [
            EndLabel(float(last[key]), f"{names[key]} {text_of(float(last[key]), unit)}", *look)
            for key, look in looks.items()
        ],
    )


def _printed(bands: RoundBands, node: Node, past: Sequence[int], ahead: pd.DataFrame) -> pd.DataFrame:
    """jaar, gerealiseerd, the edges and medio, as printed."""
    before = [
        {"jaar": str(year), "gerealiseerd": text}
        for year, text in zip(past, realised_texts(bands.result, node.id, past), strict=True)
    ]
    names = EDGES | {"medio": "medio"}
    rows = [
        {"jaar": str(year)} | {names[str(key)]: text_of(float(value), node.unit) for key, value in row.items()}
        for year, row in ahead.iterrows()
    ]
    return pd.DataFrame([*before, *rows], columns=["jaar", "gerealiseerd", *names.values()], dtype=object).fillna("")
