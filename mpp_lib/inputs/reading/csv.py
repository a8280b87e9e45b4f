"""CSV as Dutch Excel writes it: ``;``, UTF-8 with or without BOM, any line end, quoted cells.

Excel adds empty columns and rows at the end, and leaves out trailing delimiters where the last cells of a block are
empty: both are read as the empty cells they stand for. An apostrophe before ``=``, ``+``, ``-`` or ``@`` is no part of
the text: who writes it keeps a spreadsheet from reading a formula. Row numbers are those a spreadsheet shows: the
header is row 1.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import repeat

from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.intake import MAX_BYTES as MAX_DELIVERY
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name, nearest
from mpp_lib.inputs.reading.privacy import is_personal_column, personal_column
from mpp_lib.inputs.reading.table import Cells

MAX_CELL = 10_000
MAX_BYTES, MAX_ROWS, MAX_COLUMNS = 5_000_000, 50_000, 100
"""Of a table that is read; a delivery that is only looked through may be larger."""
WRONG_DELIMITERS = {",": "komma's", "\t": "tabs", "|": "verticale strepen"}
_KEPT_TEXT = re.compile(r"'\s*[=+@\u2212-]")
Broken = set[tuple[int, str]]


def read_cells(intake: Intake, declared: InputTable) -> tuple[Cells, Broken] | None:
    """The cells of an existing CSV file as stripped text.

    Returns:
        The filled rows, with the known columns that are there; and the cells whose text is not to be trusted, whose
        problem is already noted. None where the header is of no use.
    """
    records = read_records(intake, declared.file, MAX_BYTES)
    if records is None:
        return None
    header = _trimmed(records[0]) if records else []
    if _is_too_large(intake, declared, len(records), len(header)) or not _is_header(intake, declared, header):
        return None
    _check_header(intake, declared, header)
    return _Rows(intake, declared, header).read(records[1:])


def _is_too_large(intake: Intake, declared: InputTable, rows: int, columns: int) -> bool:
    for found, most, what in ((rows, MAX_ROWS, "rijen"), (columns, MAX_COLUMNS, "kolommen")):
        if found > most:
            intake.refuse(declared.file, "", f"{found} {what}", "de tabel is te groot", f"ten hoogste {most} {what}")
            return True
    return False


def read_records(intake: Intake, file: str, limit: int = MAX_DELIVERY) -> list[list[str]] | None:
    """Every record of a CSV file, cells stripped; None, with the problem noted, where it cannot be read."""
    text = intake.text(file, limit)
    if text is None:
        return None
    records: list[list[str]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
        text_of = _text_of if "'" in text else str.strip
        records.extend(list(map(text_of, record)) for record in reader)
    except csv.Error as error:
        intake.refuse(file, f"rij {len(records) + 1}", "", *_csv_error(str(error)))
        return None
    return records


def _text_of(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from working out a text that starts like a formula."""
    text = cell.strip()
    return text[1:].lstrip() if _KEPT_TEXT.match(text) else text


def as_text(cell: str) -> str:
    """A cell as it is written where people open the file: with that apostrophe, where it starts like a formula."""
    return f"'{cell}" if _KEPT_TEXT.match(f"'{cell}") else cell


def _csv_error(message: str) -> tuple[str, str]:
    if "field larger" in message:
        return "een cel is te lang", f"ten hoogste {MAX_CELL} tekens"
    return "de aanhalingstekens kloppen niet", 'een cel tussen "…", met elk aanhalingsteken daarbinnen verdubbeld'


def _trimmed(cells: list[str]) -> list[str]:
    count = len(cells)
    while count and not cells[count - 1]:
        count -= 1
    return cells[:count]


def _is_header(intake: Intake, declared: InputTable, header: list[str]) -> bool:
    expected = declared.header
    if not header:
        intake.refuse(declared.file, "rij 1", "", "de kop ontbreekt", expected)
        return False
    if "" in header:
        where = f"rij 1, kolom {header.index('') + 1}"
        intake.refuse(declared.file, where, "", "de kolom heeft geen naam", "een naam boven elke gevulde kolom")
        return False
    if set(header) & set(declared.names):
        return True
    found = shorten(";".join(header))
    delimiter = _wrong_delimiter(header[0], declared.names)
    if delimiter:
        intake.refuse(declared.file, "rij 1", found, f"de kolommen zijn gescheiden door {delimiter}", "puntkomma's (;)")
    else:
        intake.refuse(declared.file, "rij 1", found, "de eerste rij is geen kop van dit bestand", expected)
    return False


def _wrong_delimiter(first_cell: str, columns: Sequence[str]) -> str | None:
    for delimiter, name in WRONG_DELIMITERS.items():
        if len({part.strip(' "') for part in first_cell.split(delimiter)} & set(columns)) > 1:
            return name
    return None


def _check_header(intake: Intake, declared: InputTable, header: list[str]) -> None:
    missing = [name for name in declared.names if name not in header]
    for number, name in enumerate(header):
        where = f"rij 1, kolom {name}"
        if name in header[:number]:
            intake.refuse(declared.file, where, "", "de kolom staat er dubbel", "elke kolom één keer")
        elif name not in declared.names and is_personal_column(name):
            intake.problems.append(personal_column(declared.file, name))
        elif name not in declared.names:
            expected = expected_name("een kolom van dit bestand", name, declared.names)
            intake.refuse(declared.file, where, "", "onbekende kolom", expected)
            missing = [column for column in missing if column != nearest(name, declared.names)]
    if missing:
        problem = "de kolom ontbreekt" if len(missing) == 1 else "er ontbreken kolommen"
        intake.refuse(declared.file, "rij 1", "", problem, ", ".join(missing))


class _Rows:
    """Reads the rows below a header."""

    def __init__(self, intake: Intake, declared: InputTable, header: list[str]) -> None:
        self.intake = intake
        self.declared = declared
        self.header = header
        self.broken: Broken = set()
        self._filled = set(declared.names) - declared.may_be_empty

    def read(self, records: Iterable[list[str]]) -> tuple[Cells, Broken]:
        rows = {row: self._row(row, record) for row, record in enumerate(records, start=2) if any(record)}
        texts = zip(*rows.values(), strict=True) if rows else repeat(())
        columns = dict(zip(self.header, texts, strict=False))
        known = {name: columns[name] for name in self.declared.names if self.header.count(name) == 1}
        return Cells(tuple(rows), known), self.broken

    def _row(self, row: int, record: list[str]) -> list[str]:
        width, length = len(self.header), len(record)
        if length != width and (len(_trimmed(record)) > width or self._filled.intersection(self.header[length:])):
            self.intake.refuse(
                self.declared.file,
                f"rij {row}",
                f"{len(_trimmed(record))} cellen",
                "de rij heeft een ander aantal cellen dan de kop",
                f"{width} cellen",
            )
            self.broken |= {(row, name) for name in self.header}
        if max(map(len, record)) > MAX_CELL:
            self._refuse_long_cells(row, record)
        return record if length == width else [*record, *[""] * (width - length)][:width]

    def _refuse_long_cells(self, row: int, record: list[str]) -> None:
        for name, cell in zip(self.header, record, strict=False):
            if len(cell) > MAX_CELL:
                where, found = f"rij {row}, kolom {name}", f"{len(cell)} tekens"
                expected = f"ten hoogste {MAX_CELL} tekens"
                self.intake.refuse(self.declared.file, where, found, "de cel is te lang", expected)
                self.broken.add((row, name))
