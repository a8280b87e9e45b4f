"""The texts of an edition of the monitor, for each report that shows it: its own, and the annex of the next round."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.compare.monitor.build import Monitor

INDICATORS = "monitor_indicatoren.ipynb"
"""The notebook that holds a figure for every flag."""


def monitor_texts(made: Monitor) -> dict[str, str]:
    """Name of a text that the templates include → its Markdown."""
    from mpp_lib.present.monitor import texts

    return {
        "inleiding": made.commentary.opening,
        "zonder_duiding": texts.missing_commentary(made),
        "vlaggen": texts.flag_sections(made, INDICATORS),
        "zonder_vlag": texts.unflagged_section(made, INDICATORS),
        "duiding_overige": texts.other_commentary(made),
        "advies": made.commentary.advice or texts.NO_ADVICE,
    }


def write_texts(made: Monitor, target: Path) -> None:
    """Put each where the templates of the monitor include it from."""
    for name, text in monitor_texts(made).items():
        (target / "text" / f"{name}.md").write_text(f"{text}\n", encoding="utf-8", newline="\n")
