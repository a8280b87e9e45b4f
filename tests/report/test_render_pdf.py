"""The PDF report: tagged, A4, Dutch, marked on every page, its tables readable by ear."""

import re
from io import BytesIO

import pikepdf
import pytest
import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.report.pdf import mark_row_heads
from mpp_lib.report.render import render
from tests.support import render_folder as rf
from tests.support.pdf_text import page_text

A4 = (595, 842)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    folder = rf.make_render_folder(tmp_path_factory.mktemp("pdf") / "render")
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", folder.parent)
    with pikepdf.open(made) as opened:
        yield opened


def elements(element, found=None):
    """Every structure element, in reading order."""
    found = [] if found is None else found
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            elements(kid, found)
    return found


def of_kind(pdf, kind):
    return [element for element in elements(pdf.Root.StructTreeRoot) if str(element.S) == kind]


def scope(cell):
    attributes = cell.get("/A", [])
    listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(item.Scope) for item in listed if "/Scope" in item), None)


def test_the_document_names_itself(pdf):
    """Language, title and tagging are set, and both standards are claimed."""
    assert str(pdf.Root.Lang) == "nl-NL"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Meerjaren Productie Prognose 2024-1"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["xmp:CreateDate"].startswith("2024-03-01T00:00:00")


def test_every_page_is_a4(pdf):
    """All pages stand but the one asked to lie."""
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages]
    assert sizes.count(A4[::-1]) == 1
    assert sizes.count(A4) == len(sizes) - 1


def test_every_page_says_what_it_is(pdf):
    """Concept mark, round, version, page count and checksum stand on each page."""
    total = len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        text = page_text(page).replace(" ", "")
        for mark in (
            "Concept,voorinterngebruik",
            "MPP2024-1·versieconcept-2",
            "resultaat3f2a91c0d4e5",
            f"keten{'7' * 16}",
        ):
            assert mark in text, (number, mark)
        assert f"Pagina{number}van{total}" in text


def test_an_adopted_report_carries_no_mark(folder, tmp_path):
    """Without a mark no page has its box."""
    (folder / "cijfers.yml").write_text(yaml.safe_dump(rf.values(merk="")), "utf-8")
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    with pikepdf.open(made) as opened:
        assert not any("voorinterngebruik" in page_text(page).replace(" ", "") for page in opened.pages)


def test_numbers_are_those_of_the_page(pdf):
    """Captions and references in the PDF carry the numbers of the HTML."""
    text = "".join(page_text(page) for page in pdf.pages).replace("\u00a0", "").replace(" ", "")
    assert "zieFiguur1enTabel1.DemethodestaatinHoofdstuk2;dekansvolgtuitVergelijking1." in text
    for caption in ("Figuur2:Dekansopmeerdan45.000isklein", "Tabel3:Allesnaastelkaar", "CijfersbijFiguur2"):
        assert caption in text


def test_figures_and_formulas_have_alternative_text(pdf):
    """Who cannot see a figure hears its description; a formula its source."""
    alternatives = [str(figure.Alt) for figure in of_kind(pdf, "/Figure")]
    assert 'Lijn met "band" per maand.' in alternatives
    assert "Verdeling met 45.000." in alternatives
    formulas = [str(formula.Alt) for formula in of_kind(pdf, "/Formula")]
    assert len(formulas) == 2
    assert any(r"\sum_i p_i" in formula for formula in formulas)


def test_tables_have_row_and_column_headers(pdf):
    """Every table's header cells head columns, and the cells that name a row head it."""
    tables = of_kind(pdf, "/Table")
    heads = [[scope(cell) for cell in elements(table) if cell.S == "/TH"] for table in tables]
    wide = ["/Column"] * 13 + ["/Row"] * 4
    plain = ["/Column"] * 3
    numbers = ["/Column"] * 2 + ["/Row"] * 2
    assert heads == [wide, plain, wide, numbers, numbers]


def test_headings_follow_the_document(pdf):
    """Chapters, sections and below are headings of their own level."""
    levels = [str(element.S) for element in elements(pdf.Root.StructTreeRoot) if str(element.S)[1:2] == "H"]
    assert [level for level in levels if level[2:].isdigit()] == ["/H1", "/H1", "/H1", "/H2", "/H3", "/H1"]


def test_only_the_wide_table_lies(pdf):
    """The page that lies holds the table from ``.liggend``."""
    lying = next(page for page in pdf.pages if page.mediabox[2] > page.mediabox[3])
    assert "Allesnaastelkaar" in page_text(lying).replace(" ", "")


def test_spanned_rows_keep_their_own_header(folder, tmp_path):
    """A header cell over two rows is tagged once; a row under it has a header of its own only if it names one."""
    rows = (
        '<tr><th scope="rowgroup" rowspan="2">IND</th><th scope="row">instroom</th><td class="getal">1</td></tr>'
        '<tr><th scope="row">voorraad</th><td class="getal">2</td></tr>'
        '<tr><td colspan="2">zonder kop</td><td class="getal">3</td></tr>'
    )
    table = f"<table><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead><tbody>{rows}</tbody></table>"
    (folder / "_methode.qmd").write_text(
        f"# Methode {{#sec-methode}}\n\n$$x$$ {{#eq-kans}}\n\n```{{=html}}\n{table}\n```\n", "utf-8"
    )
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    with pikepdf.open(made) as opened:
        rows = [row for row in elements(of_kind(opened, "/Table")[1]) if row.S == "/TR"]
        kinds = [[str(cell.S) for cell in row.K] for row in rows]
    assert kinds == [["/TH"] * 3, ["/TH", "/TH", "/TD"], ["/TH", "/TD"], ["/TD", "/TD"]]


def test_a_long_table_says_that_it_goes_on_and_cuts_no_row(folder, tmp_path):
    """Its heading comes back on every page, from the second on marked as a sequel; a row begins and ends on one."""
    words = "De capaciteit volgt de instroom niet, en wat blijft liggen telt door in de maanden erna. " * 3
    rows = "".join(
        f'<tr><th scope="row">begin{number}.</th><td>{words}einde{number}.</td></tr>' for number in range(40)
    )
    table = f"<table><thead><tr><th>Naam</th><th>Tekst</th></tr></thead><tbody>{rows}</tbody></table>"
    (folder / "_methode.qmd").write_text(
        f"# Methode {{#sec-methode}}\n\n$$x$$ {{#eq-kans}}\n\n```{{=html}}\n{table}\n```\n", "utf-8"
    )
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    with pikepdf.open(made) as opened:
        pages = [page_text(page).replace(" ", "") for page in opened.pages]
    held = [text for text in pages if "begin" in text]
    assert len(held) > 2
    for text in held:
        assert re.findall(r"begin(\d+)\.", text) == re.findall(r"einde(\d+)\.", text)
    assert ["(vervolg)" in text for text in held] == [False, *[True] * (len(held) - 1)]


def test_row_headers_that_match_no_table_are_refused(folder, tmp_path):
    """Headers are never put on another table than theirs."""
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    with pytest.raises(RenderError, match="de PDF heeft 5 tabellen; verwacht 1"):
        mark_row_heads(made.read_bytes(), [[1]])
    with pytest.raises(RenderError, match="een tabel in de PDF heeft 4 rijen; verwacht 1"):
        mark_row_heads(made.read_bytes(), [[1]] * 5)
    with pikepdf.open(BytesIO(made.read_bytes())) as opened:
        assert len(opened.pages) == 7


def test_sections_of_a_chapter_start_a_page_where_it_says_so(tmp_path):
    """Each section starts a page but one that joins on; what falls under one, and another chapter, is left alone."""
    folder = rf.make_render_folder(tmp_path / "render")
    report = folder / "rapport.qmd"
    front = report.read_text("utf-8").split("---")[1]
    body = """# Eerste {.per-bladzijde}

Inleidend.

## Tweede

Woord.

## Derde {.sluit-aan}

Woord.

### Vierde

Woord.

# Vijfde

Woord.

## Zesde

Woord.
"""
    report.write_text(f"---{front}---\n\n{body}", "utf-8")
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    with pikepdf.open(made) as opened:
        pages = [page_text(page) for page in opened.pages][2:]
    names = ("Inleidend", "Tweede", "Derde", "Vierde", "Zesde")
    first, second, third, fourth, sixth = ([name in page for page in pages].index(True) for name in names)
    assert first < second == third == fourth
    assert "Vijfde" in pages[sixth]


@pytest.mark.parametrize(("block", "count"), [("", 2), ("::: {.bondig}", 1)])
def test_what_is_set_close_stays_on_a_page(tmp_path, block, count):
    """Paragraphs that take a page and a bit otherwise."""
    folder = rf.make_render_folder(tmp_path / "render")
    report = folder / "rapport.qmd"
    front = report.read_text("utf-8").split("---")[1]
    paragraphs = "\n\n".join(["Woord. " * 20] * LINES)
    close = f"{block}\n{paragraphs}\n:::" if block else paragraphs
    report.write_text(f"---{front}---\n\n# Dicht\n\n{close}\n\n# Erna\n\nSlot.\n", "utf-8")
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    with pikepdf.open(made) as opened:
        pages = [page_text(page) for page in opened.pages][2:]
    assert sum("Woord." in page for page in pages) == count


LINES = 22
"""Paragraphs of two lines that just do not fit on a page at the usual size."""


def test_a_long_word_breaks_where_its_table_would_not_fit(folder, tmp_path):
    """An address, and a word that never ends: the table fits, and every letter of it is there."""
    address = "https://www.ind.nl/nl/over-ons/cijfers-en-publicaties/asieltrends/" + "maandelijkse-toelichting/" * 6
    words = f"<td>{address}</td><td>{'x' * 3000}</td>"
    table = f"<table><thead><tr><th>Bron</th><th>Tekst</th></tr></thead><tbody><tr>{words}</tr></tbody></table>"
    cells = [rf.asiel().cells[0], rf.cell("label: tbl-instroom\ntbl-cap: x", rf.html_table(table))]
    rf.write_notebook(folder / "notebooks" / "10-asiel.ipynb", rf.new_notebook(cells=cells))
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    with pikepdf.open(made) as opened:
        text = "".join(map(page_text, opened.pages))
    assert address.replace("-", "") in re.sub(r"[\s\u200b-]", "", text)


def made_of(folder, tmp_path, text):
    """The pages, as text, of a report of which this is all."""
    (folder / "rapport.qmd").write_text(
        f'---\ntitle: "Proef"\nlang: nl\n---\n\n# Proef {{#sec-proef}}\n\n{text}', "utf-8"
    )
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    with pikepdf.open(made) as opened:
        return [page_text(page).replace("\u00a0", "").replace(" ", "") for page in opened.pages]


def test_apostrophes_and_quotes_are_as_in_the_page(folder, tmp_path):
    """An apostrophe opens nothing, before a word, a year or after a stroke; quotes open and close in pairs."""
    text = 'In ’s-Hertogenbosch, in ’90 en 2023/’24, zei ’t dorp "ja, ’s lands kant" en "nee" over \'zoiets\'.'
    page = made_of(folder, tmp_path, text)[-1]
    assert "In’s-Hertogenbosch,in’90en2023/’24,zei’tdorp“ja,’slandskant”en“nee”over‘zoiets’." in page


def write_table(folder, table):
    cell = rf.cell('label: tbl-lang\ntbl-cap: "Een lange tabel"', rf.html_table(table))
    rf.write_notebook(folder / "notebooks" / "30-lang.ipynb", rf.new_notebook(cells=[cell]))


def grouped(rows):
    """A table with groups, in which each row head spans three rows."""
    body = "".join(
        f'<tr class="groep"><th colspan="3" scope="rowgroup">Maatregel {group}</th></tr>'
        + "".join(
            f'<tr><th rowspan="3" scope="rowgroup">Gevolg {group}.{row}</th><th scope="row">minimum</th><td>1</td></tr>'
            '<tr><th scope="row">medio</th><td>2</td></tr><tr><th scope="row">maximum</th><td>3</td></tr>'
            for row in range(rows)
        )
        for group in range(1, 4)
    )
    head = '<tr><th scope="col">Gevolg</th><th scope="col">Scenario</th><th scope="col">2024</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def test_a_continued_table_says_so_and_what_its_rows_belong_to(folder, tmp_path):
    """Rows under one head stay together; the heads of table and group come back on the next page."""
    write_table(folder, grouped(11))
    pages = made_of(folder, tmp_path, "{{< embed notebooks/30-lang.ipynb#tbl-lang >}}\n")
    shown = [page for page in pages if "Gevolg2024" in page or "Scenario2024" in page]
    assert len(shown) > 1
    assert "(vervolg)" not in shown[0]
    for page in shown[1:]:
        assert "Gevolg(vervolg)Scenario2024Maatregel" in page
    for page in shown:
        assert (
            page.count("minimum") == page.count("medio") == page.count("maximum") == len(re.findall(r"Gevolg\d", page))
        )


def test_a_row_is_cut_only_where_it_fits_on_no_page(folder, tmp_path):
    """Thirty rows of some ten lines each, and one of more than a page."""
    long, longer = "tekst " * 180, "woord " * 3000
    rows = [f"<tr><td>R{k:02}</td><td>{long}einde{k:02}</td></tr>" for k in range(30)]
    rows.insert(15, f"<tr><td>R99</td><td>{longer}slot</td></tr>")
    head = '<tr><th scope="col">Nr</th><th scope="col">Wat</th></tr>'
    table = f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
    write_table(folder, table)
    pages = made_of(folder, tmp_path, "{{< embed notebooks/30-lang.ipynb#tbl-lang >}}\n")
    for k in range(30):
        assert [f"einde{k:02}" in page for page in pages] == [f"R{k:02}" in page for page in pages]
    assert sum("woord" in page for page in pages) > 1
    assert any("slot" in page for page in pages)


def text_table(rows, short):
    """A table with a long text beside these short ones, in every row."""
    heads = "".join(f'<th scope="col">K{k}</th>' for k in range(len(short) + 1))
    cells = "".join(f"<td>{text}</td>" for text in (*short, "woorden en meer " * 30))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{f'<tr>{cells}</tr>' * rows}</tbody></table>"


def test_a_long_text_gets_its_share_of_the_width(folder, tmp_path):
    """Beside six texts that may take two lines, twelve rows of 480 signs take three pages and not seven."""
    write_table(folder, text_table(12, ["vanaf januari 2025 tot en met"] * 6))
    pages = made_of(folder, tmp_path, "{{< embed notebooks/30-lang.ipynb#tbl-lang >}}\n")
    assert 2 <= sum("woorden" in page for page in pages) <= 3


def test_a_date_and_a_word_stay_whole_beside_a_long_text(folder, tmp_path):
    write_table(folder, text_table(1, ["24 november 2026", "rapportage", "werkgroep"]))
    page = made_of(folder, tmp_path, "{{< embed notebooks/30-lang.ipynb#tbl-lang >}}\n")[-1]
    for whole in ("24november2026", "rapportage", "werkgroep"):
        assert whole in page
