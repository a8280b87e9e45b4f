"""A round whose values partners answer for, and their forms, filled cell by cell."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.delivery.asked import asked_of
from mpp_lib.inputs.delivery.standing import Standing, standing_of
from mpp_lib.present.verantwoording.delivery_form import delivery_form
from mpp_lib.production.chains import catalogue_named
from tests.support.small_rounds import small_rounds

ROUND = "2024-1"
OWNED = {"COA": ("geboorten", "opvang_eerste"), "Nidos": ("nidos_meerderjarig", "nidos_vertrek")}
ABOUT = {"versie": "1", "status": "definitief", "doelgroepen": "apm, werkgroep", "datum": date(2024, 4, 2)}


def owned_round(base: Path) -> Path:
    """The small round, with values of COA, KS and Nidos."""
    folder = small_rounds(base) / ROUND
    for name in ("parameters.csv", "verdelingen.csv"):
        file = folder / "inputs" / name
        text = file.read_text(encoding="utf-8")
        for owner, ids in OWNED.items():
            for one in ids:
                text = re.sub(rf"(?m)^({one};.*);APM;", rf"\1;{owner};", text)
        file.write_text(text, encoding="utf-8")
    with (folder / "registers/partners.csv").open("a", encoding="utf-8") as stream:
        stream.write("Nidos;werkgroep;cijfers;lid;;\nKS;werkgroep;impact;lid;;\n")
    return folder


def standing(folder: Path) -> Standing:
    return standing_of(folder, catalogue_named)


class Form:
    """A form of a partner to fill."""

    def __init__(self, folder: Path, partner: str = "coa", **about: object) -> None:
        content = delivery_form(asked_of(form.DELIVERERS[partner], standing(folder)))
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        for name, value in {**ABOUT, **about}.items():
            self.front(name).value = value

    def front(self, name: str) -> Cell:
        """The cell beside a name on the first sheet."""
        rows = self.book[form.FRONT].iter_rows(max_col=2)
        return next(value for label, value in rows if label.value == name)

    def cell(self, sheet: str, id_: str, heading: str, which: int = 0) -> Cell:
        """The cell of a row by its id (the how manieth of it), below a heading; a month by its text."""
        page = self.book[sheet]
        rows = [row for row in range(6, page.max_row + 1) if page.cell(row, _column(page, form.ID)).value == id_]
        return page.cell(rows[which], _column(page, heading))

    def put(self, sheet: str, id_: str, which: int = 0, **cells: object) -> None:
        """Fill cells of a row: heading → value, with an underscore for a space; ``m2024_01`` is a month."""
        for heading, value in cells.items():
            name = heading[1:].replace("_", "-") if heading.startswith("m2") else heading.replace("_", " ")
            self.cell(sheet, id_, name, which).value = value

    def count(self, id_: str, first: float, step: float = 0.0, status: str = "voorlopig") -> None:
        """Fill every month of a series, and its status."""
        page = self.book[form.REALISED]
        row = self.cell(form.REALISED, id_, form.STATUS).row
        cells = [cell for cell in page[row] if not cell.protection.locked and page.cell(5, cell.column).is_date]
        for place, cell in enumerate(cells):
            cell.value = first + step * place
        self.put(form.REALISED, id_, status=status)

    def other(self, place: int, *values: object) -> None:
        """Fill a row for another period: id, period, value, status, note."""
        for column, value in enumerate(values, start=1):
            self.book[form.OTHER].cell(6 + place, column).value = value

    def saved(self, path: Path) -> Path:
        self.book.save(path)
        return path


def _column(page: Worksheet, heading: str) -> int:
    for cell in page[5]:
        if cell.value == heading or (cell.is_date and f"{cell.value:%Y-%m}" == heading):
            return cell.column
    raise KeyError(heading)
