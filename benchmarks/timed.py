"""Times of the processor: those of tasks that take turns, so that what else the machine does is shared."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

Given = TypeVar("Given")


def taking_turns(tasks: Mapping[str, Callable[[], Given]], repeats: int) -> tuple[dict[str, float], dict[str, Given]]:
    """Median seconds of the processor of each task, after a turn that is not counted, and what each gave last."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    given: dict[str, Given] = {}
    for turn in range(repeats + 1):
        for name, task in tasks.items():
            start = time.process_time()
            given[name] = task()
            if turn:
                times[name].append(time.process_time() - start)
    return {name: statistics.median(found) for name, found in times.items()}, given
