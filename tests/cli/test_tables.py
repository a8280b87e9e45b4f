"""Tables at any width: what belongs together stays together, and nothing is left out."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import mpp_lib.cli
from mpp_lib.cli import tables
from mpp_lib.cli.main import app
from mpp_lib.cli.tables import Column, Shown, drawn
from tests.support.filled_form import Form

ROOT, TESTS = Path(__file__).parents[2], Path(__file__).parents[1]
WIDTHS = (20, 40, 60, 80, 132, None)
ASKED = {
    "rounds": (ROOT, "rounds"),
    "planning": (ROOT, "planning 2025-1"),
    "review": (ROOT, "review 2025-1"),
    "names": (TESTS, "indicators voorraad"),
    "forecast": (TESTS, "forecast _klein --above 60.000 --quantile 0,9"),
    "results": (TESTS, "results _klein --indicator *.voorraad"),
    "simulate": (TESTS, "simulate _klein --draws 100 --indicator coa.* --above coa.bezetting=60.000"),
    "explain": (TESTS, "explain _klein --against _eerder --within prognose --year 2025 --indicator coa.*"),
    "diff": (TESTS, "diff _eerder _klein"),
    "levering": (TESTS, "levering _klein --dry-run --from FORMULIER"),
    "calibrate": (ROOT, "calibrate 2024-2"),
    "hindcast": (ROOT, "hindcast"),
    "backtest": (ROOT, "backtest --from 2024 --jobs 1"),
    "evaluate": (ROOT, "evaluate"),
    "monitor": (ROOT, "monitor 2024-2 --until 2024-12 --to html"),
}
"""Module of a command → where and how it is asked for a table."""
SLOW = {"explain", "diff", "calibrate", "hindcast", "backtest", "evaluate", "monitor"}


def test_every_command_with_a_table_is_held_to_this() -> None:
    """And one that is added, is added here."""
    folder = Path(mpp_lib.cli.__file__).parent
    drawing = {file.stem for file in folder.glob("*.py") if "mpp_lib.cli.tables import" in file.read_text("utf-8")}
    assert drawing == set(ASKED)
    assert not [file for file in folder.glob("*.py") if "rich.table" in file.read_text("utf-8")]


def held(shown: Shown, width: int | None) -> None:
    """Every figure, id and word of a table stands there whole, on lines no wider than the terminal but for one word."""
    lines = list(drawn(shown, width))
    text = "\n".join(lines)
    words = {word for line in lines for word in line.split()}
    for column, cells in zip(shown.columns, zip(*shown.rows, strict=True), strict=True):
        for cell in cells:
            if isinstance(column, Column) and column.right:
                assert cell in text
            else:
                assert words >= set(cell.split())
    for line in lines if width else ():
        assert len(line) <= width or len(line.split()) <= 2 or ": " in line, line


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long) if name in SLOW else name for name in ASKED]
)
def test_a_table_of_a_command_breaks_nothing(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From a telephone to a pipe."""
    found: list[Shown] = []
    monkeypatch.setattr(tables, "show", lambda shown, **_: found.append(shown))
    if name == "monitor":
        monkeypatch.setattr("mpp_lib.cli.monitor.make", lambda order: ())
    folder, line = ASKED[name]
    if "FORMULIER" in line:
        form = Form(TESTS / "rounds" / "_klein")
        form.other(0, "coa.in_procedure", "2023-12", 36_900, "voorlopig")
        line = line.replace("FORMULIER", str(form.saved(tmp_path / "coa.xlsx")))
    CliRunner().invoke(app, ["-C", str(folder), *line.split()], catch_exceptions=False)
    assert any(shown.rows for shown in found)
    for shown in found:
        for width in WIDTHS:
            if shown.rows:
                held(shown, width)


CELL = st.text("ab-.,0123456789 ", max_size=30)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5), st.integers(20, 100))
@settings(max_examples=30, deadline=None)
def test_whatever_stands_in_it(rows: list[tuple[str, str, str]], width: int) -> None:
    """Cells of any length, figures as well as words."""
    clean = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    shown = Shown(["naam", Column("waarde", right=True), "een langere kop"], clean)  # type: ignore[arg-type]
    held(shown, width)


def test_a_table_that_fits_is_in_columns() -> None:
    """Figures in line at their last digit, words wrapped, groups above their rows, title and note around it."""
    shown = Shown(["wat", Column("hoeveel", right=True), "waarom"], title="Titel", note="Noot.")
    shown.add("coa.bezetting", "1.234", "om een reden die langer is", group="COA")
    shown.add("ind.voorraad", "−12", "daarom", group="IND")
    assert list(drawn(shown, 40)) == [
        "Titel",
        "wat            hoeveel  waarom",
        "─" * 40,
        "COA",
        "coa.bezetting    1.234  om een reden die",
        "                        langer is",
        "IND",
        "ind.voorraad       −12  daarom",
        "Noot.",
    ]
    assert list(drawn(shown, 25))[:5] == [
        "Titel",
        "COA",
        "wat: coa.bezetting",
        "hoeveel: 1.234",
        "waarom: om een reden die",
    ]
    assert re.search(r"1\.234  om een reden die langer is$", "\n".join(drawn(shown, None)), re.MULTILINE)
