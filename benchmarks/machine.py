"""The machine of the moment: what it is, what runs on it, and how quick its arithmetic and its memory are."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from benchmarks.shown import figures

PACKAGES = ("numpy", "scipy", "pandas", "numba", "distributed")
SIDE, FLOATS, BEST_OF = 1_500, 25_000_000, 7
"""Of the matrices that are multiplied, of the array that is copied, and how often each is done."""


def machine() -> str:
    """A few lines of Markdown; rates are the best of some tries, by the clock."""
    left, right = (np.random.default_rng(place).random((SIDE, SIDE)) for place in range(2))
    source, target = np.ones(FLOATS), np.empty(FLOATS)
    product = _best(lambda: left @ right)
    copied = _best(lambda: np.copyto(target, source))
    return "\n".join(
        [
            f"- {_processor()}, {os.cpu_count()} processoren{_load()}; {platform.platform(terse=True)}",
            f"- Python {platform.python_version()}, {', '.join(_versions())}",
            f"- rekenen: {figures(2 * SIDE**3 / product / 1e9)} GFLOP/s (float64, matrices van {SIDE} × {SIDE})",
            f"- kopiëren: {figures(8 * FLOATS / copied / 1e9)} GB/s ({8 * FLOATS // 1_000_000} MB)",
        ]
    )


def _best(task: Callable[[], object]) -> float:
    times = []
    for _ in range(BEST_OF):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in _lines(told) if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _load() -> str:
    """How many processes wanted to run in the last minute, where the system tells."""
    return f", belasting {figures(os.getloadavg()[0])}" if hasattr(os, "getloadavg") else ""


def _versions() -> list[str]:
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"zonder {name}")
    return found
