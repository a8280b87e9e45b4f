"""The short papers beside the report, made of the small round with the real command line."""

import shutil
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.support.inline_styles import inline_styles
from tests.support.workplace import BEFORE, SMALL, Workplace, opened

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"


def workplace_of(folder: Path, *names: str) -> Workplace:
    """A workplace in ``folder`` with these of the test rounds."""
    for name in names or (SMALL, BEFORE):
        shutil.copytree(ROUNDS / name, folder / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return Workplace(folder)


def made(place: Workplace, product: str, *also: str) -> list[Path]:
    """The files of a product, in the order in which they are printed."""
    done = place.mpp("produce", SMALL, "--product", product, "--renderer", "builtin", *also)
    return [Path(line) for line in done.stdout.splitlines()]


def stays_within_screens(browser: Any, file: Path) -> None:
    """Nothing asked from elsewhere, no page wider than the screen, nothing that axe finds, no style of its own."""
    assert inline_styles(file.read_text("utf-8")) == []
    for width in (390, 1280):
        with opened(browser, file, width) as page:
            assert [url for url in page.asked if not url.startswith("data:")] == [file.as_uri()]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert Axe().run(page).response["violations"] == []
