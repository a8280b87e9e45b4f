"""The table a board reads: every indicator with figures, the worst deviation first."""

from __future__ import annotations

from typing import NamedTuple

from mpp_lib.base.dutch import month_brief
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.flag import FLAG_PCT
from mpp_lib.compare.monitor.monitored_indicator import Comparison, MonitoredIndicator
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
    realised_text,
)
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import short_name

AT_END = "eind\u00a0"
HIGHER, LOWER = "▲\u00a0vlag", "▼\u00a0vlag"
EXPLANATION = (
    f"Vlag: {THRESHOLD} of meer boven of onder medio. Band: de realisatie (stip) naast de band van de ronde (vlak; "
    "bij eerste aanvragen en de totale instroom 75% kans, bij andere minimum–maximum). Verloop: de afwijking na elke "
    "maand, rond nul."
)


class Followed(NamedTuple):
    """An indicator with figures."""

    row: MonitoredIndicator
    seen: Comparison


def overview_table(made: Monitor) -> Table[Followed]:
    """The fixed set and what the topics add; what is not delivered stands in the note."""
    note = " ".join(part for part in (EXPLANATION, not_delivered(made), monitor_source(made)) if part)
    return Table(
        [Followed(row, row.to_date) for row in made.worst_first if row.to_date],
        [
            Column("Indicator", lambda one: short_name(one.row.spec)),
            Column("Periode", _period),
            Column("Gerealiseerd", lambda one: realised_text(one.seen, one.row.spec), kind="number", role="realised"),
            Column("Medio", lambda one: expected_text(one.row), kind="number"),
            Column("Afwijking", lambda one: deviation_text(one.seen, one.row.spec), kind="number"),
            Column("Band", _band, kind="drawing"),
            Column("Verloop", lambda one: _trend(made, one.row), kind="drawing"),
            Column("Vlag", _flag),
            Column("Sinds", lambda one: _since(one.row)),
        ],
        title=f"De gevolgde indicatoren naast ronde {made.result.inputs.settings.round}, de grootste afwijking eerst",
        finding=headline(made),
        note=note,
        dense=True,
    )


def _period(one: Followed) -> str:
    end = AT_END if one.row.spec.aggregation.at_end else ""
    return end + moment_text(one.seen.first, one.seen.last)


def _flag(one: Followed) -> str:
    return (HIGHER if one.seen.deviation > 0 else LOWER) if one.row.flagged else ""


def _since(row: MonitoredIndicator) -> str:
    return month_brief(row.flagged_since) if row.flagged and row.flagged_since else ""


def _band(one: Followed) -> str:
    band = one.row.band
    return band_mark(one.seen.realised, band.low, band.high, place_text(one.row)) if band else ""


def _trend(made: Monitor, row: MonitoredIndicator) -> str:
    """The deviation after every month of the year of the edition."""
    known = [moment for moment in row.history if moment.month.year == made.until.year]
    values = [moment.seen.deviation_pct for moment in known if moment.seen.deviation_pct is not None]
    if len(values) < 2:
        return ""
    first, last = (deviation_text(moment.seen, row.spec) for moment in (known[0], known[-1]))
    text = f"van {first} naar {last}"
    return trend_mark(values, FLAG_PCT, text)
