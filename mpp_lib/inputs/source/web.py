"""A file at an address, as its publisher put it there."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.error import URLError
from urllib.parse import unquote
from urllib.request import Request, urlopen

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.reading.intake import MAX_BYTES
from mpp_lib.inputs.source.asked import FROM, Asked
from mpp_lib.inputs.source.sheets import FORMS

SECONDS = 60
"""How long a server may take to say something."""


def download(asked: Asked) -> tuple[str, bytes]:
    """The name and the content of the file at an address.

    Raises:
        InputError: it cannot be had, or is too large.
    """
    name = PurePosixPath(unquote(asked.parts.path)).name
    refuse_form(name, FROM)
    try:
        with urlopen(Request(asked.origin, headers={"User-Agent": "mpp"}), timeout=SECONDS) as answer:
            content: bytes = answer.read(MAX_BYTES + 1)
    except (URLError, OSError, ValueError):
        raise InputError([unreachable(asked)]) from None
    if len(content) > MAX_BYTES:
        raise InputError([Problem(FROM, "", name, "het bestand is te groot", f"ten hoogste {MAX_BYTES} bytes")])
    return name, content


def refuse_form(name: str, where: str) -> None:
    """Refuse a file that is of no form that is read.

    Raises:
        InputError: it is not.
    """
    if PurePosixPath(name).suffix.lower() not in FORMS:
        problem = "deze vorm van bestand wordt niet gelezen"
        raise InputError([Problem(where, "", name, problem, f"een bestand op {', '.join(FORMS)}")])


def unreachable(asked: Asked) -> Problem:
    """What is said of an address that does not answer."""
    expected = "een adres dat antwoordt; zonder netwerk: het bestand zelf, opgehaald met een browser"
    return Problem(FROM, "", asked.origin, "van dit adres is niets te lezen", expected)
