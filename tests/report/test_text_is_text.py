"""What a round holds is shown as it was written: in titles, captions and sources, and beside prose with a heading."""

import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from mpp_lib.base.markdown import literal
from mpp_lib.report.cells import Notebooks
from mpp_lib.report.gather import lay_out
from mpp_lib.report.render import render
from tests.support import render_folder as rf

HOSTILE = [
    "<svg onload=alert(1)>",
    '`#read("/etc/passwd")`{=typst}',
    "@fig-niet en #2, $1 tot $2, _x_ en *y*",
    "[klik](javascript:alert(1)){onclick=alert(1)}",
    "![](https://elders.example/a.png)",
    "- geen lijst ^1^ ~2~ &lt; \\ | ::: {.pagina-einde}",
    "1. niet genummerd",
    "# geen kop {.unnumbered onfocus=alert(1) autofocus}",
]
MARK = '" onload="alert(1)" \'<b> \\ {} url(x)'
FORGED = "---\ntitle: Vervalst\nrapport:\n  merk: Vervalst\n  status: Vastgesteld\n---\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A render folder whose cover, captions and sources hold hostile words, and whose prose holds a forged cover."""
    templates = tmp_path_factory.mktemp("sjablonen")
    made = rf.make_render_folder(templates / "rapport")
    (made / "_extensions").rename(templates / "_extensions")
    (made / "notebooks").rename(templates / "notebooks")
    (made / "_methode.qmd").write_text(f"{rf.METHOD}\n\n{FORGED}\nDe duiding zelf.\n", encoding="utf-8")
    values = rf.values(titel=" ".join(HOSTILE), verantwoording=" ".join(HOSTILE), vorige=HOSTILE[0], merk=MARK)
    document = (made / "rapport.qmd").read_text(encoding="utf-8")
    titled = document.replace('title: "Meerjaren Productie Prognose {{< meta rapport.ronde >}}"', TITLE)
    (made / "rapport.qmd").write_text(titled, encoding="utf-8")
    target = tmp_path_factory.mktemp("werk") / "render"
    (made / "cijfers.yml").unlink()
    lay_out(made, templates / "notebooks", target, values)
    return target


TITLE = 'title: "{{< meta rapport.titel >}}"'


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", folder.parent)
    return made.read_text(encoding="utf-8")


def test_the_cover_shows_the_words(page: str) -> None:
    """Title and disclaimer as written; no element, attribute or script came of them."""
    for part in (r'<h1 class="title">(.*?)</h1>', r'<div class="verantwoording"><p>(.*?)</p>'):
        found = re.search(part, page, re.DOTALL)
        assert found
        assert "<" not in found[1]
        assert re.sub("[“”]", '"', unescape(found[1])) == " ".join(HOSTILE)
    assert "alert(1)>" not in page


def test_what_stands_on_every_printed_page_is_words(page: str) -> None:
    """The mark and the foot of a print are attributes, which hold the words and nothing else."""
    root = re.search(r'<html lang="nl" data-merk="([^"]*)" data-voetregel="([^"]*)">\n<head>', page)
    assert root
    assert re.sub("[“”]", '"', unescape(root[1])).replace("‘", "'").replace("’", "'") == MARK
    assert root[2] == "MPP 2024-1 · versie concept-2 · 3f2a91c0d4e5 · keten 7777777777777777"


def test_prose_leaves_the_cover_alone(page: str) -> None:
    """A block of metadata in a text is words on a page: stamp, status and title follow the state."""
    assert '<aside class="conceptband"' in page
    assert "Concept, besproken in de werkgroep" in page
    assert "Vastgesteld" not in re.sub(r"<main.*</main>", "", page, flags=re.DOTALL)


def test_typst_takes_the_same_words(folder: Path) -> None:
    """The PDF is made, though a title reaches for a file and names a reference that is not there."""
    (folder / "_methode.qmd").write_text(rf.METHOD, encoding="utf-8")
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", folder.parent)
    assert made.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("text", [*HOSTILE, "{{< meta rapport.versie >}}"])
def test_a_computed_caption_is_words(tmp_path: Path, text: str) -> None:
    """In the Markdown of a cell; the caption that its author wrote stays Markdown."""
    made = rf.output({"image/svg+xml": rf.SVG}, {"fig-cap": text, "fig-alt": text})
    written = rf.cell('label: fig-b\nfig-cap: "**Vet**"\nfig-alt: "b"', rf.output({"image/svg+xml": rf.SVG}))
    cells = rf.new_notebook(cells=[rf.cell("label: fig-a", made), written])
    rf.write_notebook(tmp_path / "notebooks/a.ipynb", cells)
    lines = "\n".join(Notebooks(tmp_path).markdown("notebooks/a.ipynb#fig-a", str))
    assert f"![{literal(text)}](" in lines
    assert "{{<" not in lines
    assert "![**Vet**](" in "\n".join(Notebooks(tmp_path).markdown("notebooks/a.ipynb#fig-b", str))


def test_values_are_words(tmp_path: Path, folder: Path) -> None:
    """Every text that templates can name is written down so that it stays text; a date stays a date."""
    cover = yaml.safe_load((folder / "cijfers.yml").read_text(encoding="utf-8"))["rapport"]
    assert cover["vorige"] == literal(HOSTILE[0]) != HOSTILE[0]
    assert cover["datum_iso"] == "2024-03-01"
