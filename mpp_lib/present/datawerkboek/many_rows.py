"""Rows of a sheet as XML, where there are tens of thousands: a cell of openpyxl each takes ten times as long.

Only for names of ours and numbers: a text of others could start as a formula, which takes the mark of a cell
(:func:`mpp_lib.present.wording.text_cell.put_text`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter


def many_rows(rows: Iterable[Sequence[object]], first: int) -> bytes:
    """The rows, the first one with this number.

    >>> many_rows([["a<b", 1.5]], 6)
    b'<row r="6"><c r="A6" t="inlineStr"><is><t>a&lt;b</t></is></c><c r="B6"><v>1.5</v></c></row>'

    Raises:
        ValueError: a number is not finite, which a workbook can't hold.
    """
    return "".join(_row(row, number) for number, row in enumerate(rows, first)).encode()


def _row(row: Sequence[object], number: int) -> str:
    cells = (_cell(content, f"{get_column_letter(place)}{number}") for place, content in enumerate(row, 1))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(content: object, coordinate: str) -> str:
    if isinstance(content, str):
        return f'<c r="{coordinate}" t="inlineStr"><is><t>{escape(content)}</t></is></c>'
    if not math.isfinite(content):  # type: ignore[arg-type]
        raise ValueError(f"geen getal om te bewaren: {content}")
    return f'<c r="{coordinate}"><v>{content!r}</v></c>'
