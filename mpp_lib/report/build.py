"""The recipe of a report: check, notebooks, sources, render; only what changed, and never half a report."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from mpp_lib.base.errors import RenderError
from mpp_lib.base.write import write_atomically
from mpp_lib.report import notebooks
from mpp_lib.report.keys import file_digest
from mpp_lib.report.product import Product

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are."""


@dataclass(frozen=True)
class Order:
    """What is asked for: which report, which renderer, which formats; ``force`` makes everything again."""

    product: Product
    renderer: str = "builtin"
    to: tuple[str, ...] = ("html", "pdf", "xlsx")
    jobs: int = 2
    force: bool = False


def produce(order: Order, progress: Progress) -> tuple[Path, ...]:
    """Make a report.

    Returns:
        The report's files: HTML, PDF, then what goes with it.

    Raises:
        InputError: with everything that is wrong with the inputs; nothing is written.
        RenderError: when a notebook fails or the sources contradict themselves; the last report stays as it was.
    """
    from mpp_lib.report.render import chosen_renderer

    recipe = _Recipe(order, chosen_renderer(order.renderer), progress)
    if not order.force and recipe.finished():
        return recipe.files
    with _alone(order.product):
        recipe.make()
    return recipe.files


class _Recipe:
    """One run of the recipe; its key is computed once, before anything is read or made."""

    def __init__(self, order: Order, renderer: str, progress: Progress) -> None:
        self.order = order
        self.product = order.product
        self.build = order.product.build
        self.renderer = renderer
        self.progress = progress
        self._key = order.product.key(renderer)

    @property
    def files(self) -> tuple[Path, ...]:
        """The report's files, in the order they are printed."""
        reports = tuple(self.build.report(name) for name in self._formats)
        return reports + (self.product.others() if "xlsx" in self.order.to else ())

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
        self.progress("invoer controleren en doorrekenen", 0, 1)
        opened = self.product.open()
        stale = [task for task in self.product.tasks() if self.order.force or task.stale]
        steps = len(stale) + 3
        write_atomically(self.build.results, opened.results().encode("utf-8"))
        self._run_notebooks(stale, steps)
        self.progress(f"rapport opmaken met {self.renderer}", len(stale) + 1, steps)
        opened.gather(self.build.workspace / "render")
        self._render()
        if "xlsx" in self.order.to:
            self.progress("rekenbladen maken", len(stale) + 2, steps)
            opened.make_others()
        self._write_record()
        self.progress("gereed", steps, steps)

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
        document = f"{self.product.name}.qmd"
        out = self.build.workspace / "rapport"
        made = render(sources, document, self._formats, self.renderer, out, self.build.failed)
        self.build.record.unlink(missing_ok=True)
        shutil.rmtree(self.build.render, ignore_errors=True)
        sources.replace(self.build.render)
        for file in made:
            file.replace(self.build.report(file.suffix.lstrip(".")))

    def _write_record(self) -> None:
        record = {"key": self._key, "files": {file.name: file_digest(file) for file in self.files}}
        write_atomically(self.build.record, json.dumps(record, indent=1).encode("utf-8"))


@contextmanager
def _alone(product: Product) -> Iterator[None]:
    """Hold the report's build folder for this run; leaves no workspace behind, not even of runs that were killed."""
    build = product.build
    build.folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build.lock, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise RenderError(f"Van {product.folder.name} wordt al een rapport gemaakt.") from error
    try:
        shutil.rmtree(build.workspaces, ignore_errors=True)
        yield
    finally:
        shutil.rmtree(build.workspaces, ignore_errors=True)
        lock.release()
