"""The workbook recalculated by LibreOffice: every cell is the engine's, also after somebody changed the input."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.present.rekenblad.book import book
from mpp_lib.present.rekenblad.cells import Values
from mpp_lib.present.rekenblad.sheets import workbook
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.engine import run
from mpp_lib.production.yearly import by_year
from tests.support.rekenblad.edits import break_queue, broken_cell, change_data, change_workbook
from tests.support.rekenblad.recalculate import Numbers, by_libreoffice, changed, differences, shown, without_numbers
from tests.support.rekenblad.twin_cases import CHAIN, about, made_book, surroundings, written

pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Recalculated:
    """What LibreOffice wrote, and what each workbook had to give."""

    folder: Path
    data: ChainData
    rows: Mapping[str, Array]
    values: Mapping[str, Values]

    def numbers(self, name: str) -> Numbers:
        """What the formulas of a workbook gave."""
        return shown(self.folder / f"{name}.xlsx", self.values[name])


@pytest.fixture(scope="module")
def recalculated(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> Recalculated:
    """Three scenarios, a workbook with changed input and one with a broken formula, in one call."""
    made, empty, done = (tmp_path_factory.mktemp(name) for name in ("made", "empty", "done"))
    data, small = surroundings(20240315, months=24), surroundings(7, months=24, draws=1)
    rows, values = run(CHAIN, data), {}
    for column, scenario in enumerate(SCENARIOS):
        path = made / f"{scenario}.xlsx"
        values[scenario] = written(book(CHAIN, data, rows, column, about(scenario)), path)
        without_numbers(path, empty / path.name)
    values["broken"] = written(made_book(CHAIN, small), made / "small.xlsx")
    _, values["changed"] = workbook(made_book(CHAIN, change_data(small, CHAIN)))
    changed(made / "small.xlsx", empty / "changed.xlsx", lambda each: change_workbook(each, small.start))
    changed(made / "small.xlsx", empty / "broken.xlsx", break_queue)
    by_libreoffice(libreoffice, empty, done)
    return Recalculated(done, data, rows, values)


@pytest.mark.parametrize("name", [*SCENARIOS, "changed"])
def test_every_formula_gives_the_number_of_the_engine(recalculated: Recalculated, name: str):
    """All cells with a formula on all sheets, for each scenario and after changes of the input."""
    calculated = recalculated.numbers(name)
    assert sum(map(len, calculated.values())) > 20_000
    assert differences(calculated, recalculated.values[name]) == []


def test_changed_input_changes_the_figures(recalculated: Recalculated):
    """The changes reach the yearly figures: held against the unchanged run, they differ."""
    assert len(differences(recalculated.numbers("changed"), recalculated.values["broken"])) > 1_000


def test_a_broken_formula_is_found(recalculated: Recalculated):
    """One wrong function in one cell makes that cell differ, and what follows from it."""
    wrong = differences(recalculated.numbers("broken"), recalculated.values["broken"])
    cell = broken_cell(load_workbook(recalculated.folder / "broken.xlsx"))
    assert any(line.startswith(f"IND!{cell.coordinate}:") for line in wrong)
    assert any(line.startswith("MPP Asiel!") for line in wrong)


@pytest.fixture(scope="module")
def medio(recalculated: Recalculated) -> Any:
    return load_workbook(recalculated.folder / "medio.xlsx", data_only=True)


def test_months_are_found_by_id_and_month(recalculated: Recalculated, medio: Any):
    """Read as a reader reads it, by column A and the header, each month of each node is the engine's."""
    found = {
        (str(line[0].value), sheet.cell(3, cell.column).value): cell.value
        for sheet in medio
        if sheet["A3"].value == "id"
        for line in sheet.iter_rows(min_row=4)
        for cell in line[5:]
        if line[0].value in CHAIN.by_id
    }
    for node_id, values in recalculated.rows.items():
        for place in range(recalculated.data.history, recalculated.data.rows):
            month = recalculated.data.calendar[place]
            value = found[node_id, datetime(month.year, month.month, 1)]
            assert value == pytest.approx(values[place, 1], rel=1e-9, abs=1e-9), (node_id, month)


def test_years_are_found_by_id_and_year(recalculated: Recalculated, medio: Any):
    """The three MPP sheets hold every indicator of their domain once, by year as the result table has it."""
    months = {node_id: values[recalculated.data.horizon] for node_id, values in recalculated.rows.items()}
    totals = by_year(CHAIN, months)
    for domain in ("asiel", "regulier", "bewaring"):
        sheet = medio[f"MPP {domain.capitalize()}"]
        years = [cell.value for cell in sheet[1][3:]]
        assert years == [2024, 2025]
        lines = {line[0].value: line for line in sheet.iter_rows(min_row=2) if line[0].value}
        assert set(lines) == {node.id for node in CHAIN.nodes if node.domain == domain}
        for node_id, line in lines.items():
            assert [cell.value for cell in line[3:]] == pytest.approx(totals[node_id][:, 1], rel=1e-9, abs=1e-9)
