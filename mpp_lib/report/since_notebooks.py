"""What a report says of the version before, as notebooks that no kernel ran.

Which paragraphs are different is looked up when the report is gathered: so another sentence makes no notebook stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpp_lib.inputs.versions import Version
from mpp_lib.report.keys import CHANGES

if TYPE_CHECKING:
    from mpp_lib.present.shown.display import Shown

CHANGED_TEXTS = "andere_teksten"
"""The notebook with the paragraphs that are different."""
_VERSION = "versie"


def write_changed_texts(notebooks: Path, version: Version, name: str, texts: Mapping[str, str]) -> None:
    """Write the notebook with the paragraphs that are different from a version.

    Args:
        notebooks: the folder it goes to.
        name: of the round.
        texts: of the round, by section.
    """
    from mpp_lib.present.shown.cell import shown_with
    from mpp_lib.present.wijzigingen.since_section import texts_since

    cells = {"tbl-andere-teksten": shown_with(texts_since(version, name, texts))}
    _write(notebooks / f"{CHANGED_TEXTS}.ipynb", cells, version)


def write_nothing_changed(notebooks: Path, version: Version, name: str, figures: int) -> None:
    """Write the notebook on all else, of a round in which nothing but texts is different.

    Args:
        notebooks, name: as :func:`write_changed_texts`.
        figures: how many the result table holds.
    """
    from mpp_lib.present.shown.cell import shown_with
    from mpp_lib.present.shown.display import show_text
    from mpp_lib.present.wijzigingen.since_section import nothing_since

    since = nothing_since(version, name, figures)
    tables = {"uitkomsten": since.numbers, "invoer": since.inputs, "besluiten": since.decisions}
    shown = {f"tbl-andere-{about}": shown_with(table) for about, table in tables.items() if table}
    _write(notebooks / f"{CHANGES}.ipynb", {"sinds": [show_text(since.words)], **shown}, version)


def told_since(notebooks: Path) -> str:
    """The version that the notebooks of a report tell its changes from; empty where they tell of none."""
    file = notebooks / f"{CHANGED_TEXTS}.ipynb"
    return str(json.loads(file.read_text(encoding="utf-8"))["metadata"][_VERSION]) if file.is_file() else ""


def _write(file: Path, cells: Mapping[str, Iterable[Shown]], version: Version) -> None:
    notebook = {
        "cells": [_cell(label, outputs) for label, outputs in cells.items()],
        "metadata": {_VERSION: version.reference},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    file.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _cell(label: str, outputs: Iterable[Shown]) -> dict[str, Any]:
    shown = [
        {"output_type": "display_data", "data": dict(one.bundle), "metadata": dict(one.metadata)} for one in outputs
    ]
    source = f"#| label: {label}"
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": label,
        "metadata": {},
        "outputs": shown,
        "source": source,
    }
