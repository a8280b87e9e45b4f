"""Where things stand: what a report is made from, and what a round's ``build/`` holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from mpp_lib.base.shipped import ANALYSIS, SHIPPED, TEMPLATES
from mpp_lib.inputs.record import Record


@dataclass(frozen=True)
class Materials:
    """The notebooks and templates of a project: its own where it has them, else those that ship with the library."""

    project: Path

    @property
    def analysis(self) -> Path:
        """The notebooks."""
        return self._place(ANALYSIS)

    @property
    def templates(self) -> Path:
        """The templates of every report, and what they share."""
        return self._place(TEMPLATES)

    @property
    def borrowed(self) -> tuple[str, ...]:
        """The names of the folders that the project does not have itself."""
        return tuple(name for name in (ANALYSIS, TEMPLATES) if not (self.project / name).is_dir())

    def _place(self, name: str) -> Path:
        return (SHIPPED if name in self.borrowed else self.project) / name


@dataclass(frozen=True)
class Build:
    """The scratch folder of one report: nothing in it is an input, all of it can be made again.

    ``titles`` is how the files of the report are called, by the document that each is made of. ``run`` tells one run
    from another, so that what a killed run leaves behind is never taken for this one's.
    """

    folder: Path
    titles: Mapping[str, str]
    run: str = field(default_factory=lambda: uuid4().hex[:12])

    @property
    def pdfs(self) -> list[str]:
        """The names of its PDFs."""
        return [f"{title}.pdf" for title in self.titles.values()]

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
    def followed(self) -> Path:
        """The Quarto project that an editor has open while the report is written."""
        return self.folder / "quarto"

    @property
    def results(self) -> Path:
        """The table behind the report."""
        return self.folder / "resultaten.csv"

    @property
    def gathered(self) -> Record:
        """What those sources were made from, whatever the texts in them say."""
        return Record(self.folder / "bronnen.json")

    @property
    def record(self) -> Record:
        """What the last finished report was made from, and the checksums of its files."""
        return Record(self.folder / "rapport.json")

    @property
    def lock(self) -> Path:
        """Held while a report is being made."""
        return self.folder / ".lock"

    def report(self, document: str, extension: str) -> Path:
        """The file that is made of a document."""
        return self.folder / f"{self.titles[document]}.{extension}"
