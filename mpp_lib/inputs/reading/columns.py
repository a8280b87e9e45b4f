"""Kinds of columns, as pandera columns.

A column's ``description`` is the Dutch text of what should stand there, a check's ``title`` says what is wrong, and its
metadata say how the text of a cell is read and whether it may be empty.
"""

from __future__ import annotations

import pandera.pandas as pa

from mpp_lib.base.dutch import enumerate_nl

MONTH = r"[12][0-9]{3}-(0[1-9]|1[0-2])"
PERIOD = rf"{MONTH}|[12][0-9]{{3}}-K[1-4]|[12][0-9]{{3}}"
DAY = rf"{MONTH}-(0[1-9]|[12][0-9]|3[01])"


def _column(dtype: type | str, checks: list[pa.Check], reads: str, expected: str, empty: bool) -> pa.Column:
    return pa.Column(
        dtype,
        checks,
        nullable=empty,
        description=expected + (", of leeg" if empty else ""),
        metadata={"reads": reads, "empty": empty},
    )


def number(
    expected: str = "een getal van 0 of hoger", *, low: float = 0.0, above: float | None = None, empty: bool = False
) -> pa.Column:
    """A number that is at least ``low``, or above ``above``."""
    check = (
        pa.Check.ge(low, title="dit is te laag")
        if above is None
        else pa.Check.gt(above, title=f"dit is niet groter dan {above:g}")
    )
    return _column(float, [check], "number", expected, empty)


def measured(expected: str = "een getal, of een percentage zoals 12,5%", *, empty: bool = False) -> pa.Column:
    """A number whose unit, and so its range, stands elsewhere."""
    return _column(float, [], "share", expected, empty)


def share() -> pa.Column:
    """A share in [0, 1], or a percentage."""
    check = pa.Check.in_range(0, 1, title="dit ligt niet tussen 0 en 1")
    return _column(float, [check], "share", "een aandeel tussen 0 en 1, of een percentage zoals 12,5%", False)


def whole(low: int, high: int, expected: str) -> pa.Column:
    """A whole number."""
    check = pa.Check.in_range(low, high, title="dit ligt buiten het bereik")
    return _column("Int64", [check], "whole", expected, False)


def year() -> pa.Column:
    """A calendar year."""
    return whole(2000, 2100, "een jaartal zoals 2024")


def choice(*values: str, empty: bool = False) -> pa.Column:
    """One of a few words."""
    check = pa.Check.isin([*values, ""] if empty else values, title="dit is hier geen geldige waarde")
    return _column(str, [check], "text", enumerate_nl(values).replace(" en ", " of "), empty)


def text(expected: str, *, empty: bool = False) -> pa.Column:
    """Free text."""
    checks = [] if empty else [pa.Check.str_length(min_value=1, title="de cel is leeg")]
    return _column(str, checks, "text", expected, empty)


def moment(pattern: str, reads: str, title: str, expected: str, *, empty: bool = False) -> pa.Column:
    """A month, period or day as text."""
    check = pa.Check.str_matches(rf"^(?:{pattern}){'?' if empty else ''}$", title=title)
    return _column(str, [check], reads, expected, empty)


def month(*, empty: bool = False) -> pa.Column:
    """A month."""
    return moment(MONTH, "month", "dit is geen maand", "een maand als JJJJ-MM", empty=empty)


def period() -> pa.Column:
    """A month, quarter or year."""
    return moment(PERIOD, "month", "dit is geen periode", "een maand JJJJ-MM, een kwartaal JJJJ-Kn of een jaar JJJJ")


def day(*, empty: bool = False) -> pa.Column:
    """A day."""
    return moment(DAY, "day", "dit is geen datum", "een datum als JJJJ-MM-DD", empty=empty)
