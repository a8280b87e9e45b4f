"""What whoever delivered the plan says in it beside its figures: a comment with a cell, a note under a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.plan.header import has_months
from mpp_lib.inputs.plan.notes import SheetNotes
from mpp_lib.inputs.plan.workbook_cells import Place, Sheet
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.privacy import personal_number, remark_on

LONGEST = 400
COMMENT = "bij deze cel staat een opmerking van wie het plan leverde"
NOTE = "hier staat een noot van wie het plan leverde"
USABLE = "nagegaan of het cijfer zo te gebruiken is"
_NOTE = re.compile(r"(?:\(?[0-9]{1,2}\)|\[[0-9]{1,2}\]|[¹²³⁴-⁹]⁾?|\*{1,3})\s*\S.+", re.DOTALL)


def remarks_of_deliverer(sheet: Sheet, notes: SheetNotes) -> Iterator[Problem]:
    """Each, with its cell and without who wrote it; of what may lead to a person only that it is there."""
    for place, text in sorted(sheet.comments.items()):
        yield from _remark(place, text, COMMENT, notes)
    for (row, column), cell in sheet.cells.items() if has_months(sheet) else ():
        if isinstance(cell.value, str) and _NOTE.fullmatch(cell.text) and len(sheet.rows[row]) == 1:
            yield from _remark((row, column), cell.text, NOTE, notes)


def _remark(place: Place, text: str, problem: str, notes: SheetNotes) -> Iterator[Problem]:
    where = notes.at(place)
    personal = list(remark_on(notes.file, where, text))
    found = "" if personal or personal_number(text) else shorten(text, LONGEST)
    yield Problem(notes.file, where, found, problem, USABLE)
    yield from personal
