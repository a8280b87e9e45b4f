"""Reads the notes of a PDF in a process of its own, which is held to a time.

``python -m mpp_lib.inputs.review.pdf_notes`` takes the file on stdin and gives the notes as JSON. A file of a few
kilobytes can hold more words than fit in memory, and break a library that is no Python: neither stops who reads it.
"""

from __future__ import annotations

import faulthandler
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from mpp_lib.inputs.reading.intake import CONTROL
from mpp_lib.inputs.review.made import LONG_AGO, moment
from mpp_lib.inputs.review.page import squeezed

if TYPE_CHECKING:
    import pikepdf

_NOTES, _MARKS = ("/Text", "/FreeText"), ("/Highlight", "/Underline", "/Squiggly")
_REPLACES = ("/StrikeOut", "/Caret")
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_BROKEN = re.compile("[\x02\xad\ufffe]\\s*")
"""A hyphen at the end of a line, as the library tells it."""
MAX_PAGES = 2_000
_LINE = 3.0
"""Points above and below a note that belong to its line."""
PATIENCE = 20
"""Seconds for one file; for as long can what is in it take memory."""


class UnreadablePdfError(Exception):
    """A PDF that cannot be read, for whatever reason."""


@dataclass(frozen=True)
class Noted:
    """A comment in a PDF.

    Attributes:
        page: number of the page.
        words: that stand under it.
        replaces: whether its text is to stand in their place.
    """

    page: int
    name: str
    text: str
    words: str
    when: str
    replaces: bool


def notes_of(content: bytes) -> list[Noted]:
    """The notes in a PDF.

    Raises:
        UnreadablePdfError: it cannot be read, or not within that time.
    """
    command = [sys.executable, "-P", "-m", "mpp_lib.inputs.review.pdf_notes"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=True, timeout=PATIENCE)
    except subprocess.SubprocessError as error:
        raise UnreadablePdfError from error
    return [Noted(**each) for each in json.loads(done.stdout)]


def _noted(content: bytes) -> Iterator[Noted]:
    import pikepdf
    import pypdfium2

    with pikepdf.open(io.BytesIO(content)) as book:
        texts = pypdfium2.PdfDocument(content)
        try:
            for number, sheet in enumerate(book.pages[:MAX_PAGES]):
                found = [each for each in sheet.get("/Annots", []) if _tells(each)]
                text_page = texts[number].get_textpage() if found else None
                yield from (_one(each, number + 1, text_page) for each in found)
        finally:
            texts.close()


def _tells(each: pikepdf.Object) -> bool:
    kind = str(each.get("/Subtype", ""))
    return kind in (*_NOTES, *_MARKS, *_REPLACES) and bool(_text(each, "/Contents"))


def _one(each: pikepdf.Object, page: int, text_page: Any) -> Noted:
    kind = str(each.get("/Subtype"))
    box = [float(number) for number in each.get("/Rect", [0, 0, 0, 0])]
    quads = [float(number) for number in each.get("/QuadPoints", [])]
    areas = [quads[at : at + 8] for at in range(0, len(quads) - 7, 8)] if kind not in _NOTES else []
    bounds = [(min(each[::2]), min(each[1::2]), max(each[::2]), max(each[1::2])) for each in areas]
    if not bounds:
        bounds = [(0.0, box[1] - _LINE, 10_000.0, box[3] + _LINE)]
    words = squeezed(_BROKEN.sub("", " ".join(text_page.get_text_bounded(*bound) for bound in bounds)))
    name = _text(each, "/NM") or "/".join(f"{number:.1f}" for number in box)
    day = _DAY.match(_text(each, "/M")) or _DAY.match(_text(each, "/CreationDate"))
    when = moment("{}-{}-{}T{}:{}:{}Z".format(*day.groups())) if day else LONG_AGO
    return Noted(page, f"pdf/{page}/{name}", _text(each, "/Contents"), CONTROL.sub("", words), when, kind in _REPLACES)


def _text(each: pikepdf.Object, key: str) -> str:
    """A text of an annotation, without the signs that only a file has."""
    return CONTROL.sub("", str(each.get(key, "")).replace("\r", "\n")).strip()


if __name__ == "__main__":
    faulthandler.dump_traceback_later(PATIENCE, exit=True)  # also where who asked for it was killed
    sys.stdout.write(json.dumps([asdict(one) for one in _noted(sys.stdin.buffer.read())]))
