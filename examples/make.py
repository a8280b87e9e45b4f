"""Makes the versions of the example rounds in a copy of the rounds, in the order of time."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from examples.steps import Step, lay
from mpp_lib.archive.frozen_code import own_python
from mpp_lib.archive.wheel import NAME as WHEEL
from mpp_lib.archive.wheel import wheel
from mpp_lib.inputs.reading.files import VERSIONS_FOLDER
from mpp_lib.inputs.versions import Version
from mpp_lib.report.places import Materials

_MPP = "from mpp_lib.cli.main import run; run()"
_OF_A_COPY = ("build", VERSIONS_FOLDER, "versies.csv", "elders.csv", ".*")
"""What the copy begins without."""


def make_all(steps: tuple[Step, ...], project: Path, copy: Path, kept: tuple[Version, ...]) -> None:
    """Make every version in ``copy``/rounds, which does not exist yet.

    Args:
        project: the folder that holds the rounds as they are now.
        kept: versions of the example that are in git: those that a step names are made by the code that is in them.

    Raises:
        CalledProcessError: a version cannot be made; what is wrong was told on stderr.
        ArchiveError: the code of a version cannot be run here.
    """
    rounds = project / "rounds"
    shutil.copytree(rounds, copy / "rounds", ignore=shutil.ignore_patterns(*_OF_A_COPY), copy_function=shutil.copyfile)
    began = time.monotonic()
    with ExitStack() as environments:
        pythons: dict[Version, Path] = {}
        for number, step in enumerate(steps, start=1):
            minutes, seconds = divmod(int(time.monotonic() - began), 60)
            print(f"{number} van {len(steps)}: {step} ({minutes}:{seconds:02d})", file=sys.stderr, flush=True)
            code = _code(step, project, kept)
            if code is not None and code not in pythons:
                pythons[code] = environments.enter_context(own_python(code))
            _make(step, rounds, copy, pythons[code] if code else Path(sys.executable))


def _make(step: Step, rounds: Path, copy: Path, python: Path) -> None:
    """Lay the round as it was, produce it and keep it; what was made stays for a next version to take from."""
    folder = copy / "rounds" / step.round
    for path in [path for path in folder.iterdir() if path.name not in ("build", VERSIONS_FOLDER)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    as_now = shutil.ignore_patterns("build", VERSIONS_FOLDER, ".*")
    shutil.copytree(rounds / step.round, folder, ignore=as_now, copy_function=shutil.copyfile, dirs_exist_ok=True)
    if step.difference:
        lay(step.difference, folder)
    _mpp(python, copy, "produce", step.round, "--product", step.product, "--renderer", "builtin")
    _mpp(python, copy, "freeze", step.round, "--as", step.name, "--product", step.product, "--audience", step.audience)


def _mpp(python: Path, copy: Path, *arguments: str) -> None:
    subprocess.run([str(python), "-c", _MPP, *arguments], cwd=copy, stdout=subprocess.DEVNULL, check=True)


def _code(step: Step, project: Path, kept: tuple[Version, ...]) -> Version | None:
    """The kept version whose code makes that of a step; None where that is the code of now, or nothing is kept yet."""
    code = [version for version in kept if (version.round, version.name) == (step.round, step.code)]
    if not code or (code[0].data / "code" / WHEEL).read_bytes() == wheel(Materials(project)):
        return None
    return code[0]
