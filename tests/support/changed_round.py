"""Two versions of the test round: as it is, and with changes made by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

from mpp_lib.inputs.declared.ledger import LEDGER

ROUNDS = Path(__file__).parents[1] / "rounds"
NAME = "_klein"


def two_versions(base: Path) -> tuple[Path, Path]:
    """Copies of the test round with the rounds beside it, to change the second of: earlier version, and the round."""
    folders = base / "eerder", base / "nu"
    for folder in folders:
        shutil.copytree(ROUNDS, folder)
    return folders[0] / NAME, folders[1] / NAME


def swap(folder: Path, file: str, old: str, new: str) -> None:
    """Replaces a piece of text that occurs once."""
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} staat {text.count(old)} keer in {file}"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def write_ledger(folder: Path, *lines: str) -> None:
    """The ledger with these lines."""
    (folder / LEDGER.file).write_text("\n".join([LEDGER.header, *lines, ""]), encoding="utf-8", newline="\n")
