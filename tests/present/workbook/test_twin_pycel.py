"""The workbook recalculated by the Python package pycel: every cell is the engine's number."""

from pathlib import Path
from typing import Any

from edits import change_data, change_workbook
from recalculate import by_pycel, changed, differences, without_numbers
from twin_cases import CHAIN, made_book, surroundings, written

from mpp_lib.present.workbook.sheets import workbook


def test_every_formula_of_a_scenario_gives_the_number_of_the_engine(tmp_path: Path):
    """All cells with a formula on all sheets of a whole workbook."""
    data = surroundings(20240315)
    values = written(made_book(CHAIN, data, column=1), tmp_path / "made.xlsx")
    calculated = by_pycel(without_numbers(tmp_path / "made.xlsx", tmp_path / "empty.xlsx"))
    assert sum(map(len, calculated.values())) > 50_000
    assert differences(calculated, values) == []


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
