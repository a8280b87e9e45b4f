"""The recipe of a report: check, notebooks, sources, render; only what changed, and never half a report."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.errors import RenderError
from mpp_lib.base.write import write_atomically
from mpp_lib.report import notebooks
from mpp_lib.report.places import TEMPLATES, Build
from mpp_lib.report.stale import TEXT_PATTERNS, code_key, digests, file_digest, inputs_key, key
from mpp_lib.report.workbooks import make_workbooks, workbook_files

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are."""

REPORT = "rapportage"


@dataclass(frozen=True)
class Order:
    """What is asked for: which round, which renderer, which formats; ``force`` makes everything again."""

    folder: Path
    renderer: str = "auto"
    to: tuple[str, ...] = ("html", "pdf", "xlsx")
    jobs: int = 2
    force: bool = False


def produce(order: Order, progress: Progress) -> tuple[Path, ...]:
    """Make the report of a round.

    Returns:
        The report's files: HTML, PDF, then the workbook of each mpp-scenario.

    Raises:
        InputError: with everything that is wrong with the inputs; nothing is written.
        RenderError: when a notebook fails or the sources contradict themselves; the last report stays as it was.
    """
    from mpp_lib.report.render import chosen_renderer

    renderer = chosen_renderer(order.renderer)
    recipe = _Recipe(order, Build(order.folder), renderer, progress)
    if not order.force and recipe.finished():
        return recipe.files
    with _alone(recipe.build):
        recipe.make()
    return recipe.files


class _Recipe:
    """One run of the recipe; its keys are computed once, before anything is read or made."""

    def __init__(self, order: Order, build: Build, renderer: str, progress: Progress) -> None:
        self.order = order
        self.build = build
        self.renderer = renderer
        self.progress = progress
        self._code = code_key()
        self._inputs = inputs_key(_round_and_previous(order.folder))
        self._key = key(
            code=self._code,
            inputs=self._inputs,
            texts=digests(order.folder, TEXT_PATTERNS),
            templates=digests(TEMPLATES, ["**/*"]),
            notebooks=[task.key for task in self._tasks()],
            renderer=renderer,
        )

    @property
    def files(self) -> tuple[Path, ...]:
        """The report's files, in the order they are printed."""
        reports = tuple(self.build.report(self.order.folder.name, name) for name in self._formats)
        return reports + (workbook_files(self.build) if "xlsx" in self.order.to else ())

    @property
    def _formats(self) -> tuple[str, ...]:
        return tuple(name for name in ("html", "pdf") if name in self.order.to)

    def finished(self) -> bool:
        """Whether the report on disk is the one that would be made."""
        if not self.build.record.is_file():
            return False
        record = json.loads(self.build.record.read_text(encoding="utf-8"))
        made = record["files"]
        return record["key"] == self._key and all(
            file.is_file() and made.get(file.name) == file_digest(file) for file in self.files
        )

    def make(self) -> None:
        """Check, run the notebooks that are stale, gather the sources, render, and put the report in place."""
        from mpp_lib.base.result_table import to_csv
        from mpp_lib.production.open_round import open_previous, open_round
        from mpp_lib.report.gather import gather

        self.progress("invoer controleren en doorrekenen", 0, 1)
        result = open_round(self.order.folder)
        previous = open_previous(result)
        stale = [task for task in self._tasks() if self.order.force or task.stale]
        steps = len(stale) + 3
        write_atomically(self.build.results, to_csv(result.table).encode("utf-8"))
        self._run_notebooks(stale, steps)
        self.progress("rapport opmaken", len(stale) + 1, steps)
        gather(result, previous, self.build.notebooks, self.build.workspace / "render")
        self._render()
        if "xlsx" in self.order.to:
            self.progress("rekenbladen maken", len(stale) + 2, steps)
            make_workbooks(result, self.build, key(inputs=self._inputs, code=self._code))
        self._write_record()
        self.progress("gereed", steps, steps)

    def _tasks(self) -> tuple[notebooks.Task, ...]:
        root = self.order.folder.parent.parent
        parameters = {"folder": self.order.folder.relative_to(root).as_posix()}
        return notebooks.tasks(self.build, parameters, root, self._inputs, self._code)

    def _run_notebooks(self, stale: Sequence[notebooks.Task], steps: int) -> None:
        finished = 1

        def done(task: notebooks.Task) -> None:
            nonlocal finished
            finished += 1
            self.progress(f"notebook {task.source.stem}", finished, steps)

        notebooks.run(stale, self.order.jobs, done)

    def _render(self) -> None:
        from mpp_lib.report.render import render

        sources = self.build.workspace / "render"
        made = render(sources, f"{REPORT}.qmd", self._formats, self.renderer, self.build.workspace / "rapport")
        self.build.record.unlink(missing_ok=True)
        shutil.rmtree(self.build.render, ignore_errors=True)
        sources.replace(self.build.render)
        for file in made:
            file.replace(self.build.report(self.order.folder.name, file.suffix.lstrip(".")))

    def _write_record(self) -> None:
        record = {"key": self._key, "files": {file.name: file_digest(file) for file in self.files}}
        write_atomically(self.build.record, json.dumps(record, indent=1).encode("utf-8"))


def _round_and_previous(folder: Path) -> tuple[Path, ...]:
    """The folders whose inputs decide the report: the round's, and those of the rounds before it."""
    import yaml

    try:
        settings = yaml.safe_load((folder / "round.yml").read_text(encoding="utf-8"))
        previous = settings.get("previous") if isinstance(settings, dict) else None
    except (OSError, ValueError, yaml.YAMLError):
        return (folder,)
    return (folder,) if not isinstance(previous, str) else (folder, folder.parent / Path(previous).name)


@contextmanager
def _alone(build: Build) -> Iterator[None]:
    """Hold the round's build folder for this run; leaves no workspace behind, not even of runs that were killed."""
    build.folder.mkdir(parents=True, exist_ok=True)
    with build.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RenderError(f"Van {build.round_folder.name} wordt al een rapport gemaakt.") from error
        shutil.rmtree(build.workspaces, ignore_errors=True)
        try:
            yield
        finally:
            shutil.rmtree(build.workspaces, ignore_errors=True)
