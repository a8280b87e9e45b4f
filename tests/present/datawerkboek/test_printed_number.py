"""Printed numbers read back: the value, and a format that shows it as it was."""

import random

import pytest

from mpp_lib.base.dutch import number, percentage, signed
from mpp_lib.present.datawerkboek.printed_number import PrintedNumber, printed_column, printed_number
from tests.support.number_format import as_shown

SEED = 16


def read(text: str) -> float:
    found = printed_number(text)
    assert isinstance(found, PrintedNumber), text
    assert as_shown(found.value, found.form) == text
    return found.value


def test_a_number_is_what_was_rounded():
    """A thousand of all sizes and signs: half a last digit off at most, and shown as they were."""
    chance = random.Random(SEED)
    for _ in range(1000):
        value, decimals = chance.choice([1, -1]) * 10 ** chance.uniform(-3, 7), chance.randint(0, 3)
        least = 0.5000001 * 10.0**-decimals
        assert read(number(value, decimals)) == pytest.approx(value, rel=0, abs=least)
        assert read(signed(value, decimals)) == pytest.approx(value, rel=0, abs=least)
        assert read(percentage(value / 100, decimals)) == pytest.approx(value / 100, rel=0, abs=least / 100)


@pytest.mark.parametrize(
    ("text", "value"),
    [("49.892 (r)", 49_892), ("0 (a)", 0), ("−2,5 procentpunt", -2.5), ("14,3 maanden", 14.3), ("2024", 2024)],
)
def test_words_behind_a_number_stay_with_it(text, value):
    """They are in its format, so the number can be calculated with."""
    assert read(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "[x]", "[z]", "–", "9 van 15", ">99,9%", "<1%", "± 3", "+130 (+0,6%)", "2024-1", "1.2", "12 tot 15", "=1+1"],
)
def test_what_is_not_one_number_is_text(text):
    assert printed_number(text) == text


def test_a_column_of_words_keeps_its_numbers_as_words():
    """An id is no number; a column of years is."""
    assert printed_column(["1", "2"], numbers=False) == ["1", "2"]
    assert printed_column(["2024", "geen"], numbers=False) == ["2024", "geen"]
    assert [one.value for one in printed_column(["2024", "2025"], numbers=False)] == [2024, 2025]
