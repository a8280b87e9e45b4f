"""Tornado: what each input by itself does to a key figure, from one end of its range to the other."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.compare.sensitivity.ranges_run import FROM_PROGNOSE, RangesRun, Swing
from mpp_lib.present.drawing.canvas import Margins, beside, count_axis, one_panel, title
from mpp_lib.present.drawing.form import is_narrow
from mpp_lib.present.drawing.style import BLUE, FALL, GREY, INK, SMALL, house_style
from mpp_lib.present.keten.sensitivity_words import range_texts, swing_finding, year_of
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.wording.printed_values import difference_text
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult

MOST = 6
"""Inputs in a figure, and of each figure in the table."""
_ROW, _MARGINS = 0.76, Margins(left=8.6, right=0.4, top=0.75, bottom=0.6)
_LABEL, _WIDE = 8.5, 40
"""Centimetres from the plotting area to the name of an input, and the letters of a line of it."""
_ROW_BELOW, _BELOW = 1.35, Margins(left=0.25, right=0.25, top=0.75, bottom=0.6)
"""In the narrow form a bar stands below the name of its input."""
_ROOM = 0.3
"""Room beside the longest bar for its figure, as a share of all bars together."""


@in_both_forms
def tornado_chart(result: RoundResult, run: RangesRun, indicator: str, year: int, *, most: int = MOST) -> Picture:
    """The inputs that move an indicator most in a year, at most so many, the widest on top."""
    swings = run.swings(indicator, year)[:most]
    node = result.chain.by_id[indicator]
    with house_style():
        row, margins = (_ROW_BELOW, _BELOW) if is_narrow() else (_ROW, _MARGINS)
        figure, axes = one_panel(len(swings) * row + margins.top + margins.bottom, margins)
        for place, swing in enumerate(swings):
            _bar(axes, swing, place, node.unit)
            _name(axes, swing, place, range_texts(swing.range, result, year)[1])
        _frame(axes, swings, node.unit)
        when = year_of(result, indicator, year)
        words = f"verschil met medio {when}, {node.unit}; licht: lage kant van het bereik, donker: hoge kant"
        title(axes, words, left=0.0 if is_narrow() else _LABEL)
    data = pd.DataFrame([_texts(swing, result, node.unit, year) for swing in swings])
    return Picture(
        figure,
        swing_finding(result, swings, indicator, year),
        data,
        dict.fromkeys(("waarde", "bereik", "laag", "hoog"), ""),
        source_line(result, sources=(FROM_PROGNOSE, "bereiken en standaardafwijkingen in de invoer")),
        "Liggende balken: per invoer het verschil met medio aan de lage en aan de hoge kant van haar bereik.",
        panels=[Panel(axes, range(len(data)), list(data.columns[1:]), down=True)],
    )


def _bar(axes: Axes, swing: Swing, place: int, unit: str) -> None:
    """Both ends, each with its figure; where they lie on one side, one figure above the other."""
    size, down = (0.6, 0.2) if is_narrow() else (1.0, 0.0)
    apart = 0.2 * size if swing.low * swing.high > 0 else 0.0
    for value, colour, up in ((swing.low, FALL, down - apart), (swing.high, BLUE, down + apart)):
        axes.barh(place + up, value, 0.56 * size - apart, color=colour)
        axes.annotate(
            difference_text(0, value, unit),
            (value, place + up),
            (4 if value > 0 else -4, 0),
            textcoords="offset points",
            ha="left" if value > 0 else "right",
            va="center_baseline",
            fontsize=SMALL,
            color=INK,
        )


def _name(axes: Axes, swing: Swing, place: int, span: str) -> None:
    if is_narrow():
        words = textwrap.fill(f"{swing.range.label}: {span}", 2 * _WIDE - 8)
        under = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
        across = axes.get_yaxis_transform()
        axes.text(0, place, words, transform=across, va="bottom", fontsize=SMALL, color=INK, bbox=under)
        return
    lines = textwrap.wrap(swing.range.label, _WIDE)
    beside(axes, "\n".join(lines), place, _LABEL)
    beside(axes, span, place, 2.9, colour=GREY)


def _frame(axes: Axes, swings: Sequence[Swing], unit: str) -> None:
    ends = [0.0, *(end for swing in swings for end in (swing.low, swing.high))]
    room = _ROOM * (max(ends) - min(ends) or 1.0)
    axes.set_xlim(min(ends) - room, max(ends) + room)
    axes.set_ylim(len(swings) - 0.5, -0.5)
    axes.set_yticks([])
    axes.axvline(0, color=INK, linewidth=1.0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    count_axis(axes.xaxis, unit)


def _texts(swing: Swing, result: RoundResult, unit: str, year: int) -> dict[str, str]:
    value, span = range_texts(swing.range, result, year)
    low, high = difference_text(0, swing.low, unit), difference_text(0, swing.high, unit)
    return {"invoer": swing.range.label, "waarde": value, "bereik": span, "laag": low, "hoog": high}
