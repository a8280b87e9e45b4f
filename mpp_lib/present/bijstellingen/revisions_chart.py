"""Bijstellingen: how much a round differs from the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
from matplotlib.axes import Axes

from mpp_lib.compare.attribution.attribution import Attribution
from mpp_lib.present.bijstellingen.findings import revisions_finding
from mpp_lib.present.bijstellingen.moves import YEARS, move, sources
from mpp_lib.present.drawing.canvas import Margins, beside, side_by_side
from mpp_lib.present.drawing.form import is_narrow
from mpp_lib.present.drawing.labels import text_width
from mpp_lib.present.drawing.steps import without_scales
from mpp_lib.present.drawing.style import BLUE, FALL, GREY, INK, POINTS_PER_CM, SMALL, house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.move import Move
from mpp_lib.production.key_figures import REVISED
from mpp_lib.production.run import RoundResult

_LEFT, _BAR = 4.6, 0.58
_COLUMNS = ("vorige ronde", "deze ronde", "verschil")


@in_both_forms
def revisions_chart(
    result: RoundResult,
    previous: RoundResult,
    split: Attribution,
    indicators: Sequence[str] = REVISED,
    *,
    years: int = YEARS,
) -> Picture:
    """Change of medio against the previous round, in percents, for the first shared years.

    Args:
        indicators: ids in both rounds, in people or cases.
        years: how many years, one panel each.
    """
    moves = {year: [move(result, split, name, year) for name in indicators] for year in split.years[:years]}
    names = [full_label(result.chain.by_id[name].spec()) for name in indicators]
    reach = max(abs(moved.relative) for of_year in moves.values() for moved in of_year) or 0.01
    with house_style():
        height = len(indicators) * _BAR + 0.75
        figure, panels = side_by_side(height, len(moves), Margins(_LEFT, 0.35, 0.65, 0.1), gap=0.5)
        for axes, (year, of_year) in zip(panels, moves.items(), strict=True):
            _bars(axes, of_year, str(year), reach)
        for axes in panels if is_narrow() else panels[:1]:
            for place, name in enumerate(names):
                beside(axes, _fitting(name), place, _LEFT - 0.05)
    data = _data(names, moves.values())
    return Picture(
        figure,
        revisions_finding(result, previous, next(iter(moves.values()))),
        data,
        dict.fromkeys(_COLUMNS, ""),
        sources(result, previous),
        f"Staafdiagram: bijstelling van medio ten opzichte van ronde {previous.inputs.settings.round}, in procenten.",
        panels=[
            Panel(axes, _places(data, year), _COLUMNS, down=True, heads=("indicator", "jaar"))
            for axes, year in zip(panels, moves, strict=True)
        ],
    )


def _places(data: pd.DataFrame, year: int) -> list[float]:
    """The rows of a year under each other, in their order; the others have no place."""
    of_year = data["jaar"] == str(year)
    return (of_year.cumsum() - 1.0).where(of_year).to_list()


def _bars(axes: Axes, moves: Sequence[Move], heading: str, reach: float) -> None:
    for place, moved in enumerate(moves):
        axes.barh(place, moved.relative, 0.62, color=BLUE if moved.relative >= 0 else FALL)
        _write(axes, place, moved)
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_ylim(len(moves) - 0.4, -0.6)
    axes.set_xlim(-reach * 1.05, reach * 1.05)
    without_scales(axes, heading)


def _write(axes: Axes, place: int, moved: Move) -> None:
    """The change itself, on the side of the axis where there is no bar."""
    rises = moved.relative >= 0
    axes.annotate(
        moved.change_text,
        (0, place),
        (-4 if rises else 4, 0),
        textcoords="offset points",
        ha="right" if rises else "left",
        va="center_baseline",
        fontsize=SMALL,
        color=INK,
    )


def _fitting(name: str) -> str:
    while text_width(name, SMALL) > (_LEFT - 0.2) * POINTS_PER_CM:
        name = name.rstrip("…")[:-1].rstrip() + "…"
    return name


def _data(names: Sequence[str], years: Iterable[Sequence[Move]]) -> pd.DataFrame:
    rows = [
        (name, str(moved.year), *moved.ends, moved.change_text)
        for name, moves in zip(names, zip(*years, strict=True), strict=True)
        for moved in moves
    ]
    return pd.DataFrame(rows, columns=["indicator", "jaar", *_COLUMNS])
