"""The balances at a glance close as printed, and a balance that does not close is said."""

from dataclasses import replace

import numpy as np
import pytest

from mpp_lib.present.keten.balances import Closing, balances_finding, balances_table, largest_saldo
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of, value

HALVES = 4 * 5
"""Four amounts in tens, each half a ten from its value at most."""


def test_every_balance_closes_as_printed_with_a_saldo_of_zero(result: RoundResult) -> None:
    """begin + in − uit = eind in the first and last year, each rounded by itself; every balance has its row."""
    rows = rows_of(balances_table(result))[2:]
    amounts = [[value(cell.removesuffix(" (a)")) for cell in row[-10:]] for row in rows]
    assert len(amounts) == len(result.chain.balances) > 40
    for first_begin, *rest in amounts:
        into, out, end, begin, last_into, last_out, last_end, declared, found = rest
        assert abs(first_begin + into - out - end) <= HALVES
        assert abs(begin + last_into - last_out - last_end) <= HALVES
        assert (declared, found) == (0, 0)


def test_the_printed_amounts_are_those_of_the_result_table(result: RoundResult) -> None:
    """The reception of 2024 and 2026, taken from the result table by hand."""
    table = result.table[result.table["scenario"] == "medio"].set_index(["indicator", "periode"])["waarde"]
    (row,) = [row for row in rows_of(balances_table(result)) if "COA, opvang" in row]
    found = [value(cell.removesuffix(" (a)")) for cell in row[-10:-2]]
    expected = [
        result.opening("coa.bezetting"),
        *(table["coa.instroom", "2024"], table["coa.uitstroom", "2024"], table["coa.bezetting", "2024"]),
        table["coa.bezetting", "2025"],
        *(table["coa.instroom", "2026"], table["coa.uitstroom", "2026"], table["coa.bezetting", "2026"]),
    ]
    assert np.abs(np.array(found) - expected).max() <= 5


def test_someone_who_vanishes_in_one_month_is_found(result: RoundResult) -> None:
    """Three people gone from one month of maximum are the largest saldo, and the finding names the balance."""
    rows = dict(result.rows)
    rows["nidos.pupillen"] = rows["nidos.pupillen"].copy()
    rows["nidos.pupillen"][result.data.history + 4 :, 2] -= 3.0
    (balance,) = [balance for balance in result.chain.balances if balance.stock == "nidos.pupillen"]
    broken = replace(result, rows=rows)
    assert largest_saldo(broken, balance) == pytest.approx(3.0)
    assert largest_saldo(result, balance) == pytest.approx(0.0, abs=1e-6)
    assert balances_finding(broken) == (
        f"Van de {len(result.chain.balances)} balansen van de keten sluiten er 1 niet; het grootste saldo in een maand "
        "is 3 (pupillen)."
    )
    assert "sluiten in elke maand" in balances_finding(result)


def test_the_posts_of_a_closing_are_rounded_each_by_itself() -> None:
    """104 + 104 − 53 = 155 prints as 100 + 100 − 50 and 160: no figure depends on the others beside it."""
    assert Closing(104.0, 104.0, 53.0, 155.0, "personen").texts() == {
        "begin": "100",
        "in": "100",
        "uit": "50",
        "eind": "160",
    }


def test_an_opening_says_what_it_is(result: RoundResult) -> None:
    """Of the reception the stock was published, of the courts it is an assumption."""
    texts = {row[-11]: row[-10] for row in rows_of(balances_table(result))[2:]}
    assert texts["COA, opvang"] == "58.700"
    assert texts["Inhoudelijke asielberoepen"].endswith(" (a)")
