"""What is being done, on stderr: a line that moves on a terminal, and with ``-v`` every step with its seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from mpp_lib.base.steps import listening
from mpp_lib.cli.answers import ASKED

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.7
"""Seconds that pass before a terminal shows anything: what is done by then, needs no telling."""


class Watch:
    """Tells one run of a command what is being done.

    Attributes:
        moving: whether there is a terminal for a line that moves.
    """

    def __init__(self, moving: bool) -> None:
        self.moving = moving
        self._started = time.monotonic()
        self._doing: list[str] = []
        self._line: Progress | None = None
        self._lock = threading.Lock()

    @contextmanager
    def step(self, doing: str) -> Iterator[None]:
        """Tell of a step as long as it takes."""
        began = time.monotonic()
        self._doing.append(doing)
        if self.moving and len(self._doing) == 1:
            self._wait()
        self._show(doing, None, None)
        try:
            yield
        finally:
            self._doing.pop()
            self._say(f"{doing}: {_seconds(began)}")
            if not self._doing:
                self.stop()

    @contextmanager
    def counted(self) -> Iterator[Callable[[str, int, int], None]]:
        """A function that is told what is being done, how many parts of it are done and how many there are."""
        began = time.monotonic()

        def told(doing: str, done: int, of: int) -> None:
            self._say(f"na {_seconds(began)}: {doing} ({done} van {of})")
            self._show(doing, done, of)

        with self.step("samen"):
            yield told

    def _say(self, said: str) -> None:
        if ASKED.verbose:
            line = f"{'  ' * len(self._doing)}{said}"
            with self._lock:
                if self._line is not None:
                    self._line.console.print(line, markup=False, highlight=False)
                else:
                    print(line, file=sys.stderr)

    def _wait(self) -> None:
        timer = threading.Timer(max(0.0, self._started + PATIENCE - time.monotonic()), self._start)
        timer.daemon = True
        timer.start()

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            if not self._doing or self._line is not None:
                return
            columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
            self._line = Progress(
                *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=True
            )
            self._line.add_task(self._doing[-1], total=None)
            self._line.start()

    def _show(self, doing: str, done: int | None, of: int | None) -> None:
        with self._lock:
            if self._line is not None:
                task = self._line.task_ids[0]
                self._line.update(task, description=doing, completed=done, total=of)

    def stop(self) -> None:
        """Leave the terminal as it was."""
        with self._lock:
            if self._line is not None:
                self._line.stop()
                self._line = None


def _seconds(began: float) -> str:
    """How long ago that was."""
    from mpp_lib.base.dutch import number

    return f"{number(time.monotonic() - began, 1)} s"


_WATCHING: list[Watch] = []
"""The watch of the command that runs, where somebody watches."""


@contextmanager
def watched() -> Iterator[None]:
    """Tell of the steps taken inside, to a terminal unless it asked for quiet, and to whoever asked for all of it."""
    moving = sys.stderr is not None and sys.stderr.isatty() and not ASKED.quiet
    if not (moving or ASKED.verbose):
        yield
        return
    watch = Watch(moving)
    _WATCHING.append(watch)
    try:
        with listening(watch.step):
            yield
    finally:
        _WATCHING.remove(watch)
        watch.stop()


def counted() -> AbstractContextManager[Callable[[str, int, int], None]]:
    """See :meth:`Watch.counted`; nobody is told where nobody watches."""
    return _WATCHING[-1].counted() if _WATCHING else nullcontext(lambda *_: None)
