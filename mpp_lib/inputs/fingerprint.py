"""Checksums over the files of a round: what they held when something was made of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from mpp_lib.base.months import Month
from mpp_lib.inputs.reading.deep_dives import read_deep_dives
from mpp_lib.inputs.reading.files import ANALYSIS, LEFT_BEHIND
from mpp_lib.inputs.reading.intake import MAX_BYTES, Intake
from mpp_lib.inputs.reading.vintages import round_files

READ = ("round.yml", "decisions.yml", "wijzigingen.csv", "planning.csv", "inputs/*", "registers/*", "text/*")
"""The files of a round folder that are read with it."""

UNREADABLE = "niet te lezen"


def fingerprint(folder: Path) -> str:
    """One checksum over everything that is read of a round."""
    return hashlib.sha256(json.dumps(digests(folder, READ)).encode("utf-8")).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(folder: Path, patterns: Iterable[str]) -> dict[str, str]:
    """Path relative to ``folder`` → checksum, of every file that fits a pattern (:func:`round_files`).

    A file that no check would read, because of its size, has its size for a checksum; of one that cannot be read the
    check tells, and here it is called so.
    """
    paths = sorted(round_files(folder, patterns))
    return {path.relative_to(folder).as_posix(): _digest_or_size(path) for path in paths}


def deep_dive_digests(folder: Path, product: str, edition: Month | None = None) -> dict[str, str]:
    """Path → checksum of the deep-dives that are part of a report, of those that cannot be read, and of their data."""
    others = {dive.file for dive in read_deep_dives(Intake(folder)) if dive.is_of_another(product, edition)}
    found = digests(folder, [f"{ANALYSIS}/**/*"])
    return {path: digest for path, digest in found.items() if path not in others and not left_behind(path)}


def left_behind(path: str) -> bool:
    """Whether a file, or a folder that it stands in, was left behind by a program."""
    return any(part.startswith(LEFT_BEHIND) for part in path.split("/"))


def _digest_or_size(path: Path) -> str:
    try:
        size = path.stat().st_size
        return file_digest(path) if size <= MAX_BYTES else f"{size} bytes"
    except OSError:
        return UNREADABLE
