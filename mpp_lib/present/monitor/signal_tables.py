"""What a signaalnota shows of an edition of the monitor: the deviations, and what was decided on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mpp_lib.base.dutch import day_name
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.inputs.declared.products import edition_product
from mpp_lib.present.monitor.overview import Followed, overview_table
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.shown.table import Column, Table

Entry = Mapping[str, Any]


def deviations_table(made: Monitor) -> Table[Followed]:
    """The indicators with a flag, the largest deviation first."""
    whole = overview_table(made)
    flagged = [one for one in whole.rows if one.row.flagged]
    return replace(whole, rows=flagged, title=f"Afwijkingen van ronde {made.result.inputs.settings.round}")


def steps_table(made: Monitor) -> Table[Entry]:
    """What was decided on the edition, oldest first."""
    ours = [each for each in made.result.decided if each["product"] == edition_product(made.until)]
    columns: list[Column[Entry]] = [
        Column("Datum", lambda entry: day_name(entry["date"])),
        Column("Gremium", "gremium"),
        Column("Stap", "step"),
        Column("Besluit", "decision"),
    ]
    return Table(ours, columns, title="Besluiten over deze editie", note=monitor_source(made))
