"""Packages that do the same as we do, in an environment of their own so that they decide nothing of ours."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv-bench"
SCRIPTS = Path(__file__).parent / "asked"
LONGEST = 300
"""Seconds that installing a package may take, and that it may take to answer."""


class NotThereError(Exception):
    """A peer is not on this machine; says why, in Dutch."""


def ask(package: str, script: str, question: dict[str, Any]) -> dict[str, Any]:
    """What a peer answers: at least its ``seconds`` of the processor and its ``version``.

    Args:
        package: to install, unless it is there.
        script: in ``benchmarks/asked``, run by the Python of the peers; reads the question as JSON and prints JSON.

    Raises:
        NotThereError: when it cannot be installed or does not answer.
    """
    python = installed(package)
    command = [str(python), str(SCRIPTS / script)]
    try:
        told = subprocess.run(
            command, input=json.dumps(question), capture_output=True, text=True, timeout=LONGEST, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NotThereError(f"gaf geen antwoord ({_end_of(error)})") from error
    answer: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return answer


@lru_cache
def installed(package: str) -> Path:
    python = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(FOLDER, with_pip=True)
    there = subprocess.run([str(python), "-m", "pip", "show", "--quiet", package], capture_output=True, check=False)
    if there.returncode:
        print(f"{package} installeren …", file=sys.stderr, flush=True)
        command = [str(python), "-m", "pip", "install", "--quiet", package]
        try:
            subprocess.run(command, capture_output=True, timeout=LONGEST, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise NotThereError(f"niet te installeren ({_end_of(error)})") from error
    return python


def _end_of(error: subprocess.CalledProcessError | subprocess.TimeoutExpired) -> str:
    """How it ended; what it printed can name places of this machine."""
    return f"na {LONGEST} s" if isinstance(error, subprocess.TimeoutExpired) else f"uitgangscode {error.returncode}"
