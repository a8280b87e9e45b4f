"""The notebooks of ``analysis/`` are literate, stored as run, and hold exactly what the report embeds."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from mpp_lib.present.keten.partner_pages import PAGES
from mpp_lib.production.chains import chain_named

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "analysis").glob("*.ipynb"))
TEMPLATES = sorted((ROOT / "report_templates").glob("*/*.qmd"))
GENERATED = {("monitor_indicatoren.ipynb", "vlaggen"), ("monitor_indicatoren.ipynb", "zonder-vlag")}
"""What the text of a report embeds that is made for each edition: a figure per flag, and what has none."""
EMBED = re.compile(r"\{\{<\s*embed\s+notebooks/(\S+?)#(\S+)\s*>\}\}")
LABEL = re.compile(r"^#\| label: (\S+)", re.MULTILINE)
PAGE_OF = {section: name for name, page in PAGES.items() if len(page.sections) > 1 for section in page.sections}
"""Section that shares the page of a partner with others → that page."""
OTHERS = ("impact_", "monitor_", "oplegnota_", "prognose_", "signaalnota_", "validatie_", "volumes_")
"""How the notebooks of a product start that is not the report of a round."""
LONGEST = 3
"""Lines of a cell that shows something, without its label."""

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def labelled(path):
    return {found[1]: cell for cell in code_cells(path) if (found := LABEL.search(cell.source))}


def editions(path):
    asked = {"monitor_": ['until = "2024-07"'], "signaalnota_": ['until = "2024-07"'], "impact_": ['partner = "coa"']}
    return next((lines for name, lines in asked.items() if path.name.startswith(name)), [])


def embedded():
    return {pair for file in TEMPLATES for pair in EMBED.findall(file.read_text(encoding="utf-8"))} | GENERATED


def test_there_are_notebooks_in_order():
    """Those of the report start with their number, those of every other product with its name."""
    report = [path.name for path in NOTEBOOKS if not path.name.startswith(OTHERS)]
    assert [name[:3] for name in report] == [f"{place:02d}_" for place in range(1, len(report) + 1)]
    assert len(report) >= 5
    assert len(NOTEBOOKS) > len(report)


@every_notebook
def test_is_a_notebook_that_papermill_can_run(path):
    """Stable ids, the python3 kernel, and as parameters the round, of an edition its month, of a sheet its partner."""
    notebook = read(path)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    first, *later = code_cells(path)
    assert first.metadata.tags == ["parameters"]
    assert first.source.splitlines() == ['folder = "../tests/rounds/_klein"', *editions(path)]
    assert all("parameters" not in cell.metadata.get("tags", []) for cell in later)


@every_notebook
def test_is_stored_as_run(path):
    """Every cell ran, in order, without an error; what is labelled shows something to compare with."""
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for cell in cells for output in cell.outputs if output.output_type in ("error", "stream")]
    always = {label: cell for label, cell in labelled(path).items() if "in_report_if" not in cell.source}
    assert not [label for label, cell in always.items() if not cell.outputs]


@every_notebook
def test_holds_nothing_of_the_machine_it_ran_on(path):
    """No place, address or moment stands in what is stored."""
    shown = [str(output) for cell in code_cells(path) for output in cell.outputs]
    assert not [text for text in shown if re.search(r"/home/|/root/|/tmp/|site-packages|0x[0-9a-f]{8}", text)]
    metadata = read(path).metadata
    assert "papermill" not in metadata
    assert metadata.language_info == {"name": "python"}


@every_notebook
def test_stores_every_number_once(path):
    """As it is shown, and not beside that as plain data."""
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    assert not [output for output in outputs if "gegevens" in output.get("metadata", {})]


@every_notebook
def test_shows_by_one_short_call(path):
    """No functions, loops or paths in a notebook: a cell that shows something is one statement."""
    for cell in labelled(path).values():
        tree = ast.parse(cell.source)
        kinds = {type(node) for node in ast.walk(tree)}
        assert len(tree.body) == 1, cell.id
        assert not kinds & {ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.While, ast.ListComp}, cell.id
        constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        assert not [value for value in constants if "/" in str(value)], cell.id
        assert len(cell.source.splitlines()) - 1 <= LONGEST, cell.id


@every_notebook
def test_explains_itself(path):
    """A title first, and prose before what is shown."""
    cells = read(path).cells
    assert cells[0].source.startswith("# ")
    assert sum(cell.cell_type == "markdown" for cell in cells) >= 3


def test_the_report_embeds_every_labelled_cell_and_no_other():
    """What a template asks for exists; what a notebook labels is in the report, with what gathering adds."""
    there = {(path.name, label) for path in NOTEBOOKS for label in labelled(path)}
    assert embedded() == there | {("andere_teksten.ipynb", "tbl-andere-teksten")}


@pytest.mark.parametrize("section", chain_named("standaard").sections, ids=lambda section: section.key)
def test_every_section_of_the_chain_has_its_cells(section):
    """Its table stands under ``tbl-<key>``; a view under ``fig-<key>``, of the section or of the page it is on."""
    cells = {label: cell for path in NOTEBOOKS for label, cell in labelled(path).items()}
    label = section.key.replace("_", "-")
    assert f'page_table(result, "{section.key}", beside)' in cells[f"tbl-{label}"].source
    if section.view is not None:
        shown_on = PAGE_OF.get(section.key, section.key)
        assert f'partner_view(result, "{shown_on}", beside)' in cells[f"fig-{shown_on.replace('_', '-')}"].source


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_partner_has_its_table(page):
    """Beside its figure."""
    cells = {label: cell for path in NOTEBOOKS for label, cell in labelled(path).items()}
    assert f'views_table(result, "{page}", beside)' in cells[f"tbl-{page.replace('_', '-')}"].source
