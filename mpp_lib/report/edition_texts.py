"""An edition of the monitor in each report that shows it: its own, and the annex of the next round."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.inputs.reading.files import MONITOR

INDICATORS = "monitor_indicatoren.ipynb"
"""The notebook that holds a figure for every flag."""
NOTHING = "_leeg.qmd"


def lay_in(made: Monitor, templates: Path, target: Path) -> None:
    """Put the templates of the monitor where they include each other from, and its texts beside those of the report.

    Args:
        templates: the folder with those of every report.
        target: the render folder.
    """
    shutil.copytree(templates / MONITOR, target / MONITOR, copy_function=shutil.copyfile)
    for part, instead in left_out(made):
        shutil.copyfile(target / MONITOR / instead, target / MONITOR / part)
    (target / "text").mkdir(exist_ok=True)
    for name, text in monitor_texts(made).items():
        (target / "text" / f"{name}.md").write_text(f"{text}\n", encoding="utf-8", newline="\n")


def left_out(made: Monitor) -> Iterator[tuple[str, str]]:
    """Templates of what an edition has nothing for, each with the one that stands in its place: no table is empty."""
    from mpp_lib.present.monitor import account, overview, tables

    for name, made_of, instead in (
        ("overzicht", overview.overview_table, NOTHING),
        ("niet_geleverd", overview.not_delivered_table, NOTHING),
        ("signalen", tables.signals_table, ""),
        ("jaar", tables.year_table, NOTHING),
        ("stromen", tables.outlook_table, ""),
        ("gevraagd", tables.topics_table, ""),
        ("risicos", tables.risks_table, ""),
        ("leveringen", account.deliveries_table, ""),
        ("te_laat", account.late_table, ""),
        ("herzieningen", account.revisions_table, ""),
        ("toeval", account.chance_table, ""),
    ):
        if not made_of(made).rows:
            yield f"_{name}.qmd", instead or f"_{name}_geen.qmd"


def monitor_texts(made: Monitor) -> dict[str, str]:
    """Name of a text that the templates include → its Markdown."""
    from mpp_lib.present.monitor import texts

    return {
        "kort": texts.in_short(made),
        "inleiding": made.commentary.opening,
        "zonder_duiding": texts.missing_commentary(made),
        "vlaggen": texts.flag_sections(made, INDICATORS),
        "zonder_vlag": texts.unflagged_section(made, INDICATORS),
        "duiding_overige": texts.other_commentary(made),
    }
