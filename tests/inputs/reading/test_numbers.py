"""Numbers as Dutch spreadsheets write them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.inputs.reading.numbers import (
    UnreadableError,
    is_counted,
    is_share,
    read_count,
    read_number,
    read_share,
    read_whole,
)

DUTCH = str.maketrans(",.", ".,")
FAST = settings(deadline=None, derandomize=True)
CENTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("12", 12.0),
        ("-0", 0.0),
        ("1000000000000", 1e12),
        ("+3", 3.0),
        ("-3,25", -3.25),
        ("−3,25", -3.25),
        ("3.25", 3.25),
        ("0.125", 0.125),
        ("1.2345", 1.2345),
        ("1234,567", 1234.567),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1.234.567,25", 1234567.25),
        ("1,5E-05", 1.5e-05),
        ("1E+06", 1e6),
    ],
)
def test_a_number_is_read_as_written(text: str, value: float):
    """Decimal comma and point are both read; a dot separates thousands only where the number shows it."""
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "problem", "expected"),
    [
        ("1.234", "de punt kan duizendtallen of decimalen scheiden", "1234 of 1,2340"),
        ("-12.345", "de punt kan duizendtallen of decimalen scheiden", "-12345 of -12,3450"),
        ("1,234.5", "de scheidingstekens in dit getal kloppen niet", "een getal zoals 1234,5 of 1.234,5"),
        ("1 234", "de scheidingstekens in dit getal kloppen niet", "een getal zoals 1234,5 of 1.234,5"),
        ("1.23.456", "de scheidingstekens in dit getal kloppen niet", "een getal zoals 1234,5 of 1.234,5"),
        ("nan", "hier staat geen waarde", ""),
        ("-Infinity", "hier staat geen waarde", ""),
        ("n.v.t.", "hier staat geen waarde", ""),
        ("-", "hier staat geen waarde", ""),
        ("12%", "een percentage past hier niet", ""),
        ("1e999", "dit getal is te groot om mee te rekenen", ""),
        ("1e28", "dit getal is te groot om mee te rekenen", ""),
        ("-1000000000001", "dit getal is te groot om mee te rekenen", ""),
        ("1e-320", "dit getal is te klein om mee te rekenen", ""),
        ("03750", "een getal begint niet met een nul", ""),
        ("-007,5", "een getal begint niet met een nul", ""),
        ("0x7E8", "dit is geen getal", ""),
        ("33:44", "dit is geen getal", ""),
        ("(12)", "dit is geen getal", ""),
        ("€ 12", "dit is geen getal", ""),
        ("٣", "dit is geen getal", ""),
        ("1_000", "dit is geen getal", ""),
        ("0x10", "dit is geen getal", ""),
        (",5", "dit is geen getal", ""),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text: str, problem: str, expected: str):
    """What could be two numbers, or none, is refused."""
    with pytest.raises(UnreadableError) as caught:
        read_number(text)
    assert (caught.value.problem, caught.value.expected) == (problem, expected)


@FAST
@given(CENTS)
def test_a_number_with_decimal_comma_comes_back_exactly(value: Decimal):
    """Writing with a comma and reading gives the same number, with separated thousands or without."""
    assert read_number(str(value).replace(".", ",")) == float(value)
    assert read_number(f"{value:,}".translate(DUTCH)) == float(value)


@FAST
@given(CENTS)
def test_a_number_with_decimal_point_comes_back_exactly(value: Decimal):
    """Two decimals after a point are never thousands."""
    assert read_number(str(value)) == float(value)


@FAST
@given(st.floats(min_value=-1, max_value=1).filter(lambda value: value == 0 or abs(value) >= 1e-90))
def test_what_a_program_writes_comes_back_exactly(value: float):
    """The shortest exact decimal of a number between −1 and 1, not next to 0, is read back to the bit."""
    assert read_number(repr(value)) == value


@FAST
@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999))
def test_one_group_of_three_after_a_dot_is_never_guessed(head: int, tail: int):
    """``h.ttt`` could be thousands or decimals, whatever its digits."""
    with pytest.raises(UnreadableError):
        read_number(f"{head}.{tail:03d}")


@FAST
@given(st.integers(min_value=0, max_value=1000))
def test_a_percentage_is_the_share_it_stands_for(tenths: int):
    """``12,3%`` is the same double as ``0,123``."""
    percentage, share = f"{tenths // 10},{tenths % 10}%", f"{tenths // 1000},{tenths % 1000:03d}"
    assert read_share(percentage) == read_share(share) == tenths / 1000


def test_a_percentage_may_have_a_space():
    """Excel writes ``12,5 %`` in some formats."""
    assert read_share("12,5 %") == 0.125


@pytest.mark.parametrize(
    "text", ["1,0", "1.0", "1e3", "2024 ", "", "1234567890123", "02024", "03750", "0x7E8", "33:44"]
)
def test_a_whole_number_has_digits_only(text: str):
    """A year or lag with decimals, exponent or too many digits is refused."""
    with pytest.raises(UnreadableError):
        read_whole(text)


@FAST
@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999))
def test_three_decimals_of_what_is_counted_are_never_guessed(head: int, tail: int):
    """``1,455`` people can be 1455 in an English spreadsheet; with one decimal more or less, or below 1, it cannot."""
    with pytest.raises(UnreadableError, match="duizendtallen of decimalen"):
        read_count(f"{head},{tail:03d}")
    assert read_count(f"{head},{tail:03d}0") == read_number(f"{head},{tail:03d}")
    assert read_count(f"0,{tail:03d}") == tail / 1000


@pytest.mark.parametrize(
    ("unit", "counted"),
    [
        ("personen", True),
        ("zaken per maand", True),
        ("personen per inwilliging", False),
        ("aandeel", False),
        ("", False),
    ],
)
def test_people_and_cases_are_counted(unit: str, counted: bool):
    """At a moment or in a period; not as the ratio of two counts."""
    assert is_counted(unit) is counted


@pytest.mark.parametrize(("unit", "share"), [("aandeel", True), ("aandeel per maand", True), ("kans per maand", False)])
def test_only_shares_may_be_percentages(unit: str, share: bool):
    """The unit says whether a percent sign makes sense."""
    assert is_share(unit) is share
