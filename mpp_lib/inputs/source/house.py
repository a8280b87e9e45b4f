"""A source whose columns are those of ``realisaties.csv``: its rows are read as a round would read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.csv import read_records
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.table import Cells
from mpp_lib.inputs.reading.typed_table import read_table, typed_table
from mpp_lib.inputs.source.cells import text_of
from mpp_lib.inputs.source.delivered import Delivered
from mpp_lib.inputs.source.figures import Figures
from mpp_lib.inputs.written import cell_text

_SOURCE = ROUND.realisations.names[-1]


def lacks_only_source(file: Path) -> bool:
    """Whether a CSV has every column of ``realisaties.csv`` but the one that says where a figure is from."""
    header, *_ = read_records(Intake(file.parent), file.name) or [[]] if file.is_file() else [[]]
    return sorted(header) == sorted(set(ROUND.realisations.names) - {_SOURCE})


def read_house_csv(file: Path) -> Figures:
    """A CSV of the shape of ``realisaties.csv``.

    Raises:
        InputError: with everything that is wrong with it, by cell.
    """
    intake = Intake(file.parent)
    table = read_table(intake, replace(ROUND.realisations, file=file.name))
    if intake.problems:
        raise InputError(intake.problems)
    places = {(period, name): f"rij {row}" for row, period, name in table.rows("periode", "indicator")}
    return Figures([{str(key): value for key, value in row.items()} for row in table.values.to_dict("records")], places)


def house_figures(delivered: Delivered, source: str) -> Figures:
    """The rows of a source with the columns of ``realisaties.csv``; one that does not say where they are from, says so.

    Args:
        source: what stands in ``bron`` where the source has no such column.

    Raises:
        InputError: with everything that is wrong with them, by where it stands.
    """
    names = ROUND.realisations.names
    missing = [name for name in names if name not in (*delivered.columns, _SOURCE)]
    if missing:
        problem = "zonder koppeling heeft een bron de kolommen van realisaties.csv"
        expected = f"{', '.join(names)}, of een koppelbestand (--map)"
        raise InputError([Problem(delivered.name, "", ", ".join(delivered.columns), problem, expected)])
    columns: dict[str, Sequence[str]] = {
        name: [_text(record.cells.get(name)) for record in delivered.records] for name in names
    }
    if _SOURCE not in delivered.columns:
        columns[_SOURCE] = [source] * len(delivered.records)
    places = {
        (row, name): f"{record.place}, kolom {name}"
        for row, record in enumerate(delivered.records, start=1)
        for name in names
    }
    intake = Intake(Path())
    cells = Cells(range(1, len(delivered.records) + 1), columns)
    table = typed_table(intake, replace(ROUND.realisations, file=delivered.name), cells, set(), places)
    if intake.problems:
        raise InputError(intake.problems)
    stood = {row: record.place for row, record in enumerate(delivered.records, start=1)}
    found = {(period, name): stood[row] for row, period, name in table.rows("periode", "indicator")}
    return Figures([{str(key): value for key, value in row.items()} for row in table.values.to_dict("records")], found)


def _text(value: object) -> str:
    return cell_text(value) if isinstance(value, float) else text_of(value)
