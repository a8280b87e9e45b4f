"""What a report opens with: what is different since the version before, who asked for it and what it does."""

from __future__ import annotations

from dataclasses import replace

from mpp_lib.compare.changes.differences import Differences, differences
from mpp_lib.compare.changes.effects import ledger_effects
from mpp_lib.compare.changes.sides import now, of_version
from mpp_lib.inputs.declared.ledger import LEDGER
from mpp_lib.inputs.predecessors import marked_against
from mpp_lib.present.wijzigingen.ledger_tables import effects_table, ledger_table
from mpp_lib.present.wijzigingen.since_section import SinceVersion, section
from mpp_lib.production.run import RoundResult

FIRST = "Er is geen eerdere versie waar deze ronde naast wordt gelegd."


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
    since = section(version, found)
    if not len(result.inputs.ledger):
        return since
    effects = ledger_effects(result, before.result)
    return replace(since, ledger=ledger_table(result, effects), effects=effects_table(result, effects))


def _without_ledger(found: Differences) -> Differences:
    """The ledger has a table of its own."""
    return replace(found, inputs=tuple(change for change in found.inputs if change.file != LEDGER.file))
