"""Concept-1 goes to four reviewers, their comments come in, and the next concept tells what was done with them."""

import shutil

import openpyxl
import pytest
from lxml import html

from tests.support.reviewers import Reviewer, items_of, said_in
from tests.support.workplace import SMALL, Workplace

pytestmark = pytest.mark.long
"""A version of the small round, and its next concept; each step has tests of its own that take less."""

GONE = "Deze alinea vervalt."
STAYS = "De instroom blijft naar verwachting rond het niveau van het afgelopen jaar."


@pytest.fixture
def place(workplace, everything, tmp_path) -> Workplace:
    """The small round, with two paragraphs of an analyst, kept as concept-1."""
    shutil.copytree(workplace.folder, tmp_path / "archief")
    place = Workplace(tmp_path / "archief")
    say(place, f"{STAYS}\n\n{GONE}\n")
    place.mpp("produce", SMALL)
    place.mpp("freeze", SMALL, "--as", "concept-1", "--audience", "werkgroep")
    return place


def say(place: Workplace, text: str) -> None:
    (place.round() / "text" / "samenvatting.md").write_text(text, encoding="utf-8")


def paragraph(page: html.HtmlElement, words: str) -> str:
    """The name of the paragraph that starts so."""
    (name,) = {str(one.get("id")) for one in page.iter("p") if one.text_content().strip().startswith(words)}
    return name


def comment(reviewer: Reviewer, place: str, words: str, kind: str = "", instead: str = "") -> None:
    """Choose a place and write, with the keyboard but for the choosing."""
    reviewer.page.locator(f"#{place}").click()
    reviewer.page.get_by_role("button", name="Opmerking bij deze").click()
    reviewer.type(words)
    if kind:
        reviewer.choose(kind)
    if instead:
        reviewer.press("Control+A")
        reviewer.type(instead)
    reviewer.press("Control+Enter")


def test_what_reviewers_say_comes_back_in_the_next_concept(place, browser, tmp_path):
    """Two copies of the page and a form; a place that vanished is listed, a hostile file changes nothing."""
    first = place.round() / "versions" / "concept-1" / "data" / "report" / f"MPP-rapportage-{SMALL}.html"
    page = html.parse(first).getroot()
    stays, gone = paragraph(page, STAYS), paragraph(page, GONE)
    files = []
    for partner in ("COA", "IND"):
        copy = tmp_path / f"{partner}.html"
        place.mpp("review", SMALL, "--copy", partner, "--out", str(copy))
        reviewer = Reviewer(browser, copy, tmp_path)
        if files:
            reviewer.read(files[0])
        comment(reviewer, stays, f"{partner} vraagt zich dit af.")
        reviewer.page.get_by_label("Rol").fill("adviseur")
        reviewer.page.get_by_role("button", name="Opslaan").click()
        comment(reviewer, gone, f"{partner}: waarom?", "suggestie", "Deze alinea blijft.")
        files.append(reviewer.download("Download mijn reacties").rename(tmp_path / f"{partner}.json"))
        reviewer.close()
    form = tmp_path / "formulier.xlsx"
    place.mpp("review", SMALL, "--form", "DMB", "--out", str(form))
    book = openpyxl.load_workbook(form)
    sheet = book["Reacties"]
    (head,) = [cell.row for row in sheet.iter_rows() for cell in row if cell.value == "kenmerk van de plaats"]
    columns = {cell.value: cell.column for cell in sheet[head]}
    (row,) = [at for at in range(head + 1, sheet.max_row + 1)
              if sheet.cell(at, columns["kenmerk van de plaats"]).value == stays]  # fmt: skip
    sheet.cell(row, columns["soort"]).value, sheet.cell(row, columns["opmerking"]).value = "vraag", "DMB leest mee."
    book.save(form)
    hostile = tmp_path / "vijandig.json"
    hostile.write_text(files[0].read_text("utf-8").replace("urn:mpp:", "javascript:"), "utf-8")

    refused = place.mpp("review", SMALL, "--import", *map(str, files), str(hostile), expect=1)
    assert "vijandig.json" in refused.stderr
    assert not (place.round() / "review" / "concept-1.json").exists()
    place.mpp("review", SMALL, "--import", str(form), *map(str, reversed(files)))
    settled = {item["id"]: said_in(item)["commenting"] for item in items_of(files[0])}
    rows = ["opmerking;versie;verwerking;reden;door;datum"]
    for name, words in settled.items():
        done = "verwerkt;" if "waarom" in words else "niet;Buiten deze ronde."
        rows.append(f"{name};concept-1;{done};APM;2024-08-20")
    (place.round() / "review" / "verwerking.csv").write_text("\n".join(rows) + "\n", "utf-8")

    say(place, f"{STAYS}\n\nIets anders.\n")
    place.mpp("produce", SMALL)
    next_page = html.parse(place.round() / "build" / f"MPP-rapportage-{SMALL}.html").getroot()
    told = " ".join(next_page.get_element_by_id("sec-reacties").text_content().split())
    for words in ("COA vraagt zich dit af.", "COA: waarom?", "IND: waarom?", "DMB leest mee.", "Buiten deze ronde."):
        assert words in told, words

    place.mpp("freeze", SMALL, "--as", "concept-2", "--audience", "werkgroep")
    listed = place.answer("review", SMALL, "--json")["comments"]
    found = {one["text"]: (one["state"], one["settlement"], one["found"], one["in"]) for one in listed}
    assert found == {
        "COA vraagt zich dit af.": ("afgehandeld", "niet", True, "concept-2"),
        "COA: waarom?": ("afgehandeld", "verwerkt", False, "concept-2"),
        "IND vraagt zich dit af.": ("open", "", True, "concept-2"),
        "IND: waarom?": ("open", "", False, "concept-2"),
        "DMB leest mee.": ("open", "", True, "concept-2"),
    }
