"""The HTML report: one file that holds everything, numbered, in Dutch, readable without seeing it."""

import re
import tempfile
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest
import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.base.markdown import literal
from mpp_lib.report.render import render
from mpp_lib.report.svg import inline_svg
from mpp_lib.report.unresolved import check_html, check_resolved, check_typst
from tests.support import render_folder as rf
from tests.support.inline_styles import inline_styles
from tests.support.pdf_text import page_text


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = rf.make_render_folder(tmp_path_factory.mktemp("html") / "render")
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", folder.parent)
    return made.read_text("utf-8")


def visible(page):
    """The text of the body, tags and drawings left out."""
    body = re.sub(r"<(svg|script|style)\b.*?</\1>", "", page[page.index("<main") :], flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body)).replace("\u00a0", " ")


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def test_references_carry_the_number_of_what_they_point_at(page):
    """Figures, tables, sections and equations count separately, in the order of the document."""
    text = visible(page)
    assert "zie Figuur 1 en Tabel 1. De methode staat in Hoofdstuk 2; de kans volgt uit Vergelijking 1." in text
    assert "Figuur 1: De bezetting blijft tot eind 2026 stijgen" in text
    assert "Figuur 2: De kans op meer dan 45.000 is klein" in text
    assert [caption in text for caption in ("Tabel 1: Instroom", "Tabel 2: De geh", "Tabel 3: Alles")] == [True] * 3
    assert "zie ook 1." in text


def test_every_reference_leads_to_an_element(page):
    """No link within the page points at an id that is not there, and no id occurs twice."""
    tags = Tags(page).found
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    links = [attrs["href"][1:] for tag, attrs in tags if tag == "a" and attrs.get("href", "").startswith("#")]
    assert len(links) > 12
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_values_stand_in_text_title_caption_and_alternative_text(page):
    """A key is replaced wherever a reader meets it, and nowhere in code."""
    assert "<title>Meerjaren Productie Prognose 2024-1</title>" in page
    assert "verwachting 69.800 mensen" in visible(page)
    labels = [attrs.get("aria-label") for attrs in Tags(page).all("svg")]
    assert labels[0] == 'Lijn met "band" per maand.'
    assert "Verdeling met 45.000." in labels
    assert "{{&lt; meta niet.vervangen &gt;}}" in page
    assert "{{&lt; meta ook.niet &gt;}} @fig-niet" in page


def test_the_page_is_dutch_and_tells_where_it_comes_from(page):
    """Language, cover, concept mark and checksum stand in the page."""
    assert '<html lang="nl" ' in page
    header = page[page.index("<header") : page.index("</header>")]
    for value in ("2024-1", "concept-2", "1 maart 2024", "december 2023", "2023-2", "Intern gebruik", "reconstructie"):
        assert value in header
    assert "<p>Concept, voor intern gebruik</p>" in page
    assert '<span class="controlegetal">3f2a91c0d4e5</span>' in page
    assert f'<span class="keten">rust op 2023-2/definitief (kop {"7" * 64})</span>' in page
    assert f'· 3f2a91c0d4e5 · keten {"7" * 16}"' in page


def test_an_adopted_report_carries_no_concept_mark(folder, tmp_path):
    """Only a version that is not adopted is marked."""
    text = rf.yaml.safe_dump(rf.values(merk="", verantwoording=""))
    (folder / "cijfers.yml").write_text(text, "utf-8")
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", tmp_path)
    assert "voor intern gebruik" not in made.read_text("utf-8")
    assert 'class="verantwoording"' not in made.read_text("utf-8")


def test_the_numbers_of_a_figure_fold_out_under_it(page):
    """The table of numbers stands in a closed fold-out, after the figure and its source."""
    start = page.index('<details class="cijfers">')
    fold = page[start : page.index("</details>", start)]
    assert "<summary>Cijfers bij deze figuur</summary>" in fold
    assert "64.120" in fold
    assert page.index('id="fig-bezetting"') < page.index("Bron: COA") < start


def test_tables_say_what_heads_what(page):
    """Header cells carry their scope, number cells align right, wide tables scroll in a named region."""
    tags = Tags(page)
    scopes = {attrs.get("scope") for attrs in tags.all("th")}
    assert scopes == {"col", "row"}
    regions = [attrs for attrs in tags.all("div") if attrs.get("role") == "region"]
    assert [region["aria-labelledby"] for region in regions] == [
        "tbl-instroom-titel",
        "tbl-scenarios-titel",
        "tbl-breed-titel",
    ]
    assert all(region["tabindex"] == "0" for region in regions)
    assert page.count("<caption ") == 3
    assert '<td class="getal realisatie">20.353</td>' in page


GROUPED = """<table><thead>
<tr><th rowspan="2">Scenario</th><th rowspan="2">Stroom</th><th colspan="2">Prognose</th></tr>
<tr><th class="getal">2024</th><th class="getal">2025</th></tr></thead><tbody>
<tr class="groep"><th colspan="4" scope="rowgroup">Asiel</th></tr>
<tr><th scope="row">medio</th><th scope="row">a &lt; b &amp; <em>c</em></th><td>1</td><td>2</td></tr>
<tr class="groep"><th colspan="4" scope="rowgroup">Regulier</th></tr>
<tr class="totaal"><th scope="row">medio</th><th scope="row">totaal</th><td></td><td>4</td></tr>
</tbody></table>"""


def test_groups_spans_and_totals_keep_their_shape(folder, tmp_path):
    """A table with spanning headings and group rows has the same cells and headers in the page as in its source."""
    text = f"# Methode {{#sec-methode}}\n\n$$x$$ {{#eq-kans}}\n\n```{{=html}}\n{GROUPED}\n```\n"
    (folder / "_methode.qmd").write_text(text, "utf-8")
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", tmp_path)
    page = made.read_text("utf-8")
    table = page.partition('<table id="sec-methode-a')[2].partition("</table>")[0]
    kept = ("colspan", "rowspan", "scope", "class", "style")
    cells = [(tag, *(f"{key}={attrs[key]}" for key in kept if key in attrs)) for tag, attrs in Tags(table).found]
    row = ("th", "scope=row")
    group = [("tr", "class=groep"), ("th", "colspan=4", "scope=rowgroup")]
    assert [cell for cell in cells if cell[0] in ("tr", "th", "td")] == [
        ("tr",),
        ("th", "rowspan=2", "scope=col"),
        ("th", "rowspan=2", "scope=col"),
        ("th", "colspan=2", "scope=colgroup"),
        ("tr",),
        ("th", "scope=col", "class=getal"),
        ("th", "scope=col", "class=getal"),
        *group,
        *[("tr",), row, row, ("td",), ("td",)],
        *group,
        *[("tr", "class=totaal"), row, row, ("td",), ("td",)],
    ]
    assert "a &lt; b &amp; <em>c</em>" in table


def cite(folder):
    """Give the document a bibliography, citations in both forms and a place for the list."""
    bibliography = "@report{cbs2023, title={Asielverzoeken}, author={{CBS}}, year={2023}, institution={CBS}}\n"
    (folder / "bron.bib").write_text(bibliography, "utf-8")
    text = (folder / "rapport.qmd").read_text("utf-8").replace("lang: nl", "lang: nl\nbibliography: bron.bib")
    cited = "Volgens @cbs2023 en elders [@cbs2023, p. 3]; zie @fig-kans.\n\n::: {#refs}\n:::\n\n# Bijlage"
    (folder / "rapport.qmd").write_text(text.replace("# Bijlage", cited), "utf-8")


def test_citations_stand_beside_references(folder, tmp_path):
    """With a bibliography, citations and numbered references each find their own."""
    cite(folder)
    html, _ = render(folder, "rapport.qmd", ["html", "pdf"], "builtin", tmp_path)
    text = visible(html.read_text("utf-8"))
    assert "Volgens CBS (2023) en elders (CBS 2023, 3); zie Figuur 2." in text
    assert "CBS. 2023. Asielverzoeken." in text


def test_numbers_may_come_from_a_cell_of_their_own(folder, tmp_path):
    """A block ``.cijfers`` around an embedded table folds out as well, and goes to the annex of the PDF."""
    notebook = rf.prognose()
    notebook.cells.append(rf.cell("label: cijfers-kans", rf.html_table(rf.NUMBERS)))
    rf.write_notebook(folder / "notebooks" / "20-prognose.ipynb", notebook)
    embed = "\n::: {.cijfers}\n{{< embed notebooks/20-prognose.ipynb#cijfers-kans >}}\n:::\n"
    with (folder / "_methode.qmd").open("a", encoding="utf-8") as method:
        method.write(embed)
    html, pdf = render(folder, "rapport.qmd", ["html", "pdf"], "builtin", tmp_path)
    assert html.read_text("utf-8").count('<details class="cijfers">') == 3
    with pikepdf.open(pdf) as opened:
        annex = page_text(opened.pages[-1]).replace("\u00a0", "").replace(" ", "")
    assert annex.count("CijfersbijFiguur2") == 2


def test_callouts_have_dutch_titles(page):
    """A callout without a title is named after its kind; one with a title keeps it."""
    titles = re.findall(r'<div class="callout-title">\s*(.*?)\s*</div>', page)
    assert titles == ["Opmerking", "Let op de peildatum"]


def test_each_format_shows_its_own_parts(page):
    """What is meant for the PDF only is not in the page."""
    assert "De cijfers staan onder elke figuur" in page
    assert "Cijfers bij Figuur" not in visible(page)


def test_nothing_is_loaded_from_outside(page):
    """Every loaded resource is inside the file; ordinary links to sources remain."""
    check_html(page, "rapport.qmd", Path("/elders/mpp/render"))
    assert 'href="https://www.cbs.nl/"' in page
    assert page.count("data:font/woff2") == 4
    assert not re.search(r'(?:src|srcset)="(?!data:)', page)


def test_the_same_sources_give_the_same_bytes(tmp_path):
    """Two folders with the same sources give identical files in both formats."""
    first, second = rf.make_render_folder(tmp_path / "een"), rf.make_render_folder(tmp_path / "twee")
    made = [render(folder, "rapport.qmd", ["html", "pdf"], "builtin", folder / "uit") for folder in (first, second)]
    for one, other in zip(*made, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_a_drawing_keeps_its_names_to_itself():
    """Ids and references of two inlined drawings cannot meet; what its sheet says of all stands on the root."""
    one = inline_svg(rf.SVG, 'a "b"', "een")
    assert one.startswith('<svg id="een-tekening" role="img" aria-label="a &quot;b&quot;"')
    assert 'id="een-punt"' in one
    assert 'href="#een-punt"' in one
    assert one.startswith("<svg")
    assert 'stroke-linejoin="round"' in one[: one.index(">")]
    assert "<style" not in one
    assert "metadata" not in one
    assert 'width="459pt"' not in one
    assert 'viewBox="0 0 459 200"' in one


def test_a_style_becomes_attributes():
    """Each property an attribute, in place of one that it overruled; a sheet for all elements overruled attributes."""
    text = (
        '<svg width="9pt"><style>*{stroke-linecap: butt; stroke-linejoin: round}</style>'
        '<path fill="red" d="M0 0" style="fill: #4d5763; stroke-opacity: 0.5"/>'
        '<path stroke-linecap="square"/><path style="stroke-linecap: square" d="M1 1"/></svg>'
    )
    root = '<svg id="x-tekening" role="img" aria-label="a" stroke-linecap="butt" stroke-linejoin="round" >'
    assert inline_svg(text, "a", "x") == (
        f'{root}<path fill="#4d5763" stroke-opacity="0.5" d="M0 0"/><path/>'
        '<path stroke-linecap="square" d="M1 1"/></svg>'
    )


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        ("<style>.a{fill: red}</style>", "een <style> die niet voor alle elementen geldt: .a{fill: red}"),
        ('<text style="font: 10px Arial">a</text>', "opmaak die geen attribuut van SVG is: font"),
        ("<path style='fill: red'/>", "een style die niet te lezen is: <path style="),
    ],
)
def test_a_style_that_would_be_lost_is_refused(folder, tmp_path, drawing, message):
    """What has no attribute is named with the line of the picture."""
    (folder / "eigen.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>', "utf-8")
    (folder / "_methode.qmd").write_text('![x](eigen.svg){#fig-eigen fig-alt="x"}\n', "utf-8")
    with pytest.raises(RenderError, match=re.escape(f"_methode.qmd, regel 1: afbeelding 'eigen.svg' heeft {message}")):
        render(folder, "rapport.qmd", ["html"], "builtin", tmp_path)


def test_a_table_in_markdown_aligns_by_class(folder, tmp_path):
    """As the HTML of notebooks does: at the right as numbers, or in the middle."""
    (folder / "_methode.qmd").write_text("# M {#sec-methode}\n\n| a | b | c |\n|:--|:-:|--:|\n| x | y | z |\n\n"
                                         "$$x$$ {#eq-kans}\n", "utf-8")  # fmt: skip
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", tmp_path)
    page = made.read_text("utf-8")
    assert '<td>x</td>\n<td class="midden">y</td>\n<td class="getal">z</td>' in page


@pytest.mark.parametrize(("given", "written"), [("50%", ' width="50%"'), ("254mm", ' width="960"'), ("", "")])
def test_the_width_of_a_picture_is_an_attribute(folder, tmp_path, given, written):
    """Percents of the line, other measures in pixels of a 96th of an inch."""
    (folder / "foto.png").write_bytes(b"png")
    width = f' width="{given}"' if given else ""
    text = f'# M {{#sec-methode}}\n\nEen ![foto](foto.png){{fig-alt="een <foto>"{width}}}.\n\n$$x$$ {{#eq-kans}}\n'
    (folder / "_methode.qmd").write_text(text, "utf-8")
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", tmp_path)
    assert f'<img src="data:image/png;base64,cG5n" alt="een &lt;foto&gt;"{written}>' in made.read_text("utf-8")


def test_no_element_has_a_style_of_its_own(page):
    """Tables, drawings, small drawings and formulas: a strict Content-Security-Policy refuses nothing of them."""
    assert page.count("<svg") > 2
    assert inline_styles(page) == []


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ('<script src="https://cdn.nl/x.js"></script>', "x.qmd: de HTML laadt iets van buiten: https://cdn.nl/x.js"),
        ('<link href="//cdn.nl/x.css">', "x.qmd: de HTML laadt iets van buiten: //cdn.nl/x.css"),
        ('<img src="plaat.png">', "x.qmd: de HTML laadt iets van buiten: plaat.png"),
        ("<style>@import 'https://a.nl/b'</style>", "x.qmd: de HTML laadt iets van buiten: https://a.nl/b"),
        ('<p style="background: url(http://a.nl)">', "x.qmd: de HTML laadt iets van buiten: http://a.nl"),
        ('<div data-x="/elders/mpp/a.csv">', "x.qmd: de HTML noemt een pad op deze machine: /elders/mpp/a.csv"),
        ('<a href="file:///elders/mpp/r/b">c</a>', "x.qmd: de HTML noemt een pad op deze machine: /elders/mpp/r/b"),
        ('<pre id="/tijdelijk/x">', "x.qmd: de HTML noemt een pad op deze machine: /tijdelijk/x"),
        ("<!-- /huis/jan/mpp -->", "x.qmd: de HTML noemt een pad op deze machine: /huis/jan/mpp"),
    ],
)
def test_a_page_that_is_not_whole_is_refused(monkeypatch, page, message):
    """An address outside the file and a path of this machine are each found."""
    monkeypatch.setattr(tempfile, "tempdir", "/tijdelijk")
    monkeypatch.setenv("HOME", "/huis/jan")
    with pytest.raises(RenderError, match=f"^{re.escape(message)}$"):
        check_html(page, "x.qmd", Path("/elders/mpp/rounds/2024-2/build/render"))


def test_marks_in_code_and_links_in_text_are_allowed(monkeypatch):
    """Code may show a shortcode, a link may lead anywhere, and words of others may name any folder."""
    monkeypatch.setenv("HOME", "/huis/jan")
    page = """<p><code>{{&lt; meta x &gt;}}</code> <a href="https://cbs.nl/huis/jan/">bron</a> in /rounds/2024-2
        of /elders, niet in /huis/jansen/ of a/huis/jan/b, en wat iemand schrijft
        mag overal over gaan: /huis/jan/cijfers.xlsx
        <img alt="uit /huis/jan/x.csv" src="data:image/png;base64,/huis/jan/"></p>"""
    check_html(page, "x.qmd", Path("/elders/mpp/rounds"))
    check_resolved(page, "x.qmd", "")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Zie ?@fig-x.", "?@fig-x"),
        ("{{&lt; meta x &gt;}}", "{{< meta x "),
        ("?meta:cijfers.x", "?meta:cijfers.x"),
        ("Tekst {#fig-x}", "{#fig-x}"),
    ],
)
def test_marks_that_quarto_left_are_refused(text, mark):
    """In page and PDF alike; not where the sources hold the same as words, in Markdown or in a table of a cell."""
    with pytest.raises(RenderError, match=f"^{re.escape(f'x.qmd: onopgelost in de HTML: {mark}')}$"):
        check_resolved(f"<p>{text}</p>", "x.qmd", "\\{\\{\\< meta y")
    with pytest.raises(RenderError, match=f"^{re.escape(f'x.qmd: onopgelost in de PDF: {mark}')}$"):
        check_typst(unescape(text), "x.qmd", "")
    if not mark.startswith("{#"):
        check_resolved(f"<p>{text}</p>", "x.qmd", f"<td>{text}</td>")
        check_typst(unescape(text), "x.qmd", literal(unescape(text)))


def test_words_of_a_round_that_look_like_a_shortcode_stay(tmp_path):
    """In the title, where pandoc reads them as words; the page is not taken for unfinished."""
    folder = rf.make_render_folder(tmp_path / "render")
    values = rf.values(vorige=literal("{{< include x >}} ?@fig-x WARNING: {#fig-x} [^1]"))
    (folder / "cijfers.yml").write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", tmp_path)
    assert "<dd>{{&lt; include x &gt;}} ?@fig-x WARNING: {#fig-x} [^1]</dd>" in made.read_text(encoding="utf-8")


TYPST_CODE = """`{{< a >}}` en #raw("b ` {{< c \\" >}}"), #raw(lang:"python", "{{< d >}}")

```
{{< e >}} ?@fig-x
```

#Skylighting(([#CommentTok("# {{< f >}}");#NormalTok("{#fig-y}");],));
"""


def test_marks_in_code_of_the_pdf_are_allowed():
    """As pandoc writes samples of code, with and without colours; the same words in the text are not."""
    check_typst(TYPST_CODE, "x.qmd", "")
    for mark in ("?@tbl-y", "{{<", "{#fig-y}"):
        with pytest.raises(RenderError, match=rf"^x.qmd: onopgelost in de PDF: {re.escape(mark)}"):
            check_typst(f"{TYPST_CODE}tekst \\` {mark} \\`", "x.qmd", "")


def test_a_folder_may_be_given_as_seen_from_here(folder, tmp_path, monkeypatch):
    """Both formats are made from a relative folder into one."""
    monkeypatch.chdir(tmp_path)
    made = render(Path(folder.name), "rapport.qmd", ["html", "pdf"], "builtin", Path("uit"))
    assert [file.stat().st_size > 10_000 for file in made] == [True, True]
