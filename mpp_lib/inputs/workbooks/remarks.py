"""What whoever delivered a workbook says beside its figures: a comment with a cell, a note under a table, a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.privacy import personal_number, remark_on
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.workbook_cells import Sheet

LONGEST = 400
COMMENT = "bij deze cel staat een opmerking van wie dit leverde"
NOTE = "hier staat een noot van wie dit leverde"
USABLE = "nagegaan of het cijfer zo te gebruiken is"
_NOTE = re.compile(r"(?:\(?[0-9]{1,2}\)|\[[0-9]{1,2}\]|[¹²³⁴-⁹]⁾?|\*{1,3})\s*\S.+", re.DOTALL)


def remarks_of_deliverer(sheet: Sheet, notes: SheetNotes, *, in_table: bool) -> Iterator[Problem]:
    """Each, with its cell and without who wrote it.

    Args:
        in_table: whether it holds a table, under which notes can stand.
    """
    for place, text in sorted(sheet.comments.items()):
        yield from _said(notes.at(place), text, COMMENT, USABLE, notes)
    for (row, column), cell in sheet.cells.items() if in_table else ():
        if isinstance(cell.value, str) and _NOTE.fullmatch(cell.text) and len(sheet.rows[row]) == 1:
            yield from _said(notes.at((row, column)), cell.text, NOTE, USABLE, notes)


def remark_set_aside(sheet: Sheet, notes: SheetNotes, problem: str, expected: str) -> Iterator[Problem]:
    """A sheet that is not read; what stands there is said, as far as it fits in a message."""
    text = " ".join(cell.text for cell in sheet.cells.values())
    yield from _said(notes.inside(), text, problem, expected, notes)


def _said(where: str, text: str, problem: str, expected: str, notes: SheetNotes) -> Iterator[Problem]:
    """Of what may lead to a person only that it is there."""
    personal = list(remark_on(notes.file, where, text))
    found = "" if personal or personal_number(text) else shorten(text, LONGEST)
    yield Problem(notes.file, where, found, problem, expected)
    yield from personal
