"""The table a board reads: every indicator with figures, the worst deviation first."""

from __future__ import annotations

import pandas as pd

from mpp_lib.base.dutch import month_brief
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.flag import FLAG_PCT
from mpp_lib.compare.monitor.row import Row
from mpp_lib.present.drawing.small_drawing import band_mark, trend_mark
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.monitor.words import (
    THRESHOLD,
    deviation_text,
    expected_text,
    headline,
    moment_text,
    not_delivered,
    place_text,
)
from mpp_lib.present.shown.listing import Listing, sheet_of
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.printed_values import exact_text

COLUMNS = {
    "indicator": "Indicator",
    "periode": "Periode",
    "gerealiseerd": "Gerealiseerd",
    "verwacht": "Medio",
    "afwijking": "Afwijking",
    "band": "Band",
    "verloop": "Verloop",
    "vlag": "Vlag",
    "sinds": "Sinds",
}
AT_END = "eind\u00a0"
HIGHER, LOWER = "▲\u00a0vlag", "▼\u00a0vlag"
EXPLANATION = (
    f"Vlag: {THRESHOLD} of meer boven of onder medio. Band: de realisatie (stip) naast de band van de ronde (vlak; "
    "bij eerste aanvragen en de totale instroom 75% kans, bij andere minimum–maximum). Verloop: de afwijking na elke "
    "maand, rond nul."
)


def overview_listing(made: Monitor) -> Listing:
    """The fixed set and what the topics add, as texts; what is not delivered stands in the note."""
    rows = [row for row in made.worst_first if row.to_date]
    note = " ".join(part for part in (EXPLANATION, not_delivered(made), _source(made)) if part)
    return Listing(
        f"De gevolgde indicatoren naast ronde {made.result.inputs.settings.round}, de grootste afwijking eerst",
        COLUMNS,
        [_cells(made, row) for row in rows],
        pd.DataFrame([row.as_dict(made.until) for row in rows]).drop(columns="outlook", errors="ignore"),
        headline(made),
        note,
        numbers=("gerealiseerd", "verwacht", "afwijking"),
        realised=("gerealiseerd",),
        dense=True,
        drawn=("band", "verloop"),
    )


def overview_sheet(made: Monitor) -> Sheet:
    """The table for the report."""
    return sheet_of(overview_listing(made))


def _source(made: Monitor) -> str:
    return monitor_source(made)


def _cells(made: Monitor, row: Row) -> dict[str, str]:
    seen = row.to_date
    if seen is None:
        raise ValueError(f"{row.indicator} is niet geleverd")
    stock = row.spec.aggregation.at_end
    since = row.flagged_since
    return {
        "indicator": short_name(row.spec),
        "periode": AT_END * stock + moment_text(seen.first, seen.last),
        "gerealiseerd": exact_text(seen.realised, row.spec.unit),
        "verwacht": expected_text(row),
        "afwijking": deviation_text(seen.deviation_pct),
        "band": _band(row),
        "verloop": _trend(made, row),
        "vlag": (HIGHER if seen.deviation > 0 else LOWER) if row.flagged else "",
        "sinds": month_brief(since) if row.flagged and since else "",
    }


def _band(row: Row) -> str:
    if row.band is None or row.to_date is None:
        return ""
    return band_mark(row.to_date.realised, row.band.low, row.band.high, place_text(row))


def _trend(made: Monitor, row: Row) -> str:
    """The deviation after every month of the year of the edition."""
    known = [moment for moment in row.history if moment.month.year == made.until.year]
    values = [moment.deviation_pct for moment in known if moment.deviation_pct is not None]
    if len(values) < 2:
        return ""
    text = f"van {deviation_text(values[0])} naar {deviation_text(values[-1])}"
    return trend_mark(values, FLAG_PCT, text)
