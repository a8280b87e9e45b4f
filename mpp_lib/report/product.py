"""What the recipe asks of a report: what it is made from, and what only this report has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from mpp_lib.inputs.declared.papers import subject_of
from mpp_lib.inputs.fingerprint import digests, file_digest
from mpp_lib.inputs.rounds import lineage
from mpp_lib.report import notebooks
from mpp_lib.report.chain_words import chain_words
from mpp_lib.report.keys import comments_kept, inputs_key, key
from mpp_lib.report.places import Build, Materials
from mpp_lib.report.seen_code import Library


class Opened(ABC):
    """A report that is checked and calculated: what can be made of it.

    Attributes:
        reads_notebooks: whether it is gathered from the executed notebooks, so that none of them may be stale.
    """

    reads_notebooks: ClassVar[bool] = True

    @abstractmethod
    def results(self) -> str:
        """The table behind the report as CSV."""

    @abstractmethod
    def gather(self, target: Path) -> None:
        """Fill ``target``, which does not exist yet, with what the renderer reads."""

    def keep(self) -> None:
        """Make what its notebooks read and that takes long, before they run; most have nothing of the kind."""
        return

    def make_others(self) -> None:
        """Make the files that go with the report; most have none."""
        return


class Product(ABC):
    """A report over a round.

    Attributes:
        name: of its templates' folder and of its main document.
        pattern: of the names of its notebooks in ``analysis/``.
        folder: the round folder.
        build: where it is made.
        parameters: what its notebooks are given.
        kept_as: the product that it is when it becomes a version; empty where it never does.
    """

    name: str
    pattern: str
    folder: Path
    build: Build
    parameters: Mapping[str, str]
    kept_as: str = ""

    @cached_property
    def materials(self) -> Materials:
        """What it is made from."""
        return Materials(self.folder.parent.parent)

    @cached_property
    def library(self) -> Library:
        """The code, looked at once: what is made and what is recorded are of the same moment."""
        return Library()

    @property
    def code(self) -> str:
        """The key of all of the code."""
        return self.library.key

    @cached_property
    @abstractmethod
    def inputs(self) -> str:
        """The key of everything its notebooks read."""

    @cached_property
    @abstractmethod
    def texts(self) -> Mapping[str, str]:
        """Checksums of the prose that enters the report beside the notebooks."""

    @cached_property
    def deep_dives(self) -> Mapping[str, str]:
        """Checksums of the notebooks of the analyst that are part of it, and of what these read; most have none."""
        return {}

    @cached_property
    def chain(self) -> Mapping[str, str]:
        """What its cover and footer say of the versions that it rests on."""
        return chain_words(self.folder, subject_of(self.kept_as)) if self.kept_as else {}

    def opened_before(self) -> Opened | None:
        """The report without checking and calculating, where what the last run made of it still counts; mostly not."""
        return None

    def remember(self) -> None:
        """The sources that stand in the render folder are those of the report as it is; of use to few products."""
        return

    @abstractmethod
    def open(self) -> Opened:
        """Check and calculate.

        Raises:
            InputError: with everything that is wrong with the inputs.
        """

    def marked(self, page: bytes) -> bytes:
        """Its HTML with what belongs to a place in it and not in its text; most have nothing of the kind."""
        return page

    def others(self) -> tuple[Path, ...]:
        """The files that go with the report, when asked for; none without more."""
        return ()

    def kept(self) -> tuple[Path, ...]:
        """The files that are kept for its notebooks; none without more."""
        return ()

    def tasks(self) -> tuple[notebooks.Task, ...]:
        """Its notebooks, in order."""
        return self.tasks_in(self.build)

    def tasks_in(self, build: Build) -> tuple[notebooks.Task, ...]:
        """Its notebooks, run for the report that is made in ``build``."""
        sources = sorted(self.materials.analysis.glob(self.pattern))
        return tuple(
            notebooks.task(source, build, self.parameters, self.materials.project, self.notebook_key(source))
            for source in sources
        )

    def notebook_key(self, notebook: Path) -> str:
        """Everything that decides what an executed notebook holds."""
        code = self.library.key_seen_by(notebook)
        return key(notebook=file_digest(notebook), parameters=dict(self.parameters), inputs=self.inputs, code=code)

    def key(self, renderer: str) -> str:
        """Everything that decides what the report says and how it looks."""
        return key(
            code=self.code,
            inputs=self.inputs,
            texts=dict(self.texts),
            deep_dives=dict(self.deep_dives),
            templates=digests(self.materials.templates, ["**/*"]),
            notebooks=[task.key for task in self.tasks()],
            renderer=renderer,
            chain=dict(self.chain),
        )


class RoundProduct(Product):
    """A product of a round that is made from all of it and of the rounds before it, unless it says otherwise.

    Attributes:
        shows_comments: whether it shows what was said of versions of the round.
    """

    shows_comments: ClassVar[bool] = False

    def __init__(self, folder: Path, place: str, titles: Mapping[str, str], **parameters: str) -> None:
        """A product of ``folder``, made in ``place`` of its build folder; beside the folder, notebooks get these."""
        self.folder = folder
        self.build = Build(folder / "build" / place, titles)
        self.parameters = {"folder": folder.relative_to(folder.parent.parent).as_posix(), **parameters}

    @cached_property
    def inputs(self) -> str:
        """The round's, those of the rounds before it, and the comments where it shows them."""
        of_rounds = inputs_key(lineage(self.folder))
        return key(round=of_rounds, comments=comments_kept(self.folder)) if self.shows_comments else of_rounds

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """None: what the analyst writes stands in the report."""
        return {}
