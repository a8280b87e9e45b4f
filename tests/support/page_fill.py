"""How full the pages of a PDF are, seen as pictures: how far down the type area their ink reaches."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

PER_INCH = 40
TOP, BOTTOM, HEIGHT = 22, 20, 297
"""Millimetres: the margins of an A4 page of the monitor, and its height."""
LIGHT = 250
"""Grey from which on there is no ink."""


def fill_of(pdf: Path) -> list[float]:
    """Of every page the lowest ink within the type area, as a share of its height; a page without ink is 0.

    What stands in the margins, such as a page number, does not count.
    """
    with TemporaryDirectory() as folder:
        command = [_pdftoppm(), "-r", str(PER_INCH), "-gray", str(pdf), f"{folder}/blad"]
        subprocess.run(command, check=True, capture_output=True)
        return [_fill(path.read_bytes()) for path in sorted(Path(folder).glob("*.pgm"))]


def _pdftoppm() -> str:
    found = shutil.which("pdftoppm")
    if found is None:
        reason = "pdftoppm staat niet op deze machine: hoe vol bladzijden zijn is NIET getoetst"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def _fill(pgm: bytes) -> float:
    """Of a page as grey pixels (PGM, P5, one byte each)."""
    _, size, _, pixels = pgm.split(b"\n", 3)
    wide, high = map(int, size.split())
    page = np.frombuffer(pixels, dtype=np.uint8).reshape(high, wide)
    first, last = (round(high * edge / HEIGHT) for edge in (TOP, HEIGHT - BOTTOM))
    inked = np.flatnonzero((page[first:last] < LIGHT).any(axis=1))
    return float((inked[-1] + 1) / (last - first)) if len(inked) else 0.0
