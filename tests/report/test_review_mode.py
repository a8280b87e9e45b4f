"""The review mode of a concept, played in a browser by reviewers who never touch the mouse, and by some who do."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.reviewers import (
    SENTENCE,
    SOURCE,
    Reviewer,
    annotation,
    cell_of,
    concept,
    copy_with,
    items_of,
    quoted,
    said_in,
    write_file,
)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return concept(tmp_path_factory.mktemp("nakijken"))


@pytest.fixture
def reviewer(browser, report, tmp_path):
    someone = Reviewer(browser, report, tmp_path)
    yield someone
    someone.close()


@pytest.fixture
def returning(browser, report, tmp_path):
    """A reviewer who opens the page more than once."""
    someone = Reviewer(browser, report, tmp_path, comes_back=True)
    yield someone
    someone.close()


def first_comment(reviewer, words="Dit klopt niet.", organisation="COA"):
    """A question on the first paragraph, with the keyboard, from a page that was just opened."""
    reviewer.press("Tab", "Tab", "Enter")
    reviewer.tab_to("Kies een plaats")
    reviewer.press("Enter")
    reviewer.down_to("#sec-samenvatting-a1")
    reviewer.press("Enter")
    reviewer.type(words)
    reviewer.sign(organisation)
    reviewer.press("Enter")


def test_a_reviewer_comments_from_the_keyboard_and_finds_it_back(returning, report):
    """Opens the file, comments a cell, a sentence and other words, closes, opens it again and downloads."""
    first_comment(returning, "Wie zijn dit?")
    assert returning.focused().startswith("vraag")
    returning.page.locator("#nakijken").get_by_role("button", name="Alinea in 1 Samenvatting").focus()
    returning.press("Enter")
    returning.down_to("#tbl-instroom")
    returning.press("ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight")
    assert returning.focused() == "6.600"
    returning.press("Enter")
    returning.type("Wij tellen er minder.")
    returning.choose("feitelijke onjuistheid")
    returning.press("Control+Enter")
    returning.page.locator("#nakijken").get_by_role("button", name="Cel in Tabel 1 · Nareis · 2019").focus()
    returning.press("Enter")
    returning.down_to("#sec-methode-a1")
    assert returning.focused() == SENTENCE
    returning.press(*["ArrowRight"] * 5, "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    returning.type("Zo spreekt men niet.")
    returning.choose("suggestie")
    assert returning.page.evaluate("document.activeElement.value") == "tellen als één"
    returning.press("Control+A")
    returning.type("zijn één teken")
    returning.press("Control+Enter")
    assert "Deze browser bewaart" not in returning.said()

    returning.page.close()
    returning.open()
    returning.press("Tab", "Tab")
    assert returning.page.evaluate("document.activeElement.ariaLabel") == "Nakijken, 3 opmerkingen"
    returning.press("Enter")
    assert [text.split("\n")[0].lower() for text in returning.shown()] == [
        "vraag",
        "feitelijke onjuistheid",
        "suggestie",
    ]
    file = returning.download("Download mijn reacties")
    assert file.name == "reacties-2024-1-concept-2-COA.json"
    by_motivation = {item["motivation"]: item for item in items_of(file)}
    question, fact, proposal = (by_motivation[name] for name in ("questioning", "commenting", "editing"))
    assert (cell_of(fact, report), quoted(fact, report)) == ("6.600", "6.600")
    assert quoted(proposal, report) == "tellen als één"
    assert said_in(proposal) == {
        "commenting": "Zo spreekt men niet.", "classifying": "suggestie", "editing": "zijn één teken"
    }  # fmt: skip
    assert said_in(question) == {"commenting": "Wie zijn dit?", "classifying": "vraag"}
    assert {item["target"]["source"] for item in (question, fact, proposal)} == {SOURCE}
    assert question["creator"] == {"type": "Organization", "name": "COA", "mpp:rol": "adviseur"}


HEADS_THAT_SPAN = """<table id="tbl-twee"><caption>Twee</caption>
<thead><tr><th rowspan="2" scope="col">Cijfer</th><th rowspan="2" scope="col">Nu</th>
<th colspan="2" scope="colgroup">2025</th><th rowspan="2" scope="col">Verschil</th></tr>
<tr><th scope="col">laag</th><th scope="col">hoog</th></tr></thead>
<tbody><tr><th scope="row">Bezetting</th><td>1</td><td>2</td><td>3</td><td>4</td></tr></tbody></table>"""


@pytest.mark.parametrize(("column", "head"), [(0, "Nu"), (1, "laag"), (2, "hoog"), (3, "Verschil")])
def test_a_cell_is_called_by_the_head_over_it_where_heads_span_rows(browser, report, tmp_path, column, head):
    """One of two rows comes after one of two columns: each cell below still has its own."""
    page = tmp_path / "twee.html"
    text = report.read_text("utf-8")
    place = text.index('id="sec-samenvatting-a1"')
    at = text.index("</p>", place) + len("</p>")
    page.write_text(text[:at] + HEADS_THAT_SPAN + text[at:], "utf-8")
    someone = Reviewer(browser, page, tmp_path)
    someone.page.get_by_role("button", name="Nakijken", exact=True).click()
    someone.page.locator("#tbl-twee td").nth(column).click()
    someone.page.get_by_role("button", name="Opmerking bij deze").click()
    assert someone.page.locator("#nakijken").get_by_text(f"· Bezetting · {head}", exact=False).count()
    someone.close()


@pytest.mark.long
def test_what_three_reviewers_say_is_the_same_in_any_order(browser, report, tmp_path):
    """Two JSON files and a copy of the report, one of them twice, opened in three orders: each comment once."""
    one, other, third = (annotation(f"opmerking van {name}", name=name) for name in ("COA", "IND", "Nidos"))
    later = one | {"modified": "2024-09-08T10:00:00Z", "mpp:stand": "afgehandeld"}
    files = [
        write_file(tmp_path / "coa.json", [one, other]),
        write_file(tmp_path / "coa-later.json", [later]),
        copy_with(report, tmp_path / "nidos.html", [third, one]),
    ]
    found = set()
    for order in (files, files[::-1], [files[1], files[2], files[0]]):
        reviewer = Reviewer(browser, report, tmp_path)
        reviewer.page.get_by_role("button", name="Nakijken").click()
        told = [reviewer.read(file) for file in (*order, order[0])]
        assert "0 nieuwe reacties" in told[-1]
        assert len(reviewer.shown()) == 3
        found.add(json.dumps(items_of(reviewer.download("Download een kopie")), sort_keys=True))
        reviewer.close()
    assert len(found) == 1
    assert [item.get("mpp:stand") for item in json.loads(found.pop()) if item["id"] == one["id"]] == ["afgehandeld"]


def test_a_copy_is_the_report_with_the_comments_in_it(reviewer, browser, report, tmp_path):
    """Nothing else of the page changed, whatever was open; it opens with its comments, and its policy still holds."""
    first_comment(reviewer, "</script><b>x</b>")
    copy = reviewer.download("Download een kopie")
    block = copy.read_text("utf-8").partition('<script type="application/ld+json" id="mpp-reacties">')
    original = report.read_text("utf-8")
    assert block[2].partition("</script>")[2].split() == ["</body></html>"]
    reread = Reviewer(browser, report, tmp_path, before="addEventListener('DOMContentLoaded', () => window.was = "
                      "document.documentElement.outerHTML, {capture: true, once: true})")  # fmt: skip
    assert reread.page.evaluate("was").partition("</body>")[0].split() == block[0].partition("\n")[2].split()
    assert original.count("<script") == block[0].count("<script")
    reread.close()
    other = Reviewer(browser, copy, tmp_path)
    assert other.page.locator(".nk-draad .nk-tekst").inner_text() == "</script><b>x</b>"
    other.close()


def test_own_comments_are_changed_closed_answered_and_removed(returning):
    """One's own; of another only an answer is given."""
    first_comment(returning)
    panel = returning.page.locator("#nakijken")
    panel.get_by_role("button", name="Wijzigen").click()
    returning.type(" Toch?")
    returning.press("Control+Enter")
    panel.get_by_role("button", name="Antwoorden").click()
    returning.type("Zie ook hoofdstuk 2.")
    returning.press("Control+Enter")
    panel.get_by_role("button", name="Afhandelen").click()
    comment, reply = sorted(
        items_of(returning.download("Download mijn")), key=lambda item: item["motivation"] == "replying"
    )
    assert (said_in(comment)["commenting"], comment["mpp:stand"]) == ("Dit klopt niet. Toch?", "afgehandeld")
    assert (reply["target"], reply["motivation"], said_in(reply)) == (
        comment["id"], "replying", {"commenting": "Zie ook hoofdstuk 2."}
    )  # fmt: skip
    panel.get_by_label("Stand").select_option("open")
    assert returning.shown() == []
    panel.get_by_label("Stand").select_option("alle")
    panel.get_by_role("button", name="Heropenen").click()
    file = write_file(
        returning.folder / "ind.json",
        [annotation("van ons", name="IND"), comment | {"modified": "2030-01-01T00:00:00Z"}],
    )
    returning.read(file)
    of_other = panel.locator("article", has_text="van ons")
    assert of_other.get_by_role("button").all_inner_texts()[-1] == "Antwoorden"
    assert "afgehandeld" not in panel.locator("article", has_text="Dit klopt niet").inner_text()
    panel.locator("article", has_text="Dit klopt niet").get_by_role("button", name="Verwijderen").last.click()
    returning.page.reload()
    assert returning.page.locator(".nk-draad", has_text="Dit klopt niet").count() == 0


def test_apm_says_what_was_done(reviewer):
    """It settles a comment of another with a reason; without one it cannot say no."""
    first_comment(reviewer, organisation="APM")
    reviewer.read(write_file(reviewer.folder / "coa.json", [annotation("van COA")]))
    reviewer.page.locator("article", has_text="van COA").get_by_role("button", name="Verwerken").click()
    reviewer.choose("niet")
    reviewer.press("Control+Enter")
    assert reviewer.page.get_by_role("alert").inner_text() == "Schrijf uw opmerking op."
    reviewer.type("Buiten deze ronde.")
    reviewer.press("Control+Enter")
    settled = [
        said_in(item) for item in items_of(reviewer.download("Download mijn")) if item["motivation"] == "replying"
    ]
    assert settled == [{"commenting": "Buiten deze ronde.", "classifying": "niet"}]
    assert "1 verwerkt door APM" in reviewer.page.locator(".nk-telling").inner_text()


def test_what_was_not_downloaded_is_asked_about_before_closing(returning):
    """After a comment the browser asks; after the download it does not."""
    first_comment(returning)
    asked = []
    returning.page.on("dialog", lambda dialog: asked.append(dialog.type))
    returning.page.reload()
    assert asked == ["beforeunload"]
    returning.page.get_by_role("button", name="Nakijken").click()
    returning.download("Download mijn reacties")
    returning.page.reload()
    assert asked == ["beforeunload"]


NO_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('vol', 'QuotaExceededError') }"


def test_where_nothing_can_be_kept_every_comment_is_downloaded(browser, report, tmp_path):
    """The panel says so, and each time one is saved the file comes."""
    reviewer = Reviewer(browser, report, tmp_path, before=NO_STORAGE)
    with reviewer.page.expect_download() as waiting:
        first_comment(reviewer, "Bewaar mij")
    assert [said_in(item)["commenting"] for item in items_of(waiting.value.path().rename(tmp_path / "a.json"))] == [
        "Bewaar mij"
    ]
    assert "Deze browser bewaart niets" in reviewer.page.locator(".nk-waarschuwing").inner_text()
    reviewer.close()


def test_an_invitation_goes_along(browser, report, tmp_path):
    """A copy of one partner opens in the mode, knows whose it is, and its comments carry the token."""
    mine = tmp_path / "coa.html"
    meta = '<meta name="mpp-uitnodiging" content="COA:geheim">'
    mine.write_text(report.read_text("utf-8").replace("<title>", f"{meta}<title>", 1), "utf-8")
    reviewer = Reviewer(browser, mine, tmp_path)
    reviewer.page.locator("#sec-samenvatting-a1").click()
    reviewer.page.get_by_role("button", name="Opmerking bij deze alinea").click()
    reviewer.type("Vraag")
    reviewer.press("Tab")
    assert reviewer.page.evaluate("[document.activeElement.value, document.activeElement.readOnly]") == ["COA", True]
    reviewer.press("Tab")
    reviewer.type("adviseur")
    reviewer.press("Enter")
    (item,) = items_of(reviewer.download("Download mijn"))
    assert (item["mpp:uitnodiging"], item["creator"]["name"]) == ("geheim", "COA")
    reviewer.close()


def test_on_the_prognose_one_asks_or_points_at_an_error(browser, tmp_path):
    """Other kinds are neither offered nor taken over."""
    page = concept(tmp_path / "prognose")
    page.write_text(page.read_text("utf-8").replace('content="rapportage"', 'content="prognose"'), "utf-8")
    reviewer = Reviewer(browser, page, tmp_path)
    first_comment(reviewer)
    reviewer.page.get_by_role("button", name="Wijzigen").click()
    assert reviewer.page.locator("#nakijken [type=radio]").evaluate_all("all => all.map(one => one.value)") == [
        "feitelijke onjuistheid", "vraag"
    ]  # fmt: skip
    other = [annotation("mag", kind="vraag"), annotation("mag niet", kind="akkoord")]
    assert "1 reactie niet overgenomen" in reviewer.read(write_file(tmp_path / "x.json", other))
    reviewer.close()


def commented(browser, report, tmp_path, width=1280, **more):
    """With the mouse: words, a cell, a figure and a paragraph commented on, and the last one being written."""
    reviewer = Reviewer(browser, report, tmp_path, width=width, **more)
    reviewer.read(write_file(tmp_path / "x.json", [annotation("x", kind="akkoord"), annotation("y", name="IND")]))
    reviewer.page.get_by_role("button", name="Nakijken").click()
    return reviewer


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.long), 390])
def test_axe_finds_nothing_in_the_mode(browser, report, tmp_path, width):
    """With comments in the panel and one being written; the page is as wide as the screen, its stamp in sight."""
    reviewer = commented(browser, report, tmp_path, width)
    reviewer.page.locator("#nakijken").get_by_role("button", name="Alinea in 1 Samenvatting").first.click()
    reviewer.press("Enter", "Control+Enter")
    faults = [rule["id"] for rule in Axe().run(reviewer.page).response["violations"]]
    assert faults == []
    assert reviewer.page.get_by_role("alert").inner_text() == "Schrijf uw opmerking op."
    assert reviewer.page.evaluate("document.documentElement.scrollWidth") == width
    assert_the_stamp_is_seen(reviewer.page)
    reviewer.close()


def assert_the_stamp_is_seen(page):
    """The panel covers no part of it."""
    box = page.locator(".conceptband").bounding_box()
    points = [(box["x"] + part * box["width"], box["y"] + box["height"] / 2) for part in (0.02, 0.5, 0.98)]
    seen = "([x, y]) => document.elementFromPoint(x, y).closest('.conceptband') !== null"
    assert [page.evaluate(seen, point) for point in points] == [True] * 3


def test_the_focus_comes_back(reviewer):
    """From a form that is left, from a place that was jumped to, and from the panel that is closed."""
    first_comment(reviewer)
    reviewer.page.locator("#nakijken").get_by_role("button", name="Alinea in 1 Samenvatting").focus()
    reviewer.press("Enter")
    assert reviewer.page.evaluate("document.activeElement.id") == "sec-samenvatting-a1"
    reviewer.press("Enter", "Escape")
    assert reviewer.page.evaluate("document.activeElement.id") == "sec-samenvatting-a1"
    reviewer.press("Escape")
    assert reviewer.focused().startswith("vraag")
    reviewer.page.get_by_role("button", name="Sluiten").focus()
    reviewer.press("Enter")
    assert reviewer.page.evaluate("document.activeElement.ariaLabel") == "Nakijken, 1 opmerking"
    assert reviewer.page.locator("main [data-nk], main [data-nk-hier]").count() == 0


WITHOUT_HIGHLIGHTS = "delete CSS.highlights; Object.defineProperty(CSS, 'highlights', {value: undefined})"


@pytest.mark.parametrize("before", ["", pytest.param(WITHOUT_HIGHLIGHTS, marks=pytest.mark.long)])
def test_marks_in_the_text_say_how_many(browser, report, tmp_path, before):
    """Also in a browser that cannot mark the words themselves."""
    reviewer = commented(browser, report, tmp_path, before=before)
    assert reviewer.page.locator("#sec-samenvatting-a1").get_attribute("data-nk") == "2"
    assert reviewer.page.locator("main [data-nk]").count() == 1
    reviewer.close()


def test_comments_are_printed_only_when_asked(browser, report, tmp_path):
    """The marks and the panel stay off paper; on request the comments come after the report."""
    reviewer = commented(browser, report, tmp_path)
    reviewer.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reviewer.page.evaluate("document.body.lastElementChild.id") == "nakijken"
    for asked in (False, True):
        reviewer.page.emulate_media(media="screen")
        reviewer.page.get_by_label("Opmerkingen mee afdrukken").set_checked(asked)
        reviewer.page.emulate_media(media="print")
        assert reviewer.page.locator(".nk-draad").first.is_visible() is asked
        assert reviewer.page.locator(".nk-knop:visible").count() == (2 if asked else 0)
    reviewer.close()


def test_an_expert_judges_the_prognose(browser, report, tmp_path):
    """With one of three words and nothing more; the copy says that it is asked, and without that nobody is."""
    page = report.read_text("utf-8").replace('"mpp-product" content="rapportage"', '"mpp-product" content="prognose"')
    asked = '<meta name="mpp-soorten" content="vraag;feitelijke onjuistheid;hoger;in lijn;lager;onzin">'
    offered = []
    for name, meta in (("werkgroep", ""), ("frontex", asked)):
        mine = tmp_path / f"{name}.html"
        mine.write_text(page.replace("<title>", f"{meta}<title>", 1), "utf-8")
        reviewer = Reviewer(browser, mine, tmp_path)
        reviewer.page.get_by_role("button", name="Nakijken").click()
        reviewer.page.locator("#sec-samenvatting-a1").click()
        reviewer.page.get_by_role("button", name="Opmerking bij deze alinea").click()
        kinds = reviewer.page.locator("#nakijken fieldset").get_by_role("radio")
        offered.append([kinds.nth(place).get_attribute("value") for place in range(kinds.count())])
        if meta:
            reviewer.page.get_by_role("radio", name="Hoger").check()
            reviewer.page.get_by_label("Organisatie").fill("Frontex")
            reviewer.page.get_by_label("Rol").fill("expert")
            reviewer.page.get_by_role("button", name="Opslaan").click()
            (item,) = items_of(reviewer.download("Download mijn"))
            assert (item["motivation"], said_in(item)) == ("assessing", {"classifying": "hoger"})
        reviewer.close()
    assert offered == [
        ["feitelijke onjuistheid", "vraag"],
        ["vraag", "feitelijke onjuistheid", "hoger", "in lijn", "lager"],
    ]
