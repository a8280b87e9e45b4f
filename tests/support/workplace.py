"""A folder holding rounds/, on which ``mpp`` is run as a user would."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SMALL, BEFORE, HINDCAST, PUBLISHED = "_klein", "_eerder", "_hindcast", "_gepubliceerd"
BUILTIN = ("--product", "rapportage", "--renderer", "builtin", "--to", "html", "--to", "pdf")


class Workplace:
    """A folder holding rounds/, on which ``mpp`` is run as a user would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def round(self, name: str = SMALL) -> Path:
        return self.folder / "rounds" / name

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "mpp_lib", "-C", str(self.folder), *arguments]

    def mpp(self, *arguments: str, expect: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, check=False, cwd=self.folder)
        assert done.returncode == expect, done.stdout + done.stderr
        return done

    def answer(self, *arguments: str) -> dict:
        return json.loads(self.mpp(*arguments).stdout)

    def produce(self, name: str = SMALL) -> list[Path]:
        return [Path(line) for line in self.mpp("produce", name, *BUILTIN).stdout.splitlines()]

    def notebooks(self, name: str = SMALL) -> dict[str, float]:
        folder = self.round(name) / "build" / "notebooks"
        return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.ipynb")}


@contextmanager
def opened(browser: Any, file: Path, width: int) -> Iterator[Any]:
    """A page of the browser showing a file; ``asked`` holds every address it asked for."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(file.as_uri())
    yield page
    context.close()
