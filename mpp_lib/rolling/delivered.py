"""A delivery of realisations: a CSV of the shape of ``realisaties.csv``, wherever it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.rolling.taken_over import Row, rows_of


def read_delivery(file: Path) -> list[Row]:
    """Its rows, read as a round would read them.

    Raises:
        InputError: with everything that is wrong with it, by cell.
    """
    if not file.is_file():
        raise InputError([Problem(str(file), "", "", "dit bestand is er niet", "een CSV met realisaties")])
    intake = Intake(file.parent)
    table = read_table(intake, replace(ROUND.realisations, file=file.name))
    if intake.problems:
        raise InputError(intake.problems)
    return rows_of(table.values)
