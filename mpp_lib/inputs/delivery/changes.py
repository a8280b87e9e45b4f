"""What a filled form changes in the tables of a round: row by row, with what stood there and where the form says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

from mpp_lib.inputs.declared.rolled import unmarked
from mpp_lib.inputs.declared.round import NOT_COUNTED
from mpp_lib.inputs.declared.row_key import row_key
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.delivery.read_form import Filled
from mpp_lib.inputs.delivery.standing import Standing
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.written import cell_text

NEW, COUNTED, REVISED, CHANGED, CONFIRMED = "nieuw", "geteld", "herzien", "gewijzigd", "bevestigd"
"""What becomes of a row."""


@dataclass(frozen=True)
class RowChange:
    """A row that a form changes.

    Attributes:
        old, new: column → text: of the columns that differ, or of a new row all that are filled.
        kind: what becomes of it.
        places: column → the cell of the form that says so.
        row: where it stands in the table; None for a new one.
        behind: the row behind which a new one comes; None for the end of the table.
    """

    table: InputTable
    key: str
    old: Mapping[str, str]
    new: Mapping[str, str]
    kind: str
    places: Mapping[str, str]
    row: int | None
    behind: int | None = None


def changes(filled: Filled, standing: Standing) -> Iterator[RowChange]:
    """Every row that is otherwise or new, in the order of the form; what stands there already is left out."""
    yield from _figures(filled, standing)
    yield from _values(filled, standing)
    yield from _shares(filled, standing)


def source_of(filled: Filled) -> str:
    """Where a figure comes from, as its ``bron``; by the name of the file its consent is found."""
    version, day = (str(filled.about.read[name][0]) for name in ("versie", "datum"))
    return f"levering {filled.deliverer.name}, versie {version} ({day}), {filled.name}"


_ABOUT = ("indicator", "parameter")
"""The column of a key that names what a row is about."""


class _Standing:
    """The rows of a table by their key, as text."""

    def __init__(self, table: Table) -> None:
        self.table = table
        declared = table.declared
        self.rows: dict[tuple[Any, ...], int] = {tuple(key): row for row, *key in table.rows(*declared.key)}
        self.values = {row: dict(zip(table.read, rest, strict=True)) for row, *rest in table.rows(*table.read)}

    def change(self, key: tuple[Any, ...], new: Mapping[str, object], places: Mapping[str, str]) -> RowChange | None:
        """What becomes of a row where it is to hold these values; None where it does."""
        declared, row = self.table.declared, self.rows.get(key)
        stood = {name: cell_text(value) for name, value in self.values.get(row, {}).items()} if row else {}
        given = {name: cell_text(value) for name, value in new.items()}
        texts = {name: text for name, text in given.items() if text != stood.get(name, "")}
        if not texts:
            return None
        if row is None:
            named = dict(zip(declared.key, map(cell_text, key), strict=True))
            return RowChange(declared, row_key(key), {}, named | texts, NEW, places, None, self._before(key))
        old = {name: stood[name] for name in texts}
        return RowChange(declared, row_key(key), old, texts, CHANGED, places, row)

    def _before(self, key: tuple[Any, ...]) -> int | None:
        """The row behind which a new one comes: among those about the same thing, in order of time."""
        about = self.table.declared.key.index(next(name for name in _ABOUT if name in self.table.declared.key))
        same = {other: row for other, row in self.rows.items() if other[about] == key[about]}
        earlier = [other for other in same if other < key]
        return same[max(earlier)] if earlier else min(same.values()) - 1 if same else None

    def of(self, key: tuple[Any, ...], column: str, otherwise: object = "") -> object:
        """A value of the row with that key."""
        row = self.rows.get(key)
        return self.values[row][column] if row else otherwise


def _figures(filled: Filled, standing: Standing) -> Iterator[RowChange]:
    known, source = _Standing(standing.realisations), source_of(filled)
    for row, period, name, value, status, note in filled.figures.rows(*filled.figures.declared.names):
        key = (period, name)
        before, same = known.of(key, "status"), _same(known.of(key, "waarde", None), value)
        if same and before == status:
            continue
        new = {"waarde": value, "status": status, "bron": f"{source}: {note}" if note else source}
        places = _places(filled.figures, row) | {"bron": filled.about.place(1, "datum")}
        kind = NEW if not before else COUNTED if before in NOT_COUNTED else CONFIRMED if same else REVISED
        change = known.change(key, new, places)
        if change is not None:
            yield replace(change, kind=kind)


def _values(filled: Filled, standing: Standing) -> Iterator[RowChange]:
    known = _Standing(standing.parameters)
    for row, name, since, scenario, value, spread, ground, found, note in filled.values.rows(
        *filled.values.declared.names
    ):
        key = (name, since, scenario)
        same, stood = _same(known.of(key, "waarde", None), value), str(known.of(key, "toelichting"))
        new: dict[str, object] = {
            "waarde": value,
            "onzekerheid": known.of(key, "onzekerheid", float("nan")) if isnan(spread) else spread,
            "bron": f"{ground}: {found}" if found else ground,
            "toelichting": note or (unmarked(stood) if same else ""),
        }
        if key not in known.rows:
            new |= {"eenheid": standing.catalogue.parameters[name].unit, "eigenaar": filled.deliverer.name}
        places = _places(filled.values, row) | {"bron": filled.values.place(row, "grondslag")}
        change = known.change(key, new, places)
        if change is not None:
            yield replace(change, kind=CONFIRMED if key in known.rows and same else change.kind)


def _shares(filled: Filled, standing: Standing) -> Iterator[RowChange]:
    known = _Standing(standing.kernels)
    for row, name, since, k, share, ground, found in filled.shares.rows(*filled.shares.declared.names):
        key = (name, since, k)
        if key not in known.rows and share == 0:
            continue
        new: dict[str, object] = {"aandeel": share, "bron": f"{ground}: {found}" if found else ground}
        if key not in known.rows:
            new["eigenaar"] = filled.deliverer.name
        places = _places(filled.shares, row) | {"bron": filled.shares.place(row, "grondslag")}
        change = known.change(key, new, places)
        if change is not None:
            yield replace(change, kind=CONFIRMED if "aandeel" not in change.new else change.kind)


def _places(table: Table, row: int) -> dict[str, str]:
    return {name: table.place(row, name) for name in table.declared.names}


def _same(stood: object, value: object) -> bool:
    both_nothing = isinstance(stood, float) and isinstance(value, float) and isnan(stood) and isnan(value)
    return both_nothing or stood == value
