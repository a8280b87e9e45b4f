"""What differs between two rounds or versions, as tables; the largest differences first, long lists in short.

Every difference stands in ``mpp diff --json``; a table names of a long list how many there are and the largest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from mpp_lib.base.dutch import number
from mpp_lib.compare.changes.differences import Differences
from mpp_lib.compare.changes.input_change import InputChange, said
from mpp_lib.compare.changes.input_changes import CONTENT
from mpp_lib.compare.changes.number_changes import FROM, TO, IndicatorMove
from mpp_lib.compare.changes.text_changes import SourceChange
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.move import by_size
from mpp_lib.present.wording.printed_values import difference_text, relative_text, text_of

MOST = 20
"""Rows of one file that stand each by themselves."""
LONGEST = 240
"""Signs of a text that are shown."""
_CHECKSUM = 12
"""Signs of a checksum that are shown."""


@dataclass(frozen=True)
class Shown:
    """A row of a table of changes: one change, or many that are told together."""

    file: str
    what: str
    old: str
    new: str


def change_tables(found: Differences) -> dict[str, Table[Any]]:
    """Every kind of difference in a table of its own: heading → table."""
    return {
        "Uitkomsten": numbers_table(found),
        "Invoer": inputs_table(found),
        "Bronnen": sources_table(found),
        "Besluiten": decisions_table(found),
        "Teksten": texts_table(found),
    }


def numbers_table(found: Differences, most: int | None = None) -> Table[IndicatorMove]:
    """Per indicator the yearly figure that changed most, the largest relative change first.

    Args:
        most: how many indicators are shown; all without.
    """
    numbers, over = found.numbers, "grootste verschil"
    moves = sorted(numbers.largest, key=lambda move: by_size(move.old, move.new, move.unit))
    alone = [f"Alleen in {name}: {number(count)} getallen." for name, count in _alone(found) if count]
    counted = f"{number(numbers.differing)} van de {number(numbers.compared)} getallen zijn anders."
    shown = f"De grootste {most} van de {len(moves)} indicatoren. " if most and len(moves) > most else ""
    return Table(
        moves[:most],
        [
            Column("Indicator", lambda move: _label(found, move.indicator)),
            Column("Jaar", lambda move: move.year, over=over),
            Column("Scenario", lambda move: move.scenario, over=over),
            Column("was", lambda move: text_of(move.old, move.unit), kind="number", over=over),
            Column("wordt", lambda move: text_of(move.new, move.unit), kind="number", over=over),
            Column("verschil", lambda move: difference_text(move.old, move.new, move.unit), kind="number", over=over),
            Column("%", lambda move: relative_text(move.old, move.new, move.unit), kind="number", over=over),
            Column("Jaarcijfers anders", lambda move: number(move.changed), kind="number"),
        ],
        title=_title("Uitkomsten die anders zijn", found),
        note=shown + " ".join([counted, *alone, _BETWEEN.format(found.old, found.new)]),
    )


def inputs_table(found: Differences) -> Table[Shown]:
    """What was delivered otherwise, file by file."""
    return _changes("Invoer die anders is", found, list(_in_short(found.inputs)))


def sources_table(found: Differences) -> Table[Shown]:
    """Sources that were named or are named, file by file."""
    rows = [row for _, group in groupby(found.sources, lambda each: each.file) for row in _sources(list(group))]
    return _changes("Bronnen die erbij kwamen of vervielen", found, rows)


def decisions_table(found: Differences) -> Table[Shown]:
    """Decisions that were taken since, or are written otherwise."""
    return _changes("Besluiten die anders zijn", found, [_shown(change) for change in found.decisions])


def texts_table(found: Differences) -> Table[Shown]:
    """Paragraphs that are written otherwise."""
    rows = [Shown(each.file, "alinea", _short(" ".join(each.old)), _short(" ".join(each.new))) for each in found.texts]
    return _changes("Teksten die anders zijn", found, rows)


_BETWEEN = "Vergeleken: {} en {}."


def _title(text: str, found: Differences) -> str:
    return f"{text} in {found.new} dan in {found.old}"


def _changes(text: str, found: Differences, rows: Sequence[Shown]) -> Table[Shown]:
    return Table(
        rows,
        [
            Column("Plaats", lambda row: row.what),
            Column("was", lambda row: row.old),
            Column("wordt", lambda row: row.new),
        ],
        title=f"{text}, {found.old} naast {found.new}",
        note=f"Waarden zoals in de bestanden. {_BETWEEN.format(found.old, found.new)}",
        group=lambda row: row.file,
    )


def _alone(found: Differences) -> Iterator[tuple[str, int]]:
    return ((name, found.numbers.only(side)) for name, side in ((found.old, FROM), (found.new, TO)))


def _label(found: Differences, indicator: str) -> str:
    return full_label(found.specs[indicator]) if indicator in found.specs else indicator


def _in_short(changes: Iterable[InputChange]) -> Iterator[Shown]:
    """Change by change; of a file with many, column by column how many there are and the largest."""
    for _, group in groupby(changes, lambda change: change.file):
        rows = list(group)
        yield from map(_shown, rows) if len(rows) <= MOST else _by_column(rows)


def _by_column(changes: Sequence[InputChange]) -> Iterator[Shown]:
    order = sorted(changes, key=_column)
    for (_, kind), group in groupby(order, key=_column):
        rows = list(group)
        example = _shown(max(rows, key=_size))
        what = example.what if len(rows) == 1 else f"{number(len(rows))} keer {kind}, zoals {example.what}"
        yield Shown(example.file, what, example.old, example.new)


def _column(change: InputChange) -> tuple[str, str]:
    return change.column, f"{change.column} {change.kind}".strip()


def _size(change: InputChange) -> float:
    """The change of a number; of anything else nothing."""
    old, new = change.old, change.new
    return abs(new - old) if isinstance(old, int | float) and isinstance(new, int | float) else 0.0


def _shown(change: InputChange) -> Shown:
    long = _CHECKSUM if change.column == CONTENT else LONGEST
    return Shown(change.file, change.key, shorten(said(change.old), long), shorten(said(change.new), long))


def _sources(changes: Sequence[SourceChange]) -> Iterator[Shown]:
    for each in changes[:MOST]:
        text = _short(each.source)
        yield Shown(each.file, "vervallen" if each.gone else "erbij", *((text, "") if each.gone else ("", text)))
    if len(changes) > MOST:
        yield Shown(changes[0].file, f"en nog {number(len(changes) - MOST)}", "", "")


def _short(text: str) -> str:
    return shorten(text, LONGEST)
