"""The bytes of a workbook: the same for the same workbook, whenever and wherever it is made."""

from __future__ import annotations

import errno
import io
import re
from tempfile import gettempdir
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that an entry of a zip can have."""
CORE = "docProps/core.xml"
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def workbook_bytes(book: Any, day: str = "1980-01-01") -> bytes:
    """The file of an openpyxl workbook.

    Args:
        day: ``JJJJ-MM-DD``, the day the file says it was made.

    Raises:
        OSError: as :func:`saved`.
    """
    result = io.BytesIO()
    with ZipFile(io.BytesIO(saved(book))) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            target.writestr(entry(name), on_day(name, source.read(name), day), ZIP_DEFLATED)
    return result.getvalue()


def entry(name: str) -> ZipInfo:
    """The same entry whatever system writes it."""
    made = ZipInfo(name, EARLIEST)
    made.create_system = 3
    return made


def on_day(name: str, content: bytes, day: str) -> bytes:
    """A part of a workbook, which says of itself that it was made on a day if it says so at all."""
    return _DATES.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), content) if name == CORE else content


def saved(book: Any) -> bytes:
    """The file as openpyxl writes it, with the moment in it.

    Raises:
        OSError: what is kept on the disk meanwhile does not fit there; lxml says so in its own way.
    """
    from lxml.etree import SerialisationError

    content = io.BytesIO()
    try:
        book.save(content)
    except SerialisationError as error:
        number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, str(error), gettempdir()) from error
    return content.getvalue()
