"""The first page of the pack: what is in it, what every column means, and what it can't tell."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from mpp_lib import __version__
from mpp_lib.archive.pack.declared import CHANGES, DIRECTIONS, SHEETS
from mpp_lib.archive.pack.sheet import Sheet
from mpp_lib.base.dutch import number
from mpp_lib.base.shipped import SHIPPED, TEMPLATES

README = "LEESMIJ.md"
MATERIALS = SHIPPED / TEMPLATES / "pakket"
NO_CHANGES = (
    "In dit pakket staat geen enkele wijziging: van geen ronde is er een vastgelegd. De drie tabellen hebben daarom "
    "alleen een kop."
)
NOT_MEASURED = (
    "Van geen enkele wijziging is een effect gemeten, want er is geen vorige versie om mee te vergelijken. "
    "`effecten.csv` en `richtingen.csv` hebben daarom alleen een kop."
)
NO_METHOD = "Bij deze rondes staan geen bladzijden over de methode; de map ontbreekt daarom."


def readme(rows: Mapping[Sheet, int], *, has_method: bool) -> bytes:
    """The page, as Markdown; nothing of what others wrote stands in it.

    Args:
        rows: table → how many rows it has.
    """
    template = Template((MATERIALS / README).read_text(encoding="utf-8"))
    parts = {
        "versie": __version__,
        "bestanden": "\n".join(f"| `{sheet.file}` | {sheet.about} | {number(rows[sheet])} |" for sheet in SHEETS),
        "kolommen": "\n".join(_columns(sheet) for sheet in SHEETS),
        "wijzigingen": _changes(rows),
        "methode": "" if has_method else NO_METHOD,
    }
    return template.substitute(parts).encode("utf-8")


def _columns(sheet: Sheet) -> str:
    lines = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in sheet.columns.items())
    return f"### `{sheet.file}`\n\nEen rij is {sheet.about}.\n\n| kolom | wat |\n|---|---|\n{lines}\n"


def _changes(rows: Mapping[Sheet, int]) -> str:
    if not rows[CHANGES]:
        return NO_CHANGES
    return "" if rows[DIRECTIONS] else NOT_MEASURED
