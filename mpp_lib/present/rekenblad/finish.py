"""What openpyxl leaves to us: what formulas give, a chart in words, and the same bytes for the same workbook.

Without the numbers a program that does not recalculate (a preview, Excel's protected view) shows empty cells. They
are the engine's: a check of the formulas has to take them out first, or a program may believe them and not calculate.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from mpp_lib.base.workbook import entry, on_day, saved
from mpp_lib.present.rekenblad.cells import Given, Values

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)')
_FRAME = re.compile(rb'<((?:xdr:)?cNvPr id="[0-9]+") name="Chart ([0-9]+)"')
_DRAWINGS = "xl/drawings/drawing"
NOTHING: Mapping[str, bytes] = {}


def finished(made: Any, values: Values, day: str, between: Mapping[str, bytes] = NOTHING) -> bytes:
    """The file.

    Args:
        made: the openpyxl workbook.
        values: what its formulas give.
        day: ``JJJJ-MM-DD``, the day the file says it was made.
        between: sheet → rows as XML that come before its last one (:func:`mpp_lib.present.datawerkboek.many_rows`).
    """
    raw = io.BytesIO(saved(made))
    sheets = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(made.sheetnames, 1)}
    described = iter([chart.in_words for sheet in made for chart in sheet._charts])
    result = io.BytesIO()
    with ZipFile(raw) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            sheet = sheets.get(name, "")
            content = _with_rows(_with_values(source.read(name), values.get(sheet, {})), between.get(sheet, b""))
            content = _FRAME.sub(partial(_described, described), content) if name.startswith(_DRAWINGS) else content
            target.writestr(entry(name), on_day(name, content, day), ZIP_DEFLATED)
    return result.getvalue()


def _with_rows(content: bytes, rows: bytes) -> bytes:
    before, last, after = content.rpartition(b"<row ")
    return b"".join((before, rows, last, after))


def _with_values(content: bytes, values: Given) -> bytes:
    return _FORMULA.sub(partial(_with_value, values), content) if values else content


def _with_value(values: Given, match: re.Match[bytes]) -> bytes:
    coordinate, attributes, formula = match.groups()
    value = values[coordinate.decode()]
    number = isinstance(value, int | float)
    kind, text = (b"", repr(value).encode()) if number else (b' t="str"', escape(str(value or "")).encode())
    return b'<c r="%b"%b%b><f>%b</f><v>%b</v>' % (coordinate, attributes, kind, formula, text)


def _described(texts: Iterator[str], match: re.Match[bytes]) -> bytes:
    """The frame of a chart, which says what the chart shows to who cannot see it."""
    kept, number = match.groups()
    return b'<%b name="Figuur %b" descr=%b' % (kept, number, quoteattr(next(texts)).encode())
