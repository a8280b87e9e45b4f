"""The workbook recalculated by the Python package pycel: every cell is the engine's number, in every scenario.

A year is enough here, for pycel reads every formula by itself: the whole horizon is that of a real round, in
``test_twin_round.py``.
"""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.present.rekenblad.sheets import workbook
from tests.support.rekenblad.edits import break_queue, broken_cell, change_data, change_workbook
from tests.support.rekenblad.recalculate import by_pycel, changed, differences, without_numbers
from tests.support.rekenblad.twin_cases import CHAIN, made_book, surroundings, written


@pytest.mark.long
@pytest.mark.parametrize("column", range(len(SCENARIOS)))
def test_every_formula_gives_the_number_of_the_engine(tmp_path: Path, column: int):
    """All cells with a formula on all sheets of a whole workbook, for each scenario."""
    data = surroundings(20240315, months=12)
    values = written(made_book(CHAIN, data, column, SCENARIOS[column]), tmp_path / "made.xlsx")
    calculated = by_pycel(without_numbers(tmp_path / "made.xlsx", tmp_path / "empty.xlsx"))
    assert sum(map(len, calculated.values())) > 10_000
    assert differences(calculated, values) == []


@pytest.mark.long
def test_changed_input_gives_the_number_of_the_changed_run(tmp_path: Path):
    """Parameter, norm, taakstelling, plan, forecast, opening, past flows and kernel, all changed in the workbook."""
    data = surroundings(7, months=24, draws=1)
    before = written(made_book(CHAIN, data), tmp_path / "made.xlsx")
    _, after = workbook(made_book(CHAIN, change_data(data, CHAIN)))

    def change(book: Any) -> None:
        change_workbook(book, data.start)

    calculated = by_pycel(changed(tmp_path / "made.xlsx", tmp_path / "changed.xlsx", change))
    assert differences(calculated, after) == []
    assert len(differences(calculated, before)) > 1_000


@pytest.mark.long
def test_a_broken_formula_is_found(tmp_path: Path):
    """One wrong function in one cell of the whole chain makes that cell differ, and the year it belongs to."""
    values = written(made_book(CHAIN, surroundings(7, months=12, draws=1)), tmp_path / "made.xlsx")
    path = changed(tmp_path / "made.xlsx", tmp_path / "broken.xlsx", break_queue)
    wrong = differences(by_pycel(path), values)
    cell = broken_cell(load_workbook(path))
    assert any(line.startswith(f"IND!{cell.coordinate}:") for line in wrong)
    assert any(line.startswith("MPP Asiel!") for line in wrong)
