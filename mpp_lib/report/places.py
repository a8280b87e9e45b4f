"""Where things stand: what ships with the project, and what a round's ``build/`` holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

PROJECT = Path(__file__).resolve().parents[2]
ANALYSIS = PROJECT / "analysis"
TEMPLATES = PROJECT / "report_templates"
LIBRARY = PROJECT / "mpp_lib"
LOCK_FILE = PROJECT / "requirements.lock"


@dataclass(frozen=True)
class Build:
    """The scratch folder of one report: nothing in it is an input, all of it can be made again.

    ``title`` names the report's files. ``run`` tells one run from another, so that what a killed run leaves behind is
    never taken for this one's.
    """

    folder: Path
    title: str
    run: str = field(default_factory=lambda: uuid4().hex[:12])

    @property
    def notebooks(self) -> Path:
        """Executed notebooks, each with its key beside it."""
        return self.folder / "notebooks"

    @property
    def workspaces(self) -> Path:
        """Holds the workspace of the run at hand, and of runs that were killed."""
        return self.folder / "onderhanden"

    @property
    def workspace(self) -> Path:
        """Where this run works before anything is put in place."""
        return self.workspaces / self.run

    @property
    def failed(self) -> Path:
        """Notebooks that stopped on an error, kept for the analyst; never part of a report."""
        return self.folder / "mislukt"

    @property
    def render(self) -> Path:
        """The sources of the last report: what the renderer read."""
        return self.folder / "render"

    @property
    def results(self) -> Path:
        """The table behind the report."""
        return self.folder / "resultaten.csv"

    @property
    def record(self) -> Path:
        """What the last finished report was made from, and the checksums of its files."""
        return self.folder / "rapport.json"

    @property
    def lock(self) -> Path:
        """Held while a report is being made."""
        return self.folder / ".lock"

    def report(self, extension: str) -> Path:
        """The report itself."""
        return self.folder / f"{self.title}.{extension}"
