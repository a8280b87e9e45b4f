"""The two charts of the first page, side by side: first applications so far, and COA occupancy on the three runs."""

from __future__ import annotations

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.present.drawing.canvas import Margins, add_panel, one_panel, title
from mpp_lib.present.drawing.style import WIDTH, house_style
from mpp_lib.present.keten.band_chart import axis_title
from mpp_lib.present.monitor.course import course_data, draw_course
from mpp_lib.present.monitor.findings import deviation_finding
from mpp_lib.present.monitor.in_short import OCCUPANCY
from mpp_lib.present.monitor.inflow_chart import AXIS, draw_inflow, inflow_data
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.shown.picture import OVER, Picture
from mpp_lib.present.wording.printed_values import text_of

_HEIGHT = 4.4
_LEFT, _WIDE = 1.35, 5.0
_SECOND = 10.1


def short_chart(made: Monitor) -> Picture:
    """What the year so far says of first applications and of reception."""
    node = made.result.chain.by_id[OCCUPANCY]
    with house_style():
        figure, first = one_panel(_HEIGHT, Margins(_LEFT, WIDTH - _LEFT - _WIDE, 0.8, 0.6))
        draw_inflow(first, made)
        title(first, AXIS, left=_LEFT - 0.1)
        second = add_panel(figure, _SECOND, 0.6, 4.5, _HEIGHT - 1.4)
        draw_course(second, made, node)
        title(second, f"COA-bezetting, {axis_title(node)}", left=_LEFT - 0.1)
    return Picture(
        figure,
        " ".join(
            deviation_finding(made.by_indicator[name], made.until, because=False) for name in (FIRST_INFLOW, OCCUPANCY)
        ),
        _data(made),
        dict.fromkeys(_data(made).columns[1:], ""),
        monitor_source(made, FIRST_INFLOW, OCCUPANCY),
        f"Twee figuren over {made.until.year}. Links eerste asielaanvragen, opgeteld, met de band van 75% van de "
        "ronde, medio tot nu toe en de vooruitblik. Rechts de bezetting van de COA-opvang op minimum, medio en "
        "maximum.",
    )


def _data(made: Monitor) -> pd.DataFrame:
    """Both charts by month: the columns of first applications, then those of occupancy."""
    inflow = inflow_data(made)
    texts = inflow.assign(**{name: [_text(value) for value in inflow[name]] for name in inflow.columns[2:]})
    stock = course_data(made, made.result.chain.by_id[OCCUPANCY]).rename(columns=lambda name: f"bezetting{OVER}{name}")
    return pd.concat([texts, stock.drop(columns=f"bezetting{OVER}periode")], axis=1)


def _text(value: float) -> str:
    return "" if pd.isna(value) else text_of(float(value), "personen")
