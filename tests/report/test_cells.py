"""A cell that shows as many figures as there turn out to be: each is embedded by its own label."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from mpp_lib.report.cells import CellError, Notebooks
from mpp_lib.report.quarto_project import staged_notebook
from mpp_lib.report.sources import Document
from tests.support import render_folder as rf


def figure(label):
    metadata = {"label": label, "fig-cap": f"Bijschrift van {label}", "fig-alt": "tekst"}
    return new_output("display_data", data={"image/svg+xml": rf.SVG}, metadata=metadata)


def text(words):
    return new_output("display_data", data={"text/markdown": words})


@pytest.fixture
def notebooks(tmp_path) -> Notebooks:
    outputs = [text("van de cel zelf"), figure("fig-een"), text("bron een"), figure("fig-twee"), text("bron twee")]
    cell = new_code_cell("#| label: vlaggen\ntoon()", outputs=outputs)
    (tmp_path / "notebooks").mkdir()
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "notebooks" / "x.ipynb")
    return Notebooks(tmp_path)


def test_every_labelled_output_starts_a_cell_of_its_own(notebooks):
    """What follows a labelled output up to the next one goes with it."""
    lines = "\n".join(notebooks.markdown("notebooks/x.ipynb#fig-een", str))
    assert "![Bijschrift van fig-een](figuren/fig-een.svg){#fig-een" in lines
    assert "bron een" in lines
    assert "bron twee" not in lines
    assert notebooks.markdown("notebooks/x.ipynb#vlaggen", str)[2:3] == ["van de cel zelf"]
    with pytest.raises(CellError, match="heeft geen cel 'fig-drie'"):
        notebooks.find("notebooks/x.ipynb", "fig-drie")


def test_both_renderers_find_them(notebooks, tmp_path):
    """The notebook that Quarto reads has a cell for each, with what stands under it in a second one."""
    document = Document(tmp_path, "x.qmd", {}, {}, ())
    staged = staged_notebook(notebooks, "notebooks/x.ipynb", document)
    assert [cell["id"] for cell in staged["cells"]] == [
        "vlaggen",
        "fig-een",
        "onder-fig-een",
        "fig-twee",
        "onder-fig-twee",
    ]
