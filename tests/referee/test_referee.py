"""The referee sees what a reader sees, and the quick part of its record holds."""

from pathlib import Path

import pytest

from tests.referee.__main__ import RECORD
from tests.referee.artifacts import artifacts
from tests.referee.pages import page_lines
from tests.referee.tables import json_lines

QUICK = ("json/rounds", "json/forecast/2024-2", "json/results/2024-2/maand")

PLAIN = """<html><head><title>T</title><style>p {color: red}</style></head><body><h1>Kop</h1><p>Een <b>zin</b>
met wit.</p><table><tr><th rowspan="2" scope="row">a</th><td>1</td></tr></table>
<svg id="x" aria-label="lijn"><style>*{stroke-linecap: butt}</style>
<path id="p1" d="M0 0L1 1" style="stroke: #154273; fill: none"/></svg></body></html>"""
SHEET = "><style>*{stroke-linecap: butt}</style>"


def lines_of(tmp_path: Path, html: str) -> list[str]:
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    return page_lines(file)


def test_a_page_is_read_in_its_order(tmp_path):
    """Texts, cells with their spans and drawings with their name come one per line; styles are not read."""
    lines = lines_of(tmp_path, PLAIN)
    assert lines[:4] == ["T", "Kop", "Een zin met wit.", "¦rowspan=2¦ a ¦ 1"]
    assert lines[4].startswith("[tekening: lijn][getekend 2 ")


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ('style="stroke: #154273; fill: none"', 'fill="none" stroke="#154273"'),
        ('id="p1"', 'id="fig-p1"'),
        ('scope="row"', ""),
        ("<p>Een", '<p class="inleiding">Een'),
        (SHEET, ' stroke-linecap="butt">'),
    ],
)
def test_how_a_page_is_marked_up_makes_no_difference(tmp_path, written, otherwise):
    """Classes, ids, scopes and where paint is written may change."""
    assert lines_of(tmp_path, PLAIN.replace(written, otherwise)) == lines_of(tmp_path, PLAIN)


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("<td>1", "<td>2"),
        ("M0 0L1 1", "M0 0L1 2"),
        ("#154273", "#154274"),
        ("zin", "zon"),
        ("butt", "round"),
        ('rowspan="2" ', ""),
    ],
)
def test_what_a_reader_sees_makes_a_difference(tmp_path, written, otherwise):
    """Words, figures, cells that span, geometry and colour may not."""
    assert lines_of(tmp_path, PLAIN.replace(written, otherwise)) != lines_of(tmp_path, PLAIN)


def test_rows_of_json_are_lines():
    """A list of rows is its names and a line per row; what stands beside it is a line too."""
    assert json_lines({"ok": True, "rows": [{"a": 1, "b": "x"}, {"a": 2, "b": None}]}) == [
        "/ok true",
        '/rows ["a", "b"]',
        '/rows [1, "x"]',
        "/rows [2, null]",
    ]


def test_everything_is_recorded():
    """Each text has its record and each record its text."""
    kept = {file.relative_to(RECORD).with_suffix("").as_posix() for file in RECORD.rglob("*.txt")}
    assert kept == {item.name for item in artifacts()}


@pytest.mark.parametrize("item", [item for item in artifacts() if item.name in QUICK], ids=lambda item: item.name)
def test_the_quick_part_holds(item):
    """What these commands answer is what was recorded."""
    assert item.lines() == (RECORD / f"{item.name}.txt").read_text(encoding="utf-8").splitlines()
