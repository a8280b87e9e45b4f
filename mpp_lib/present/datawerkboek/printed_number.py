"""A printed number as a number: the value a reader sees, and the format in which a spreadsheet shows it the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mpp_lib.base.dutch import MINUS
from mpp_lib.present.rekenblad.looks import DUTCH

_NUMBER = re.compile(
    rf"(?P<sign>[+{MINUS}]?)(?P<whole>\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(?P<decimals>\d+))?(?P<share>%?)"
    r"(?P<words>(?: (?:[a-z()]{1,20}|\[b\])){0,3})"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNGROUPED = 4
"""From so many digits on a number without a separator is a year or another name, not a count."""


@dataclass(frozen=True)
class PrintedNumber:
    """A number as it was printed.

    Attributes:
        value: what stands there, of a percentage the share.
        form: the number format that shows it so.
    """

    value: float
    form: str


def printed_number(text: str) -> PrintedNumber | str:
    """The number that a text is, with the words behind it in the format; what is more than one number stays a text.

    >>> printed_number("\\u221212,5%").value, printed_number("49.892 (r)").value
    (-0.125, 49892.0)
    >>> printed_number("49.892 (r)").form, printed_number("+1,3 procentpunt").form
    ('[$-413]#,##0" (r)"', '[$-413]"+"#,##0.0" procentpunt"')
    >>> printed_number("9 van 15"), printed_number(">99,9%")
    ('9 van 15', '>99,9%')
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return text
    sign = "-" if found["sign"] == MINUS else ""
    plain = Decimal(f"{sign}{found['whole'].replace('.', '')}.{found['decimals'] or '0'}")
    return PrintedNumber(float(plain / 100 if found["share"] else plain), _form(found))


def _form(found: re.Match[str]) -> str:
    """The number format: separators, decimals, sign and words as they were printed."""
    whole = "0" if "." not in found["whole"] and len(found["whole"]) >= _UNGROUPED else "#,##0"
    decimals = f".{'0' * len(found['decimals'])}" if found["decimals"] else ""
    plus = '"+"' if found["sign"] == "+" else ""
    words = f'"{found["words"]}"' if found["words"] else ""
    return f"{DUTCH}{plus}{whole}{decimals}{found['share']}{words}"


def printed_column(texts: Sequence[str], *, numbers: bool) -> list[PrintedNumber | str]:
    """A column; one without numbers stays as it is, but for one that holds nothing but years."""
    if numbers or all(map(_YEAR.fullmatch, texts)):
        return [printed_number(text) for text in texts]
    return list(texts)
