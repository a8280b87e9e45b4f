"""The two charts of the first page, half as wide: first applications so far, and COA occupancy against its band."""

from __future__ import annotations

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.present.drawing.canvas import Margins, one_panel, title
from mpp_lib.present.drawing.style import house_style
from mpp_lib.present.keten.band_chart import axis_title, run_keys
from mpp_lib.present.monitor.beside_medio import band_text, months_text
from mpp_lib.present.monitor.course import course_columns, course_data, course_panel, course_periods, draw_course
from mpp_lib.present.monitor.findings import deviation_finding
from mpp_lib.present.monitor.in_short import OCCUPANCY
from mpp_lib.present.monitor.inflow_chart import AXIS, DATA_UNITS, draw_inflow, inflow_data, inflow_panel
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.sentences import sentence

_WIDE, _HIGH = 7.8, 2.9
_MARGINS = Margins(left=1.25, right=2.05, top=0.75, bottom=0.55)


def inflow_short_chart(made: Monitor) -> Picture:
    """First applications added up, beside what the round foresaw and where the year may go."""
    with house_style():
        figure, axes = one_panel(_HIGH, _MARGINS, _WIDE)
        draw_inflow(axes, made)
        title(axes, AXIS, left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        _inflow_finding(made),
        inflow_data(made),
        DATA_UNITS,
        monitor_source(made),
        f"Lijnfiguur over {made.until.year}: eerste asielaanvragen per maand opgeteld, met de band van 75% van de "
        "ronde, medio tot nu toe en de vooruitblik.",
        panels=[inflow_panel(axes)],
    )


def _inflow_finding(made: Monitor) -> str:
    row = made.by_indicator[FIRST_INFLOW]
    if row.band is None:
        return deviation_finding(row, made.until)
    subject = subject_of(row.spec)
    return sentence(f"{months_text(row)} {subject.verb('ligt', 'liggen')} {subject.text} {band_text(row, row.band)}")


def occupancy_chart(made: Monitor) -> Picture:
    """COA occupancy by month on the three runs."""
    node = made.result.chain.by_id[OCCUPANCY]
    with house_style():
        figure, axes = one_panel(_HIGH, _MARGINS, _WIDE)
        draw_course(axes, made, node)
        title(axes, f"bezetting COA-opvang, {axis_title(node)}", left=_MARGINS.left - 0.1)
    return Picture(
        figure,
        deviation_finding(made.by_indicator[OCCUPANCY], made.until, because=False),
        course_data(made, node),
        dict.fromkeys(course_columns(made, node), ""),
        monitor_source(made),
        f"Lijnfiguur per maand van {made.until.year}: bezetting van de COA-opvang, gerealiseerd op minimum, medio en "
        "maximum, met per maand de band van 75% waar die bekend is.",
        panels=[course_panel(axes, made, node)],
        keys=run_keys(OCCUPANCY),
        periods=course_periods(made, node),
    )
