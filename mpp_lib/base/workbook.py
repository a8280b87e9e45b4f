"""The bytes of a workbook."""

from __future__ import annotations

import errno
import io
from tempfile import gettempdir
from typing import Any


def workbook_bytes(book: Any) -> bytes:
    """The file of an openpyxl workbook.

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
