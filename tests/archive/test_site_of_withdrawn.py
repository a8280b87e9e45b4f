"""Pages of indicators that only versions still speak of: what was said of them stays to be read, by everyone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from mpp_lib.archive.chain import check_chain
from mpp_lib.archive.site.contents import Contents, ListedRound
from mpp_lib.archive.site.indicator_pages import indicator_page, indicators_page
from mpp_lib.archive.verify import check_all
from mpp_lib.inputs.rounds import RoundEntry
from tests.support.small_rounds import OLD
from tests.support.versions import keep

GONE = ("coa.oude_telling", "oud.telling")


def withdrawn(tmp_path: Path) -> Contents:
    """A round with a version that speaks of two indicators which the chain has no more, one of a partner of old."""
    rows = [
        f"{OLD};v;{each};asiel;{name.split('.')[0]};{name};2025;1230;personen"
        for name in GONE
        for each in ("minimum", "medio", "maximum")
    ]
    keep(tmp_path, f"{OLD}/definitief", "rapportage", ("MPP-State", "vastgesteld"), results=rows)
    listed = ListedRound(RoundEntry(OLD, "", "", {}, None, None, None, None, ()), check_all(tmp_path)[0], None)
    return Contents(tmp_path, (listed,), check_chain(tmp_path), {})


def test_an_indicator_that_the_chain_has_no_more_keeps_its_page(tmp_path):
    """With what was said of it, marked in the list and on its page; also of a partner that is none any more."""
    contents = withdrawn(tmp_path)
    assert [said.spec.id for said in contents.indicators] == list(GONE)
    listing = indicators_page(contents).decode()
    assert listing.count("(niet meer in de keten)") == len(GONE)
    for said in contents.indicators:
        page = indicator_page(said).decode()
        assert "Deze indicator is niet meer in de keten." in page
        assert "1.230" in page
        assert f"indicator/{said.spec.id}.html" in listing
    assert "COA, oude telling" in indicator_page(contents.indicators[0]).decode()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_of_a_withdrawn_indicator_breaks_no_rule_of_access(tmp_path, browser, width):
    """axe-core finds nothing on it, nor on the list that marks it; neither scrolls sideways."""
    contents = withdrawn(tmp_path)
    pages = {said.spec.id: indicator_page(said) for said in contents.indicators}
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name, content in (*pages.items(), ("lijst", indicators_page(contents))):
        (tmp_path / f"{name}.html").write_bytes(content)
        page.goto((tmp_path / f"{name}.html").as_uri())
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
