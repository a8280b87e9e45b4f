"""Making the site: whole or not at all, and only when something changed that it tells of."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from mpp_lib.archive.site.key import KEPT, site_key, stands, written
from mpp_lib.base.errors import ArchiveError, InputError, Problem
from mpp_lib.base.write import HALF

if TYPE_CHECKING:
    from mpp_lib.archive.site.contents import Contents
    from mpp_lib.archive.site.documents import Shelf

SITE = "site"
"""The folder beside the rounds where the site stands, unless it is asked for elsewhere."""
INDEX = "index.html"
BUSY = "Deze site wordt al gemaakt. Probeer het opnieuw als dat klaar is."


def make_site(root: Path, out: Path | None = None) -> Path:
    """The site; its first page.

    Beside the rounds it links to their documents. Asked for elsewhere it takes copies along, so that the folder works
    alone.

    Args:
        root: the folder of the rounds.
        out: the folder it becomes; whatever stands there is only replaced when it is a site.

    Raises:
        InputError: something else stands there, or the register of versions is not right.
        ArchiveError: another run is making it.
        OSError: the disk refuses; what stood there stays.
    """
    target = (out or root.parent / SITE).resolve()
    _refuse_other(target, root)
    copied = out is not None
    key = site_key(root, target, copied=copied)
    if not stands(target, key):
        with _held(target):
            _make(root, target, key, copied=copied)
    return target / INDEX


def _refuse_other(target: Path, root: Path) -> None:
    """Nothing but a site, or an empty folder, is ever replaced."""
    inside = target.is_relative_to(root.resolve()) or root.resolve().is_relative_to(target)
    other = target.exists() and not (target / KEPT).is_file() and not (target.is_dir() and not any(target.iterdir()))
    if inside or other:
        problem = "hier staan rondes" if inside else "hier staat iets anders dan een site van het archief"
        raise InputError([Problem("", "--out", str(target), problem, "een map die er nog niet is, of een lege")])


@contextmanager
def _held(target: Path) -> Iterator[None]:
    """Keep every other run from this site."""
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(target.with_name(f".{target.name}.lock"), blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise ArchiveError(BUSY) from error
    try:
        yield
    finally:
        lock.release()


def _make(root: Path, target: Path, key: str, *, copied: bool) -> None:
    from mpp_lib.archive.site.contents import read_contents
    from mpp_lib.archive.site.documents import Shelf

    _clear(target)
    half = target.with_name(f".{target.name}.{secrets.token_hex(6)}{HALF}")
    half.mkdir()
    try:
        contents, shelf = read_contents(root), Shelf(target, copied)
        for path, page in _pages(contents, shelf):
            _write(half / path, page)
        if copied:
            _copy_documents(contents, shelf, half)
        written(half, key)
        _swap(half, target)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _pages(contents: Contents, shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Path → page; those of the indicators, which are drawn, on every core."""
    from mpp_lib.archive.site.check_page import check_page
    from mpp_lib.archive.site.citations import citation_files
    from mpp_lib.archive.site.further_pages import ledger_page, record_page
    from mpp_lib.archive.site.index_page import index_page
    from mpp_lib.archive.site.indicator_pages import indicator_page, indicators_page
    from mpp_lib.archive.site.method_pages import method_pages
    from mpp_lib.archive.site.page import CHECKS, INDICATORS, LEDGER, RECORD
    from mpp_lib.archive.site.search import indicator_place
    from mpp_lib.report.workers import workers

    with TemporaryDirectory() as scratch, workers(os.cpu_count() or 1, Path(scratch)) as pool:
        drawn = pool.map(indicator_page, contents.indicators, chunksize=16)
        yield INDEX, index_page(contents, shelf)
        yield INDICATORS, indicators_page(contents)
        yield RECORD, record_page(contents)
        yield LEDGER, ledger_page(contents)
        yield CHECKS, check_page(contents)
        yield from citation_files(contents).items()
        yield from method_pages(contents.root.parent).items()
        yield from zip((indicator_place(said.spec.id) for said in contents.indicators), drawn, strict=True)


def _copy_documents(contents: Contents, shelf: Shelf, half: Path) -> None:
    from mpp_lib.archive.site.documents import documents

    for found in (found for each in contents.rounds for found in each.versions):
        for document in documents(found.version):
            _write(half / shelf.place(document), document.file.read_bytes())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _swap(half: Path, target: Path) -> None:
    """Put the new site in the place of the old one, which comes back where that cannot be done."""
    old = target.with_name(f".{target.name}.{secrets.token_hex(6)}{HALF}")
    if target.exists():
        target.rename(old)
    try:
        half.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _clear(target: Path) -> None:
    """Put back the site that a killed run had set aside, and remove what it had not finished."""
    left = sorted(target.parent.glob(f".{target.name}.*{HALF}"))
    whole = [folder for folder in left if (folder / KEPT).is_file()]
    if whole and not target.exists():
        whole[0].rename(target)
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
