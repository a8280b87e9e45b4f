"""Putting a version in its place: one run at a time, whole or not at all, and read-only from then on.

A bag is written under a hidden name in the folder where it will stand. The one moment at which it becomes a version is
when its row is in ``versies.csv``; giving it its name comes after. A run that is killed before that moment leaves a
hidden folder that the next one removes; one that is killed after it, a hidden folder that the next one names.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from mpp_lib.archive.bag import Info, Payload, write_bag
from mpp_lib.base.errors import ArchiveError
from mpp_lib.base.write import HALF, clear_half, write_atomically
from mpp_lib.inputs.bag.form import head_of
from mpp_lib.inputs.declared.versions import VERSIONS
from mpp_lib.inputs.reading.files import VERSIONS_FOLDER
from mpp_lib.inputs.versions import REGISTER, Version, registered

LOCK = ".versies.lock"
BUSY = "Er wordt al een versie bewaard. Probeer het opnieuw als dat klaar is."
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def archive_held(root: Path) -> Iterator[None]:
    """Keep every other run from the versions of all rounds, and settle what a killed one left.

    Args:
        root: the folder of the rounds.

    Raises:
        ArchiveError: another run has it.
    """
    lock = FileLock(root / LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise ArchiveError(BUSY) from error
    try:
        _settle(root)
        yield
    finally:
        lock.release()


def place(version: Version, payload: Payload, info: Info) -> Version:
    """Write a version, which has no kop yet, while the archive is held.

    Returns:
        The version, with its kop.

    Raises:
        OSError: the disk refuses; the archive is as it was.
        ValueError: the name of a file is one that a bag cannot hold.
    """
    half = _half(version)
    try:
        head = write_bag(half, payload, info)
        _close(half)
        placed = replace(version, head=head)
        _register(placed)
        half.rename(placed.folder)
    except BaseException:
        _settle(version.root)
        raise
    return placed


def bring_back(version: Version, bag: Path) -> None:
    """Put a copy of the bag of a version that the register names in its place, while the archive is held.

    Raises:
        ArchiveError: the bag is of another version.
        OSError: the disk refuses; the archive is as it was.
    """
    if _head_or_none(bag) != version.head:
        raise ArchiveError(f"{bag} is niet versie {version} zoals {REGISTER} haar noemt. Zij is niet teruggezet.")
    half = _half(version)
    try:
        shutil.copytree(bag, half, copy_function=shutil.copyfile)
        _close(half)
        half.rename(version.folder)
    except BaseException:
        _remove(half)
        raise


def _half(version: Version) -> Path:
    """A hidden name beside the place of a version."""
    return version.folder.with_name(f".{version.name}.{secrets.token_hex(6)}{HALF}")


def _register(version: Version) -> None:
    rows = [*registered(version.root), version]
    lines = [VERSIONS.header, *(f"{row.round};{row.name};{row.product};{row.state};{row.head}" for row in rows)]
    write_atomically(version.root / REGISTER, "".join(f"{line}\n" for line in lines).encode("utf-8"))


def _settle(root: Path) -> None:
    """Finish what a killed run had registered, and remove what it had not."""
    clear_half(root)
    waiting = {version.head: version for version in registered(root) if not version.present}
    for half in _halves(root):
        version = waiting.get(_head_or_none(half) or "")
        if version is not None and half.parent == version.folder.parent:
            half.rename(version.folder)
        else:
            _remove(half)


def _halves(root: Path) -> Iterator[Path]:
    """What killed runs left; what is reached by a link stands elsewhere, and is not ours to remove."""
    for path in sorted(root.glob(f"*/{VERSIONS_FOLDER}/.*{HALF}")):
        if not any(each.is_symlink() for each in (path, path.parent, path.parent.parent)):
            yield path


def _head_or_none(folder: Path) -> str | None:
    try:
        return head_of(folder)
    except OSError:
        return None


def _close(folder: Path) -> None:
    """Let nobody write in a bag, as far as the system keeps to that."""
    for path in (*folder.rglob("*"), folder):
        path.chmod(path.stat().st_mode & ~_WRITABLE)


def _remove(folder: Path) -> None:
    """Remove a bag, closed or not."""
    for place_, folders, _ in os.walk(folder):
        for each in (Path(place_), *(Path(place_) / name for name in folders)):
            if not each.is_symlink():
                each.chmod(each.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # of other versions that stand beside it
        folder.parent.rmdir()
