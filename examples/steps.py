"""Which versions the example rounds have, in the order of time, and what a round was when each was made.

``volgorde.csv`` names them. A version that is not what the round is now, has ``R/NAAM.diff``: what it had otherwise, as
``git diff`` writes it. A round that nobody works on does not change, so a difference keeps fitting.
"""

from __future__ import annotations

import csv
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ORDER = "volgorde.csv"


@dataclass(frozen=True)
class Step:
    """A version to be made.

    Attributes:
        audience: for whom it is.
        code: the version of its round by whose code it is made, where that is kept.
        difference: what the round had otherwise then; None where it is what it is now.
    """

    round: str
    name: str
    product: str
    audience: str
    code: str
    difference: Path | None

    def __str__(self) -> str:
        return f"{self.round}/{self.name}"


def read_steps(folder: Path) -> tuple[Step, ...]:
    """Every version that ``volgorde.csv`` in a folder names, in its order."""
    with (folder / ORDER).open(encoding="utf-8", newline="") as file:
        return tuple(_step(folder, row) for row in csv.DictReader(file, delimiter=";"))


def _step(folder: Path, row: dict[str, str]) -> Step:
    difference = folder / row["ronde"] / f"{row['versie']}.diff"
    columns = (row[name] for name in ("ronde", "versie", "product", "doelgroep", "code"))
    return Step(*columns, difference if difference.is_file() else None)


def lay(difference: Path, folder: Path) -> None:
    """Make of a round folder what it was then.

    Git is kept from a repository around the folder and from settings of who runs it: both would change the bytes.

    Raises:
        CalledProcessError: the difference does not fit the folder; the folder is as it was.
    """
    outside = {"GIT_CEILING_DIRECTORIES": str(folder.resolve().parent), "GIT_CONFIG_NOSYSTEM": "1"}
    outside["GIT_CONFIG_GLOBAL"] = os.devnull
    command = ["git", "apply", "--whitespace=nowarn", str(difference.resolve())]
    subprocess.run(command, cwd=folder, env={**os.environ, **outside}, check=True)
