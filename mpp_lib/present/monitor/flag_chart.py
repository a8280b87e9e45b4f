"""A flagged indicator: its course over the year, and beside it what the deviation is made of."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator
from mpp_lib.present.drawing.canvas import Margins, add_panel, one_panel, title
from mpp_lib.present.drawing.form import is_narrow, width
from mpp_lib.present.drawing.steps import draw_steps, write_names
from mpp_lib.present.drawing.style import WIDTH, house_style
from mpp_lib.present.keten.band_chart import axis_title, run_keys
from mpp_lib.present.monitor.course import course_columns, course_data, course_panel, course_periods, draw_course
from mpp_lib.present.monitor.findings import deviation_finding, move_of
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.shown.picture import Panel, Picture, in_both_forms
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.move import Move

_HEIGHT = 3.9
_COURSE = Margins(left=1.35, right=WIDTH - 6.3, top=0.8, bottom=0.6)
_NAMES_LEFT = 3.3
_STEPS_LEFT = 12.1
_NAMES_RIGHT, _STEP = 2.2, 0.5
"""Of the narrow form: room for the names of the lines, and the height of a step."""
_SIZE = "van medio naar gerealiseerd"


def _steps(moved: Move) -> pd.DataFrame:
    """The steps from medio to what was realised, as printed, beside the months."""
    before, after = moved.ends
    parts = {name: moved.text_of(part) for name, part in moved.parts.items()}
    return pd.DataFrame(({"medio": before} | parts | {"gerealiseerd": after}).items(), columns=["stap", _SIZE])


def _panels(steps: int) -> tuple[Figure, Axes, Axes]:
    """The figure, and the plotting areas of the course and of the steps: beside it, or under it."""
    if not is_narrow():
        figure, axes = one_panel(_HEIGHT, _COURSE)
        return figure, axes, add_panel(figure, _STEPS_LEFT, 0.1, WIDTH - _STEPS_LEFT - 0.1, _HEIGHT - 0.9)
    under = steps * _STEP + 0.9
    figure, axes = one_panel(_HEIGHT + under, replace(_COURSE, right=_NAMES_RIGHT, bottom=_COURSE.bottom + under))
    return figure, axes, add_panel(figure, _NAMES_LEFT, 0.1, width() - _NAMES_LEFT - 0.1, under - 0.9)


def flag_label(indicator: str) -> str:
    """The label by which a report embeds the figure of an indicator."""
    return f"fig-vlag-{indicator.replace('.', '-').replace('_', '-')}"


def flag_charts(made: Monitor) -> dict[str, Picture]:
    """Label → figure of every flagged indicator, the worst first."""
    return {flag_label(row.indicator): flag_chart(made, row) for row in made.flagged}


@in_both_forms
def flag_chart(made: Monitor, row: MonitoredIndicator) -> Picture:
    """Course and causes of one indicator."""
    node, moved = made.result.chain.by_id[row.indicator], move_of(row)
    with house_style():
        figure, axes, steps = _panels(len(moved.parts) + 2)
        draw_course(axes, made, node)
        title(axes, axis_title(node), left=_COURSE.left - 0.1)
        draw_steps(steps, moved, list(moved.parts), "")
        write_names(steps, ["medio", *moved.parts, "gerealiseerd"], _NAMES_LEFT)
        title(steps, "van medio naar gerealiseerd", left=_NAMES_LEFT - 0.05)
    data = pd.concat([course_data(made, node), _steps(moved)], axis=1).fillna("")
    return Picture(
        figure,
        deviation_finding(row, made.until),
        data,
        dict.fromkeys((*course_columns(made, node), _SIZE), ""),
        monitor_source(made, row.indicator),
        f"Links een lijnfiguur per maand van {made.until.year}: {full_label(row.spec)}, gerealiseerd op minimum, medio "
        "en maximum, met per maand de band van 75% waar die bekend is. Rechts in stappen van medio naar gerealiseerd: "
        + ", ".join(f"{name} {moved.text_of(part)}" for name, part in moved.parts.items())
        + ".",
        panels=[
            course_panel(axes, made, node),
            Panel(steps, range(len(moved.parts) + 2), [_SIZE], down=True, heads=["stap"]),
        ],
        keys=run_keys(row.indicator),
        periods=course_periods(made, node, len(data)),
    )
