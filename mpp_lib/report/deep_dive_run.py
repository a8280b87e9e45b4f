"""How a deep-dive is run: a notebook of its own cells and nothing else, in a kernel that is ready for it alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mpp_lib.inputs.reading.deep_dives import DeepDive, NotebookCell
from mpp_lib.report import deep_dive_kernel, deep_dive_outputs

PARAMETERS = "parameters"
"""The tag of the cell whose names a report sets, as papermill calls it."""
SEEN = (deep_dive_kernel.__name__, deep_dive_outputs.__name__)
"""The modules that a deep-dive sees without importing them."""
_METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class DeepDiveRun:
    """A deep-dive of a round, as it is run.

    Attributes:
        round: the name of the round.
        given: name → value of what a cell with the tag may hold of the round.
        rounds: the folder of the rounds.
        readable: what in it the deep-dive may read.
        hidden: what in those it may not.
    """

    dive: DeepDive
    round: str
    given: Mapping[str, str]
    rounds: str
    readable: tuple[str, ...]
    hidden: tuple[str, ...]

    @property
    def before(self) -> str:
        """The code that makes the kernel ready."""
        given = ", ".join(map(repr, (self.rounds, self.readable, self.hidden)))
        return f"from {deep_dive_kernel.__name__} import prepare as _klaar; _klaar({given}); del _klaar"

    def notebook(self) -> bytes:
        """The notebook that is run: what the analyst typed, without stored outputs."""
        cells = [self._cell(cell) for cell in self.dive.cells]
        return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": _METADATA, "cells": cells}).encode()

    def settled(self, content: bytes) -> tuple[bytes, tuple[str, ...]]:
        """The executed notebook with the outputs of a report, and what is wrong with what it showed."""
        made = deep_dive_outputs.settled(json.loads(content), self.dive, self.round)
        return json.dumps(made.notebook, ensure_ascii=False).encode("utf-8"), made.faults

    def stopped(self, place: int) -> str:
        """What a message calls the cell at a place, counted from 0."""
        return f"{self.dive.file}: cel {self.dive.cells[place].number}"

    def _cell(self, cell: NotebookCell) -> dict[str, Any]:
        source = f"{cell.source}\n{self._assignments(cell.source)}" if PARAMETERS in cell.tags else cell.source
        made = {"cell_type": cell.kind, "id": f"cel-{cell.number}", "metadata": {}, "source": source}
        return made | ({"outputs": [], "execution_count": None} if cell.kind == "code" else {})

    def _assignments(self, source: str) -> str:
        """The names of the cell that a report sets, with their values for this round."""
        named = {name.strip() for line in source.splitlines() for name, sign, _ in [line.partition("=")] if sign}
        return "\n".join(f"{name} = {value!r}" for name, value in self.given.items() if name in named)
