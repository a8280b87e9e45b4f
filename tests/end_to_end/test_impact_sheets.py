"""The sheets of the impact group with the real command line: two well-filled pages each, readable on a small screen."""

import shutil
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe

from mpp_lib.production.impact_sheets import SHEETS
from tests.support.inline_styles import inline_styles
from tests.support.page_fill import fill_of
from tests.support.pdf_text import page_text
from tests.support.workplace import BEFORE, SMALL, Workplace, opened

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
SHOWN = "coa"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("impact")
    for name in (SMALL, BEFORE):
        shutil.copytree(ROUNDS / name, folder / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return Workplace(folder)


def made(place: Workplace, partner: str, *also: str) -> list[Path]:
    asked = "produce", SMALL, "--product", "impactblad", "--partner", partner, "--renderer", "builtin"
    return [Path(line) for line in place.mpp(*asked, *also).stdout.splitlines()]


@pytest.fixture(scope="module")
def files(place) -> list[Path]:
    return made(place, SHOWN)


def two_well_filled_pages(pdf: Path) -> None:
    fills = fill_of(pdf)
    assert len(fills) == 2, fills
    assert min(fills) >= 0.6, fills


def test_it_is_two_pages_that_are_well_filled(files):
    """The second one has what changed, what it depends on and what stands open; each says for whom it is."""
    two_well_filled_pages(files[1])
    with pikepdf.open(files[1]) as pdf:
        first, second = (page_text(page).replace(" ", "") for page in pdf.pages)
    assert "CentraalOrgaanopvangasielzoekers(COA)" in first
    for told in ("Waterveranderde", "Waarhetvanafhangt", "Watnogopenstaat", "RisicoR1"):
        assert told in second


def test_on_a_small_and_a_wide_screen(browser, files):
    """Nothing asked from elsewhere, no page wider than the screen, nothing that axe finds, no style of its own."""
    assert inline_styles(files[0].read_text("utf-8")) == []
    for width in (390, 1280):
        with opened(browser, files[0], width) as page:
            assert [url for url in page.asked if not url.startswith("data:")] == [files[0].as_uri()]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert Axe().run(page).response["violations"] == []


@pytest.mark.long
@pytest.mark.parametrize("partner", [name for name in SHEETS if name != SHOWN])
def test_so_is_that_of_every_other_partner(place, partner):
    """Whatever its figures."""
    (pdf,) = made(place, partner, "--to", "pdf")
    two_well_filled_pages(pdf)
