"""Bridges: from the previous round to this one, a step for every group of inputs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from mpp_lib.compare.attribution.attribution import Attribution
from mpp_lib.present.bijstellingen.findings import bridge_finding
from mpp_lib.present.bijstellingen.moves import YEARS, group_names, move, sources
from mpp_lib.present.drawing.canvas import Margins, side_by_side
from mpp_lib.present.drawing.form import is_narrow
from mpp_lib.present.drawing.steps import draw_steps, write_names
from mpp_lib.present.drawing.style import house_style
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.move import Move
from mpp_lib.production.run import RoundResult

_LEFT, _ROW = 4.4, 0.52
"""Centimetres for names and per row."""


@in_both_forms
def bridge(result: RoundResult, previous: RoundResult, split: Attribution, indicator: str) -> Picture:
    """Medio of an indicator from the previous round to this one, for the first shared years."""
    moves = [move(result, split, indicator, year) for year in split.years[:YEARS]]
    groups = [group for group in split.groups if any(moved.parts[group] for moved in moves)]
    names = [f"ronde {previous.inputs.settings.round}", *_headings(result, groups)]
    names.append(f"ronde {result.inputs.settings.round}")
    with house_style():
        figure, panels = side_by_side(len(names) * _ROW + 0.75, len(moves), Margins(_LEFT, 0.2, 0.65, 0.1), gap=0.5)
        for axes, moved in zip(panels, moves, strict=True):
            draw_steps(axes, moved, groups, str(moved.year))
        for axes in panels if is_narrow() else panels[:1]:
            write_names(axes, names, _LEFT)
    return Picture(
        figure,
        bridge_finding(result, previous, moves),
        pd.DataFrame([_texts(moved, groups) for moved in moves], columns=["jaar", *names]),
        dict.fromkeys(names, ""),
        sources(result, previous),
        f"Brugdiagram: {full_label(result.chain.by_id[indicator].spec())} in medio, van ronde "
        f"{previous.inputs.settings.round} in stappen per groep invoer naar ronde {result.inputs.settings.round}.",
        panels=[Panel(axes, range(len(names)), names, down=True, groups=[[k]]) for k, axes in enumerate(panels)],
    )


def _headings(result: RoundResult, groups: Sequence[str]) -> list[str]:
    names = group_names(result)
    return [names[group].removeprefix("de ").removeprefix("het ") for group in groups]


def _texts(moved: Move, groups: Sequence[str]) -> list[str]:
    was, becomes = moved.ends
    return [str(moved.year), was, *(moved.text_of(moved.parts[group]) for group in groups), becomes]
