"""What turned out: the latest delivery decides, and never an assumption."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from mpp_lib.base.months import Month
from mpp_lib.base.periods import YEAR, Period
from mpp_lib.compare.evaluation.vintages import RealisedYear, Vintage, realised_months, realised_years, signs_by_year
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.production.chains import catalogue_named

CATALOGUE = catalogue_named("standaard")
FIRST, STOCK = "asiel.instroom_eerste", "coa.bezetting"


def delivery(name: str, *rows: tuple[str, str, float, str]) -> Vintage:
    frame = pd.DataFrame(rows, columns=["periode", "indicator", "waarde", "status"])
    return Vintage(Month(2024, 6), date(2024, 8, 15), name, frame.assign(bron="toets"))


def parts(year: int, name: str, **otherwise: str) -> tuple[tuple[Period, str], ...]:
    """The months of a year, all of one delivery but for those that are named, such as ``m07="nieuw"``."""
    return tuple((Period(Month(year, m)), otherwise.get(f"m{m:02d}", name)) for m in range(1, 13))


def months(year: int, value: float, first: int = 1, last: int = 12, status: str = "voorlopig"):
    return [(f"{year}-{month:02d}", FIRST, value, status) for month in range(first, last + 1)]


def test_a_revised_month_changes_the_year() -> None:
    """Eleven months of the old delivery and one of the new: 11·100 + 260."""
    old, new = delivery("oud", *months(2023, 100.0)), delivery("nieuw", *months(2023, 260.0, 7, 7))
    found = realised_years([old, new], CATALOGUE)
    assert found == {(FIRST, 2023): RealisedYear(1_360.0, "voorlopig", "nieuw", parts(2023, "oud", m07="nieuw"))}
    assert realised_months([old, new], FIRST)[Month(2023, 7)] == 260.0


def test_an_unfinished_year_is_none() -> None:
    """Eleven months, or three quarters, or a November stock, make no year."""
    rows = [*months(2023, 100.0, 1, 11), ("2023-11", STOCK, 61_000.0, "voorlopig")]
    quarters = [(f"2022-K{k}", FIRST, 9_000.0, "definitief") for k in (1, 2, 4)]
    assert realised_years([delivery("oud", *rows, *quarters)], CATALOGUE) == {}


def test_a_delivered_total_goes_before_its_own_months_and_gives_way_to_a_later_delivery() -> None:
    old = delivery("oud", *months(2023, 100.0), ("2023", FIRST, 1_190.0, "definitief"))
    whole = ((Period(Month(2023, 1), YEAR), "oud"),)
    assert realised_years([old], CATALOGUE)[FIRST, 2023] == RealisedYear(1_190.0, "definitief", "oud", whole)
    new = delivery("nieuw", *months(2023, 110.0, 12, 12))
    summed = RealisedYear(1_210.0, "voorlopig", "nieuw", parts(2023, "oud", m12="nieuw"))
    assert realised_years([old, new], CATALOGUE)[FIRST, 2023] == summed


def test_a_delivery_that_does_not_touch_a_year_leaves_it() -> None:
    old, new = delivery("oud", *months(2023, 100.0)), delivery("nieuw", *months(2024, 90.0, 1, 3))
    left = RealisedYear(1_200.0, "voorlopig", "oud", parts(2023, "oud"))
    assert realised_years([old, new], CATALOGUE) == {(FIRST, 2023): left}


def test_a_stock_is_that_of_december_with_its_status() -> None:
    rows = [("2023-11", STOCK, 61_000.0, "voorlopig"), ("2023-12", STOCK, 63_000.0, "raming")]
    assert realised_years([delivery("oud", *rows)], CATALOGUE) == {
        (STOCK, 2023): RealisedYear(63_000.0, "raming", "oud", ((Period(Month(2023, 12)), "oud"),))
    }


@pytest.mark.parametrize("estimated", ["raming", "voorlopig"])
def test_estimated_months_make_a_right_total(estimated: str) -> None:
    """Months are estimated within a published quarter: the year counts as a sum, not as an estimate."""
    found = realised_years([delivery("oud", *months(2023, 100.0, status=estimated))], CATALOGUE)
    assert found[FIRST, 2023].status == "voorlopig"


def test_an_indicator_the_chain_does_not_know_is_left_out() -> None:
    assert realised_years([delivery("oud", ("2023", "coa.bestaat_niet", 1.0, "definitief"))], CATALOGUE) == {}


def unknown(*rows: tuple[str, str, str]) -> Unknown:
    frame = pd.DataFrame(rows, columns=["periode", "indicator", "teken"])
    return Unknown.of(frame.assign(reden="een reden", bron="toets"))


def test_what_a_later_delivery_says_is_not_there_is_not_taken_from_an_older_one() -> None:
    """Eleven months and one that was withdrawn make no year; the year as it was known stays what the old one said."""
    old, new = delivery("oud", *months(2023, 100.0, 1, 11)), delivery("nieuw", *months(2023, 110.0, 12, 12))
    assert realised_years([old, new], CATALOGUE)[FIRST, 2023].value == 1_210.0
    withdrawn = replace(new, unknown=unknown(("2023-05", FIRST, "x")))
    assert (FIRST, 2023) not in realised_years([old, withdrawn], CATALOGUE)


def test_a_figure_is_not_scored_until_it_is_another() -> None:
    """Delivered again unchanged it stays so; a revised figure is a new one."""
    old = replace(delivery("oud", ("2023", STOCK, 63_000.0, "raming")), unknown=unknown(("2023", STOCK, "~")))
    same, other = (
        delivery("zelfde", ("2023", STOCK, 63_000.0, "raming")),
        delivery("ander", ("2023", STOCK, 64_000.0, "x")),
    )
    assert realised_years([old], CATALOGUE)[STOCK, 2023].unscored == "een reden"
    assert realised_years([old, same], CATALOGUE)[STOCK, 2023].unscored == "een reden"
    assert realised_years([old, other], CATALOGUE)[STOCK, 2023].unscored == ""


def test_a_year_with_a_month_that_is_not_scored_is_not_scored() -> None:
    """One month of twelve is enough; another year is scored."""
    rows = (*months(2022, 90.0), *months(2023, 100.0))
    found = realised_years([replace(delivery("oud", *rows), unknown=unknown(("2023-05", FIRST, "~")))], CATALOGUE)
    assert (found[FIRST, 2022].unscored, found[FIRST, 2023].unscored) == ("", "een reden")


def test_signs_by_year() -> None:
    """Behind a year that is known, in the place of one that is not; of a stock only its end is absent."""
    said = unknown(("2023-04", FIRST, ":"), ("2021-12", STOCK, "."), ("2022-06", STOCK, "."), ("2023", STOCK, "~"))
    rows = (*months(2023, 100.0), ("2023", STOCK, 63_000.0, "raming"))
    assert signs_by_year([replace(delivery("oud", *rows), unknown=said)], CATALOGUE) == {
        (FIRST, 2023): ":",
        (STOCK, 2021): ".",
        (STOCK, 2023): "~",
    }
