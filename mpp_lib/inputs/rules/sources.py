"""What is refused of the source of a row: a source that was not there yet at the cut-off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.spans import rows_of
from mpp_lib.inputs.reading.table import Table

SOURCE = "bron"


def refuse_later_sources(table: Table, cutoff: date) -> Iterator[Problem]:
    """No row rests on what was published after the cut-off, also not one that is called an assumption."""
    if not table.has(SOURCE):
        return
    rows: dict[str, list[int]] = {}
    for row, source in table.rows(SOURCE):
        rows.setdefault(source, []).append(row)
    for source, found in rows.items():
        later = named_after(source, cutoff)
        if later:
            problem = f"de bron is van na de peildatum {cutoff.isoformat()}: {later} ({rows_of(len(found))})"
            expected = (
                "de publicatie van uiterlijk die dag waar het cijfer in stond, of een aanname uit wat toen bekend was"
            )
            yield table.at(found[0], SOURCE, problem, expected)
