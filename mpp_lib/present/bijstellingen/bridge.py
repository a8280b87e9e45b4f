"""Bridges: from the previous round to this one, a step for every group of inputs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.compare.attribution.attribution import Attribution
from mpp_lib.present.bijstellingen.reasons import GROUP_NAMES, Move, bridge_finding, move
from mpp_lib.present.drawing.canvas import Margins, beside, side_by_side
from mpp_lib.present.drawing.style import BLUE, GREY, INK, RULE, SMALL, house_style
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult

YEARS = 2
_UP, _DOWN = BLUE, "#6f9bc4"
_LEFT, _ROW, _ROOM = 4.4, 0.52, 0.42
"""Centimetres for names and per row; share of the span kept free beside the steps for what they measure."""


def bridge(result: RoundResult, previous: RoundResult, split: Attribution, indicator: str) -> Picture:
    """Medio of an indicator from the previous round to this one, for the first shared years."""
    moves = [move(result, split, indicator, year) for year in split.years[:YEARS]]
    groups = [group for group in split.groups if any(moved.parts[group] for moved in moves)]
    names = [f"ronde {previous.inputs.settings.round}", *(_heading(group) for group in groups)]
    names.append(f"ronde {result.inputs.settings.round}")
    with house_style():
        figure, panels = side_by_side(len(names) * _ROW + 0.75, len(moves), Margins(_LEFT, 0.2, 0.65, 0.1), gap=0.5)
        for axes, moved in zip(panels, moves, strict=True):
            draw_steps(axes, moved, groups, str(moved.year))
        write_names(panels[0], names, _LEFT)
    return Picture(
        figure,
        bridge_finding(result, previous, moves),
        pd.DataFrame([_texts(moved, groups) for moved in moves], columns=["jaar", *names]),
        dict.fromkeys(names, ""),
        source_line(result, sources=(f"MPP-productiemodel, ronde {previous.inputs.settings.round}",)),
        f"Brugdiagram: {full_label(result.chain.by_id[indicator].spec())} in medio, van ronde "
        f"{previous.inputs.settings.round} in stappen per groep invoer naar ronde {result.inputs.settings.round}.",
    )


def _heading(group: str) -> str:
    return GROUP_NAMES[group].removeprefix("de ").removeprefix("het ")


def _texts(moved: Move, groups: Sequence[str]) -> list[str]:
    steps = (moved.text_of(moved.parts[group]) for group in groups)
    return [str(moved.year), text_of(moved.before, moved.unit), *steps, text_of(moved.after, moved.unit)]


def draw_steps(axes: Axes, moved: Move, groups: Sequence[str], heading: str) -> None:
    """Ends as points, steps as bars between them: no bar from zero, so that no length is cut off."""
    at = moved.after - moved.difference
    axes.plot(at, 0, "o", color=GREY, markersize=5)
    _label(axes, at, 0, text_of(moved.before, moved.unit))
    reached = [at]
    for place, group in enumerate(groups, start=1):
        part = moved.parts[group]
        axes.plot([at, at], [place - 1, place], color=RULE, linewidth=0.8, zorder=1)
        axes.barh(place, part, 0.6, left=at, color=_UP if part >= 0 else _DOWN, zorder=2)
        _label(axes, max(at, at + part), place, moved.text_of(part).removesuffix(" procentpunt"))
        at += part
        reached.append(at)
    last = len(groups) + 1
    axes.plot([at, at], [last - 1, last], color=RULE, linewidth=0.8, zorder=1)
    axes.plot(at, last, "o", color=BLUE, markersize=6, zorder=3)
    _label(axes, at, last, text_of(moved.after, moved.unit), bold=True)
    _frame(axes, reached, last, heading)


def _frame(axes: Axes, reached: Sequence[float], last: int, heading: str) -> None:
    low, high = min(reached), max(reached)
    span = (high - low) or max(abs(high), 1.0)
    axes.set_xlim(low - 0.06 * span, high + _ROOM * span)
    axes.set_ylim(last + 0.6, -0.6)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.set_title(heading, fontsize=SMALL + 1, fontweight="semibold", color=BLUE, pad=4)


def _label(axes: Axes, x: float, place: int, text: str, *, bold: bool = False) -> None:
    axes.annotate(
        text,
        (x, place),
        (5, 0),
        textcoords="offset points",
        va="center_baseline",
        fontsize=SMALL,
        fontweight="semibold" if bold else "normal",
        color=INK,
    )


def write_names(axes: Axes, names: Sequence[str], left: float) -> None:
    """Names of both ends and the steps, ``left`` centimetres before the plotting area."""
    for place, name in enumerate(names):
        beside(axes, name, place, left - 0.05, colour=INK if 0 < place < len(names) - 1 else BLUE)
