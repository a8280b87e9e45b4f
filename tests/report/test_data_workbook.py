"""What of a report goes into its data workbook, and when that is made again."""

import json
from pathlib import Path

from mpp_lib.present.shown.plain_table import PlainTable
from mpp_lib.report.builtin import read_sources
from mpp_lib.report.data_workbook import numbered_lines, plain_tables
from mpp_lib.report.sources import read_document

DOCUMENT = "rapport.qmd"
SAID = PlainTable("Instroom per jaar", "Bron: toets.", ["Jaar", "Aantal"], [False, True], [["2024", "49.892"]])


def carry(folder: Path, notebook: str, place: int, said: PlainTable) -> None:
    """Let the first output of a cell carry data."""
    path = folder / "notebooks" / notebook
    stored = json.loads(path.read_text("utf-8"))
    cells = [cell for cell in stored["cells"] if cell["cell_type"] == "code" and cell["outputs"]]
    cells[place]["outputs"][0]["metadata"]["gegevens"] = said.as_dict()
    path.write_text(json.dumps(stored), "utf-8")


def found(folder: Path):
    return {label: (target.text, plain) for label, target, plain in plain_tables(read_sources(folder, DOCUMENT))}


def test_everything_numbered_is_there_under_its_number(folder):
    """In the order of the report, also what stands in the text or carries no data: of that no more than that it is."""
    numbers = [(label, text) for label, (text, _) in found(folder).items()]
    assert numbers == [
        ("fig-bezetting", "Figuur\u00a01"),
        ("tbl-instroom", "Tabel\u00a01"),
        ("tbl-scenarios", "Tabel\u00a02"),
        ("tbl-breed", "Tabel\u00a03"),
        ("fig-kans", "Figuur\u00a02"),
    ]
    assert {plain.rows[0][0] for _, plain in found(folder).values()} == {
        "Hiervan staan de getallen alleen in het rapport zelf."
    }


def test_what_a_cell_carries_is_what_is_said(folder):
    """By its label, whatever its place among the cells."""
    carry(folder, "10-asiel.ipynb", 1, SAID)
    assert found(folder)["tbl-instroom"] == ("Tabel\u00a01", SAID)


def test_a_sentence_changes_nothing_and_a_figure_does(folder):
    """Another sentence leaves the workbook; a table before another gives both another number."""
    before = numbered_lines(read_document(folder, DOCUMENT))
    path = folder / DOCUMENT
    text = path.read_text("utf-8")
    path.write_text(text.replace("In 2024 komen er", "Er komen"), "utf-8")
    assert numbered_lines(read_document(folder, DOCUMENT)) == before
    path.write_text(text.replace("[^1]\n", "[^1]\n\n| a |\n|---|\n| 1 |\n\n: Eigen {#tbl-eigen}\n", 1), "utf-8")
    assert numbered_lines(read_document(folder, DOCUMENT)) != before
    assert found(folder)["tbl-instroom"][0] == "Tabel\u00a02"
