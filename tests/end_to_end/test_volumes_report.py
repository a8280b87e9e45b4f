"""The volumes with the real command line: a page, a PDF and a workbook, and nothing made twice."""

from pathlib import Path

import openpyxl
import pytest

from mpp_lib.inputs.declared.papers import VOLUMES
from tests.support.page_fill import fill_of
from tests.support.short_papers import made, stays_within_screens, workplace_of
from tests.support.workplace import SMALL, Workplace

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    return workplace_of(tmp_path_factory.mktemp("volumes"))


@pytest.fixture(scope="module")
def files(place) -> list[Path]:
    return made(place, VOLUMES)


def test_it_is_a_page_a_pdf_and_a_workbook(place, files):
    """In the order in which files are printed; asked again they stay as they are."""
    folder = place.round() / "build" / "volumes"
    assert files == [folder / f"MPP-volumes-{SMALL}.{form}" for form in ("html", "pdf", "xlsx")]
    before = [file.stat().st_mtime_ns for file in files]
    assert [file.stat().st_mtime_ns for file in made(place, VOLUMES)] == before
    assert openpyxl.load_workbook(files[2]).sheetnames[0] == "Voorblad"


def test_every_page_but_the_last_is_well_filled(files):
    """As every short document is."""
    assert min(fill_of(files[1])[:-1]) >= 0.6


def test_on_a_small_and_a_wide_screen(browser, files):
    stays_within_screens(browser, files[0])
