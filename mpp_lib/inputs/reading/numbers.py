"""Numbers as a Dutch spreadsheet writes them.

Decimal comma and decimal point are both read. A dot counts as thousands separator only where the number itself shows
it: ``1.234,5`` and ``1.234.567``. ``1.234`` could be 1234 or 1,234 and is refused. ``12,5%`` is 0.125.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}((\.[0-9]{3})+,[0-9]+|(\.[0-9]{3}){2,})")
_AMBIGUOUS = re.compile(r"([+-]?[1-9][0-9]{0,2})\.([0-9]{3})")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_SEPARATED = re.compile(r"[+-]?[0-9][0-9.,'’ \u00a0\u202f]*[0-9]")
_NO_NUMBER = re.compile(r"[+-]?(nan|inf|infinity|oneindig|null|none|n/?a|n\.?v\.?t\.?|-+|\?+)", re.IGNORECASE)


class UnreadableError(ValueError):
    """A cell that cannot be read as what its column holds; ``expected`` is empty where the column's own text serves."""

    def __init__(self, problem: str, expected: str = "") -> None:
        self.problem = problem
        self.expected = expected
        super().__init__(problem)


def read_number(text: str) -> float:
    """A number, without a percent sign.

    >>> read_number("1.234.567,5")
    1234567.5

    Raises:
        UnreadableError: when it is no number, or could be two.
    """
    return float(_decimal(text))


def read_share(text: str) -> float:
    """A number, or a percentage as a share.

    >>> read_share("12,3%")
    0.123

    Raises:
        UnreadableError: as :func:`read_number`.
    """
    if not text.endswith("%"):
        return read_number(text)
    return float(_decimal(text[:-1].rstrip()) / 100)


def read_whole(text: str) -> int:
    """A whole number, written without any separator.

    Raises:
        UnreadableError: for anything else.
    """
    if _WHOLE.fullmatch(text) is None:
        raise UnreadableError("dit is geen geheel getal")
    return int(text)


def is_share(unit: str) -> bool:
    """Whether values in this unit are shares and may be percentages: ``aandeel``, ``aandeel per maand``."""
    return unit.split(" ")[0] == "aandeel"


def _decimal(text: str) -> Decimal:
    plain = text.replace("\u2212", "-")
    _refuse_ambiguous(plain)
    if _PLAIN.fullmatch(plain):
        return _finite(plain.replace(",", "."))
    if _GROUPED.fullmatch(plain):
        return _finite(plain.replace(".", "").replace(",", "."))
    if plain.endswith("%"):
        raise UnreadableError("een percentage past hier niet")
    if _NO_NUMBER.fullmatch(plain):
        raise UnreadableError("hier staat geen waarde")
    if _SEPARATED.fullmatch(plain):
        raise UnreadableError("de scheidingstekens in dit getal kloppen niet", "een getal zoals 1234,5 of 1.234,5")
    raise UnreadableError("dit is geen getal")


def _refuse_ambiguous(text: str) -> None:
    match = _AMBIGUOUS.fullmatch(text)
    if match:
        raise UnreadableError(
            "de punt kan duizendtallen of decimalen scheiden", f"{match[1]}{match[2]} of {match[1]},{match[2]}"
        )


def _finite(text: str) -> Decimal:
    if not math.isfinite(float(text)):
        raise UnreadableError("dit getal is te groot om mee te rekenen")
    return Decimal(text)
