"""A source whose columns are those of ``realisaties.csv``: its rows are read as a round would read them.

One with the sign of ``onbekend.csv`` for a figure that is not there, in the place of its figure, is a row of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.unknown import ABSENT, MEANINGS, UNKNOWN
from mpp_lib.inputs.reading.csv import Broken, read_cells, read_records
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.table import Cells
from mpp_lib.inputs.reading.typed_table import NOWHERE, typed_table
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
    found = read_cells(intake, replace(ROUND.realisations, file=file.name))
    if found is None:
        raise InputError(intake.problems)
    return _figures(intake, file.name, *found, {row: f"rij {row}" for row in found[0].rows})


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
    stood = {row: record.place for row, record in enumerate(delivered.records, start=1)}
    return _figures(intake, delivered.name, cells, set(), stood, places)


def _figures(
    intake: Intake,
    file: str,
    cells: Cells,
    broken: Broken,
    stood: Mapping[int, str],
    places: Mapping[tuple[int, str], str] = NOWHERE,
) -> Figures:
    """The rows with a figure, and those with a sign in its place.

    Args:
        stood: row → where it stands in the file.
    """
    signed, counted = cells.parted("waarde", ABSENT)
    table = typed_table(intake, replace(ROUND.realisations, file=file), counted, broken, places)
    absent = typed_table(intake, replace(UNKNOWN, file=file), _as_unknown(signed, file), broken, places)
    if intake.problems:
        raise InputError(intake.problems)
    found = {(period, name): stood[row] for row, period, name in table.rows("periode", "indicator")}
    rows = [{str(key): value for key, value in row.items()} for row in table.values.to_dict("records")]
    return Figures(rows, found, absent.records())


def _as_unknown(signed: Cells, file: str) -> Cells:
    """Rows with a sign in the place of a figure as ``onbekend.csv`` has them; what says no source is of the file."""
    signs = signed.columns.get("waarde", ())
    columns = {name: signed.columns[name] for name in UNKNOWN.key if name in signed.columns}
    reasons = [MEANINGS[sign] for sign in signs]
    sources = [source or file for source in signed.columns.get(_SOURCE, [""] * len(signs))]
    return Cells(signed.rows, {**columns, "teken": signs, "reden": reasons, _SOURCE: sources})


def _text(value: object) -> str:
    return cell_text(value) if isinstance(value, float) else text_of(value)
