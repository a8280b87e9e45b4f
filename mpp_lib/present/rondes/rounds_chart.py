"""An indicator by year: medio of each round as a line, the newest with its minimum and maximum, and what happened."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.round_figures import RoundFigures
from mpp_lib.present.drawing.canvas import Margins, count_axis, from_zero, one_panel, title, year_axis
from mpp_lib.present.drawing.counts import draw_points
from mpp_lib.present.drawing.labels import EndLabel, label_ends
from mpp_lib.present.drawing.style import BLUE, FALL, GREY, REALISED, house_style
from mpp_lib.present.drawing.style import SCENARIOS as STROKES
from mpp_lib.present.rondes.said_by_rounds import SaidByRounds
from mpp_lib.present.wording.printed_values import heading_of
from mpp_lib.production.realised import ESTIMATED

HISTORY_YEARS = 5
"""Realised years before the first that a round speaks of."""
_NAMED = 4
"""Rounds whose line is named: beyond these the names would stand over each other."""
_MOST_TICKS = 12
_MARGINS = Margins(left=1.35, right=2.75, top=0.75, bottom=0.6)


def rounds_chart(said: SaidByRounds, *, height: float = 6.0) -> Figure:
    """The figure; some round has the indicator."""
    rounds = [figures for figures in said.rounds if figures.of(said.spec.id)]
    past = [year for year in sorted(said.realised) if year >= said.years[0] - HISTORY_YEARS]
    with house_style():
        figure, axes = one_panel(height, _MARGINS)
        _draw_rounds(axes, said.spec.id, rounds)
        _draw_realised(axes, said, past)
        years = list(range(min([*past, *said.years]), said.years[-1] + 1))
        axes.set_xlim(years[0] - 0.4, years[-1] + 0.15)
        from_zero(axes, _values(said, rounds, past), room=1.1)
        count_axis(axes.yaxis, said.spec.unit)
        year_axis(axes, years, every=1 + len(years) // _MOST_TICKS)
        title(axes, f"{heading_of(said.spec.unit)}, {said.when}", left=_MARGINS.left - 0.1)
        label_ends(axes, years[-1], _labels(said.spec.id, rounds))
    return figure


def chart_words(said: SaidByRounds) -> str:
    """What is drawn, for who can't see it; the numbers stand in the table."""
    names = ", ".join(figures.round for figures in said.rounds if figures.of(said.spec.id))
    return f"Lijnfiguur per jaar: {said.name}; gerealiseerd, en medio volgens de rondes {names}."


def _draw_rounds(axes: Axes, indicator: str, rounds: Sequence[RoundFigures]) -> None:
    """The older rounds in one stroke, with gaps between them: of fifty rounds each line would cost as much as all."""
    *older, newest = rounds
    gap = ([np.nan], [np.nan])
    pieces = [piece for figures in older for piece in (_line(figures, indicator, 1), gap)]
    if pieces:
        x, y = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
        axes.plot(x, y, color=FALL, linewidth=1.1, zorder=2)
    for column, name in enumerate(SCENARIOS):
        axes.plot(*_line(newest, indicator, column), zorder=3, **STROKES[name].kwargs())


def _draw_realised(axes: Axes, said: SaidByRounds, past: Sequence[int]) -> None:
    through = range(past[0], past[-1] + 1) if past else range(0)
    known = [said.realised[year].value if year in said.realised else np.nan for year in through]
    axes.plot(through, known, zorder=4, **REALISED.kwargs())
    for estimated in (False, True):
        years = [year for year in past if (said.realised[year].status == ESTIMATED) == estimated]
        draw_points(axes, years, [said.realised[year].value for year in years], estimated=estimated, size=4)


def _line(figures: RoundFigures, indicator: str, column: int) -> tuple[list[int], list[float]]:
    years = figures.of(indicator)
    return list(years), [lines[column] for lines in years.values()]


def _values(said: SaidByRounds, rounds: Sequence[RoundFigures], past: Sequence[int]) -> list[float]:
    ahead = [value for figures in rounds for lines in figures.of(said.spec.id).values() for value in lines]
    return [*ahead, *(said.realised[year].value for year in past)]


def _labels(indicator: str, rounds: Sequence[RoundFigures]) -> list[EndLabel]:
    """The newest round with its three lines, the ones before it by name."""
    *older, newest = rounds
    last = newest.of(indicator)[max(newest.of(indicator))]
    ends = [EndLabel(last[1], f"{newest.round} medio", BLUE, "semibold")]
    if last[0] != last[2]:
        ends += [EndLabel(last[place], SCENARIOS[place], STROKES[SCENARIOS[place]].colour) for place in (0, 2)]
    for figures in older[1 - _NAMED :]:
        lines = figures.of(indicator)
        ends.append(EndLabel(lines[max(lines)][1], figures.round, GREY))
    return ends
