"""What a report opens with, as far as it can be told without calculating the version before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mpp_lib.base.markdown import literal
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.compare.changes.differences import Differences
from mpp_lib.compare.changes.number_changes import NumberChanges, number_changes
from mpp_lib.compare.changes.text_changes import TextChange, text_changes
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.texts import read_texts
from mpp_lib.inputs.versions import Version
from mpp_lib.present.shown.table import Table
from mpp_lib.present.wijzigingen.change_tables import decisions_table, inputs_table, numbers_table, texts_table

INDICATORS = 15
"""How many indicators the table of figures holds."""
_NO_FIGURES = pd.DataFrame(columns=list(COLUMNS))


@dataclass(frozen=True)
class SinceVersion:
    """The section; a table is None where there is nothing to hold the round against, or no ledger."""

    words: str
    numbers: Table[Any] | None = None
    inputs: Table[Any] | None = None
    decisions: Table[Any] | None = None
    ledger: Table[Any] | None = None
    effects: Table[Any] | None = None


def nothing_since(version: Version, name: str, figures: int) -> SinceVersion:
    """The section of a round that delivers and says, but for its texts, what that version does, without a ledger.

    Args:
        name: of the round.
        figures: how many its result table holds.
    """
    return section(version, _nothing_but(version, name, (), figures))


def texts_since(version: Version, name: str, texts: Mapping[str, str]) -> Table[Any]:
    """The paragraphs of a round that are written otherwise than in a version.

    Args:
        name: of the round.
        texts: of the round, by section.
    """
    then = read_texts(Intake(version.data), None)
    return texts_table(_nothing_but(version, name, tuple(text_changes(texts, then)), 0))


def section(version: Version, found: Differences) -> SinceVersion:
    """The section as far as it has no ledger."""
    return SinceVersion(
        _words(version),
        numbers=numbers_table(found, INDICATORS),
        inputs=inputs_table(found),
        decisions=decisions_table(found),
    )


def _nothing_but(version: Version, name: str, texts: tuple[TextChange, ...], figures: int) -> Differences:
    none = number_changes(_NO_FIGURES, _NO_FIGURES).rows
    return Differences(str(version), name, {}, NumberChanges(none, figures), (), (), (), texts)


def _words(version: Version) -> str:
    return (
        f"Hieronder staat wat in dit rapport anders is dan in versie {literal(version.name)} van deze ronde, met de "
        "cijfers die toen zijn bewaard. Van een lange lijst staat er hoeveel het er zijn, en het grootste verschil. "
        "Verderop is in een tabel onderstreept wat anders is, staat naast een alinea die anders is een streep, en zegt "
        "het bijschrift van een tabel of figuur of zij gewijzigd of nieuw is."
    )
