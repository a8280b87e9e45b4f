"""Cells of a source as what they stand for: a period, a number with a sign behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, QUARTER, Period
from mpp_lib.inputs.reading.numbers import UnreadableError, comma_of_thousands, read_share
from mpp_lib.inputs.reading.period_codes import is_week, named_month, period_of, seems, without_mark
from mpp_lib.inputs.source.signs import is_sign

_TITLE = re.compile(r"(20[0-9]{2}) (?:([1-4])e kwartaal|([a-z]+))", re.IGNORECASE)
"""A period as CBS writes it out: ``2024 maart``, ``2024 1e kwartaal``."""
_PARTED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]+)?")
_MARKED = re.compile(r"(.*[0-9])\s*([^0-9\s].*|)")
_POINT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_COMMA = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
POINT, COMMA = "punt", "komma"
_HINT = "; of decimaal: punt of komma bij tabel in de koppeling"


@dataclass(frozen=True)
class Figure:
    """What stands in a cell with a figure.

    Attributes:
        value: the number; None where there is only a sign, or nothing.
        sign: what stands behind the number, or in its place.
    """

    value: float | None
    sign: str = ""


def text_of(value: object) -> str:
    """A cell as text, as it is chosen by."""
    match value:
        case None:
            return ""
        case bool():
            return "WAAR" if value else "ONWAAR"
        case float() if value.is_integer():
            return str(int(value))
        case date():
            return value.isoformat()[:10]
        case _:
            return str(value).strip()


def period_in(value: object) -> tuple[Period, str]:
    """The period that a cell stands for, and the sign behind it.

    >>> str(period_in("2024 1e kwartaal*")[0]), period_in("2024MM03*")[1]
    ('2024-K1', '*')

    Raises:
        UnreadableError: it is none that a round knows.
    """
    if isinstance(value, date):
        return Period(Month(value.year, value.month), MONTH), ""
    text = text_of(value)
    bare = without_mark(text).rstrip("* ")
    period = period_of(bare) or _titled(bare) or seems(bare)
    if period is None:
        raise UnreadableError("dit is een week" if is_week(text) else "dit is geen periode")
    return period, text[len(bare) :].strip(" ()")


def figure_in(value: object, decimal: str, own: Mapping[str, str]) -> Figure:
    """The number in a cell.

    Args:
        decimal: ``punt`` or ``komma`` where the source says what parts its decimals; else a text must be clear.
        own: as in :func:`mpp_lib.inputs.source.signs.meaning_of`.

    Raises:
        UnreadableError: it is no number, or could be two.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not isfinite(value):
            raise UnreadableError("hier staat geen waarde")
        return Figure(float(value))
    text = text_of(value)
    if not text or is_sign(text, own):
        return Figure(None, text)
    marked = _MARKED.fullmatch(text)
    number, sign = (marked[1], marked[2].strip()) if marked and not text.endswith("%") else (text, "")
    return Figure(_number(number, decimal), sign)


def _number(text: str, decimal: str) -> float:
    if decimal == POINT and _POINT.fullmatch(text):
        return float(text)
    if decimal == COMMA and _COMMA.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if decimal:
        raise UnreadableError("dit is geen getal", f"een getal met een decimale {decimal}")
    thousands = comma_of_thousands(text)
    if thousands:
        raise UnreadableError(thousands.problem, f"{thousands.expected}{_HINT}")
    try:
        return read_share(re.sub(r"\s", "", text) if _PARTED.fullmatch(text) else text)
    except UnreadableError as error:
        raise UnreadableError(error.problem, error.expected and f"{error.expected}{_HINT}") from None


def _titled(text: str) -> Period | None:
    match = _TITLE.fullmatch(text)
    if match is None:
        return None
    year = int(match[1])
    if match[2]:
        return Period(Month(year, QUARTER * (int(match[2]) - 1) + 1), QUARTER)
    month = named_month(match[3], year)
    return Period(month, MONTH) if month else None
