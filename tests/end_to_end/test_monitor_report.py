"""The report of an edition with the real command line: HTML and PDF, whole, readable by eye and by ear."""

import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.inline_styles import inline_styles
from tests.support.look_ups import not_to_be_read
from tests.support.page_fill import fill_of
from tests.support.pdf_text import page_text
from tests.support.workplace import BEFORE, SMALL, Workplace, opened

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
UNTIL = "2024-07"
NAME = f"MPP-monitor-{SMALL}-{UNTIL}"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("monitor")
    for name in (SMALL, BEFORE):
        shutil.copytree(ROUNDS / name, folder / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return Workplace(folder)


@pytest.fixture(scope="module")
def answer(place):
    """What the command answered the first time."""
    return place.mpp("monitor", SMALL, "--until", UNTIL, "--renderer", "builtin")


@pytest.fixture(scope="module")
def files(answer) -> list[Path]:
    return [Path(line) for line in answer.stdout.splitlines()]


@pytest.fixture(scope="module")
def html(files) -> str:
    return files[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(browser, files):
    with opened(browser, files[0], 390) as page:
        yield page


def test_no_element_has_a_style_of_its_own(html):
    """Of tables, figures and small drawings nothing would be refused by a strict Content-Security-Policy."""
    assert 'class="tekening"' in html
    assert inline_styles(html) == []


def notebooks(place) -> dict[str, int]:
    folder = place.round() / "build" / f"monitor-{UNTIL}" / "notebooks"
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.ipynb")}


def test_prints_html_then_pdf_and_the_table_on_stderr(place, answer, files):
    """Two paths on stdout and nothing else; people see the worst deviation first on stderr."""
    folder = place.round() / "build" / f"monitor-{UNTIL}"
    assert files == [folder / f"{NAME}.html", folder / f"{NAME}.pdf"]
    assert all(file.is_file() for file in files)
    lines = [line for line in answer.stderr.splitlines() if re.match(r"[a-z]+\.", line)]
    assert "dtv.instroom_incl_dublin" in lines[0]
    assert "+18,0%" in lines[0]
    assert "niet geleverd" in lines[-1]


def test_axe_finds_nothing(page):
    """axe-core reports no violation, on a narrow screen where the table has to be scrolled."""
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_every_figure_can_be_read_off(browser, files):
    """By keyboard, in each of its panels."""
    with opened(browser, files[0], 1280) as wide:
        assert not_to_be_read(wide) == []


def test_a_reader_sees_one_partner_and_takes_the_table_along(browser, place, files):
    """Rows of others and tables without any of it are gone; the table behind the monitor is in the page."""
    with opened(browser, files[0], 1280) as wide:
        wide.select_option("#filter-partner", "dtv")
        assert not wide.locator("#filter-scenario").is_visible()
        shown = wide.locator("main tbody tr[data-i]:visible")
        assert {row.partition(".")[0] for row in shown.evaluate_all("rows => rows.map(row => row.dataset.i)")} == {
            "dtv"
        }
        assert "DT&V" in " ".join(wide.locator("#tbl-overzicht tbody tr:visible").all_inner_texts())
        with wide.expect_download() as saved:
            wide.click("#bewaar-resultaten")
        assert saved.value.suggested_filename == f"resultaten-monitor-{SMALL}-{UNTIL}.csv"
        table = place.round() / "build" / f"monitor-{UNTIL}" / "resultaten.csv"
        assert Path(saved.value.path()).read_bytes() == table.read_bytes()


def test_it_asks_for_nothing_else_and_fits(page, files):
    """No request but for the file itself, and no page wider than the screen."""
    assert [url for url in page.asked if not url.startswith("data:")] == [files[0].as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_figure_and_every_mark_has_its_words(page):
    """Figures have a caption and an alternative text, the marks in the table say what they show.

    Of the 19 rows each has its place and its course; those of which no model error is known have no band.
    """
    figures = page.locator("figure:has(svg, img)")
    assert figures.count() == 8
    for number in range(figures.count()):
        assert figures.nth(number).locator("figcaption").inner_text().strip()
        assert figures.nth(number).locator("svg[role=img]").count() == 1
    marks = page.locator("td svg.tekening")
    labels = [marks.nth(number).get_attribute("aria-label") for number in range(marks.count())]
    assert sum(label.startswith("van ") for label in labels) == 19
    places = [label for label in labels if not label.startswith("van ")]
    assert len(places) == 19
    assert "−16,2%, binnen de band van 75%" in places
    assert sum(label.endswith(" de band van 75%") for label in places) == 15


def test_it_says_what_a_board_must_know(html):
    """Stamp, flags, the analyst's words or their absence, what is missing, revised and advised, and by what rule."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    for told in (
        "Ronde niet vastgesteld, voor intern gebruik",
        "Verzonnen toetsronde: geen van deze cijfers beschrijft de werkelijkheid.",
        "2 van de 19 geleverde indicatoren wijken 15,0% of meer af van medio",
        "Bij eerste asielaanvragen staat er, ook als de prognose klopt, nu in 28 van de 100 gevallen een vlag",
        "2 van de 21 gevolgde indicatoren zijn niet geleverd.",
        "Advies van de analist. De werkgroep adviseert",
        "Zonder duiding van de analist: instroom bij de DT&amp;V inclusief Dublinzaken.",
        "Sinds april melden zich minder mensen uit de twee grootste herkomstlanden.",
        "februari 2024: 2.380 → 2.391",
        "De werkgroep adviseert de volgende ronde af te wachten",
        "Wat betekent de grenscontrole in het buurland voor de instroom?",
        "15,0% of meer afwijkt van medio",
        "asiel.instroom_totaal wijkt af van de som van de delen (3597 tegen 3595)",
    ):
        assert told in text, told
    assert "de reeks ‘" not in text.lower()


def test_the_pdf_is_tagged_and_stamped(files):
    """Dutch, tagged to both standards, A4, and every picture and mark with an alternative text."""
    with pikepdf.open(files[1]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == "MPP-monitor juli 2024"
        assert {tuple(round(float(x)) for x in page.mediabox[2:]) for page in pdf.pages} == {(595, 842)}
        pictures = [item for item in _elements(pdf.Root.StructTreeRoot) if str(item.S) == "/Figure"]
        said = [str(item.Alt) for item in pictures if "/Alt" in item]
        assert {"−16,2%, binnen de band van 75%", "van 0,0% in januari naar −16,2% in juli"} <= set(said)
        assert len(said) >= 2 * 19 + 8


def test_every_page_of_the_pdf_is_well_filled(files):
    """But for the last page each is at least 60% full, by its ink; page 1 holds the table and what is missing."""
    fills = fill_of(files[1])
    assert [(page, fill) for page, fill in enumerate(fills[:-1], start=1) if fill < 0.6] == []
    with pikepdf.open(files[1]) as pdf:
        first = page_text(pdf.pages[0]).replace(" ", "")
    for told in ("Advies van de analist", "Zelfstandig aantoonbaar vertrek", "voorraad aanvragen regulier bij de IND"):
        assert told.replace(" ", "") in first
    assert "Indicatorenmeteenvlag" not in first


def test_a_table_over_two_pages_says_so(files):
    """Its heading comes back, marked as a sequel; where a table begins it is not."""
    with pikepdf.open(files[1]) as pdf:
        pages = [page_text(page).replace(" ", "") for page in pdf.pages]
    assert any("(vervolg)" in text for text in pages)
    assert "(vervolg)" not in pages[0]


def _elements(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


@pytest.mark.long
def test_other_words_run_no_notebook_and_a_later_edition_makes_nothing(place, files):
    """A sentence in duiding.md stands in the report without a calculation; the next edition leaves this one alone."""
    before = notebooks(place)
    duiding = place.round() / "monitor" / UNTIL / "duiding.md"
    duiding.write_text(duiding.read_text("utf-8") + "\nEen zin die er nog niet stond.\n", "utf-8")
    later = place.round() / "monitor" / "2024-08"
    later.mkdir()
    shutil.copyfile(duiding.with_name("realisaties.csv"), later / "realisaties.csv")
    place.mpp("monitor", SMALL, "--until", UNTIL, "--renderer", "builtin")
    assert "Een zin die er nog niet stond." in files[0].read_text("utf-8")
    made = [file.stat().st_mtime_ns for file in files]
    (later / "realisaties.csv").unlink()
    later.rmdir()
    place.mpp("monitor", SMALL, "--until", UNTIL, "--renderer", "builtin")
    assert notebooks(place) == before
    assert [file.stat().st_mtime_ns for file in files] == made


def test_a_refused_edition_leaves_the_last_report(place, files):
    """Exit 1 with the message, and both files stay as they were."""
    whole = [file.read_bytes() for file in files]
    realised = place.round() / "monitor" / UNTIL / "realisaties.csv"
    original = realised.read_bytes()
    realised.write_bytes(original.replace(b"2024-04;coa.bezetting;", b"2024-04;coa.bezetting;-"))
    try:
        refused = place.mpp("monitor", SMALL, "--until", UNTIL, expect=1)
        assert refused.stdout == ""
        assert "coa.bezetting ligt buiten het bereik" in refused.stderr
        assert [file.read_bytes() for file in files] == whole
    finally:
        realised.write_bytes(original)
