"""What a report opens with: what is different since the version before, who asked for it and what it does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mpp_lib.base.markdown import literal
from mpp_lib.compare.changes.differences import Differences, differences
from mpp_lib.compare.changes.effects import ledger_effects
from mpp_lib.compare.changes.sides import now, of_version
from mpp_lib.inputs.declared.ledger import LEDGER
from mpp_lib.inputs.predecessors import marked_against
from mpp_lib.inputs.versions import Version
from mpp_lib.present.shown.table import Table
from mpp_lib.present.wijzigingen.change_tables import decisions_table, inputs_table, numbers_table, texts_table
from mpp_lib.present.wijzigingen.ledger_tables import effects_table, ledger_table
from mpp_lib.production.run import RoundResult

INDICATORS = 15
"""How many indicators the table of figures holds."""
FIRST = "Er is geen eerdere versie waar deze ronde naast wordt gelegd."


@dataclass(frozen=True)
class SinceVersion:
    """The section; a table is None where there is nothing to hold the round against, or no ledger."""

    words: str
    numbers: Table[Any] | None = None
    inputs: Table[Any] | None = None
    decisions: Table[Any] | None = None
    texts: Table[Any] | None = None
    ledger: Table[Any] | None = None
    effects: Table[Any] | None = None


def since_version(result: RoundResult) -> SinceVersion:
    """What is different in a round since its last version.

    Raises:
        InputError: with everything that is wrong with the inputs of that version.
    """
    version = marked_against(result.inputs.folder)
    if version is None:
        return SinceVersion(FIRST)
    before = of_version(version)
    found = _without_ledger(differences(now(result), before))
    since = SinceVersion(
        _words(version),
        numbers=numbers_table(found, INDICATORS),
        inputs=inputs_table(found),
        decisions=decisions_table(found),
        texts=texts_table(found),
    )
    if not len(result.inputs.ledger):
        return since
    effects = ledger_effects(result, before.result)
    return replace(since, ledger=ledger_table(result, effects), effects=effects_table(result, effects))


def _without_ledger(found: Differences) -> Differences:
    """The ledger has a table of its own."""
    return replace(found, inputs=tuple(change for change in found.inputs if change.file != LEDGER.file))


def _words(version: Version) -> str:
    return (
        f"Hieronder staat wat in dit rapport anders is dan in versie {literal(version.name)} van deze ronde, met de "
        "cijfers die toen zijn bewaard. Van een lange lijst staat er hoeveel het er zijn, en het grootste verschil. "
        "Verderop is in een tabel onderstreept wat anders is, staat naast een alinea die anders is een streep, en zegt "
        "het bijschrift van een tabel of figuur of zij gewijzigd of nieuw is."
    )
