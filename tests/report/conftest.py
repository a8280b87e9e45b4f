"""A render folder, and a browser that a continuous-integration machine must have."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from render_folder import make_render_folder

CHROMIUM_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_render_folder(tmp_path / "render")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
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
