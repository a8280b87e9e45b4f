"""Many draws of a round through the whole chain with their bands, as ``mpp simulate`` asks for them.

Each case has a process of its own, so that its memory is its own too: ``python -m benchmarks.simulation CASE``.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from benchmarks.daily import used
from benchmarks.shown import Table, figures, seconds, verdict
from mpp_lib.api.round import Round, open_round
from mpp_lib.base.dutch import number
from mpp_lib.production.key_figures import KEY_FIGURES

ROOT = Path(__file__).parents[1]
ROUND = "2025-1"
MANY = 40
"""Indicators that are kept where not all are."""
GIB = 2**30


class Case(NamedTuple):
    """What is asked, and the goals: seconds by the clock with two processors, GiB."""

    draws: int
    by: Literal["year", "month"]
    all_indicators: bool
    goal: float
    most: float | None = None

    @property
    def text(self) -> str:
        """As a reader is told."""
        which = "elke indicator" if self.all_indicators else f"{MANY} indicatoren"
        return f"{number(self.draws)} trekkingen, {which}, per {'jaar' if self.by == 'year' else 'maand'}"


CASES = (
    Case(10_000, "year", True, 0.3),
    Case(10_000, "month", True, 2.0),
    Case(100_000, "year", True, 1.5),
    Case(1_000_000, "year", False, 15.0, 2.5),
)
PROCESS_DRAWS, PROCESS_GOAL = 100_000, 4.0
HEADS = ("wat", " op de klok", " doel", "", " processor", " geheugen", " doel", "")


def measured() -> Table:
    """A row for each case, and one for the command as a process."""
    table = Table("Simulatie", HEADS)
    for place, case in enumerate(CASES):
        table.rows.append(_row(case.text, _told([sys.executable, "-m", "benchmarks.simulation", str(place)]), case))
    clock, spent = _process(PROCESS_DRAWS)
    what = f"`mpp simulate {ROUND} --draws {PROCESS_DRAWS} --json`, als proces"
    table.rows.append(
        (what, seconds(clock), seconds(PROCESS_GOAL), verdict(met=clock <= PROCESS_GOAL), seconds(spent), "", "", "")
    )
    return table


def _row(what: str, told: dict[str, float], case: Case) -> Sequence[str]:
    used = told["bytes"] / GIB
    room = ("", "") if case.most is None else (f"{figures(case.most)} GiB", verdict(met=used <= case.most))
    time_cells = seconds(told["clock"]), seconds(case.goal), verdict(met=told["clock"] <= case.goal)
    return (what, *time_cells, seconds(told["processor"]), f"{figures(used)} GiB", *room)


def _told(command: Sequence[str]) -> dict[str, float]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _process(draws: int) -> tuple[float, float]:
    """Seconds by the clock and of the processor that the command takes."""
    command = [sys.executable, "-m", "mpp_lib", "simulate", ROUND, "--draws", str(draws), "--json"]
    start, before = time.perf_counter(), used()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start, used() - before


def simulated(opened: Round, case: Case) -> dict[str, Any]:
    """The document of ``mpp simulate``."""
    names = None if case.all_indicators else asked(opened)
    return opened.simulate(case.draws, 1, names, by=case.by).document


def asked(opened: Round) -> list[str]:
    """The key figures and, up to forty, the first of the others."""
    nodes = [node.id for node in opened.result.chain.nodes]
    key = [figure.indicator for figure in KEY_FIGURES if figure.indicator in nodes]
    return list(dict.fromkeys([*key, *nodes]))[:MANY]


def _peak() -> int:
    """The most memory this process had; macOS tells bytes, Linux kibibytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Measure one case, after a first time that is not counted and finds the memory; what it took as JSON."""
    case = CASES[int(sys.argv[1])]
    opened = open_round(ROUND, ROOT)
    simulated(opened, case)
    clock, spent = time.perf_counter(), time.process_time()
    simulated(opened, case)
    told = {"clock": time.perf_counter() - clock, "processor": time.process_time() - spent, "bytes": _peak()}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
