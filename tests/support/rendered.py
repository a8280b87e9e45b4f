"""What a notebook of a report shows, without a kernel: its figures, tables and texts as they go to the renderer."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest

from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.dutch import MONTH_NAMES, month_short
from mpp_lib.base.periods import Period
from mpp_lib.present.shown import cell, display
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.table import Table

REALISED = {"definitief", "voorlopig", "raming", "gerealiseerd"}
"""Words in a cell that make of a row something that was realised."""
SOURCES = re.compile(r"bron|vindplaats|herkomst|toelichting|reden|waarom", re.IGNORECASE)
"""Headings of columns that say where something comes from."""
REALISED_COLUMNS = {"gepubliceerd", "gerealiseerd", "uitkomst"}
"""Names of the columns behind a figure that hold what was realised; in a table they have that role."""
_NUMBERS = {month_short(place): place for place in range(1, 13)} | {
    name: place for place, name in enumerate(MONTH_NAMES, 1)
}
_MONTH = re.compile(rf"(?:eind )?({'|'.join(map(re.escape, _NUMBERS))})[.]?\s(\d{{4}})")


def shown_by(notebook: Path, parameters: Mapping[str, str]) -> list[Picture | Table[Any] | str]:
    """Everything that the cells of a notebook put in a report, in order."""
    found: list[Picture | Table[Any] | str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cell, "in_report", lambda item, words="": found.extend((item, words)))
        patch.setattr(cell, "each_in_report", lambda items: found.extend(items.values()))
        patch.setattr(display, "show_text", lambda text, *_: found.append(text))
        names: dict[str, Any] = {"display": lambda *_, **__: None}
        for one in nbformat.read(notebook, as_version=4).cells:
            if one.cell_type == "code":
                exec(one.source, names)
                names |= parameters if "parameters" in one.metadata.get("tags", []) else {}
    return found


def later_than(item: Picture | Table[Any] | str, cutoff: date) -> Iterator[str]:
    """What in a figure, table or text was realised or published after a day.

    A source line and a cell that says where something comes from name no later day; a row with the status of a
    realisation, and a cell in a column of realised figures, are not of a period that was not over.
    """
    if isinstance(item, str):
        yield from _named([item], cutoff)
    else:
        table = item.numbers if isinstance(item, Picture) else item
        yield from _named([table.note, *_sources(table)], cutoff)
        yield from _realised_later(table, cutoff)


def _named(texts: list[str], cutoff: date) -> Iterator[str]:
    yield from (f"{words} in: {text[:160]}" for text in texts if (words := named_after(text, cutoff)))


def _sources(table: Table[Any]) -> list[str]:
    places = [place for place, column in enumerate(table.columns) if SOURCES.search(column.heading)]
    return [row[place] for row in table.texts() for place in places]


def _realised_later(table: Table[Any], cutoff: date) -> Iterator[str]:
    realised = [
        place
        for place, column in enumerate(table.columns)
        if column.role == "realised" or column.heading in REALISED_COLUMNS
    ]
    for group, row in zip(table.groups(), table.texts(), strict=True):
        said = any(row[place] for place in realised) or REALISED & set(row)
        if said and any(_later(text, cutoff) for text in (group, *row)):
            yield f"{table.title}: {' | '.join([group, *row])}"
    for column in (table.columns[place] for place in realised):
        filled = any(column.text(row) for row in table.rows)
        if filled and any(_later(text, cutoff) for text in (column.heading, column.over)):
            yield f"{table.title}: kolom {column.over} {column.heading}"


def _later(text: str, cutoff: date) -> bool:
    """Whether a cell is a period that was not over on a day."""
    period = period_of(text)
    return period is not None and period.end.last_day > cutoff


def period_of(text: str) -> Period | None:
    """The period that a cell is, as ``2024``, ``2024-06``, ``jun 2024``, ``juni 2024`` or ``eerste kwartaal 2024``.

    >>> str(period_of("dec 2024")), str(period_of("derde kwartaal 2024")), period_of("2024 en later")
    ('2024-12', '2024-K3', None)
    """
    words = text.replace("\N{NO-BREAK SPACE}", " ").strip().lower()
    found = _MONTH.fullmatch(words)
    if found:
        return Period.parse(f"{found[2]}-{_NUMBERS[found[1]]:02d}")
    longer = re.fullmatch(r"(eerste|tweede|derde|vierde) (kwartaal|halfjaar) (\d{4})", words)
    if longer:
        place = ("eerste", "tweede", "derde", "vierde").index(longer[1]) + 1
        return Period.parse(f"{longer[3]}-{'K' if longer[2] == 'kwartaal' else 'H'}{place}")
    try:
        return Period.parse(words.upper())
    except ValueError:
        return None
