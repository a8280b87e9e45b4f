"""Runs the notebooks of a round with papermill: with checked parameters, in parallel, only those that are stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.errors import RenderError
from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.record import Record
from mpp_lib.report.deep_dive_run import DeepDiveRun
from mpp_lib.report.executed import without_traces
from mpp_lib.report.places import Build
from mpp_lib.report.workers import KERNEL_ARGUMENTS, workers

STOPPED = "Een proces dat notebooks draait, is van buiten gestopt; meestal was er te weinig geheugen. Probeer --jobs 1."


@dataclass(frozen=True)
class Task:
    """One notebook to run: its source, where the executed copy goes, and the key of what it depends on.

    ``workspace`` is where it runs, ``failed`` where a copy that stopped on an error is kept for the analyst.
    ``deep_dive`` says of one how it is run.
    """

    source: Path
    workspace: Path
    target: Path
    failed: Path
    parameters: dict[str, str]
    working_folder: Path
    key: str
    deep_dive: DeepDiveRun | None = None

    @property
    def record(self) -> Record:
        """Of the executed copy."""
        return Record(self.target.with_suffix(".key"))

    @property
    def stale(self) -> bool:
        """Whether the executed copy is absent, made from something else, or no longer what was made."""
        return not self.record.holds(self.key, [self.target])


def task(source: Path, build: Build, parameters: Mapping[str, str], working_folder: Path, key: str) -> Task:
    """The task to run a notebook for the report that is made in ``build``."""
    return Task(
        source=source,
        workspace=build.workspace / source.name,
        target=build.notebooks / source.name,
        failed=build.failed / source.name,
        parameters=dict(parameters),
        working_folder=working_folder,
        key=key,
    )


def run(stale: Iterable[Task], jobs: int, done: Callable[[Task], None]) -> None:
    """Run notebooks, ``jobs`` at a time; those that succeed stay, whatever happens to the others.

    Raises:
        RenderError: naming every notebook that failed, and where its half-way copy was kept.
    """
    waiting = list(stale)
    if not waiting:
        return
    failures: list[str] = []
    with workers(min(jobs, len(waiting)), waiting[0].workspace.parent) as pool:
        futures = {pool.submit(execute, task): task for task in waiting}
        try:
            for future in as_completed(futures):
                error = future.result()
                if error is None:
                    done(futures[future])
                else:
                    failures.append(error)
        except BrokenProcessPool:
            raise RenderError(STOPPED) from None
    if failures:
        raise RenderError("\n".join(sorted(failures)))


def execute(task: Task) -> str | None:
    """Run one notebook; returns what went wrong, or None.

    The record is removed before the notebook is replaced and written after it, so that an interruption at any moment
    leaves a notebook that counts as stale. A notebook works in the project's folder but takes no code from there: the
    library it runs with is the one whose code is in the key.
    """
    import papermill
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from mpp_lib.report.kernel import ENGINE

    task.workspace.parent.mkdir(parents=True, exist_ok=True)
    source = _source(task)
    unknown = set(task.parameters) - set(papermill.inspect_notebook(str(source)))
    if unknown:
        return f"{task.source.name}: kent de parameter niet: {', '.join(sorted(unknown))}"
    try:
        papermill.execute_notebook(
            str(source),
            str(task.workspace),
            parameters=task.parameters,
            cwd=str(task.working_folder),
            kernel_name="python3",
            engine_name=ENGINE,
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            extra_arguments=list(KERNEL_ARGUMENTS),
            before=task.deep_dive.before if task.deep_dive else "",
        )
    except DeadKernelError:
        return f"{task.source.name}: {STOPPED}"
    except RuntimeError as error:  # of a kernel that ends before it answers for the first time
        if not str(error).startswith("Kernel died"):
            raise
        return f"{task.source.name}: {STOPPED}"
    except PapermillExecutionError as error:
        write_atomically(task.failed, task.workspace.read_bytes())
        run = task.deep_dive
        where = run.stopped(error.cell_index) if run else f"{task.source.name}: cel {error.exec_count}"
        return f"{where} stopte met {error.ename}: {error.evalue} (zie {task.failed})"
    return _keep(task)


def _source(task: Task) -> Path:
    """The notebook to run: of a deep-dive no more than what the analyst typed."""
    if task.deep_dive is None:
        return task.source
    typed = task.workspace.with_suffix(".bron.ipynb")
    typed.write_bytes(task.deep_dive.notebook())
    return typed


def _keep(task: Task) -> str | None:
    """Put the executed copy in its place; returns what is wrong with what a deep-dive showed, or None."""
    content, faults = task.workspace.read_bytes(), tuple[str, ...]()
    if task.deep_dive is not None:
        content, faults = task.deep_dive.settled(content)
    if faults:
        return "\n".join(faults)
    task.record.forget()
    write_atomically(task.target, without_traces(content, task.working_folder))
    task.record.write(task.key, [task.target])
    task.failed.unlink(missing_ok=True)
    return None
