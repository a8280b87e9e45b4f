"""A folder holding rounds/, on which ``mpp`` is run as a user would."""

import json
import subprocess
import sys
from pathlib import Path

SMALL, BEFORE, HINDCAST, PUBLISHED = "_klein", "_eerder", "_hindcast", "_gepubliceerd"
BUILTIN = ("--renderer", "builtin", "--to", "html", "--to", "pdf")


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
