"""A deep-dive from notebook to page: what docs/verdieping.md shows, and what stops one half-way."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

import mpp_lib as mpp
from mpp_lib.base.errors import RenderError
from mpp_lib.report import notebooks
from mpp_lib.report.builtin import build, read_sources
from mpp_lib.report.data_workbook import plain_tables
from mpp_lib.report.deep_dive_faults import deep_dives_of
from mpp_lib.report.deep_dive_kernel import NO_READING
from mpp_lib.report.deep_dives import lay_in_deep_dives
from mpp_lib.report.quarto_project import staged_notebook
from mpp_lib.report.rapportage import Rapportage
from mpp_lib.report.sources import read_document
from tests.support.deep_dives import FRAME, write_deep_dive
from tests.support.render_folder import make_render_folder
from tests.support.workplace import Workplace

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "verdieping" / "uiteenlopen.ipynb"
PAGE = ROOT / "docs" / "verdieping.md"
NOTEBOOK = "notebooks/verdieping_uiteenlopen.ipynb"
NBSP = "\N{NO-BREAK SPACE}"
WITH_MARKUP = "Een zin met een noot.[^a]\n\n[^a]: De noot.\n"
"""What the library starts pandoc for, also when a deep-dive opens the round."""


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    """The small round with the example among its deep-dives."""
    folder = tmp_path_factory.mktemp("werk")
    shutil.copytree(ROOT / "tests" / "rounds", folder / "rounds", ignore=shutil.ignore_patterns("build"))
    (folder / "rounds/_klein/analysis").mkdir()
    shutil.copyfile(EXAMPLE, folder / "rounds/_klein/analysis" / EXAMPLE.name)
    (folder / "rounds/_klein/text/samenvatting.md").write_text(WITH_MARKUP, encoding="utf-8")
    return Workplace(folder)


def run(place: Workplace) -> None:
    tasks = [task for task in Rapportage(place.round()).tasks() if task.deep_dive]
    notebooks.run(tasks, 1, lambda task: None)


@pytest.fixture(scope="module")
def sources(place) -> Path:
    """The sources of a small report with the chapter in it."""
    run(place)
    folder = make_render_folder(place.folder / "render")
    for notebook in (place.round() / "build/notebooks").glob("*.ipynb"):
        shutil.copyfile(notebook, folder / "notebooks" / notebook.name)
    lay_in_deep_dives(place.round(), deep_dives_of(place.round()), folder)
    shutil.copyfile(ROOT / "report_templates/rapportage/_verdiepingen.qmd", folder / "_verdiepingen.qmd")
    with (folder / "rapport.qmd").open("a", encoding="utf-8") as file:
        file.write("\n{{< include _verdiepingen.qmd >}}\n")
    return folder


def rounded(value: float) -> str:
    """A count of people as the report prints it: to tens, by another way than the table does."""
    return f"{int((value + 5) // 10) * 10:,}".replace(",", ".")


def test_the_page_shows_the_example(place):
    """Every block of the page is a cell of the notebook, in its order, and no cell is left out."""
    shown = re.findall(r"```(?:python|markdown)\n(.*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    cells = ["".join(cell["source"]) for cell in json.loads(EXAMPLE.read_text(encoding="utf-8"))["cells"]]
    assert [block for block in shown if block in cells] == cells


def test_its_table_holds_what_the_round_says(place, sources):
    """The differences of the result table, in the table of the report and in the data workbook."""
    results = mpp.open_round("_klein", place.folder).results(["asiel.instroom_eerste", "coa.bezetting"])
    table = results.set_index(["periode", "indicator", "scenario"])["waarde"]
    expected = [
        [year, *(rounded(table[year, name, "maximum"] - table[year, name, "minimum"]) for name in names)]
        for year in ("2024", "2025", "2026")
        for names in [("asiel.instroom_eerste", "coa.bezetting")]
    ]
    named = {label: (target.text, plain) for label, target, plain in plain_tables(read_sources(sources, "rapport.qmd"))}
    number, plain = named["tbl-uiteen"]
    assert (number, plain.rows) == (f"Tabel{NBSP}4", expected)
    assert list(plain.headings) == ["Jaar", "Eerste aanvragen (personen)", "Bezetting (personen)"]
    page = build(sources, "rapport.qmd", ["html"])["rapport.html"].decode()
    row = "".join(f'<td class="getal">{text}</td>' for text in expected[0][1:])
    assert f'<th scope="row">2024</th>{row}' in page.replace("\n", "")


def test_its_figure_is_one_of_the_house(sources):
    """Drawn for both widths, numbered along, with its numbers; both renderers read the same."""
    named = {label: (target.text, plain) for label, target, plain in plain_tables(read_sources(sources, "rapport.qmd"))}
    number, plain = named["fig-uiteen"]
    assert number == f"Figuur{NBSP}3"
    assert list(plain.headings) == ["Jaar", "minimum", "medio", "maximum"]
    document = read_document(sources, "rapport.qmd")
    read = read_sources(sources, "rapport.qmd")
    staged = [cell["id"] for cell in staged_notebook(read.notebooks, NOTEBOOK, document)["cells"]]
    assert staged == ["fig-uiteen", "onder-fig-uiteen", "tbl-uiteen", "onder-tbl-uiteen"]
    stored = json.loads((sources / NOTEBOOK).read_text(encoding="utf-8"))
    drawing = stored["cells"][4]["outputs"][0]
    assert "huisstijl" in drawing["data"]["image/svg+xml"]
    assert "<svg" in drawing["metadata"]["smal"]
    assert all(cell["source"] == "" for cell in stored["cells"])


@pytest.mark.long
def test_what_goes_wrong_while_it_runs_is_one_sentence(place):
    """With notebook, cell and error; those that succeed stay, and nothing is written by any."""
    folder = place.round()
    title = ("markdown", "# T")
    write_deep_dive(folder, "fout", title, "x = 1", "x / 0")
    write_deep_dive(folder, "schrijft", title, "open('x.csv', 'w')")
    write_deep_dive(folder, "later", title, "open('rounds/_klein/monitor/2024-07/realisaties.csv')")
    write_deep_dive(folder, "stil", title, "#| tbl-cap: Zo\nx = 1")
    write_deep_dive(folder, "goed", title, FRAME)
    for name in ("fout", "schrijft", "later"):
        file = folder / "analysis" / f"{name}.ipynb"
        file.write_text(
            file.read_text(encoding="utf-8").replace('"x / 0"', '"y = x / 0"').replace('"open', '"_ = open')
        )
    with pytest.raises(RenderError) as stopped:
        run(place)
    told = [line.partition(" (zie ")[0] for line in str(stopped.value).splitlines()]
    edition = "rounds/_klein/monitor/2024-07/realisaties.csv"
    assert told == [
        "analysis/fout.ipynb: cel 3 stopte met ZeroDivisionError: division by zero",
        f"analysis/later.ipynb: cel 2 stopte met PermissionError: {NO_READING}{edition}",
        "analysis/schrijft.ipynb: cel 2 stopte met PermissionError: een verdieping schrijft geen bestanden: x.csv",
        "analysis/stil.ipynb: cel 2 (tbl-stil-2) toont geen tabel",
    ]
    assert (folder / "build/notebooks/verdieping_goed.ipynb").is_file()
    assert not list(place.folder.rglob("x.csv"))
    for name in ("fout", "schrijft", "later", "stil", "goed"):
        (folder / "analysis" / f"{name}.ipynb").unlink()


@pytest.mark.long
def test_both_reports_have_their_chapter(place):
    """The report of the round and an edition of its monitor, each with its own deep-dive and no other."""
    monitor = ("markdown", "---\nproduct: monitor\neditie: 2024-07\n---\n\n# Van de maand")
    write_deep_dive(place.round(), "maand", monitor, FRAME)
    made = {file.suffix: file for file in place.produce() if "rapportage" in file.name}
    page = made[".html"].read_text(encoding="utf-8")
    assert "Hoe ver de opvang uiteenloopt" in page
    assert "Van de maand" not in page
    assert hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()[:32] in page  # in the table of annex D
    place.mpp("monitor", "_klein", "--until", "2024-07", "--to", "html")
    (edition,) = (place.round() / "build/monitor-2024-07").glob("*.html")
    page = edition.read_text(encoding="utf-8")
    assert "Van de maand" in page
    assert "Hoe ver de opvang uiteenloopt" not in page
