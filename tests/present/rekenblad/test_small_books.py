"""Blocks with a history, in workbooks small enough to know every number by hand; pycel calculates them."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mpp_lib.base.months import Month
from tests.support.rekenblad.edits import named_cell
from tests.support.rekenblad.recalculate import by_pycel, changed, differences
from tests.support.rekenblad.small_books import half_years, recalculated, transit, waiting_line
from tests.support.rekenblad.twin_cases import written


def test_terms_first_in_first_out_and_ages_partly_so(tmp_path: Path):
    """Ten a month came; 5, 10, 20 and then 10 a month leave, of 30 that waited: waits, ages and clearance by hand.

    Of the 30 at the opening 10 are older than two months, and so 20 than one. Oldest first who leaves is taken off;
    in proportion who was there keeps the share that stays each month: 35/40, 35/45, 25/45 and then 25/35.
    """
    shown = recalculated(waiting_line([10] * 12, [10] * 3, [5, 10, 20] + [10] * 9, 30), tmp_path)
    assert shown["x.voorraad"][1:] == [35, 35, 25] + [25] * 9
    assert shown["x.duur"] == pytest.approx([3.5, 3.5, 2.5] + [2.5] * 9)
    in_line = [15, 15, 5, 5] + [5] * 8
    evenly = [20 * 35 / 40, 30 * 35 / 40 * 35 / 45, 35 * 35 / 45 * 25 / 45, 35 * 25 / 45 * 25 / 35]
    evenly += [25 * (25 / 35) ** 2] * 8
    aged = [0.75 * first + 0.25 * share for first, share in zip(in_line, evenly, strict=True)]
    assert shown["x.ouder"] == pytest.approx([10, *aged])
    assert shown["x.afbouw"] == pytest.approx([7, 3.5, 1.25] + [2.5] * 9)


def test_who_came_before_anybody_was_counted_waits_longest(tmp_path: Path):
    """With no arrivals on record, who is there waits 120 months; once the stock is empty nobody waits."""
    shown = recalculated(waiting_line([0] * 12, [0] * 3, [5] * 6 + [0] * 6, 30), tmp_path)
    assert shown["x.duur"] == [120] * 5 + [0] * 7
    assert shown["x.afbouw"] == [5, 4, 3, 2, 1] + [0] * 7


def test_without_outflow_a_stock_is_not_cleared(tmp_path: Path):
    """Nobody leaves: the clearance time stands at its most, and the age of the first in line grows."""
    shown = recalculated(waiting_line([10] * 12, [10] * 3, [0] * 12, 30), tmp_path)
    assert shown["x.afbouw"] == [120] * 12
    assert shown["x.duur"] == pytest.approx([4 + month for month in range(12)])


def test_a_half_year_that_is_not_given_is_derived(tmp_path: Path):
    """60 given makes 10 a month; then the 21 of the half-year before and the stock of 25 make 46 / 6."""
    shown = recalculated(half_years(), tmp_path)
    assert shown["x.doel"] == pytest.approx([10] * 6 + [46 / 6] * 6)


def test_a_half_year_can_be_given_in_the_workbook(tmp_path: Path):
    """One number typed into the empty cell of July holds for six months."""

    def give(book: Any) -> None:
        empty = named_cell(book, "parameter_doel", Month(2024, 7))
        assert empty.value is None
        empty.value = 120

    assert recalculated(half_years(), tmp_path, give)["x.doel"] == pytest.approx([10] * 6 + [20] * 6)


def test_a_kernel_belongs_to_the_month_of_entry(tmp_path: Path):
    """4 are under way of 8 and 4 that came; 3 and 6 leave before the new kernel alone decides."""
    shown = recalculated(transit(), tmp_path)
    assert shown["x.uit"] == pytest.approx([3, 6] + [10] * 10)
    assert shown["x.onderweg"] == pytest.approx([4, 11, 15] + [15] * 10)


def test_a_share_changed_in_the_workbook_moves_the_people_under_way(tmp_path: Path):
    """All of November's 8 leaving at once instead of half leaves 2 under way, and nobody of them to follow."""

    def at_once(book: Any) -> None:
        for lag, share in enumerate((1.0, 0.0, 0.0)):
            named_cell(book, f"verdeling_k_k{lag:02d}", Month(2023, 11)).value = share
            named_cell(book, f"verdeling_k_k{lag:02d}", Month(2023, 12)).value = (0.5, 0.25, 0.25)[lag]

    shown = recalculated(transit(), tmp_path, at_once)
    assert shown["x.onderweg"][0] == pytest.approx(2)
    assert shown["x.uit"] == pytest.approx([1, 6] + [10] * 10)


def test_a_broken_formula_is_found(tmp_path: Path):
    """A stock that adds its outflow differs in that month and every later one, also in the balance and the year.

    The balance that does not close says so in a word, with how much it fails by, and so does the first sheet.
    """

    def break_stock(book: Any) -> None:
        cell = named_cell_of(book, "x.onderweg", 1)
        cell.value = cell.value.replace("-", "+")

    values = written(transit(), tmp_path / "made.xlsx")
    broken = by_pycel(changed(tmp_path / "made.xlsx", tmp_path / "broken.xlsx", break_stock))
    sheets = {line.partition("!")[0] for line in differences(broken, values)}
    assert sheets == {"X", "MPP Asiel", "Controle", "Leeswijzer"}
    assert len([line for line in differences(broken, values) if line.startswith("X!")]) == 12
    row = next(row for row in load_workbook(tmp_path / "made.xlsx")["Controle"].iter_rows(min_row=5))
    largest = max(abs(float(broken["Controle"][cell.coordinate] or 0)) for cell in row[5:] if cell.value)
    assert largest > 1
    assert [broken["Controle"][row[place].coordinate] for place in (3, 4)] == ["verschil", pytest.approx(largest)]
    assert broken["Controle"]["D1"] == "verschillen: 1"
    assert list(broken["Leeswijzer"].values()) == ["verschillen: 1"]


def named_cell_of(book: Any, node_id: str, place: int) -> Any:
    """A cell with a formula of a node, counted from the first."""
    line = next(line for line in book["X"].iter_rows(min_row=4) if line[0].value == node_id)
    return [cell for cell in line if cell.data_type == "f"][place]
