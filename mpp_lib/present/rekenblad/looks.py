"""How a workbook looks: number formats by unit, and a handful of named styles."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from mpp_lib.base.brand import colour

BLUE, INK, GREY, TINT, INPUT_FILL = "154273", "1C2127", "4D5763", "E3E9EF", "FFF8E1"
WRONG, ON_WRONG = colour("fout")[1:].upper(), "FFFFFF"
LINKED = "MPP verwijzing"
FAMILY, SIZE = "Calibri", 10
DUTCH = "[$-413]"
"""Dutch separators and names of months wherever the program goes by the format; elsewhere the reader's own."""
MONTH_FORMAT = f"{DUTCH}mmm\\ yyyy"
_FORMATS = (
    ("aandeel", "0.0%"),
    ("kans", "0.0000"),
    ("verschil", "0.000000"),
    ("maandnummer", "0"),
    ("maanden", "#,##0.0"),
    ("dagen", "#,##0.0"),
)
_COUNTED_OVER_TIME = ("per maand", "per week", "per halfjaar")


def number_format(unit: str) -> str:
    """The format of numbers in a unit: people and cases whole, shares as percentages, ratios with two decimals.

    >>> number_format("personen per inwilliging")
    '[$-413]#,##0.00'
    """
    for start, code in _FORMATS:
        if unit.startswith(start):
            return f"{DUTCH}{code}"
    ratio = " per " in unit and not unit.endswith(_COUNTED_OVER_TIME)
    return f"{DUTCH}{'#,##0.00' if ratio else '#,##0'}"


def named_styles() -> tuple[Any, ...]:
    """The styles of the workbook, by the Dutch name a reader finds in Excel."""
    rule = Side(style="thin", color=BLUE)
    tint, typed = PatternFill("solid", fgColor=TINT), PatternFill("solid", fgColor=INPUT_FILL)
    free = Protection(locked=False)
    return (
        NamedStyle("MPP titel", font=_font(BLUE, bold=True, size=13)),
        NamedStyle("MPP kop", font=_font(BLUE, bold=True), fill=tint, border=Border(bottom=rule), alignment=_wrapped()),
        NamedStyle("MPP groep", font=_font(BLUE, bold=True)),
        NamedStyle("MPP tekst", font=_font(INK)),
        NamedStyle("MPP toelichting", font=_font(GREY)),
        NamedStyle("MPP alinea", font=_font(INK), alignment=_wrapped()),
        NamedStyle(LINKED, font=_font(BLUE, underline="single")),
        NamedStyle("MPP invoer", font=_font(BLUE), fill=typed, protection=free),
        NamedStyle("MPP invoer volgt", font=_font(GREY), fill=typed, protection=free),
        NamedStyle("MPP rekenregel", font=_font(INK)),
        NamedStyle("MPP hulpregel", font=_font(GREY)),
    )


def _font(colour: str, *, bold: bool = False, size: int = SIZE, underline: str | None = None) -> Any:
    return Font(name=FAMILY, size=size, color=colour, bold=bold, underline=underline)


def _wrapped() -> Any:
    return Alignment(wrap_text=True, vertical="top")
