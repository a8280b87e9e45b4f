"""Numbers as a Dutch spreadsheet writes them.

Decimal comma and decimal point are both read. A dot counts as thousands separator only where the number itself shows
it: ``1.234,5`` and ``1.234.567``. ``1.234`` could be 1234 or 1,234 and is refused; of what is counted so is ``1,234``,
which may come from an English spreadsheet. ``12,5%`` is 0.125.
"""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}((\.[0-9]{3})+,[0-9]+|(\.[0-9]{3}){2,})")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_AMBIGUOUS = re.compile(r"([+-]?[1-9][0-9]{0,2})\.([0-9]{3})")
_COMMA = re.compile(r"([+-]?[1-9][0-9]{0,2}),([0-9]{3})")
_LEADING_ZERO = re.compile(r"[+-]?0[0-9]+([.,][0-9]+)?%?")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_SEPARATED = re.compile(r"[+-]?[0-9][0-9.,'’ \u00a0\u202f]*[0-9]")
LARGEST, SMALLEST = Decimal("1e12"), Decimal("1e-100")
"""No number of people, cases or days is larger; of what is smaller the inverse may not exist."""
_NO_NUMBER = re.compile(r"[+-]?(nan|inf|infinity|oneindig|null|none|n/?a|n\.?v\.?t\.?|[-–—]+|\?+)", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(r"n\.?v\.?t\.?|niet van toepassing|[-–—]+", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:[.,]([0-9]+))?[eE]\+([0-9]{1,3})")


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
    return _within_reach(_decimal(text))


def read_count(text: str) -> float:
    """A number of what is counted.

    Raises:
        UnreadableError: as :func:`read_number`, and when its comma could separate thousands.
    """
    why = comma_of_thousands(text)
    if why:
        raise why
    return read_number(text)


def read_asked_count(text: str) -> float:
    """A number of people or draws in a question: nobody asks for thousandths, so a dot there separates thousands.

    >>> read_asked_count("60.000")
    60000.0

    Raises:
        UnreadableError: as :func:`read_count`.
    """
    return read_count(text.replace(".", "") if _THOUSANDS.fullmatch(text) else text)


def comma_of_thousands(text: str) -> UnreadableError | None:
    """Why ``1,455`` is refused as a number of people: it may be 1455; None of any other text."""
    match = _COMMA.fullmatch(text)
    if match is None:
        return None
    expected = f"{match[1]}{match[2]} of {match[1]},{match[2]}0"
    return UnreadableError("de komma kan duizendtallen of decimalen scheiden", expected)


def read_share(text: str) -> float:
    """A number, or a percentage as a share.

    >>> read_share("12,3%")
    0.123

    Raises:
        UnreadableError: as :func:`read_number`.
    """
    if not text.endswith("%"):
        return read_number(text)
    return _within_reach(_decimal(text[:-1].rstrip()) / 100)


def read_whole(text: str) -> int:
    """A whole number, written without any separator.

    Raises:
        UnreadableError: for anything else.
    """
    _refuse_leading_zero(text)
    if _WHOLE.fullmatch(text) is None:
        raise UnreadableError("dit is geen geheel getal")
    return int(text)


def is_not_applicable(text: str) -> bool:
    """Whether a cell says that there is nothing to fill in: ``n.v.t.``, ``-``."""
    return _NOT_APPLICABLE.fullmatch(text) is not None


def lost_digits(text: str) -> bool:
    """Whether a number is written so that Excel may have left out digits of it: ``1,2E+05``.

    >>> lost_digits("1,2E+05"), lost_digits("1,5E+01")
    (True, False)
    """
    match = _SCIENTIFIC.fullmatch(text)
    return match is not None and len(match[1] or "") < int(match[2])


def is_counted(unit: str) -> bool:
    """Whether values in this unit are numbers of people or cases, at a moment or in a period."""
    return re.fullmatch(r"(personen|zaken)( per (week|maand|halfjaar|jaar))?", unit) is not None


def is_share(unit: str) -> bool:
    """Whether values in this unit are shares and may be percentages: ``aandeel``, ``aandeel per maand``."""
    return unit.split(" ")[0] == "aandeel"


def _decimal(text: str) -> Decimal:
    plain = text.replace("\u2212", "-")
    _refuse_ambiguous(plain)
    _refuse_leading_zero(plain)
    if _PLAIN.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    if _GROUPED.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
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
            "de punt kan duizendtallen of decimalen scheiden", f"{match[1]}{match[2]} of {match[1]},{match[2]}0"
        )


def _refuse_leading_zero(text: str) -> None:
    if _LEADING_ZERO.fullmatch(text):
        raise UnreadableError("een getal begint niet met een nul")


def _within_reach(value: Decimal) -> float:
    if abs(value) > LARGEST:
        raise UnreadableError("dit getal is te groot om mee te rekenen")
    if 0 < abs(value) < SMALLEST:
        raise UnreadableError("dit getal is te klein om mee te rekenen")
    return float(value + 0)  # -0 counts as 0
