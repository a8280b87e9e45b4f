"""Pandoc's warnings as Dutch faults with their place in the sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mpp_lib.base.errors import RenderError
from mpp_lib.report.references import fault_double
from mpp_lib.report.sources import Faults, Line, locate

_PLACED = (
    (re.compile(r"Div at line (?P<line>\d+) column \d+ unclosed"), "blok ::: is niet afgesloten"),
    (
        re.compile(r"Note with key '(?P<what>.*)' defined at line (?P<line>\d+) .*not used"),
        "voetnoot '[^{what}]' wordt nergens gebruikt",
    ),
    (
        re.compile(r"Duplicate note reference '(?P<what>.*)' at line (?P<line>\d+)"),
        "voetnoot '[^{what}]' heeft meer dan één tekst",
    ),
)
_DOUBLE = re.compile(r"Duplicate identifier '(?P<what>.*)'")
_MATH = re.compile(r"Could not convert TeX math (?P<what>.*?), rendering as TeX", re.DOTALL)


def in_dutch(error: RenderError, lines: Sequence[Line], name: str) -> RenderError:
    """The error that pandoc's message stands for.

    Args:
        error: what ``run_pandoc`` raised.
        lines: the lines that pandoc read.
        name: the document, for what has no line.
    """
    faults = Faults()
    add_complaints(str(error).removeprefix("pandoc: "), lines, name, faults)
    return RenderError("\n".join(faults.messages))


def add_complaints(said: str, lines: Sequence[Line], name: str, faults: Faults) -> None:
    """Note each warning of pandoc."""
    for text in said.split("[WARNING] "):
        if text.strip():
            _add(text.strip(), lines, name, faults)


def _add(text: str, lines: Sequence[Line], name: str, faults: Faults) -> None:
    for pattern, message in _PLACED:
        if found := pattern.match(text):
            faults.add(lines[int(found["line"]) - 1], message.format(**found.groupdict()))
            return
    if found := _DOUBLE.match(text):
        fault_double(found["what"], lines, faults)
    elif found := _MATH.match(text):
        formula = found["what"].strip()
        where = locate(lines, re.escape(formula.split("\n")[0]))
        faults.add(where[0] if where else name, f"formule '{formula}' is geen geldige TeX")
    else:
        faults.add(name, f"pandoc: {text}")
