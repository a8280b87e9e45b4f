"""The whole report of a round as a reader opens it: in a browser, and as a tagged PDF."""

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.fixture(scope="module")
def page(browser, produced):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(produced[0].as_uri())
    yield page
    context.close()


def test_axe_finds_nothing_in_the_report(page):
    """axe-core reports no violation."""
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_the_report_asks_for_nothing_else(page, produced):
    """Opening the report makes no request but for the file itself."""
    assert [url for url in page.asked if not url.startswith("data:")] == [produced[0].as_uri()]


def test_no_figure_lacks_its_numbers_or_its_words(page):
    """Every figure has an alternative text and a caption."""
    figures = page.locator("figure:has(svg, img)")
    assert figures.count() > 5
    for number in range(figures.count()):
        figure = figures.nth(number)
        assert figure.locator("figcaption").inner_text().strip()
        assert figure.locator("svg[role=img], img[alt]").count() == 1


def test_every_page_of_a_concept_says_so(produced):
    """The PDF is tagged, Dutch and A4."""
    with pikepdf.open(produced[1]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
        widths = {tuple(sorted(round(float(x)) for x in page.mediabox[2:])) for page in pdf.pages}
        assert widths == {(595, 842)}
