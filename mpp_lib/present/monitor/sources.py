"""The line under a figure or table of the monitor: who delivered what, and the round beside it."""

from __future__ import annotations

from mpp_lib.base.dutch import day_name, month_name
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.inputs.declared.edition import edition_cutoff
from mpp_lib.present.wording.source_lines import MOST_SOURCES, publisher
from mpp_lib.production.realised import ASSUMED


def monitor_source(made: Monitor, *indicators: str) -> str:
    """Who published the figures of these indicators in the edition, and the round they are held against.

    Without indicators only the edition and the round.
    """
    names = publishers(made, *indicators)
    shown = (*names[:MOST_SOURCES], *(["en andere"] if len(names) > MOST_SOURCES else []))
    edition = f"MPP-monitor, editie {month_name(made.until)} (peildatum {day_name(edition_cutoff(made.until))})"
    parts = [edition, *shown, f"MPP-productiemodel, ronde {made.result.inputs.settings.round}"]
    return f"Bron: {'; '.join(parts)}."


def publishers(made: Monitor, *indicators: str) -> tuple[str, ...]:
    """Who published the figures of these indicators, each once, in the order of the delivery."""
    rows = made.edition.realisations
    rows = rows[rows["indicator"].isin(indicators) & (rows["status"] != ASSUMED)]
    return tuple(dict.fromkeys(publisher(str(source)) for source in rows["bron"]))
