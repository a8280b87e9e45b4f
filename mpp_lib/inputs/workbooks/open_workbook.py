"""A workbook in whatever form a partner sends it, opened or refused; nothing in it is executed or followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.reading.privacy import is_personal_column, personal_column, personal_text
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.ods_cells import read_ods
from mpp_lib.inputs.workbooks.workbook_cells import Sheet, UnreadableWorkbookError, read_workbook
from mpp_lib.inputs.workbooks.workbook_guard import expected_of, is_ods, refuse_workbook


def sheets_in(file: str, content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook of Excel or OpenDocument, as its name says.

    Raises:
        InputError: it is refused, or cannot be read.
    """
    refusal = refuse_workbook(file, content)
    if refusal is not None:
        raise InputError([refusal])
    try:
        return read_ods(content) if is_ods(file) else read_workbook(content)
    except UnreadableWorkbookError:
        raise InputError([Problem(file, "", "", "het werkboek is niet te lezen", expected_of(file))]) from None


def personal_data(sheet: Sheet, notes: SheetNotes) -> Iterator[Problem]:
    """What on a sheet, or in a comment on one of its cells, looks like data on a person."""
    for place, text in sheet.comments.items():
        yield from personal_text(notes.file, notes.at(place), text)
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str):
            where = notes.at((row, column))
            yield from personal_text(notes.file, where, cell.text)
            if is_personal_column(cell.text):
                yield replace(personal_column(notes.file, cell.text), where=where)
