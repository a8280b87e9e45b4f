import pytest

from mpp_lib.present.wording.printed_values import (
    chance_text,
    change_text,
    difference_text,
    exact_text,
    relative_change,
    relative_text,
    text_of,
    with_unit,
)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (56134.2, "personen", "56.130"),
        (55.0, "zaken", "60"),
        (4.9, "personen", "0"),
        (-1234.0, "personen", "−1.230"),
        (0.8125, "aandeel", "81,3%"),
        (14.25, "maanden", "14,3"),
        (7.0, "maanden", "7,0"),
    ],
)
def test_values_are_rounded_to_what_they_can_bear(value: float, unit: str, text: str) -> None:
    """People and cases go to tens, shares to a tenth of a percent, terms to a tenth of a month; halves go up."""
    assert text_of(value, unit) == text


def test_terms_carry_their_unit_in_a_sentence() -> None:
    """A term says maanden; people go without."""
    assert with_unit(14.25, "maanden") == "14,3 maanden"
    assert with_unit(56134, "personen") == "56.130"


def test_realised_counts_stay_as_published() -> None:
    """A published count keeps its last digit."""
    assert exact_text(49892.0, "personen") == "49.892"
    assert exact_text(0.625, "aandeel") == "62,5%"


@pytest.mark.parametrize(
    ("before", "after", "unit", "text"),
    [
        (45004.0, 56134.0, "personen", "+11.130"),
        (14.0, 16.0, "personen", "+10"),
        (12.0, 14.9, "personen", "0"),
        (60000.0, 54000.0, "personen", "−6.000"),
        (0.8, 0.8126, "aandeel", "+1,3 procentpunt"),
        (20.06, 18.04, "maanden", "−2,1"),
    ],
)
def test_a_difference_is_that_of_the_printed_values(before: float, after: float, unit: str, text: str) -> None:
    """Who subtracts the printed values finds the printed difference."""
    assert difference_text(before, after, unit) == text


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (45000.0, 56134.0, "+24,7%"),
        (200.0, 100.0, "−50,0%"),
        (0.0, 100.0, ""),
        (-50.0, 100.0, ""),
        (4.0, 4000.0, ""),
        (12.0, 14.0, "0,0%"),
    ],
)
def test_a_relative_change_needs_something_to_start_from(before: float, after: float, text: str) -> None:
    """Where the printed value was zero or less there is no percentage; where print shows no change it is zero."""
    assert relative_text(before, after, "personen") == text


def test_shares_have_no_relative_change() -> None:
    """A percentage of a percentage is not shown."""
    assert relative_change(0.5, 0.6, "aandeel") is None
    assert change_text(0.5, 0.6, "aandeel") == "+10,0 procentpunt"
    assert change_text(45000, 56134, "personen") == "+11.130 (+24,7%)"


@pytest.mark.parametrize(
    ("chance", "decimals", "text"),
    [
        (0.0, 0, "0%"),
        (0.004, 0, "<1%"),
        (0.005, 0, "1%"),
        (0.25, 0, "25%"),
        (0.994, 0, "99%"),
        (0.996, 0, ">99%"),
        (1.0, 0, "100%"),
        (0.0004, 1, "<0,1%"),
        (0.0006, 1, "0,1%"),
        (0.9999, 1, ">99,9%"),
    ],
)
def test_a_chance_is_only_nothing_or_certain_when_it_is(chance: float, decimals: int, text: str) -> None:
    """0% and 100% are kept for what is exactly that."""
    assert chance_text(chance, decimals) == text
