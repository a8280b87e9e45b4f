"""The HTML report as a browser shows it: no violation, no request, workable with a keyboard, marked in print."""

import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from mpp_lib.report.render import render
from tests.support import render_folder as rf
from tests.support.pdf_text import page_text


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = rf.make_render_folder(tmp_path_factory.mktemp("page") / "render")
    (made,) = render(folder, "rapport.qmd", ["html"], "builtin", folder.parent)
    return made.as_uri()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.requested = []
    opened.on("request", lambda request: opened.requested.append(request.url))
    opened.on("pageerror", lambda error: opened.requested.append(f"fout: {error}"))
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.goto(address)
    yield opened
    context.close()


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("unfolded", [False, True])
def test_axe_finds_nothing(page, width, unfolded):
    """No accessibility rule is broken on a desk or a phone, with the numbers folded in or out."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("open => document.querySelectorAll('details').forEach(part => { part.open = open })", unfolded)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_axe_would_find_something(page):
    """The check itself sees a picture without a description."""
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert "image-alt" in [rule["id"] for rule in Axe().run(page).response["violations"]]


def test_the_page_asks_for_nothing(page, address):
    """Opening the file makes no request but for itself, and no script fails."""
    page.evaluate("document.fonts.ready")
    assert [url for url in page.requested if not url.startswith("data:")] == [address]


def test_the_policy_names_our_own_files_and_nothing_else(address):
    """It stands right after the encoding; its checksums are those of our style sheet and script."""
    body = Path(urlsplit(address).path).read_text("utf-8")
    sheet = (rf.SHARED / "rapport.css").read_text("utf-8")
    for letter in re.findall(r'url\("(.*?)"\)', sheet):
        content = b64encode((rf.SHARED / letter).read_bytes()).decode()
        sheet = sheet.replace(letter, f"data:font/woff2;base64,{content}")
    rules = "default-src 'none'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    names = ("tabellen.js", "filter.js", "figuren.js", "rapport.js")
    script = "".join((rf.SHARED / name).read_text("utf-8") for name in names)
    policy = f"{rules}; style-src '{checksum(sheet)}'; script-src '{checksum(script)}'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert body.startswith(body[: body.index("<head>")] + f'<head>\n<meta charset="utf-8">\n{meta}\n')


def checksum(text):
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_the_policy_refuses_nothing_of_our_own(page, width, medium):
    """Styles, letters, drawings and the script are there on a desk, a phone and paper; a style of an element is not."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=medium)
    page.reload()
    page.evaluate("document.fonts.ready")
    assert page.evaluate("getComputedStyle(document.querySelector('td.getal')).textAlign") == "right"
    assert page.said == []
    page.evaluate("document.querySelector('td').setAttribute('style', 'color: red')")
    assert "style" in "".join(page.said)


HEAD = [
    "<script>RUN(1)</script>",
    '<script type="module">RUN(2)</script>',
    '<script src="data:text/javascript,RUN(3)"></script>',
    "<style>.conceptband, .omslag { display: none !important }</style>",
    '<link rel="stylesheet" href="data:text/css,.conceptband{display:none!important}">',
    '<base href="https://elders.example/">',
]
BODY = [
    *HEAD,
    '<img src="data:," alt="x" onerror="RUN(4)">',
    '<svg onload="RUN(5)"><script>RUN(6)</script><animate onbegin="RUN(7)" attributeName="x" dur="1s"/></svg>',
    '<p tabindex="0" autofocus onfocus="RUN(8)">x</p>',
    '<iframe srcdoc="<script>parent.RUN(9)</script>"></iframe>',
    '<a class="kwaad" href="javascript:RUN(10)">x</a>',
    '<p style="position: fixed; inset: 0; background: white; z-index: 99">x</p>',
    '<img src="https://elders.example/a.png" alt="x">',
    '<form action="https://elders.example/"><button class="kwaad">x</button></form>',
]


@pytest.mark.parametrize(("place", "hostile"), [("</title>", HEAD), ('<main id="Inhoud" tabindex="-1">', BODY)])
@pytest.mark.parametrize("guarded", [True, False])
def test_what_was_put_in_the_finished_page_does_nothing(browser, address, place, hostile, guarded):
    """Whatever came into the file after it was made, nothing runs or is asked for and the mark is seen; but without a
    policy it would."""
    body = Path(urlsplit(address).path).read_text("utf-8")
    body = body.replace(place, place + "".join(hostile).replace("RUN(", "document.documentElement.classList.add("), 1)
    body = body if guarded else re.sub("<meta http-equiv.*?>", "", body, count=1)
    context = browser.new_context()
    opened, asked = context.new_page(), []
    context.route("**/*", lambda route: asked.append(route.request.url) or route.fulfill(status=204))
    context.route("http://rapport.test/", lambda route: route.fulfill(body=body, content_type="text/html"))
    opened.goto("http://rapport.test/")
    opened.evaluate("document.querySelectorAll('.kwaad').forEach(link => link.click())")
    opened.wait_for_timeout(100)
    seen = """document.fonts.ready.then(() => {
        const box = document.querySelector(".conceptband").getBoundingClientRect()
        return box.height > 0 && document.elementFromPoint(box.x + 5, box.y + 5).closest(".conceptband") !== null
    })"""
    harmless = (opened.evaluate("document.documentElement.className"), asked, opened.evaluate(seen)) == ("", [], True)
    assert harmless is guarded
    context.close()


@pytest.mark.parametrize("width", [1280, 400])
def test_the_page_itself_never_scrolls_sideways(page, width):
    """Wide tables scroll within their own region."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_shipped_letter_is_used(page):
    """Text is set in the letter inside the file."""
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('600 16px \"Source Sans 3\"'))")


def test_the_first_key_leads_to_the_content(page):
    """The first stop of the keyboard is a link that skips the cover and the contents."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "Inhoud"


def test_the_concept_mark_stays_in_sight(page):
    """However far one scrolls, the mark stands at the top."""
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; window.scrollTo(0, 2000)")
    box = page.locator(".conceptband").bounding_box()
    assert page.evaluate("window.scrollY") > 1000
    assert box["y"] == 0
    assert page.locator(".conceptband").inner_text() == "Concept, voor intern gebruik"


def test_numbers_are_copied_with_the_keyboard(page):
    """The button stands under the fold-out, open or not; it copies cells as a sheet takes them, and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("summary", has_text="Cijfers").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Kopieer"
    page.keyboard.press("Enter")
    expect(page.locator("main .melding").first).to_have_text("Gekopieerd")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == "Maand\tBezetting\n2024-01\t64.120\n2024-02\t65.003"


def test_a_copied_text_is_no_formula(page):
    """What a spreadsheet would work out gets an apostrophe, as in CSV that people open; a number stays one."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    texts = ["=1+1", "@x", "+1.210 (+2,4%)", "-5,5%", "+300"]
    page.evaluate(
        """texts => {
            const cells = document.querySelectorAll("#tbl-instroom tbody tr:first-child td");
            texts.forEach((text, place) => { cells[place].textContent = text });
        }""",
        texts,
    )
    page.get_by_role("button", name="Kopieer Tabel 1").click()
    expect(page.locator("main .melding", has_text="Gekopieerd")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n").split("\n")
    assert copied[1].split("\t")[1:6] == ["'=1+1", "'@x", "+1.210 (+2,4%)", "-5,5%", "+300"]


def test_each_printed_page_is_marked(page):
    """Printed, every page carries the concept mark and its number."""
    printed = page.pdf(prefer_css_page_size=True)
    with pikepdf.open(BytesIO(printed)) as opened:
        texts = [page_text(sheet).replace(" ", "") for sheet in opened.pages]
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert "Concept,voorinterngebruik" in text
        assert f"Pagina{number}van{len(texts)}" in text
