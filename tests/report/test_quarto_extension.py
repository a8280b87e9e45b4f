"""The folder ``_extensions/mpp`` is a Quarto extension: formats, filters, styles, scripts, language, brand."""

import re
from pathlib import Path

import pytest
import yaml

from mpp_lib import __version__
from mpp_lib.base.language import words
from mpp_lib.base.pandoc import run_pandoc
from mpp_lib.report.builtin import read_sources
from mpp_lib.report.extension import oldest_quarto
from mpp_lib.report.quarto_project import Staged, stage
from mpp_lib.report.render import render
from tests.support import render_folder as rf
from tests.support.fake_quarto import fake_quarto

DECLARED = yaml.safe_load((rf.SHARED / "_extension.yml").read_text("utf-8"))
FORMATS = DECLARED["contributes"]["formats"]


def test_it_is_an_extension_as_quarto_reads_it():
    """By name ``mpp`` in ``_extensions``, with formats on ``html`` and ``typst`` and what they have in common."""
    assert (rf.SHARED.name, rf.SHARED.parent.name) == ("mpp", "_extensions")
    assert set(DECLARED) == {"title", "version", "quarto-required", "contributes"}
    assert set(FORMATS) == {"common", "html", "typst"}
    assert DECLARED["version"] == __version__
    assert re.fullmatch(r">=\d+\.\d+\.\d+", DECLARED["quarto-required"])
    assert oldest_quarto(rf.SHARED) == (1, 9)


def test_every_file_it_names_is_in_it():
    """Paths are read from the folder of the extension; a name that is there too is taken for a path."""
    html, typst = FORMATS["html"], FORMATS["typst"]
    files = [html["template"], html["css"], *html["scripts"], *typst["template-partials"]]
    files += [filter["path"] for filter in FORMATS["common"]["filters"]]
    assert [name for name in files if not (rf.SHARED / name).is_file()] == []
    assert [name for name in typst["font-paths"] if not any((rf.SHARED / name).glob("*.ttf"))] == []
    words = [value for one in FORMATS.values() for value in one.values() if isinstance(value, str)]
    assert {word for word in words if (rf.SHARED / word).exists()} == {html["template"], html["css"]}


def test_the_formats_keep_to_what_was_tried():
    """Filters before Quarto reads and after it numbered; no theme, nothing from outside, A4, both standards."""
    assert [(one["path"], one["at"]) for one in FORMATS["common"]["filters"]] == [
        ("cijfers.lua", "pre-ast"), ("delen.lua", "pre-ast"), ("opmaak.lua", "post-render")
    ]  # fmt: skip
    html, typst = FORMATS["html"], FORMATS["typst"]
    assert (html["theme"], html["minimal"], html["embed-resources"]) == ("none", True, True)
    assert (html["html-math-method"], html["section-divs"]) == ("mathml", True)
    assert (html["notebook-links"], html["format-links"]) == (False, False)
    assert (typst["papersize"], typst["pdf-standard"], typst["keep-typ"]) == ("a4", ["ua-1", "a-2a"], True)
    assert (FORMATS["common"]["number-sections"], FORMATS["common"]["toc"]) == (True, True)


def test_the_words_are_those_that_quarto_has_in_dutch():
    """As in its own ``_language-nl.yml``: what Quarto numbers and what builtin numbers is called alike."""
    assert words() == {
        "toc-title-document": "Inhoudsopgave", "crossref-fig-title": "Figuur", "crossref-tbl-title": "Tabel",
        "crossref-ch-prefix": "Hoofdstuk", "crossref-sec-prefix": "Paragraaf", "crossref-eq-prefix": "Vergelijking",
        "callout-note-title": "Opmerking", "callout-tip-title": "Tip", "callout-warning-title": "Waarschuwing",
        "callout-important-title": "Belangrijk", "callout-caution-title": "Opgelet",
    }  # fmt: skip


@pytest.mark.parametrize("renderer", ["builtin", "quarto"])
def test_another_word_is_another_word_everywhere(renderer):
    """No filter, template or module has one of them for itself, as far as they are words that Quarto writes."""
    folder = {"builtin": Path(__file__).parents[2] / "mpp_lib" / "report", "quarto": rf.SHARED}[renderer]
    files = [path for path in folder.iterdir() if path.suffix in (".py", ".lua", ".typ", ".html")]
    code = {path.name: re.sub(r'(?m)--.*$|#.*$|//.*$|"""(?s:.*?)"""', "", path.read_text("utf-8")) for path in files}
    quoted = re.compile(rf"""["'\[>](?:{"|".join(words().values())})\b[ "'\]<(]""")
    assert {name: found for name, text in code.items() if (found := quoted.findall(text))} == {}


def as_quarto_makes_it(folder: Path, profile: bool) -> str:
    """The page, by pandoc alone: with the options, template, filters and metadata that Quarto finds in the project."""
    project = stage(read_sources(folder, "rapport.qmd"), folder / "quarto", [Staged("rapport.qmd", "rapport.html", {})])
    at = rf.SHARED.relative_to(rf.SHARED.parents[1]).as_posix()
    html, common = FORMATS["html"], FORMATS["common"]
    (project / "paden.yml").write_text(yaml.safe_dump({"scripts": [f"{at}/{name}" for name in html["scripts"]]}))
    arguments = ["--standalone", "--embed-resources", "--mathml", "--number-sections", "--section-divs", "--toc"]
    arguments += ["--from=markdown", "--to=html", f"--toc-depth={common['toc-depth']}", "--wrap=none"]
    arguments += [f"--template={at}/{html['template']}", f"--css={at}/{html['css']}"]
    arguments += [f"--lua-filter={at}/{one['path']}" for one in common["filters"]]
    arguments += ["--metadata-file=paden.yml", "--metadata-file=cijfers.yml"]
    arguments += ["--metadata-file=_quarto-voorvertoning.yml"] if profile else []
    _, front, text = (project / "rapport.qmd").read_text("utf-8").split("---\n", 2)
    (project / "kop.yml").write_text(front, "utf-8")
    return run_pandoc([*arguments, "--metadata-file=kop.yml"], text, project)


def around(page: str) -> str:
    """A page without its main part and the checksum of that, and without the lines that a tag left empty."""
    before, _, rest = page.partition("<main")
    text = (before + rest.rpartition("</main>")[2]).replace(' value=""', " value")  # as pandoc writes what it embeds
    return re.sub(r"\n+", "\n", re.sub(r'<meta name="mpp-controlegetal".*?>', "", text))


PLAIN = """---
title: "Prognose {{< meta rapport.ronde >}}"
lang: nl
---

# Samenvatting {#sec-samenvatting}

Zonder cellen, want die leest alleen Quarto in.

## Verloop

Tekst.
"""


@pytest.mark.parametrize("review", ["", "ja"])
def test_the_page_has_what_builtin_has_around_the_text(monkeypatch, folder, tmp_path, review):
    """Cover, search, choices, contents, policy, style and scripts, and the review mode where there is one."""
    values = rf.values(nakijken=review, product="rapportage", partners=[{"sleutel": "coa", "naam": "COA"}])
    (folder / "cijfers.yml").write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")
    (folder / "rapport.qmd").write_text(PLAIN, "utf-8")
    page = tmp_path / "page.html"
    page.write_text(as_quarto_makes_it(folder, profile=False), "utf-8")
    fake_quarto(monkeypatch, tmp_path / "bin", f"mkdir uitvoer; cp {page} uitvoer/rapport.html")
    made = [render(folder, "rapport.qmd", ["html"], name, tmp_path / name)[0] for name in ("builtin", "quarto")]
    pages = [around(one.read_text("utf-8")) for one in made]
    assert pages[0] == pages[1]
    assert ("mpp-reacties" in pages[1]) is bool(review)
    assert 'id="zoek"' in pages[1]
    assert len(re.findall("<script>", pages[1])) == (2 if review else 1)


def test_an_analyst_sees_the_page_at_work(folder, tmp_path, browser):
    """As an editor previews it: with style and scripts, each its own, and a mark that it was not checked."""
    page_file = tmp_path / "page.html"
    page_file.write_text(as_quarto_makes_it(folder, profile=True), "utf-8")
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(page_file.as_uri())
    mark = page.locator(".conceptband").inner_text().strip()
    assert mark == "Concept, voor intern gebruik · Voorvertoning uit Quarto, niet getoetst"
    page.get_by_role("searchbox").fill("samenvatting")
    page.wait_for_selector("#zoek-gevonden li")
    letter = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert "MPP Sans" in letter or "Source Sans" in letter
    assert wrong == []
    page.close()


def test_a_report_without_a_mark_gets_one_when_made_by_hand(folder):
    """What was adopted and made by hand cannot be taken for what was adopted."""
    (folder / "cijfers.yml").write_text(yaml.safe_dump(rf.values(merk="")), "utf-8")
    page = as_quarto_makes_it(folder, profile=True)
    assert 'data-merk="Voorvertoning uit Quarto, niet getoetst"' in page
    assert "data-merk" not in as_quarto_makes_it(folder, profile=False)[:400]
