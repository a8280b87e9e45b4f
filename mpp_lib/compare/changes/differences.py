"""Everything that differs between two rounds or versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.compare.changes.input_change import InputChange
from mpp_lib.compare.changes.input_changes import decision_changes, input_changes
from mpp_lib.compare.changes.number_changes import NumberChanges, number_changes
from mpp_lib.compare.changes.text_changes import SourceChange, TextChange, source_changes, text_changes

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two.

    Attributes:
        name: of the round, or of round and version: ``2024-2/concept-1``.
        result: recalculated today.
        table: the long result table; of a version the one that was frozen.
    """

    name: str
    result: RoundResult
    table: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Differences:
    """What differs, from an older round or version to a newer one.

    Attributes:
        old, new: their names.
        specs: indicator → what it is, of the newer.
        inputs: of tables, registers, ledger and ``round.yml``.
    """

    old: str
    new: str
    specs: Mapping[str, IndicatorSpec]
    numbers: NumberChanges
    inputs: tuple[InputChange, ...]
    sources: tuple[SourceChange, ...]
    decisions: tuple[InputChange, ...]
    texts: tuple[TextChange, ...]

    def as_dict(self) -> dict[str, object]:
        """The document of ``mpp diff --json``."""
        return {
            "from": self.old,
            "to": self.new,
            "numbers": self.numbers.as_dict(),
            "inputs": [change.as_dict() for change in self.inputs],
            "sources": [change.as_dict() for change in self.sources],
            "decisions": [change.as_dict() for change in self.decisions],
            "texts": [change.as_dict() for change in self.texts],
        }


def differences(new: Side, old: Side) -> Differences:
    """Hold two rounds or versions against each other."""
    now, then = new.result.inputs, old.result.inputs
    return Differences(
        old=old.name,
        new=new.name,
        specs={node.id: node.spec() for node in new.result.chain.nodes},
        numbers=number_changes(new.table, old.table),
        inputs=tuple(input_changes(now, then)),
        sources=tuple(source_changes(now, then)),
        decisions=tuple(decision_changes(now, then)),
        texts=tuple(text_changes(now.texts, then.texts)),
    )
