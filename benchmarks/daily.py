"""What the daily commands cost: processor time, as so many times that of importing pandas in the same run.

Every command takes its turn a few times after a run that is not counted, and so does the import; the median of each
counts. Processes that a command starts count with it. Only the ratios say something: this changes with the machine, and
with what else it does, they hardly.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.shown import Table, figures, seconds, verdict

HERE = Path(__file__).parents[1]
AROUND = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As on a desk, where Python keeps what it compiled."""
RUNS = 2
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


def measured() -> Table:
    """A row for each command."""
    asked = {IMPORT: IMPORT} | {command: ("-m", "mpp_lib", *command.arguments) for command in COMMANDS}
    took: dict[object, list[float]] = {name: [] for name in asked}
    for turn in range(RUNS + 1):
        for name, arguments in asked.items():
            found = processor_time(arguments)
            if turn:
                took[name].append(found)
    unit = statistics.median(took[IMPORT])
    table = Table(
        "Dagelijkse opdrachten",
        ("opdracht", " processortijd", " maal pandas", " doel", ""),
        note=f"`import pandas` kostte {seconds(unit)}.",
    )
    for command in COMMANDS:
        spent = statistics.median(took[command])
        cells = seconds(spent), figures(spent / unit), figures(command.goal)
        table.rows.append((f"`{command.text}`", *cells, verdict(met=spent <= command.goal * unit)))
    return table


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
