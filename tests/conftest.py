"""What several rooms of tests share."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.levels import LEVELS, level_of
from tests.support.tiny_round import NAME, write_round

CHROMIUM_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_configure(config: pytest.Config) -> None:
    """Make the levels known."""
    for level in LEVELS:
        config.addinivalue_line("markers", level)
    config.addinivalue_line("markers", "long: takes too long for every change; make test-all runs it")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test its level, so that ``-m unit`` chooses."""
    for item in items:
        item.add_marker(level_of(item))


def pytest_collection_finish() -> None:
    """All that was imported stays to the end: no use in looking it through for what is not used any more."""
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A small valid round folder, in a folder of its own."""
    return write_round(tmp_path / "rounds" / NAME)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, which a continuous-integration machine must have."""
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "Chromium staat niet op deze machine: de toetsen in een browser zijn NIET gedraaid"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield started
        started.close()
