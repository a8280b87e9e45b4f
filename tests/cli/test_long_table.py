"""Long tables on a terminal: as rich draws them, and no cell cut where they are wide."""

import io

import pytest
from rich.console import Console
from rich.table import Table

from mpp_lib.cli import long_table

HEADINGS = {"indicator": False, "waarde": True, "toelichting": False}
ROWS = [("coa.bezetting", "1.234.567", ""), ("ks.achterstand", "-8", "omgekeerd vanaf 2027")]


def drawn_by_rich(width: int) -> str:
    shown = Table()
    for heading, right in HEADINGS.items():
        shown.add_column(heading, justify="right" if right else "left", overflow="fold")
    for row in ROWS:
        shown.add_row(*row)
    file = io.StringIO()
    Console(file=file, width=width).print(shown)
    return file.getvalue()


def test_it_is_drawn_as_by_rich(capsys: pytest.CaptureFixture[str]) -> None:
    long_table.print_rows(HEADINGS, ROWS)
    assert capsys.readouterr().out == drawn_by_rich(100)


def test_without_rows_it_has_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    long_table.print_rows(HEADINGS, [])
    assert "indicator" in capsys.readouterr().out


def test_a_narrow_terminal_gets_folded_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(long_table, "console", lambda _: Console(file=file, width=40))
    long_table.print_rows(HEADINGS, ROWS)
    assert file.getvalue() == drawn_by_rich(40)
