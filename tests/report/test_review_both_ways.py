"""What the page of a concept writes, in a browser, ``mpp review`` takes in; and a personal copy confirms it."""

import pytest

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.archive.review.invitations import invite
from mpp_lib.inputs.review.overview import overview
from tests.support.reviewed import PARTNERS, keep_version, results
from tests.support.reviewers import Reviewer, concept
from tests.support.small_rounds import NEW, small_rounds


@pytest.fixture
def folder(tmp_path):
    """The round that the page of the test report says it is of, with that page as its version."""
    folder = small_rounds(tmp_path) / NEW
    (folder / "registers" / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    page = concept(tmp_path / "rapport").read_text(encoding="utf-8")
    keep_version(folder, "concept-2", page, results({}))
    return folder


def test_comments_of_the_browser_come_in_confirmed(browser, folder, tmp_path):
    """A paragraph, a cell and words in a sentence, from the keyboard; as a file and as a copy of the page."""
    copy = tmp_path / "coa.html"
    copy.write_bytes(invite(folder, "COA", "", by_form=False).content)
    someone = Reviewer(browser, copy, tmp_path)
    someone.page.locator(".nk-paneel").wait_for()
    someone.page.locator("#nakijken").get_by_role("button", name="Kies een plaats").focus()
    someone.press("Enter")
    someone.down_to("#sec-samenvatting-a1")
    someone.press("Enter")
    someone.type("Wie zijn dit?")
    someone.press("Tab")
    someone.press("Tab")
    someone.type("adviseur")
    someone.press("Control+Enter")
    someone.page.locator("#nakijken").get_by_role("button", name="Kies een plaats").focus()
    someone.press("Enter")
    someone.down_to("#tbl-instroom")
    someone.press("ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "Enter")
    someone.type("Wij tellen er minder.")
    someone.choose("feitelijke onjuistheid")
    someone.press("Control+Enter")
    someone.page.locator("#nakijken").get_by_role("button", name="Kies een plaats").focus()
    someone.press("Enter")
    someone.down_to("#sec-methode-a1")
    someone.press(*["ArrowRight"] * 5, "Shift+ArrowRight", "Enter")
    someone.type("Zo spreekt men niet.")
    someone.choose("suggestie")
    someone.press("Control+A")
    someone.type("zijn")
    someone.press("Control+Enter")
    file, page = someone.download("Download mijn reacties"), someone.download("Download een kopie met alle reacties")
    someone.close()
    assert import_comments(folder, [file]).counts == {"new": 3, "changed": 0, "known": 0, "unconfirmed": 0}
    assert import_comments(folder, [page]).counts == {"new": 0, "changed": 0, "known": 3, "unconfirmed": 0}
    found = {one.comment.kind: one for one in overview(folder)}
    assert {kind: (str(one.comment.place), one.found.how, one.state) for kind, one in found.items()} == {
        "vraag": ("sec-samenvatting-a1", "plaats", "open"),
        "feitelijke onjuistheid": ("tbl-instroom, rij 2, kolom 3", "plaats", "open"),
        "suggestie": ("sec-methode-a1", "plaats", "open"),
    }
    assert found["feitelijke onjuistheid"].found.shown == "6.600"
