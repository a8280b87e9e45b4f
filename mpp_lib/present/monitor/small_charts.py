"""The indicators without a flag, small: a panel each, realised on the three runs of the round and its band."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from textwrap import wrap

import pandas as pd
from matplotlib.figure import Figure

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.monitored_indicator import Band, MonitoredIndicator
from mpp_lib.present.drawing.canvas import add_panel, title
from mpp_lib.present.drawing.form import is_narrow, width
from mpp_lib.present.drawing.style import CM, INK, WIDTH, house_style
from mpp_lib.present.monitor.beside_medio import THRESHOLD, band_text, deviation_text
from mpp_lib.present.monitor.course import EDGES, course_data, course_panel, draw_course
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.shown.picture import Picture, in_both_forms
from mpp_lib.present.wording.indicator_names import lower_name, short_name, subject_of
from mpp_lib.present.wording.sentences import sentence

ACROSS, AT_MOST = 3, 6
"""Panels beside each other, and in one figure: a figure is never cut, and two rows leave no page half empty."""
_LEFT, _WIDE, _HIGH, _TOP, _BOTTOM = 1.3, 3.75, 1.75, 0.95, 0.65
_LETTERS = 36


def unflagged(made: Monitor) -> tuple[MonitoredIndicator, ...]:
    """Rows with figures and without a flag, the largest deviation first."""
    return tuple(row for row in made.worst_first if row.to_date and not row.flagged)


def small_labels(made: Monitor) -> list[str]:
    """The labels by which a report embeds the figures of what has no flag."""
    return [f"fig-zonder-vlag-{number + 1}" for number in range(ceil(len(unflagged(made)) / AT_MOST))]


def small_charts(made: Monitor) -> dict[str, Picture]:
    """Label → figure with a small panel for some indicators without a flag; together they hold all of them."""
    rows = unflagged(made)
    return {
        label: _chart(made, rows[number * AT_MOST : (number + 1) * AT_MOST])
        for number, label in enumerate(small_labels(made))
    }


@in_both_forms
def _chart(made: Monitor, rows: Sequence[MonitoredIndicator]) -> Picture:
    wide = ACROSS - 1 if is_narrow() else ACROSS
    lines, each = ceil(len(rows) / wide), _HIGH + _TOP + _BOTTOM
    frames = [_frame(made, row) for row in rows]
    ends = [*accumulate(map(len, frames), initial=0)]
    panels = []
    with house_style():
        figure = Figure(figsize=(width() * CM, lines * each * CM))
        for place, row in enumerate(rows):
            across, down = place % wide, place // wide
            left, room = _LEFT + across * (width() / wide), width() / wide - WIDTH / ACROSS
            axes = add_panel(figure, left, (lines - 1 - down) * each + _BOTTOM, _WIDE + room, _HIGH)
            node = made.result.chain.by_id[row.indicator]
            draw_course(axes, made, node, labels=False)
            panels.append(course_panel(axes, made, node, before=ends[place], heads=("indicator", "periode")))
            title(axes, _heading(row), left=_LEFT - 0.1, colour=INK)
    return Picture(
        figure,
        _finding(rows),
        pd.concat(frames, ignore_index=True).fillna(""),
        dict.fromkeys(("gerealiseerd", *SCENARIOS, *EDGES, "afwijking"), ""),
        monitor_source(made, *(row.indicator for row in rows)),
        f"Kleine lijnfiguren over {made.until.year}, een per indicator: gerealiseerd op minimum, medio en maximum, met "
        "per maand de band van 75% waar die bekend is.",
        panels=panels,
    )


def _heading(row: MonitoredIndicator) -> str:
    return "\n".join(wrap(f"{short_name(row.spec)} {deviation_text(row.to_date, row.spec)}", _LETTERS))


def _finding(rows: Sequence[MonitoredIndicator]) -> str:
    names = enumerate_nl([lower_name(row.spec) for row in rows])
    text = f"minder dan {THRESHOLD} van medio verwijderd: {names}"
    return sentence(text, *(_beside(row, row.band) for row in rows if row.band))


def _beside(row: MonitoredIndicator, band: Band) -> str:
    subject = subject_of(row.spec)
    return f"{subject.text} {subject.verb('ligt', 'liggen')} {band_text(row, band)}"


def _frame(made: Monitor, row: MonitoredIndicator) -> pd.DataFrame:
    data = course_data(made, made.result.chain.by_id[row.indicator])
    data.insert(0, "indicator", short_name(row.spec))
    off = deviation_text(row.to_date, row.spec)
    return data.assign(afwijking=[off] + [""] * (len(data) - 1))
