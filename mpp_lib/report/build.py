"""The recipe of a report: check, notebooks, sources, render; only what changed, and never half a report."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from mpp_lib.base.errors import RenderError
from mpp_lib.base.write import clear_half, write_atomically
from mpp_lib.report import notebooks
from mpp_lib.report.places import Build
from mpp_lib.report.product import Opened, Product

ALL_FORMATS = ("html", "pdf", "xlsx")
RENDERERS = ("builtin", "quarto")
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are."""


@dataclass(frozen=True)
class Order:
    """What is asked for: which report, which renderer, which formats; ``force`` makes everything again."""

    product: Product
    renderer: str = "builtin"
    to: tuple[str, ...] = ALL_FORMATS
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
        _clear_unless_held(order.product.build)
        return recipe.files
    opened = recipe.opened_before()
    if opened is None:
        progress("invoer controleren en doorrekenen", 0, 1)
        opened = order.product.open()
    with _alone(order.product):
        recipe.make(opened)
    return recipe.files


def gathered(order: Order, progress: Progress, use: Callable[[Path], None]) -> None:
    """Gather the sources of a report as for a run that makes it, and have them used; what was made stays as it is.

    Args:
        use: is given the folder with the sources, which is gone afterwards.

    Raises:
        InputError: with everything that is wrong with the inputs.
        RenderError: when a notebook fails or the sources contradict themselves.
    """
    recipe = _Recipe(order, order.renderer, progress)
    progress("invoer controleren en doorrekenen", 0, 1)
    opened = order.product.open()
    with _alone(order.product):
        stale = recipe.stale(opened)
        use(recipe.gather(opened, stale, len(stale) + 2))
        progress("klaargezet", 1, 1)


@dataclass(frozen=True)
class Standing:
    """A report that was made and still is what would be made now: its files, and with which renderer."""

    renderer: str
    files: tuple[Path, ...]


def standing(product: Product, to: tuple[str, ...] = ALL_FORMATS) -> Standing | None:
    """The report that stands in the build folder, with all these formats; None where it has to be made first."""
    for renderer in RENDERERS:
        recipe = _Recipe(Order(product, renderer, to), renderer, lambda *_: None)
        if recipe.finished() and not any(task.stale for task in product.tasks()):
            return Standing(renderer, recipe.files)
    return None


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
        return (*self._reports.values(), *(self.product.others() if "xlsx" in self.order.to else ()))

    @property
    def _reports(self) -> dict[str, Path]:
        """What the renderer makes → the file of the report that it is: one HTML, a PDF of each document."""
        named = {"html": [self.product.name], "pdf": list(self.build.titles)}
        return {f"{name}.{form}": self.build.report(name, form) for form in self._formats for name in named[form]}

    @property
    def _formats(self) -> tuple[str, ...]:
        return tuple(name for name in ("html", "pdf") if name in self.order.to)

    def finished(self) -> bool:
        """Whether the report on disk is the one that would be made."""
        return self.build.record.holds(self._key, self._recorded)

    def opened_before(self) -> Opened | None:
        """The report as far as the last run made it, where that is asked and counts; not for the files beside it."""
        other = self.order.force or "xlsx" in self.order.to or self.renderer != "builtin"
        return None if other else self.product.opened_before()

    @property
    def _recorded(self) -> tuple[Path, ...]:
        return (*self.files, self.build.results, *self.product.kept())

    def make(self, opened: Opened) -> None:
        """Run the notebooks that are stale, gather the sources, render, and put the report in place."""
        stale = self.stale(opened)
        steps = len(stale) + 3
        write_atomically(self.build.results, opened.results().encode("utf-8"))
        self._render(self.gather(opened, stale, steps))
        if "xlsx" in self.order.to:
            self.progress("rekenbladen maken", len(stale) + 2, steps)
            opened.make_others()
        self.build.record.write(self._key, self._recorded)
        if self.renderer == "builtin":
            self.product.remember()
        self.progress(f"gereed, opgemaakt met {self.renderer}", steps, steps)

    def stale(self, opened: Opened) -> list[notebooks.Task]:
        """The notebooks that have to run."""
        tasks = self.product.tasks() if opened.reads_notebooks else ()
        return [task for task in tasks if self.order.force or task.stale]

    def gather(self, opened: Opened, stale: Sequence[notebooks.Task], steps: int) -> Path:
        """Run the notebooks that are stale and gather the sources, in the workspace of this run."""
        opened.keep()
        self._run_notebooks(stale, steps)
        self.progress(f"rapport opmaken met {self.renderer}", len(stale) + 1, steps)
        opened.gather(self.build.workspace / "render")
        return self.build.workspace / "render"

    def _run_notebooks(self, stale: Sequence[notebooks.Task], steps: int) -> None:
        finished = 1

        def done(task: notebooks.Task) -> None:
            nonlocal finished
            finished += 1
            self.progress(f"notebook {task.source.stem}", finished, steps)

        notebooks.run(stale, self.order.jobs, done)

    def _render(self, sources: Path) -> None:
        from mpp_lib.report.render import render

        document = f"{self.product.name}.qmd"
        out = self.build.workspace / "rapport"
        made = {
            file.name: file for file in render(sources, document, self._formats, self.renderer, out, self.build.failed)
        }
        for file in (file for name, file in made.items() if name.endswith(".html")):
            write_atomically(file, self.product.marked(file.read_bytes()))
        if made.keys() != self._reports.keys():
            raise RenderError(f"{document}: gemaakt is {', '.join(made)}; verwacht {', '.join(self._reports)}")
        self.build.record.forget()
        self.build.gathered.forget()
        shutil.rmtree(self.build.render, ignore_errors=True)
        sources.replace(self.build.render)
        for name, file in made.items():
            file.replace(self._reports[name])


@contextmanager
def _alone(product: Product) -> Iterator[None]:
    """Hold the report's build folder for this run; leaves no workspace behind, not even of runs that were killed."""
    build = product.build
    build.folder.mkdir(parents=True, exist_ok=True)
    with held(product):
        try:
            _clear(build)
            with _temporary_in(build.workspace):
                yield
        finally:
            shutil.rmtree(build.workspaces, ignore_errors=True)


@contextmanager
def held(product: Product) -> Iterator[None]:
    """Keep every other run from the build folder of a report, which is there.

    Raises:
        RenderError: another run has it.
    """
    lock = FileLock(product.build.lock, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise RenderError(f"Van {product.folder.name} wordt al een rapport gemaakt.") from error
    try:
        yield
    finally:
        lock.release()


def _clear_unless_held(build: Build) -> None:
    """Remove what killed runs left beside a finished report; a run that is under way keeps what it has."""
    if build.workspaces.exists():
        with suppress(Timeout, OSError), FileLock(build.lock, blocking=False):
            _clear(build)


def _clear(build: Build) -> None:
    """Remove what killed runs left."""
    shutil.rmtree(build.workspaces, ignore_errors=True)
    for folder in (build.folder, build.notebooks, build.failed):
        clear_half(folder)


@contextmanager
def _temporary_in(folder: Path) -> Iterator[None]:
    """Let everything temporary stand in ``folder``, where it is cleared whatever happens to this run."""
    folder.mkdir(parents=True)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
