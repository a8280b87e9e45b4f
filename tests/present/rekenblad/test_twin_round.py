"""The workbooks that ``mpp export`` writes of a real round, recalculated by both programs over its whole horizon."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.cli.main import app
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.rekenblad.recalculate import (
    Numbers,
    by_libreoffice,
    by_pycel,
    differences,
    formulas,
    shown,
    without_numbers,
)

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[3]
ROUND = "2024-1"


@dataclass(frozen=True)
class Exported:
    """Workbooks without the numbers of their formulas, and the numbers they came with: those of the engine."""

    result: RoundResult
    empty: Path
    numbers: Mapping[str, Numbers]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    made, empty = (tmp_path_factory.mktemp(name) for name in ("made", "empty"))
    result = open_round(ROOT / "rounds" / ROUND)
    with patch("mpp_lib.production.open_round.open_round", lambda folder: result):
        words = ["-C", str(ROOT), "export", ROUND, "--format", "xlsx", "--out", str(made)]
        assert CliRunner().invoke(app, words).exit_code == 0
    numbers = {}
    for scenario in SCENARIOS:
        path = made / f"MPP-{ROUND}-{scenario}.xlsx"
        numbers[scenario] = shown(path, formulas(load_workbook(path)))
        without_numbers(path, empty / f"{scenario}.xlsx")
    return Exported(result, empty, numbers)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_numbers_it_comes_with_are_those_of_the_result_table(exported: Exported, scenario: str):
    """Year by year, on the three sheets with years, found by column A: what the formulas are held against is right."""
    figures = exported.result.years
    book = load_workbook(exported.empty / f"{scenario}.xlsx")
    found = {}
    for domain in ("Asiel", "Regulier", "Bewaring"):
        for row in book[f"MPP {domain}"].iter_rows(min_row=2):
            if row[0].value:
                found[row[0].value] = [
                    exported.numbers[scenario][f"MPP {domain}"][cell.coordinate] for cell in row[3:8]
                ]
    assert found.keys() == figures.keys()
    for name, values in figures.items():
        assert found[name] == pytest.approx(values[:, SCENARIOS.index(scenario)], rel=1e-12, abs=1e-9), name


def test_libreoffice_gives_every_number_in_every_scenario(
    exported: Exported, libreoffice: str, tmp_path_factory: pytest.TempPathFactory
):
    """All cells with a formula of the three workbooks."""
    target = tmp_path_factory.mktemp("done")
    by_libreoffice(libreoffice, exported.empty, target)
    for scenario, numbers in exported.numbers.items():
        assert sum(map(len, numbers.values())) > 50_000
        assert differences(shown(target / f"{scenario}.xlsx", numbers), numbers) == []


def test_pycel_gives_every_number(exported: Exported):
    """All cells with a formula of medio, over the whole horizon; the other scenarios are in ``test_twin_pycel.py``."""
    assert differences(by_pycel(exported.empty / "medio.xlsx"), exported.numbers["medio"]) == []
