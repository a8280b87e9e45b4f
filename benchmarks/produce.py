"""What a report costs: processor time of ``mpp produce`` cold, and of another sentence in one of its texts.

    python -m benchmarks.produce [ROUND] [OTHER]

With OTHER, another checkout with a ``.venv`` of its own, the same is asked of its ``mpp``, in turns with this one: on a
machine that others use too, only the ratio says something. A copy of the rounds is worked on; nothing else is written.
Counts every process that a command starts, also those that outlive it, which only Linux lets one do.
"""

from __future__ import annotations

import compileall
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parents[1]
TEXT = "text/samenvatting.md"
TASKS = {"koud, alles": (), "een zin anders, de HTML": ("--to", "html"), "nog een zin, de HTML": ("--to", "html")}
AROUND = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As on a desk, where Python keeps what it compiled; each checkout has done so before the first task."""
_BECOME_PARENT = 36
"""PR_SET_CHILD_SUBREAPER: what is left of a command comes to us, with the time it took."""


class Took(NamedTuple):
    """Seconds."""

    processor: float
    clock: float


def main() -> None:
    """Each task in every checkout before the next, then a line for each."""
    name, *others = sys.argv[1:] or ["2024-2"]
    ctypes.CDLL(None).prctl(_BECOME_PARENT, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as scratch:
        checkouts = {HERE: Path(scratch) / "hier"} | {Path(one): Path(scratch) / "daar" for one in others}
        for checkout, place in checkouts.items():
            compileall.compile_dir(checkout / "mpp_lib", quiet=2)
            shutil.copytree(checkout / "rounds", place / "rounds", ignore=shutil.ignore_patterns("build"))
        for task, formats in TASKS.items():
            for checkout, place in checkouts.items():
                took = timed(checkout, place, name, formats)
                print(f"{task:26} {checkout} {took.processor:8.1f} s processortijd {took.clock:8.1f} s", flush=True)
                say_more(place / "rounds" / name / TEXT)


def say_more(text: Path) -> None:
    """Another sentence at the end of a text."""
    with text.open("a", encoding="utf-8") as file:
        file.write("\nEen zin die er nog niet stond.\n")


def timed(checkout: Path, place: Path, name: str, formats: tuple[str, ...]) -> Took:
    """What one run takes of the processor, and by the clock.

    Raises:
        RuntimeError: the command stopped.
    """
    command = [checkout / ".venv" / "bin" / "mpp", "-C", place, "produce", name, *formats]
    before, start = used(), time.perf_counter()
    with subprocess.Popen(command, env=AROUND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        stopped = running.wait()
    clock = time.perf_counter() - start
    for _ in ended():
        pass
    if stopped:
        raise RuntimeError(f"{checkout}: mpp produce {name} stopte met {stopped}")
    return Took(used() - before, clock)


def ended() -> Iterator[int]:
    """Every process that was left to us, until there is none."""
    with suppress(ChildProcessError):
        while True:
            yield os.waitpid(-1, 0)[0]


def used() -> float:
    """Processor time of all processes that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
