"""Quarto reads the same sources through a project of its own; nothing it leaves open gets through."""

import json
import re
import shutil

import pytest
import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.report.builtin import read_sources
from mpp_lib.report.quarto import project_settings, stage
from mpp_lib.report.render import render


@pytest.fixture
def project(folder):
    return stage(read_sources(folder, "rapport.qmd"), folder / "quarto")


def fake_quarto(monkeypatch, folder, body, version="1.10.3"):
    """A command that answers as Quarto does; ``body`` is what it does on ``render``."""
    folder.mkdir()
    script = folder / "quarto"
    script.write_text(f'#!/bin/sh\nif [ "$1" = "--version" ]; then echo {version}; exit 0; fi\n{body}\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_the_settings_keep_to_what_was_tried():
    """One document, nothing executed, no theme, nothing from outside, both PDF standards, A4."""
    settings = project_settings("rapport.qmd")
    assert settings["project"] == {"type": "default", "output-dir": "uitvoer", "render": ["rapport.qmd"]}
    assert settings["lang"] == "nl"
    assert settings["execute"] == {"enabled": False, "echo": False}
    html, typst = settings["format"]["html"], settings["format"]["typst"]
    assert html["theme"] == "none"
    assert html["embed-resources"] is True
    assert html["html-math-method"] == "mathml"
    assert html["notebook-links"] is False
    assert typst["papersize"] == "a4"
    assert typst["pdf-standard"] == ["ua-1", "a-2a"]


def test_every_file_of_the_settings_is_in_the_project(project):
    """Paths in ``_quarto.yml`` point at files that were laid out."""
    settings = yaml.safe_load((project / "_quarto.yml").read_text("utf-8"))
    paths = [
        *settings["metadata-files"],
        *settings["project"]["render"],
        *(entry["path"] for entry in settings["filters"]),
        settings["format"]["html"]["template"],
        settings["format"]["html"]["css"],
        *settings["format"]["typst"]["template-partials"],
    ]
    assert [path for path in paths if not (project / path).is_file()] == []
    assert (project / settings["format"]["typst"]["font-paths"][0] / "SourceSans3-Regular.ttf").is_file()
    assert (project / "stip.svg").is_file()


def test_the_document_embeds_what_stands_under_a_figure_too(project):
    """A cell with several outputs is embedded as two, because Quarto would make sub-figures of them."""
    text = (project / "rapport.qmd").read_text("utf-8")
    embeds = re.findall(r"\{\{< embed (\S+) >\}\}", text)
    assert embeds == [
        "notebooks/10-asiel.ipynb#fig-bezetting,onder-fig-bezetting",
        "notebooks/10-asiel.ipynb#tbl-instroom,onder-tbl-instroom",
        "notebooks/20-prognose.ipynb#tbl-breed",
        "notebooks/20-prognose.ipynb#fig-kans,onder-fig-kans",
        "notebooks/20-prognose.ipynb#duiding",
    ]
    assert "`{{{< meta niet.vervangen >}}}` blijft staan" in text
    assert "{{{< meta ook.niet >}}} @fig-niet" in text
    assert "{{< meta cijfers.instroom.medio >}} mensen" in text
    assert "include" not in text


def test_staged_cells_have_one_output_and_their_captions(project):
    """Figure and numbers are apart; a caption that a cell computed is an option of the cell."""
    notebook = json.loads((project / "notebooks/20-prognose.ipynb").read_text("utf-8"))
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    assert list(cells) == ["fig-kans", "onder-fig-kans", "tbl-breed", "duiding"]
    assert all(len(cell["outputs"]) == 1 for cell in cells.values())
    assert cells["fig-kans"]["source"] == [
        '#| label: "fig-kans"\n',
        '#| fig-cap: "De kans op meer dan 45.000 is klein"\n',
        '#| fig-alt: "Verdeling met 45.000."\n',
    ]
    assert "::: {.cijfers}" in cells["onder-fig-kans"]["outputs"][0]["data"]["text/markdown"]


def test_sources_are_refused_before_quarto_starts(monkeypatch, folder, tmp_path):
    """What Quarto would let through with a warning stops the report in both renderers."""
    fake_quarto(monkeypatch, tmp_path / "bin", "exit 0")
    (folder / "_methode.qmd").write_text("# Methode {#sec-methode}\n\nZie @fig-weg en @eq-kans.\n", "utf-8")
    with pytest.raises(RenderError, match="verwijzing '@fig-weg' wijst nergens heen"):
        render(folder, "rapport.qmd", ["html"], "quarto", tmp_path / "uit")
    assert not (folder / "quarto").exists()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("echo 'kapot' >&2; exit 1", "rapport.qmd: Quarto stopte: kapot"),
        ("exit 0", "rapport.qmd: Quarto maakte geen rapport.html"),
        (
            "echo 'WARNING: Unable to resolve crossref @fig-x' >&2",
            "rapport.qmd: Quarto waarschuwt: WARNING: Unable to resolve crossref @fig-x",
        ),
        ("mkdir uitvoer; echo '<p>?@fig-x</p>' > uitvoer/rapport.html", "rapport.qmd: onopgelost in de HTML: ?@fig-x"),
        (
            "mkdir uitvoer; echo '<script src=https://cdn.nl/r.js></script>' > uitvoer/rapport.html",
            "rapport.qmd: de HTML laadt iets van buiten: https://cdn.nl/r.js",
        ),
    ],
)
def test_what_quarto_leaves_open_does_not_get_through(monkeypatch, folder, tmp_path, body, message):
    """A failure, a warning about references and an output that is not whole are errors; nothing is written."""
    fake_quarto(monkeypatch, tmp_path / "bin", body)
    with pytest.raises(RenderError) as caught:
        render(folder, "rapport.qmd", ["html"], "quarto", tmp_path / "uit")
    assert str(caught.value) == message
    assert not (tmp_path / "uit").exists()


def test_a_whole_output_is_put_in_place(monkeypatch, folder, tmp_path):
    """The file that Quarto made arrives under the document's name; the command was told one format at a time."""
    fake_quarto(monkeypatch, tmp_path / "bin", 'mkdir uitvoer; echo "<p>$*</p>" > uitvoer/rapport.html')
    (made,) = render(folder, "rapport.qmd", ["html"], "quarto", tmp_path / "uit")
    assert made == tmp_path / "uit" / "rapport.html"
    assert made.read_text("utf-8") == "<p>render rapport.qmd --to html</p>\n"


def test_an_old_quarto_is_refused(monkeypatch, folder, tmp_path):
    """Before 1.9 the PDF would lack its standards without a word."""
    fake_quarto(monkeypatch, tmp_path / "bin", "exit 0", version="1.8.27")
    with pytest.raises(RenderError, match=r"^Quarto 1\.8\.27 is te oud; nodig is 1\.9 of nieuwer"):
        render(folder, "rapport.qmd", ["pdf"], "quarto", tmp_path / "uit")


def test_a_missing_quarto_is_told(monkeypatch, folder, tmp_path):
    """Asked for by name on a machine without it, Quarto is not replaced silently."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RenderError, match="Quarto staat niet op deze machine; kies --renderer builtin"):
        render(folder, "rapport.qmd", ["html"], "quarto", tmp_path / "uit")


@pytest.mark.skipif(
    shutil.which("quarto") is None, reason="quarto staat niet op deze machine: NIET getoetst met Quarto"
)
def test_quarto_shows_what_builtin_shows(folder, tmp_path):
    """With the real command both renderers give the same captions, references and numbers."""
    wanted = ("Figuur 1", "Tabel 1", "Paragraaf 2", "69.800", "Opmerking", "Cijfers bij deze figuur", "64.120")
    for renderer in ("builtin", "quarto"):
        html, pdf = render(folder, "rapport.qmd", ["html", "pdf"], renderer, tmp_path / renderer)
        text = html.read_text("utf-8").replace("\u00a0", " ").replace("&nbsp;", " ")
        assert [phrase for phrase in wanted if phrase not in text] == []
        assert pdf.read_bytes().startswith(b"%PDF-")


def test_the_document_of_the_fixture_is_whole(folder):
    """The sources these tests stage hold no fault of their own."""
    assert read_sources(folder, "rapport.qmd").own_pictures() == {"stip.svg"}
