"""Quarto reads the same sources through a project of its own; nothing it leaves open gets through."""

import json
import re
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.base.pandoc import run_pandoc
from mpp_lib.report import quarto_command
from mpp_lib.report.builtin import read_sources
from mpp_lib.report.quarto_project import Staged, project_settings, stage, staged_documents
from mpp_lib.report.render import chosen_renderer, render
from tests.support import render_folder as rf
from tests.support.fake_quarto import fake_quarto
from tests.support.inline_styles import inline_styles


@pytest.fixture
def project(folder):
    return stage(read_sources(folder, "rapport.qmd"), folder / "quarto", [Staged("rapport.qmd", "rapport.html", {})])


def test_the_project_says_what_is_rendered_and_in_what_language():
    """One document, nothing executed; how it looks is for the extension, and who names no profile works by hand."""
    settings = project_settings(["rapport.qmd"])
    assert settings["project"] == {"type": "default", "output-dir": "uitvoer", "render": ["rapport.qmd"]}
    assert (settings["lang"], settings["language"]) == ("nl", "_extensions/mpp/_language.yml")
    assert settings["execute"] == {"enabled": False, "echo": False}
    assert settings["profile"] == {"default": "voorvertoning"}


def test_every_file_of_the_settings_is_in_the_project(project):
    """Paths in ``_quarto.yml`` point at files that were laid out."""
    settings = yaml.safe_load((project / "_quarto.yml").read_text("utf-8"))
    paths = [
        *settings["metadata-files"],
        *settings["project"]["render"],
        settings["language"],
        f"_quarto-{settings['profile']['default']}.yml",
        "_extensions/mpp/_extension.yml",
        "LEESMIJ.md",
        "stip.svg",
    ]
    assert [path for path in paths if not (project / path).is_file()] == []


def test_nothing_of_this_machine_stands_in_the_project(project, folder):
    """Whoever gets the folder can open it elsewhere."""
    texts = {path: path.read_bytes().decode(errors="replace") for path in project.rglob("*") if path.is_file()}
    assert len(texts) > 20
    assert [path.name for path, text in texts.items() if str(folder.parent) in text or str(Path.home()) in text] == []


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


def test_each_part_is_a_document_with_the_text_of_the_whole(folder):
    """The HTML is made of the whole; a part knows in its metadata where it begins, ends and counts from."""
    (folder / "rapport.qmd").write_text(rf.IN_PARTS, "utf-8")
    sources = read_sources(folder, "rapport.qmd")
    staged = [
        one for kind in ("html", "pdf") for one in staged_documents(sources.document, kind, sources.prepared(kind))
    ]
    files = {one.name: one.file for one in staged}
    assert files == {
        "rapport.qmd": "rapport.html", "deel-rapport.qmd": "rapport.pdf", "deel-bijlagen.qmd": "bijlagen.pdf"
    }  # fmt: skip
    project = stage(sources, folder / "quarto", staged)
    assert yaml.safe_load((project / "_quarto.yml").read_text("utf-8"))["project"]["render"] == list(files)
    texts = [(project / name).read_text("utf-8").split("---\n", 2)[1:] for name in files]
    assert texts[0][1] == texts[1][1] == texts[2][1]
    formats = [yaml.safe_load(front)["format"] for front, _ in texts]
    assert formats == [{"mpp-html": "default"}, {"mpp-typst": "default"}, {"mpp-typst": "default"}]
    _, first, second = (yaml.safe_load(front).get("deel") for front, _ in texts)
    assert (first["vanaf"], first["tot"], second["vanaf"], second["tot"]) == ("", "sec-bijlage", "sec-bijlage", "")
    assert (second["document"], second["figuren"], second["tabellen"]) == ("MPP-bijlagen", 1, 1)
    assert second["ondertitel"] == "Bijlagen van ronde 2024-1"


def test_a_part_keeps_its_own_and_names_the_rest(folder):
    """As Quarto meets it, before references have their numbers: own ones are left to Quarto, others are words."""
    (folder / "rapport.qmd").write_text(rf.IN_PARTS, "utf-8")
    sources = read_sources(folder, "rapport.qmd")
    told = {}
    for staged in staged_documents(sources.document, "pdf", sources.prepared("pdf")):
        file = folder / f"{staged.name}.yml"
        file.write_text(yaml.safe_dump({"deel": staged.settings}, allow_unicode=True), "utf-8")
        text = "\n".join(line.text for line in sources.lines)
        filters = ("--lua-filter=cijfers.lua", "--lua-filter=delen.lua")
        told[staged.file] = pandoc(text, *filters, f"--metadata-file={file}", "--to=markdown").replace("\u00a0", " ")
    first, second = told["rapport.pdf"], told["bijlagen.pdf"]
    assert (
        "Zie @fig-bezetting, Tabel 2 (MPP-bijlagen), de tabellen [-@tbl-instroom], 2 (MPP-bijlagen) en "
        "het vervolg (MPP-bijlagen)."
    ) in first
    assert (
        "Bij Tabel 1 (MPP-rapport), Kader 1 (MPP-rapport), Hoofdstuk 1 (MPP-rapport) en @tbl-breed; terug naar "
        "het begin (MPP-rapport) of [hier](#sec-bijlage)."
    ) in second
    assert "# Bijlage" not in first
    assert "# Samenvatting" not in second
    assert "Cijfers bij Figuur 1 (MPP-rapport)" in second


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
    ("body", "page", "message"),
    [
        ("echo 'kapot' >&2; exit 1", "", "Quarto stopte: kapot"),
        ("exit 0", "", "Quarto maakte geen rapport.html"),
        ("", "<p>Voorvertoning uit Quarto, niet getoetst</p>", "Quarto nam een ander profiel dan gevraagd; op elke "
         "bladzijde staat 'Voorvertoning uit Quarto, niet getoetst'"),
        ("", "<p>?@fig-x</p>", "onopgelost in de HTML: ?@fig-x"),
        ("", '<img src="https://cdn.nl/a.png">', "de HTML laadt iets van buiten: https://cdn.nl/a.png"),
        ("mkdir uitvoer; echo '<p>' > uitvoer/rapport.html", "", 'de HTML heeft geen kop met <meta charset="utf-8">; '
         "zie _extensions/mpp/rapport.html"),
    ],
)  # fmt: skip
def test_what_quarto_leaves_open_does_not_get_through(monkeypatch, folder, tmp_path, body, page, message):
    """A failure and an output that is not whole are errors that name Quarto's log; nothing is written."""
    fake_quarto(monkeypatch, tmp_path / "bin", f"echo gemeld\n{body}", page=page)
    with pytest.raises(RenderError) as caught:
        render(folder, "rapport.qmd", ["html"], "quarto", tmp_path / "uit", tmp_path / "mislukt")
    log = tmp_path / "mislukt" / "quarto-html.log"
    told = str(caught.value).replace("gemeld\n", "")
    assert told == f"rapport.qmd: {message}\nrapport.qmd: wat Quarto meldde staat in {log}"
    assert "gemeld" in log.read_text("utf-8")
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("line", "fatal"),
    [
        ("WARNING (refs.lua:128) Unable to resolve crossref @fig-x", True),
        ("[WARNING] Could not fetch resource a.png", True),
        ("(E) Running juice failed: string expected, got nil", True),
        ("(W) Unable to parse table from raw html block: skipping.", True),
        ("(W) Shortcode 'weg' not found", True),
        ("[WARNING] Citeproc: citation cbs2023 not found", True),
        ("[WARNING] Could not convert TeX math x^, rendering as TeX", True),
        ("WARNING: rsvg-convert not found, SVG stays SVG", False),
    ],
)
def test_only_warnings_of_something_lost_stop_a_report(monkeypatch, tmp_path, line, fatal):
    """By the sentences that Quarto and pandoc write, not by any line in which something was not found."""
    fake_quarto(monkeypatch, tmp_path / "bin", f"printf '%s\\n' \"{line}\" >&2")
    if fatal:
        with pytest.raises(RenderError, match=f"^rapport.qmd: Quarto waarschuwt: {re.escape(line)}$"):
            run(tmp_path)
    else:
        run(tmp_path)


def run(folder):
    quarto_command.run_quarto("rapport.qmd", "html", folder / "quarto.log", datetime(2024, 3, 1, tzinfo=UTC))


def test_a_quarto_that_does_not_end_is_ended(monkeypatch, tmp_path):
    """With what it started; the message tells how long it had."""
    monkeypatch.setattr(quarto_command, "PATIENCE", 3.0)
    fake_quarto(monkeypatch, tmp_path / "bin", "sleep 60 & echo $! > kind; wait")
    with pytest.raises(RenderError, match=r"^rapport\.qmd: Quarto was na 0 minuten niet klaar$"):
        run(tmp_path)
    child = int((tmp_path / "kind").read_text())
    until = time.monotonic() + 20
    while lives(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not lives(child)


def lives(process):
    """Whether it runs; one that ended may still wait for whoever started it to ask how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] not in "ZX"
    except OSError:
        return False


def test_what_quarto_was_told_and_told(monkeypatch, folder, tmp_path):
    """One format at a time, with the profile of the recipe; the file arrives under the document's name."""
    fake_quarto(monkeypatch, tmp_path / "bin", 'echo "$@" $SOURCE_DATE_EPOCH $QUARTO_PROFILE', page="<p>gemaakt</p>")
    monkeypatch.setenv("QUARTO_PROFILE", "eigen")
    monkeypatch.chdir(tmp_path)
    (made,) = render(Path(folder.name), "rapport.qmd", ["html"], "quarto", Path("uit"))
    assert made == Path("uit") / "rapport.html"
    assert "<p>gemaakt</p>" in made.read_text("utf-8")
    told = (folder / "quarto" / "quarto-html.log").read_text()
    assert told == "render rapport.qmd --to mpp-html 1709251200 rapport\n"


BODY = """<div class="quarto-embed-nb-cell" data-notebook="/elders/mpp/a.ipynb" data-notebook-cellId="x" data-x>
<!-- /elders/mpp -->
<p onclick="alert(1)" class="a &amp; b">1 &lt; 2 &amp; &nbsp;&#233;</p>
<script src="https://cdn.nl/require.js"></script>
<svg viewBox="0 0 1 1"><style>*{fill: red}</style><path d="M0 0" style="fill: red"/></svg>
<img alt="een &quot;stip&quot;" src="data:image/png;base64,AA==" style="width:50%">
<img alt="een stip" src="data:image/png;base64,AA==" style="height: 1px; width:8pt" />
<div style="page-break-after: always;"></div>
</div>"""
CLEAN = """<div class="quarto-embed-nb-cell">

<p class="a &amp; b">1 &lt; 2 &amp; &nbsp;&#233;</p>

<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>
<img alt="een &quot;stip&quot;" src="data:image/png;base64,AA==" width="50%">
<img alt="een stip" src="data:image/png;base64,AA==" width="11"/>
<div></div>
</div>"""


def test_what_is_not_ours_is_taken_from_the_page(monkeypatch, folder, tmp_path):
    """Styles, scripts, comments and paths of this machine go; words, our own data and the width of a picture stay."""
    fake_quarto(monkeypatch, tmp_path / "bin", "", page=BODY)
    (made,) = render(folder, "rapport.qmd", ["html"], "quarto", tmp_path / "uit")
    page = made.read_text("utf-8")
    assert page[page.index("<body>") :] == f"<body>\n{CLEAN}\n</body>\n</html>\n"
    assert inline_styles(page) == []
    assert page.startswith(
        '<!DOCTYPE html>\n<html lang="nl" data-merk="Concept">\n<head>\n<meta charset="utf-8">\n<meta '
    )


def test_both_renderers_close_a_page_alike(monkeypatch, folder, tmp_path):
    """The same policy, style sheet and script, and no other."""
    fake_quarto(monkeypatch, tmp_path / "bin", "", page="<p>x</p>")
    pages = [render(folder, "rapport.qmd", ["html"], name, tmp_path / name)[0] for name in ("builtin", "quarto")]
    own = [re.findall(r"<meta http.*?>|<(?:style|script).*?</", page.read_text("utf-8"), re.DOTALL) for page in pages]
    assert own[0] == own[1]
    assert len(own[0]) == 3


def pandoc(text, *arguments):
    """A text through pandoc and the filters that Quarto is given, with the words that stand in the project."""
    with TemporaryDirectory() as folder:
        given = [*arguments, f"--metadata-file={rf.words_file(Path(folder))}", "--wrap=none"]
        return run_pandoc(given, text, rf.SHARED)


def without_anchors(made):
    """A page as the renderers make it, before its blocks got an id."""
    return re.sub(r' id="[^"]*-a\d+"', "", made.read_text("utf-8"))


def test_callouts_come_out_as_builtin_makes_them(folder, tmp_path):
    """Quarto does not know them for callouts while it works; after it they have their names and Dutch titles."""
    text = rf.METHOD.split("De kans is")[0] + "::: {.callout-tip}\n## Eigen *titel*\n\nEen tip.\n:::\n"
    hidden = pandoc(text, "--lua-filter=cijfers.lua", "--to=html")
    assert "callout" not in hidden
    shown = pandoc(text, "--lua-filter=cijfers.lua", "--lua-filter=opmaak.lua", "--to=html", "--section-divs")
    (folder / "_methode.qmd").write_text(f"{text}\n$$x$$ {{#eq-kans}}\n", "utf-8")
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", tmp_path / "uit")
    pages = shown, without_anchors(made)
    boxes = [re.findall(r'<div class="callout .*?</div>.*?</div>', page, re.DOTALL) for page in pages]
    assert boxes[0] == boxes[1]
    assert len(boxes[0]) == 3
    assert "::: callout-note" in pandoc(text, "--lua-filter=cijfers.lua", "--to=markdown")


def test_a_table_is_named_by_the_caption_that_quarto_sets_above_it():
    """As Quarto renders a numbered table: a caption, and a block around the table that refers to it."""
    table = '::: {aria-describedby="tbl-x-caption"}\n| a |\n|---|\n| 1 |\n:::\n\n| b |\n|---|\n| 2 |\n'
    page = pandoc(table, "--lua-filter=opmaak.lua", "--to=html")
    assert re.findall(r"<div class=\"tabel\".*?>\n<table.*?>", page) == [
        '<div class="tabel" role="region" tabindex="0" aria-labelledby="tbl-x-caption">\n'
        '<table aria-labelledby="tbl-x-caption">',
        '<div class="tabel" role="group" tabindex="0" aria-label="Tabel">\n<table>',
    ]


def test_a_numbered_equation_scrolls_in_a_named_region_of_its_own():
    """As Quarto numbers it in HTML, on a phone too wide for the page; elsewhere the builtin renderer makes the same."""
    page = pandoc("[$$x \\qquad(12)$$]{#eq-x} en [$y$]{#eq}", "--lua-filter=opmaak.lua", "--to=html", "--mathml")
    region = '<span id="eq-x" class="vergelijking" role="group" tabindex="0" aria-label="Vergelijking 12"><math'
    assert region in page
    assert page.count("vergelijking") == 1


@pytest.mark.parametrize(
    ("classes", "rows", "size", "kept"),
    [
        ("", 15, "9.00", True),
        ("", 16, "9.00", False),
        ("dicht", 25, "7.00", True),
        ("dicht", 26, "7.00", False),
        ("dicht heel", 40, "8.00", True),
        ("dicht heel", 56, "7.00", True),
    ],
)
def test_which_tables_stay_on_one_page(classes, rows, size, kept):
    """A short one, in small letters a longer one, one with a page of its own always, rows lower where it is full."""
    body = "".join(f"<tr><td>{row}</td></tr>" for row in range(rows))
    made = pandoc(f'<table class="{classes}">{body}</table>', "--lua-filter=opmaak.lua", "--from=html", "--to=typst")
    assert ("#bijeen(" in made) is kept
    height = "0.34" if rows > 55 else "0.42"
    assert f"#tabel(grootte: {size}pt, hoog: {height}, " in made


@pytest.mark.parametrize(("rows", "height"), [(35, "0.42"), (36, "0.34")])
def test_a_page_that_lies_is_full_with_fewer_rows(rows, height):
    """Lower rows there too: else the last of them stands on the next page, alone with the source."""
    body = "".join(f"<tr><td>{row}</td></tr>" for row in range(rows))
    text = f'<div class="liggend"><table class="dicht">{body}</table></div>'
    assert f"hoog: {height}, " in pandoc(text, "--lua-filter=opmaak.lua", "--from=html", "--to=typst")


@pytest.mark.parametrize(("rows", "kept"), [(14, True), (15, False)])
def test_the_source_of_a_table_that_stays_on_one_page_stays_with_it(rows, kept):
    """Else the last line of a chapter stands on a page of its own."""
    table = "| a |\n|---|\n" + "| 1 |\n" * rows
    text = f"::: {{.cel}}\n{table}\n::: {{.bron}}\nBron.\n:::\n:::\n"
    made = pandoc(text, "--lua-filter=opmaak.lua", "--to=typst")
    together = re.search(r"#bijeen\[\s*#bijeen\(plakt.*#bron\[", made, re.DOTALL)
    assert bool(together) is kept


def test_a_heading_of_the_first_level_is_a_chapter():
    """Quarto has one name for them all; words that are no reference stay, and so does a paragraph."""
    text = "[Paragraaf\u00a05](#sec-a), [Paragraaf\u00a05.2](#sec-b), [Paragraaf 5](x.html) en Paragraaf 5"
    made = pandoc(text, "--lua-filter=opmaak.lua", "--to=html", "--wrap=none").replace("\u00a0", " ")
    links = [">Hoofdstuk 5</a>", ">Paragraaf 5.2</a>", ">Paragraaf 5</a> en Paragraaf 5"]
    assert [words for words in links if words in made] == links


@pytest.mark.parametrize(("given", "alt"), [("", r"\\frac{a}{b}"), (', alt: "de kans"', "de kans")])
def test_a_numbered_equation_has_its_text_in_the_pdf(given, alt):
    """As Quarto numbers it in Typst; an alternative text that the source names stays."""
    open_, close = f"#math.equation(block: true, numbering: equation-numbering{given}, [ ", " ])<eq-x>"
    source = f"Zie `{open_}`{{=typst}}$$\\frac{{a}}{{b}}$$`{close}`{{=typst}} en $x$."
    made = pandoc(source, "--lua-filter=opmaak.lua", "--to=typst")
    whole = f'#math.equation(block: true, numbering: equation-numbering, alt: "{alt}", $ a / b $)<eq-x>'
    assert made.startswith(f'Zie {whole} en #math.equation(block: false, alt: "x", ')


def test_quarto_is_judged_before_anything_is_made(monkeypatch, tmp_path):
    """Before 1.9 the PDF would lack its standards: auto takes builtin and says why; by name it is refused."""
    told = []
    for number, (version, found) in enumerate(
        {
            "1.8.27": "Quarto 1.8.27 is te oud; nodig is 1.9 of nieuwer",
            "; exit 3": "Quarto staat niet op deze machine",
        }.items()
    ):
        fake_quarto(monkeypatch, tmp_path / f"bin{number}", "exit 0", version=version)
        assert chosen_renderer("auto", told.append) == "builtin"
        assert told.pop() == f"Opgemaakt wordt met builtin: {found}."
        with pytest.raises(RenderError, match=f"^{re.escape(found)}; kies --renderer builtin$"):
            chosen_renderer("quarto")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chosen_renderer("auto") == "builtin"
    fake_quarto(monkeypatch, tmp_path / "bin", "exit 0", version="1.10.3")
    assert chosen_renderer("auto", told.append) == "quarto"
    assert told == ["Opgemaakt wordt met Quarto 1.10.3; dat duurt enkele minuten."]
    assert chosen_renderer("builtin", told.append) == "builtin"
    assert len(told) == 1


with_quarto = pytest.mark.skipif(
    shutil.which("quarto") is None, reason="quarto staat niet op deze machine: NIET getoetst met Quarto"
)


@with_quarto
def test_who_works_by_hand_sees_a_whole_page_that_says_so(project, monkeypatch):
    """With the real command, as an editor calls it: style, letters and scripts inside, and what it is on top."""
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)
    subprocess.run(["quarto", "render", "rapport.qmd"], cwd=project, check=True, timeout=300)
    page = (project / "uitvoer" / "rapport.html").read_text("utf-8")
    assert re.search(r'data-merk="Concept[^"]+Voorvertoning uit Quarto, niet getoetst"', page)
    assert "--kleur-blauw" in page
    assert "font/woff2" in page
    assert "window.mpp = {}" in page


@with_quarto
def test_quarto_shows_what_builtin_shows(folder, tmp_path):
    """With the real command both renderers give the same captions, references and numbers."""
    wanted = ("Figuur 1", "Tabel 1", "Hoofdstuk 2", "69.800", "Opmerking", "Cijfers bij deze figuur", "64.120")
    for renderer in ("builtin", "quarto"):
        html, pdf = render(folder, "rapport.qmd", ["html", "pdf"], renderer, tmp_path / renderer)
        text = html.read_text("utf-8").replace("\u00a0", " ").replace("&nbsp;", " ")
        assert [phrase for phrase in wanted if phrase not in text] == []
        assert pdf.read_bytes().startswith(b"%PDF-")


def test_the_document_of_the_fixture_is_whole(folder):
    """The sources these tests stage hold no fault of their own."""
    assert read_sources(folder, "rapport.qmd").own_pictures() == {"stip.svg"}
