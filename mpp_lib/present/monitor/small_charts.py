"""The indicators without a flag, small: a panel each, realised on medio and the band."""

from __future__ import annotations

from math import ceil
from textwrap import wrap

import pandas as pd
from matplotlib.figure import Figure

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator
from mpp_lib.present.drawing.canvas import add_panel, title
from mpp_lib.present.drawing.style import CM, INK, WIDTH, house_style
from mpp_lib.present.monitor.course import course_data, draw_course
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.monitor.words import THRESHOLD, deviation_text, place_text
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.wording.indicator_names import lower_name, short_name
from mpp_lib.present.wording.sentences import sentence

ACROSS = 3
_LEFT, _WIDE, _HIGH, _TOP, _BOTTOM = 1.3, 3.75, 1.75, 0.95, 0.65
_LETTERS = 36


def unflagged(made: Monitor) -> tuple[MonitoredIndicator, ...]:
    """Rows with figures and without a flag, the largest deviation first."""
    return tuple(row for row in made.worst_first if row.to_date and not row.flagged)


def small_charts(made: Monitor) -> Picture:
    """A small panel for every indicator without a flag.

    Raises:
        ValueError: when there is none.
    """
    rows = unflagged(made)
    if not rows:
        raise ValueError("elke geleverde indicator heeft een vlag")
    lines, each = ceil(len(rows) / ACROSS), _HIGH + _TOP + _BOTTOM
    with house_style():
        figure = Figure(figsize=(WIDTH * CM, lines * each * CM))
        for place, row in enumerate(rows):
            across, down = place % ACROSS, place // ACROSS
            left = _LEFT + across * (WIDTH / ACROSS)
            axes = add_panel(figure, left, (lines - 1 - down) * each + _BOTTOM, _WIDE, _HIGH)
            draw_course(axes, made, made.result.chain.by_id[row.indicator], labels=False)
            title(axes, _heading(row), left=_LEFT - 0.1, colour=INK)
    return Picture(
        figure,
        _finding(rows),
        _data(made, rows),
        dict.fromkeys(("gerealiseerd", *SCENARIOS, "afwijking"), ""),
        monitor_source(made, *(row.indicator for row in rows)),
        f"Kleine lijnfiguren over {made.until.year}, gerealiseerd op medio en de band van minimum tot maximum: "
        f"{enumerate_nl([lower_name(row.spec) for row in rows])}.",
    )


def _heading(row: MonitoredIndicator) -> str:
    return "\n".join(wrap(f"{short_name(row.spec)} {deviation_text(row.to_date, row.spec)}", _LETTERS))


def _finding(rows: tuple[MonitoredIndicator, ...]) -> str:
    outside = [lower_name(row.spec) for row in rows if _outside(row)]
    text = f"{len(rows)} {'indicator wijkt' if len(rows) == 1 else 'indicatoren wijken'} minder dan {THRESHOLD} af"
    if not outside:
        return sentence(text, "alle binnen hun band" if len(rows) > 1 else "zij ligt binnen haar band")
    return sentence(text, f"buiten hun band: {enumerate_nl(outside)}")


def _outside(row: MonitoredIndicator) -> bool:
    """Whether it lies outside a band; where minimum and maximum coincide there is none."""
    return row.band is not None and row.band.low < row.band.high and place_text(row) != "binnen"


def _data(made: Monitor, rows: tuple[MonitoredIndicator, ...]) -> pd.DataFrame:
    frames = []
    for row in rows:
        data = course_data(made, made.result.chain.by_id[row.indicator])
        data.insert(0, "indicator", short_name(row.spec))
        off = deviation_text(row.to_date, row.spec)
        frames.append(data.assign(afwijking=[off] + [""] * (len(data) - 1)))
    return pd.concat(frames, ignore_index=True)
