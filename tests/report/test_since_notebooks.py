"""Notebooks that no kernel ran: read as those that one did, and known by the version they tell of."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from mpp_lib.report.cells import Notebooks, plain_data
from mpp_lib.report.since_notebooks import told_since, write_changed_texts, write_nothing_changed

BEFORE = {"samenvatting": "Dit bleef.\n\nDit was er.\n", "risicos": "Een risico.\n"}


class _Version(SimpleNamespace):
    def __str__(self) -> str:
        return "2024-2/concept-1"


@pytest.fixture
def version(tmp_path) -> _Version:
    data = tmp_path / "data"
    (data / "text").mkdir(parents=True)
    for name, text in BEFORE.items():
        (data / "text" / f"{name}.md").write_text(text, encoding="utf-8")
    return _Version(name="concept-1", data=data, reference="2024-2/concept-1 abc")


@pytest.fixture
def notebooks(tmp_path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    return folder


def _rows(folder: Path, notebook: str, label: str) -> list[list[str]]:
    table = plain_data(Notebooks(folder.parent).find(f"notebooks/{notebook}.ipynb", label))
    assert table is not None
    return [list(row) for row in table.rows]


def test_the_paragraphs_that_are_different_are_a_table(version, notebooks):
    """One that changed, one that went with its text; what is the same is not there."""
    write_changed_texts(notebooks, version, "2024-2", {"samenvatting": "Dit bleef.\n\nDit is er nu.\n"})
    rows = _rows(notebooks, "andere_teksten", "tbl-andere-teksten")
    assert [row[-2:] for row in rows] == [["Een risico.", "[z]"], ["Dit was er.", "Dit is er nu."]]


def test_the_version_is_known_by_name_and_kop(version, notebooks):
    """Without the notebook no changes were told."""
    assert told_since(notebooks) == ""
    write_changed_texts(notebooks, version, "2024-2", BEFORE)
    assert told_since(notebooks) == version.reference


def test_where_nothing_changed_every_table_is_there_and_empty(version, notebooks):
    """As many figures as were compared are said to be the same."""
    write_nothing_changed(notebooks, version, "2024-2", 1234)
    for label in ("tbl-andere-uitkomsten", "tbl-andere-invoer", "tbl-andere-besluiten"):
        (row,) = _rows(notebooks, "12_wijzigingen", label)
        assert "geen" in row
    written = (notebooks / "12_wijzigingen.ipynb").read_text(encoding="utf-8")
    assert "0 van de 1.234 getallen zijn anders." in written
    assert "versie concept-1 van deze ronde" in written
