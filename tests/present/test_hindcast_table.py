"""The table of the hindcast shows every row, and says how far off the leading figures are."""

import shutil
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from mpp_lib.compare.hindcast import LEADING, Row, hindcast
from mpp_lib.inputs.load import load_round
from mpp_lib.present.hindcast_table import hindcast_finding, hindcast_sheet
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def small() -> RoundResult:
    return open_round(ROOT / "tests" / "rounds" / "_klein")


def beside(result: RoundResult, folder: Path) -> RoundResult:
    """The same round as if it stood in another folder."""
    return replace(result, inputs=replace(result.inputs, folder=folder))


def test_every_row_is_shown_with_its_difference_and_reason(small: RoundResult) -> None:
    sheet = hindcast_sheet(beside(small, ROOT / "rounds" / "_klein"))
    text = sheet.table.as_raw_html()
    rows = hindcast(load_round(ROOT / "rounds" / "_hindcast", catalogue_named))
    assert len(sheet.data) == len(rows)
    assert text.count(">geijkt<") + text.count(">getoetst<") == len(rows)
    for row in rows:
        assert escape(row.reason, quote=False) in text
    assert "57.538" in text
    leading = [abs(row.deviation_pct) for row in rows if row.indicator in LEADING and row.phase == "fitted"]
    assert f"hoogstens {max(leading):.1f}%".replace(".", ",") in (sheet.finding or "")


def test_a_round_without_a_hindcast_beside_it_says_so(small: RoundResult, tmp_path: Path) -> None:
    shutil.copytree(small.inputs.folder, tmp_path / "_klein")
    sheet = hindcast_sheet(beside(small, tmp_path / "_klein"))
    assert sheet.finding == "Er is geen hindcast bij deze ronde."
    assert ">geen<" in sheet.table.as_raw_html()


def test_the_finding_leaves_out_what_is_not_leading() -> None:
    rows = [
        Row("coa.bezetting", "2023", 100.0, 97.0, -3.0, "fitted", ""),
        Row("asiel.instroom_nareis", "2024", 100.0, 107.0, 7.0, "checked", ""),
        Row("ind.nareis.voorraad", "2024", 100.0, 50.0, -50.0, "checked", "Een reden."),
    ]
    assert hindcast_finding(rows) == (
        "De hoofdcijfers wijken in de geijkte jaren hoogstens 3,0% af en daarna hoogstens 7,0%."
    )
