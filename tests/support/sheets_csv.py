"""A workbook saved as one CSV: its sheets below each other, each under its name, as Dutch Excel writes cells."""

import csv
import io
from datetime import date, datetime

from openpyxl import Workbook


def to_csv(book: Workbook) -> bytes:
    """The sheets below each other; a merged cell as its first one."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for sheet in book.worksheets:
        writer.writerow([sheet.title])
        for cells in sheet.iter_rows():
            writer.writerow([_text(cell.value, cell.number_format) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _text(value: object, form: str) -> str:
    match value:
        case None:
            return ""
        case int() | float() if "%" in form:
            return f"{round(100 * value, 6):g}%".replace(".", ",")
        case int() | float():
            return repr(value).replace(".", ",")
        case datetime() | date():
            return f"{value:%d-%m-%Y}"
        case _:
            return str(value)
