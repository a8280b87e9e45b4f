"""The volumes with the real command line: a page, a PDF and a workbook, and nothing made twice."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.inline_styles import inline_styles
from tests.support.page_fill import fill_of
from tests.support.workplace import BEFORE, SMALL, Workplace, opened

pytestmark = pytest.mark.long
ROUNDS = Path(__file__).resolve().parents[1] / "rounds"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("volumes")
    for name in (SMALL, BEFORE):
        shutil.copytree(ROUNDS / name, folder / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return Workplace(folder)


def make(place: Workplace) -> list[Path]:
    done = place.mpp("produce", SMALL, "--product", "volumes", "--renderer", "builtin")
    return [Path(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def files(place) -> list[Path]:
    return make(place)


def test_it_is_a_page_a_pdf_and_a_workbook(place, files):
    """In the order in which files are printed; asked again they stay as they are."""
    folder = place.round() / "build" / "volumes"
    assert files == [folder / f"MPP-volumes-{SMALL}.{form}" for form in ("html", "pdf", "xlsx")]
    before = [file.stat().st_mtime_ns for file in files]
    assert [file.stat().st_mtime_ns for file in make(place)] == before
    assert openpyxl.load_workbook(files[2]).sheetnames[0] == "Voorblad"


def test_every_page_but_the_last_is_well_filled(files):
    """As every short document is."""
    assert min(fill_of(files[1])[:-1]) >= 0.6


def test_on_a_small_and_a_wide_screen(browser, files):
    """Nothing asked from elsewhere, no page wider than the screen, nothing that axe finds, no style of its own."""
    assert inline_styles(files[0].read_text("utf-8")) == []
    for width in (390, 1280):
        with opened(browser, files[0], width) as page:
            assert [url for url in page.asked if not url.startswith("data:")] == [files[0].as_uri()]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert Axe().run(page).response["violations"] == []
