"""Making the site: whole or not at all, and only when something changed that it tells of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mpp_lib.archive.site.key import KEPT, site_key, stands, written
from mpp_lib.archive.whole_folder import becoming, held, write
from mpp_lib.base.errors import InputError, Problem

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
        with held(target, BUSY):
            _make(root, target, key, copied=copied)
    return target / INDEX


def _refuse_other(target: Path, root: Path) -> None:
    """Nothing but a site, or an empty folder, is ever replaced."""
    inside = target.is_relative_to(root.resolve()) or root.resolve().is_relative_to(target)
    other = target.exists() and not (target / KEPT).is_file() and not (target.is_dir() and not any(target.iterdir()))
    if inside or other:
        problem = "hier staan rondes" if inside else "hier staat iets anders dan een site van het archief"
        raise InputError([Problem("", "--out", str(target), problem, "een map die er nog niet is, of een lege")])


def _make(root: Path, target: Path, key: str, *, copied: bool) -> None:
    from mpp_lib.archive.site.contents import read_contents
    from mpp_lib.archive.site.documents import Shelf

    with becoming(target, KEPT) as half:
        contents, shelf = read_contents(root), Shelf(target, copied)
        for path, page in _pages(contents, shelf):
            write(half / path, page)
        if copied:
            _copy_documents(contents, shelf, half)
        written(half, key)


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
            write(half / shelf.place(document), document.file.read_bytes())
