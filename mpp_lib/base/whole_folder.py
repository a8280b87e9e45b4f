"""A folder that is made whole or not at all, by one run at a time, in the place of what stood there."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from mpp_lib.base.errors import ArchiveError
from mpp_lib.base.write import HALF


@contextmanager
def held(target: Path, busy: str) -> Iterator[None]:
    """Keep every other run from this folder; nothing of that is left beside it.

    Args:
        busy: what to say when another run has it, in Dutch.

    Raises:
        ArchiveError: another run has it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(target.with_name(f".{target.name}.lock"), blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise ArchiveError(busy) from error
    if not Path(lock.lock_file).exists():  # the run that had it was just done, and has removed it
        lock.release()
        raise ArchiveError(busy)
    try:
        yield
    finally:
        with suppress(OSError):  # where an open file cannot be removed, the system does so when it is released
            Path(lock.lock_file).unlink()
        lock.release()


@contextmanager
def becoming(target: Path, mark: str) -> Iterator[Path]:
    """A hidden folder to write in, that takes the place of ``target`` when everything is in it.

    Args:
        mark: the file that a whole folder has, written last.

    Raises:
        OSError: the disk refuses; what stood there stays.
    """
    _clear(target, mark)
    half = _beside(target)
    half.mkdir()
    try:
        yield half
        _swap(half, target)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def write(file: Path, content: bytes) -> None:
    """Write a file of the folder, and make the folder that it is in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _swap(half: Path, target: Path) -> None:
    """Put the new folder in the place of the old one, which comes back where that cannot be done."""
    old = _beside(target)
    if target.exists():
        target.rename(old)
    try:
        half.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _clear(target: Path, mark: str) -> None:
    """Put back the folder that a killed run had set aside, and remove what it had not finished."""
    left = sorted(target.parent.glob(f".{target.name}.*{HALF}"))
    whole = [folder for folder in left if (folder / mark).is_file()]
    if whole and not target.exists():
        whole[0].rename(target)
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(6)}{HALF}")
