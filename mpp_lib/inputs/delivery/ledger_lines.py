"""The lines of the ledger that account for a delivery."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.row_key import ANY, BETWEEN, cell_key, row_key
from mpp_lib.inputs.delivery.changes import RowChange, source_of
from mpp_lib.inputs.delivery.read_form import Filled

NOT_YET = "nog te bespreken"
"""The gremium of a change that came with a delivery."""
_BY_CELL = ("waarde", "onzekerheid")
"""Columns of parameters whose change has a line with what stood and what stands there."""


def ledger_lines(filled: Filled, found: Sequence[RowChange], *, delivered: bool) -> Iterator[Mapping[str, str]]:
    """A line for each value of a parameter and each row that rests on something else; one for what comes in numbers.

    Args:
        delivered: whether the row of ``leveringen.csv`` is new or otherwise.
    """
    day, name = (str(filled.about.read[column][0]) for column in ("datum", "partner"))
    common = {"datum": day, "oud": "", "nieuw": "", "partner": name, "gremium": NOT_YET, "toelichting": ""}
    for file, key, old, new, ground, note in _lines(filled, found, delivered=delivered):
        told = {"bestand": file, "sleutel": key, "oud": old, "nieuw": new, "grond": ground, "toelichting": note}
        yield common | told


_Line = tuple[str, str, str, str, str, str]
"""File, key, old, new, ground and note."""


def _lines(filled: Filled, found: Sequence[RowChange], *, delivered: bool) -> Iterator[_Line]:
    if delivered:
        yield ROUND.deliveries.file, filled.name, "", "", source_of(filled), ""
    for key, rows in _grouped(found, ROUND.realisations.file).items():
        line = rows[0].key if len(rows) == 1 else f"{ANY}{BETWEEN}{key}"
        yield ROUND.realisations.file, line, "", "", source_of(filled), _counted(rows)
    for change in found:
        if change.table.file == ROUND.parameters.file:
            yield from _of_parameter(change, filled)
    for key, rows in _grouped(found, ROUND.kernels.file).items():
        yield (
            ROUND.kernels.file,
            f"{key}{BETWEEN}{ANY}",
            "",
            "",
            rows[0].new.get("bron", source_of(filled)),
            _counted(rows),
        )


def _of_parameter(change: RowChange, filled: Filled) -> Iterator[_Line]:
    ground = change.new.get("bron", "") or source_of(filled)
    by_cell = [name for name in _BY_CELL if change.row and name in change.new]
    for name in by_cell:
        key = cell_key(change.key, name)
        yield ROUND.parameters.file, key, change.old[name], change.new[name], ground, filled.name
    if len(by_cell) < len(change.new):
        yield ROUND.parameters.file, change.key, "", "", ground, f"{change.kind}; {filled.name}"


def _grouped(found: Iterable[RowChange], file: str) -> dict[str, list[RowChange]]:
    """The rows of a file by the series or distribution they are part of."""
    groups: dict[str, list[RowChange]] = {}
    for change in found:
        if change.table.file == file:
            parts = change.key.split(BETWEEN)
            name = parts[-1] if file == ROUND.realisations.file else row_key(parts[:-1])
            groups.setdefault(name, []).append(change)
    return groups


def _counted(rows: Sequence[RowChange]) -> str:
    return "1 cijfer" if len(rows) == 1 else f"{len(rows)} cijfers"
