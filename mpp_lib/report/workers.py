"""Processes that run notebooks, and that never outlive the run they work for.

Each worker holds the reading end of a pipe whose writing end is with the run alone: when the run leaves its block, or
is killed, the pipe ends and so does the worker. Of a kernel the worker is the parent; without its parent it ends too.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Pipe
from pathlib import Path
from threading import Thread

KERNEL_ARGUMENTS = ("--log-level=50", "--ignore-cwd", f"--ext={__name__}", "--HistoryManager.enabled=False")
"""How a kernel is started: with this module as its extension, and without keeping what was run."""
BETWEEN_LOOKS = 0.5
"""Seconds between two looks of a kernel at its parent."""


@contextmanager
def workers(count: int, scratch: Path) -> Iterator[ProcessPoolExecutor]:
    """A pool of ``count`` processes that ends with this block, also when it is left half-way.

    Args:
        scratch: a folder for what kernels keep while they run; nothing of the user's own settings enters a notebook.
    """
    lifeline, held = Pipe(duplex=False)
    own = {"IPYTHONDIR": str(scratch / "ipython"), "JUPYTER_RUNTIME_DIR": str(scratch / "kernels")}
    own |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    with lifeline, ProcessPoolExecutor(count, get_context("spawn"), _begin, (lifeline.recv_bytes, own)) as pool, held:
        yield pool


def _begin(wait: Callable[[], bytes], environment: Mapping[str, str]) -> None:
    """Prepare a worker; an interrupt is for the run, which ends its workers itself.

    What goes wrong comes back as an error: a kernel that loses its worker has nobody to tell it on the terminal.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    os.environ.update(environment)
    Thread(target=_end_with, args=(wait,), daemon=True).start()


def _end_with(wait: Callable[[], bytes]) -> None:
    with suppress(EOFError, OSError):
        wait()
    try:
        if "mpp_lib.report.kernel" in sys.modules:
            sys.modules["mpp_lib.report.kernel"].OneKernel.end()
    finally:
        os._exit(1)


def load_ipython_extension(_shell: object) -> None:
    """Let this kernel end with its worker; on Windows ipykernel does so by itself."""
    if os.name == "posix":
        Thread(target=_end_without, args=(int(os.environ["JPY_PARENT_PID"]),), daemon=True).start()


def _end_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(BETWEEN_LOOKS)
    os._exit(1)
