"""Computes a version again with its own code: its wheel and its lock file, in an environment of their own."""

from __future__ import annotations

import os
import subprocess
import tempfile
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mpp_lib.archive.wheel import PACKAGE
from mpp_lib.base.errors import ArchiveError
from mpp_lib.base.shipped import LOCK_FILE
from mpp_lib.inputs.versions import Version

_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-compile")
_PYTHON = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")


def recomputed_by_itself(version: Version, *more: str) -> str:
    """The result table of a version as its own code computes it, as CSV.

    The packages are taken from where pip takes them on this machine; without a network that is what ``PIP_FIND_LINKS``
    names. The lock file holds the checksum of each.

    Args:
        more: what :mod:`mpp_lib.archive.recompute` is asked behind the product.

    Raises:
        InputError: the version is not what was frozen: code of which nobody knows where it comes from is not run.
        ArchiveError: in one sentence, what cannot be had or done.
    """
    with own_python(version) as python:
        asked = ["-m", f"{PACKAGE}.archive.recompute", str(version.data.resolve()), version.product, *more]
        return _run(python, asked, f"De code van {version} rekent hier niet").decode("utf-8")


@contextmanager
def own_python(version: Version) -> Iterator[Path]:
    """A Python that has the code of a version and its packages, and nothing else; as :func:`recomputed_by_itself`."""
    data = version.data
    with tempfile.TemporaryDirectory(prefix="mpp-") as folder:
        python = _empty_environment(Path(folder))
        locked = [*_PIP, "--require-hashes", "-r", str(data / LOCK_FILE.name)]
        _run(python, locked, f"De pakketten waarmee {version} is gemaakt, zijn hier niet te installeren")
        wheel = [*_PIP, "--no-deps", "--no-index", str(_wheel(version))]
        _run(python, wheel, f"De code van {version} is hier niet te installeren")
        yield python


def _empty_environment(folder: Path) -> Path:
    venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(folder)
    return folder.joinpath(*_PYTHON)


def _wheel(version: Version) -> Path:
    found = sorted((version.data / "code").glob("*.whl"))
    if len(found) != 1:
        raise ArchiveError(f"{version} heeft geen code waarmee zij is na te rekenen.")
    return found[0]


def _run(python: Path, arguments: Sequence[str], failure: str) -> bytes:
    """What a command writes, without anything of this environment or of the folder it is run in."""
    done = subprocess.run([str(python), "-I", *arguments], capture_output=True, cwd=python.parent, check=False)
    if done.returncode:
        told = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ArchiveError(f"{failure} ({told[-1] if told else 'zonder melding'}).")
    return done.stdout
