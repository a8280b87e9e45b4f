"""Numbers, months and lists as a Dutch reader expects them.

Rounding is half away from zero on the decimal representation, as readers do it on paper.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from mpp_lib.base.months import Month

MONTH_NAMES = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
ORDINALS = ("eerste", "tweede", "derde", "vierde")
MINUS = "\u2212"
_EVERY_DIGIT = Context(prec=400, rounding=ROUND_HALF_UP)
"""Room for the largest float there is."""


def round_half_up(value: float, step: float = 1.0) -> float:
    """Round to a multiple of ``step``, halves away from zero.

    >>> round_half_up(25.0, 10)
    30.0
    """
    quotient = Decimal(repr(float(value))) / Decimal(repr(float(step)))
    return float(quotient.to_integral_value(rounding=ROUND_HALF_UP) * Decimal(repr(float(step))))


def number(value: float, decimals: int = 0) -> str:
    """A number with Dutch separators and a true minus sign.

    >>> number(1234567.25, 1)
    '1.234.567,3'
    >>> number(-12)
    '−12'

    Raises:
        ValueError: when the value is not finite; a report never shows NaN.
    """
    if not math.isfinite(value):
        raise ValueError(f"geen getal om te tonen: {value}")
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), context=_EVERY_DIGIT)
    text = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text


def people(value: float) -> str:
    """A number of people or cases, rounded to tens: what a forecast can bear.

    >>> people(56134)
    '56.130'
    """
    return number(round_half_up(value, 10))


def percentage(share: float, decimals: int = 1) -> str:
    """A share in [0, 1] as a percentage.

    >>> percentage(0.125)
    '12,5%'
    """
    return f"{number(share * 100, decimals)}%"


def signed(value: float, decimals: int = 0) -> str:
    """A difference, always with its sign.

    >>> signed(1200)
    '+1.200'
    """
    text = number(value, decimals)
    return text if text.startswith(MINUS) or not text.strip("0,.") else f"+{text}"


def month_name(month: Month) -> str:
    """``maart 2025``."""
    return f"{MONTH_NAMES[month.month - 1]} {month.year}"


def month_short(month: int) -> str:
    """Three letters for an axis or a narrow column, ``mrt`` for 3."""
    return "mrt" if month == 3 else MONTH_NAMES[month - 1][:3]


def month_brief(month: Month) -> str:
    """``mrt 2025``, for a narrow column; the space does not break."""
    return f"{month_short(month.month)}\u00a0{month.year}"


def day_name(day: date) -> str:
    """``15 maart 2025``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def plain(value: float) -> str:
    """A number as written down: no more decimals than it has, at most six.

    >>> plain(0.35), plain(1200.0)
    ('0,35', '1.200')
    """
    decimals = -min(int(Decimal(repr(round(float(value), 6))).normalize().as_tuple().exponent), 0)
    return number(value, decimals)


def enumerate_nl(items: Sequence[str], last: str = "en") -> str:
    """``a, b en c``; with another word before the last one where that is asked."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
