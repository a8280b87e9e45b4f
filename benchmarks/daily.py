"""What the daily commands cost: processor time, as so many times that of importing pandas in the same run.

    python benchmarks/daily.py [RUNS]

Every command takes its turn RUNS times (5) after a run that is not counted, and so does the import; the median of each
counts. Processes that a command starts count with it. Only the ratios say something: this changes with the machine, and
with what else it does, they hardly.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parents[1]
AROUND = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As on a desk, where Python keeps what it compiled."""
PACKAGES = ("numpy", "pandas", "scipy", "pydantic", "typer", "rich")
IMPORT = ("-c", "import pandas")


class Command(NamedTuple):
    """A command, and how many times the import of pandas it may take."""

    arguments: tuple[str, ...]
    goal: float

    @property
    def text(self) -> str:
        """As it is typed."""
        return " ".join(("mpp", *self.arguments))


COMMANDS = (
    Command(("forecast", "2025-1"), 2.5),
    Command(("check", "2025-1"), 3.0),
    Command(("results", "2025-1"), 3.0),
    Command(("monitor", "2024-2", "--until", "2024-12", "--json"), 3.0),
    Command(("explain", "2025-1", "--against", "2024-2"), 6.0),
    Command(("evaluate",), 6.0),
)


def main() -> None:
    """The machine, and a line for each command."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    asked = {IMPORT: IMPORT} | {command: ("-m", "mpp_lib", *command.arguments) for command in COMMANDS}
    took: dict[object, list[float]] = {name: [] for name in asked}
    for turn in range(runs + 1):
        for name, arguments in asked.items():
            seconds = processor_time(arguments)
            if turn:
                took[name].append(seconds)
    unit = statistics.median(took[IMPORT])
    print(f"{platform.platform()}, {os.cpu_count()} processoren, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES))
    print(f"pandas importeren: {unit:.2f} s processortijd\n")
    for command in COMMANDS:
        seconds = statistics.median(took[command])
        verdict = "gehaald" if seconds <= command.goal * unit else "niet gehaald"
        print(f"{command.text:45} {seconds:6.2f} s {seconds / unit:6.1f} ×   doel {command.goal:3.1f} ×   {verdict}")


def processor_time(arguments: tuple[str, ...]) -> float:
    """Seconds of the processor that Python takes for this, with what it starts itself.

    Raises:
        CalledProcessError: it stopped.
    """
    before = used()
    subprocess.run([sys.executable, *arguments], cwd=HERE, env=AROUND, capture_output=True, check=True)
    return used() - before


def used() -> float:
    """Processor time of all processes that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
