"""Making the site: whole or not at all, and only when something changed that it tells of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mpp_lib.archive.audience import unknown_audience
from mpp_lib.archive.site.key import KEPT, site_key, stands, written
from mpp_lib.base.errors import InputError, Problem, UnknownNameError
from mpp_lib.base.steps import step
from mpp_lib.base.whole_folder import becoming, held, write

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from mpp_lib.archive.site.contents import Contents
    from mpp_lib.archive.site.documents import Shelf

SITE = "site"
"""The folder beside the rounds where the site stands, unless it is asked for elsewhere."""
INDEX = "index.html"
_CORES = os.cpu_count() or 1
BUSY = "Deze site wordt al gemaakt. Probeer het opnieuw als dat klaar is."


def make_site(root: Path, out: Path | None = None, audience: str = "") -> Path:
    """The site; its first page.

    Beside the rounds it links to their documents. Asked for elsewhere it takes copies along, so that the folder works
    alone.

    Args:
        root: the folder of the rounds.
        out: the folder it becomes; whatever stands there is only replaced when it is a site.
        audience: one of :data:`mpp_lib.inputs.declared.round.AUDIENCES`; with it the site tells of nothing but the
            versions for that audience or a wider one, and goes without the rounds.

    Raises:
        UnknownNameError: there is no such audience, or it is asked for beside the rounds.
        InputError: something else stands there, or the register of versions is not right.
        ArchiveError: another run is making it.
        OSError: the disk refuses; what stood there stays.
    """
    _refuse_audience(audience, out)
    target = place_of(root, out)
    _refuse_other(target, root)
    copied = out is not None
    with step("nagaan wat er is veranderd"):
        key = site_key(root, target, copied=copied, audience=audience)
    if not stands(target, key):
        with held(target, BUSY):
            _make(root, target, key, copied=copied, audience=audience)
    return target / INDEX


def place_of(root: Path, out: Path | None) -> Path:
    """The folder that a site becomes."""
    return (out or root.parent / SITE).resolve()


def _refuse_other(target: Path, root: Path) -> None:
    """Nothing but a site, or an empty folder, is ever replaced."""
    inside = target.is_relative_to(root.resolve()) or root.resolve().is_relative_to(target)
    other = target.exists() and not (target / KEPT).is_file() and not (target.is_dir() and not any(target.iterdir()))
    if inside or other:
        problem = "hier staan rondes" if inside else "hier staat iets anders dan een site van het archief"
        raise InputError([Problem("", "--out", str(target), problem, "een map die er nog niet is, of een lege")])


def _refuse_audience(audience: str, out: Path | None) -> None:
    """A site for some, that led into the folder of the rounds, would show them everything."""
    problems = [*unknown_audience(audience)] if audience else []
    if audience and out is None:
        problems.append(Problem("", "--out", "", "een site voor een doelgroep gaat zonder de rondes", "een map"))
    if problems:
        raise UnknownNameError(problems)


def _make(root: Path, target: Path, key: str, *, copied: bool, audience: str) -> None:
    from mpp_lib.archive.site.documents import Shelf
    from mpp_lib.archive.site.reading import read_contents
    from mpp_lib.report.workers import workers

    with becoming(target, KEPT) as half, TemporaryDirectory() as scratch, workers(_CORES, Path(scratch)) as pool:
        with step("rondes en versies lezen"):
            contents, shelf = read_contents(root, audience, pool.map), Shelf(target, copied)
        with step("bladzijden maken"):
            for path, page in _pages(contents, shelf, pool):
                write(half / path, page)
        if copied:
            _copy_documents(contents, shelf, half)
        written(half, key)


def _pages(contents: Contents, shelf: Shelf, pool: Executor) -> Iterator[tuple[str, bytes]]:
    """Path → page; those of the indicators, which are drawn, on every core."""
    from mpp_lib.archive.site.check_page import check_page
    from mpp_lib.archive.site.citations import citation_files
    from mpp_lib.archive.site.index_page import index_page
    from mpp_lib.archive.site.indicator_pages import indicator_page, indicators_page
    from mpp_lib.archive.site.ledger_page import ledger_page
    from mpp_lib.archive.site.method_pages import method_pages
    from mpp_lib.archive.site.page import CHECKS, INDICATORS, LEDGER, RECORD
    from mpp_lib.archive.site.record_page import record_page
    from mpp_lib.archive.site.search import indicator_place

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

    for version in contents.versions:
        for document in documents(version):
            write(half / shelf.place(document), document.file.read_bytes())
