"""What a reader can do in the page: sort, copy, save, filter, look up, search, fold, with mouse and keyboard."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from mpp_lib.report.render import render
from tests.support.pdf_text import page_text
from tests.support.screen_page import RESULTS, make_screen_folder

SHOWN = """table => Array.from(document.querySelectorAll(`${table} tbody tr`))
    .filter(row => row.checkVisibility())
    .map(row => Array.from(row.cells).filter(cell => cell.checkVisibility({visibilityProperty: true}))
        .map(cell => cell.textContent))"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = make_screen_folder(tmp_path_factory.mktemp("scherm") / "render")
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", folder.parent)
    return made.as_uri()


@pytest.fixture
def page(browser, address):
    """The page from disk; at the end nothing was refused, failed or asked for elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened, said = context.new_page(), []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
    opened.goto(address)
    yield opened
    context.close()
    assert said == []


def shown(page, table):
    return page.evaluate(SHOWN, table)


def saved(page, button):
    with page.expect_download() as found:
        button.click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_open_and_filtered(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    page.locator("#sec-bijlage-alles .vouwknop").click()
    page.select_option("#filter-scenario", "medio")
    page.fill("#zoek", "bezetting")
    page.locator(".plaat").first.focus()
    page.keyboard.press("ArrowRight")
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_rows_under_one_head_stay_together_and_go_by_medio(page):
    """Ascending, descending, and as it was; where medio is empty the first that is not."""
    head = page.locator("#tbl-coa thead tr:last-child th", has_text="2025")
    orders = {}
    for sort in ("ascending", "descending", "none"):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == sort
        orders[sort] = [row[0] for row in shown(page, "#tbl-coa")]
    own = ["coa.bezetting", "medio", "maximum", "coa.instroom", "medio", "maximum"]
    assert orders == {"ascending": own[3:] + own[:3], "descending": own, "none": own}


def test_numbers_are_sorted_as_dutch_numbers_with_the_keyboard(page):
    """One stop per table; arrows go from heading to heading; groups stay under their heads."""
    page.locator("#sec-bijlage-alles .vouwknop").click()
    page.locator("#tbl-alles .sorteer").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    rows = shown(page, "#tbl-alles")
    assert [row[0] for row in rows] == ["coa", "coa.instroom", "coa.bezetting", "ind", "ind.voorraad"]
    assert [row[2] for row in rows if len(row) > 1] == ["−5", "1.100", "9"]


def test_a_table_is_copied_as_a_sheet_and_a_text_takes_it(page):
    """Every row has its heads, a heading what stands over it; no cell is a formula."""
    page.locator("#sec-ind").get_by_role("button", name="Kopieer Tabel 2").click()
    expect(page.locator("#sec-ind .melding")).to_have_text("Gekopieerd")
    rows = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n").split("\n")
    assert rows == [
        "Indicator\tScenario\tRaming 2024\tRaming 2025\tUitleg",
        "ind.voorraad\tminimum\t7\t9\t'=1+1;minimum",
        "ind.voorraad\tmedio\t8\t3.000\t'=1+1;medio",
        "ind.voorraad\tmaximum\t9\t5\t'=1+1;maximum",
        "Kans\talle\t5%\t6%\tx",
    ]
    kinds = "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(part => part.text())"
    assert page.evaluate(kinds).count("<tr") == 5


def test_a_table_is_saved_with_what_its_numbers_go_by(page):
    """Semicolons, a mark for the encoding, indicator and scenario as the result table names them."""
    name, content = saved(page, page.locator("#sec-ind").get_by_role("button", name="CSV Tabel 2"))
    assert name == "tbl-ind.csv"
    assert content.decode("utf-8-sig").split("\r\n")[:2] == [
        "Indicator;Scenario;Raming 2024;Raming 2025;Uitleg;indicator;mpp-scenario",
        'ind.voorraad;minimum;7;9;"\'=1+1;minimum";ind.voorraad;minimum',
    ]
    assert content.startswith(b"\xef\xbb\xbf")


def test_the_numbers_of_a_figure_are_saved_from_under_it(page):
    """Also while they are folded in."""
    name, content = saved(page, page.get_by_role("button", name="CSV Figuur 1"))
    assert (name, content.decode("utf-8-sig").split("\r\n")[1]) == ("fig-coa.csv", "2023;11;21;")


def test_a_partner_leaves_its_rows_tables_and_sections(page):
    """And the contents follow; everything comes back."""
    before = [shown(page, table) for table in ("#tbl-coa", "#tbl-ind", "#tbl-alles")]
    assert page.locator("#filter-partner option").all_inner_texts() == ["alle", "COA", "IND"]
    page.select_option("#filter-partner", "ind")
    page.locator("#sec-bijlage-alles .vouwknop").click()
    assert not page.locator("#sec-coa").is_visible()
    assert [row[0] for row in shown(page, "#tbl-alles")] == ["ind", "ind.voorraad"]
    assert page.locator("#TOC a:visible").all_inner_texts() == ["1 Uitkomsten", "1.2 IND", "Bijlage A: alles"]
    assert page.locator("#filterstand-tekst").inner_text().startswith("Alleen IND: 4 van 12 rijen.")
    page.locator("#filter-alles").click()
    page.locator("#sec-bijlage-alles .vouwknop").click()
    assert [shown(page, table) for table in ("#tbl-coa", "#tbl-ind", "#tbl-alles")] == before
    assert not page.locator("#filterstand").is_visible()
    page.select_option("#filter-partner", "coa")
    assert not page.locator("#sec-ind").is_visible()


def test_a_scenario_leaves_its_rows_and_columns(page):
    """Each row with the head that stood over three; of the columns those of the scenario; also once sorted."""
    page.locator("#sec-bijlage-alles .vouwknop").click()
    page.select_option("#filter-scenario", "maximum")
    kept = [["coa.bezetting", "maximum", "1.050", "2.500", "x"], ["coa.instroom", "maximum", "60", "7", "x"]]
    assert shown(page, "#tbl-coa") == kept
    assert shown(page, "#tbl-alles")[1] == ["coa.bezetting", "1.050", "2.500"]
    heads = page.locator("#tbl-alles thead th:visible")
    assert heads.all_inner_texts() == ["Indicator", "maximum", "2024", "2025"]
    page.locator("#tbl-coa thead th", has_text="2024").locator("button").click()
    assert shown(page, "#tbl-coa") == kept[::-1]
    _, content = saved(page, page.locator("#sec-bijlage-alles").get_by_role("button", name="CSV"))
    assert content.decode("utf-8-sig").split("\r\n")[0] == "Groep;Indicator;maximum 2024;maximum 2025;indicator"


def test_values_of_a_figure_are_read_with_the_keyboard(page):
    """Left and right along the rows of a panel, up and down to another; what is empty is not named."""
    card = page.locator(".aflees-kaart")
    page.locator(".plaat").first.focus()
    said = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "End", "Home"):
        page.keyboard.press(key)
        said.append(" ".join(card.inner_text().split()))
    assert said == [
        "2023, COA instroom 11 uitstroom 21",
        "2024, COA instroom 12",
        "2024, COA instroom 12",
        "2024 bezetting 32",
        "2025 bezetting 33",
        "2024 bezetting 32",
    ]
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_rows_that_are_read_together_are_told_apart_by_what_they_are_about(page):
    """Of a column several rows by their names; one by itself in the title, with its row behind the column."""
    card = page.locator(".aflees-kaart")
    page.locator(".plaat").first.focus()
    said = []
    for key in ("ArrowRight", "ArrowUp", "End"):
        page.keyboard.press(key)
        said.append(" ".join(card.inner_text().split()))
    assert said[1:] == ["instroom 2023, COA 11 2024, COA 12", "bezetting 2025: 33"]


def test_values_of_a_figure_are_read_with_the_mouse(page):
    """The row nearest to the pointer, in the panel that it is in; away from it there is nothing."""
    page.locator(".plaat").first.scroll_into_view_if_needed()
    card, box = page.locator(".aflees-kaart"), page.locator(".plaat svg").first.bounding_box()
    scale = box["width"] / 459
    for x, said in ((75, "2023, COA"), (140, "2024, COA"), (390, "2025")):
        page.mouse.move(box["x"] + x * scale, box["y"] + 100 * scale)
        assert card.inner_text().startswith(said)
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    assert not card.is_visible()


def test_words_are_found_wherever_they_stand(page):
    """Without accents, in prose and in rows; arrows and Enter lead there and open what was folded in."""
    page.fill("#zoek", "een op een")
    assert page.locator("#zoek-melding").inner_text() == "1 plaats"
    page.fill("#zoek", "bezetting maximum")
    assert page.locator("#zoek-gevonden li").all_inner_texts()[0].startswith("1.1 COA")
    page.fill("#zoek", "GOUDVINK")
    assert page.locator("#zoek-gevonden mark").all_inner_texts() == ["goudvink"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Hier staat goudvink."
    assert page.locator("#sec-bijlage-alles .vouwknop").get_attribute("aria-expanded") == "true"


def test_an_annex_is_folded_in_and_opens_for_who_is_sent_there(page, address):
    """By its button, by an address, and by the browser's own search."""
    fold = page.locator("#sec-bijlage-alles .vouwknop")
    assert fold.get_attribute("aria-expanded") == "false"
    assert not page.get_by_text("goudvink").is_visible()
    page.evaluate("location.hash = '#tbl-alles'")
    expect(fold).to_have_attribute("aria-expanded", "true")
    assert page.get_by_text("goudvink").is_visible()
    fold.click()
    page.evaluate("document.querySelector('.vouw').dispatchEvent(new Event('beforematch'))")
    assert fold.get_attribute("aria-expanded") == "true"


def test_the_contents_say_where_one_is(page):
    current = page.locator("#TOC [aria-current]")
    for section in ("sec-coa", "sec-uitkomsten"):
        page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", section)
        expect(current).to_have_attribute("href", f"#{section}")
        assert current.count() == 1


def test_a_heading_gives_its_address(page, address):
    page.locator("#sec-ind > h2 .anker").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#hulp-melding")).to_have_text("Koppeling gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}#sec-ind"


def test_the_first_column_stays_and_the_table_says_that_there_is_more(page):
    """On a phone; at the end it says so no longer."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator("#sec-bijlage-alles .vouwknop").click()
    region = page.locator(".tabel:has(#tbl-alles)")
    expect(region).to_contain_class("meer-rechts")
    name = page.locator("#tbl-alles tbody tr:nth-child(2) > th")
    before = name.bounding_box()["x"]
    region.evaluate("element => { element.scrollLeft = 10000 }")
    expect(region).not_to_contain_class("meer-rechts")
    assert name.bounding_box()["x"] == pytest.approx(before, abs=1)


def test_a_narrow_screen_has_the_narrow_form_of_a_figure(page):
    """Whole on the screen, read where it draws its values; a wide screen and paper have the other one."""
    drawing, card = page.locator(".plaat svg").first, page.locator(".aflees-kaart")
    form = "document.querySelector('.plaat svg').viewBox.baseVal.width"
    assert page.evaluate(form) == 459
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.locator(".plaat.smal")).to_have_count(1)
    assert page.evaluate(form) == 266
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box["x"] + box["width"] <= 390
    page.mouse.move(box["x"] + 100 / 266 * box["width"], box["y"] + 60 / 266 * box["width"])
    assert card.inner_text().startswith("2024, COA")
    page.mouse.move(box["x"] + 160 / 266 * box["width"], box["y"] + 150 / 266 * box["width"])
    assert card.inner_text().startswith("2025")
    assert drawing.get_attribute("aria-label") == "Lijn."
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(form) == 459
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(form) == 266
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".plaat.smal")).to_have_count(0)
    assert page.evaluate(form) == 459


def test_a_place_that_was_pointed_at_stays_in_sight_when_figures_above_it_change(page):
    """The narrow forms come after the page has gone to its place, and push it down."""
    page.set_viewport_size({"width": 390, "height": 900})
    target = page.evaluate("[...document.querySelectorAll('main section[id]')].at(-1).id")
    page.goto(f"{page.url.partition('#')[0]}#{target}")
    page.reload()
    expect(page.locator(".plaat.smal")).to_have_count(1)
    page.wait_for_function(
        "name => Math.abs(document.getElementById(name).getBoundingClientRect().top) < 900", arg=target
    )


def test_paper_has_all_of_it_and_no_words_for_a_screen(page):
    """Numbers under a figure and annexes are open while it is printed; nothing says that there is more to the side."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator("#sec-bijlage-alles .vouwknop").click()
    expect(page.locator(".tabel:has(#tbl-alles)")).to_contain_class("loopt-door")
    with pikepdf.open(BytesIO(page.pdf())) as paper:
        words = "".join(page_text(sheet) for sheet in paper.pages).replace(" ", "")
    assert "goudvink" in words
    assert "Schuifopzij" not in words
    shut = page.locator("main details:not([open])")
    before = shut.count()
    assert before > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shut.count() == before


def test_the_reader_chooses_dark_and_it_stays(page):
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.select_option("#weergave", "donker")
    assert page.evaluate(ground) != light
    page.reload()
    assert page.evaluate(ground) != light
    page.emulate_media(media="print")
    assert page.evaluate(ground) == light


def test_the_result_table_is_in_the_page_as_it_is(page):
    """Byte for byte, so that its checksum is that of the footer."""
    name, content = saved(page, page.locator("#bewaar-resultaten"))
    assert (name, content.decode()) == ("resultaten-2024-1.csv", RESULTS)


def test_files_beside_the_page_are_named_and_nothing_else_is_linked(page):
    links = page.locator(".bestanden a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["MPP-rapportage-2024-1.pdf", "MPP-data-2024-1.xlsx"]


def test_printed_everything_is_there(page):
    page.emulate_media(media="print")
    assert page.get_by_text("goudvink").is_visible()
    assert not page.locator(".zijbalk").is_visible()


def test_without_its_script_the_page_holds_everything(browser, address):
    """Nothing is folded in, and no tool stands there that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    assert opened.get_by_text("goudvink").is_visible()
    assert not opened.locator("#hulp").is_visible()
    assert not opened.locator("#bewaar-resultaten").is_visible()
    context.close()
