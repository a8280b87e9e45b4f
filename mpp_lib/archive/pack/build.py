"""Making the pack for an external evaluator: one folder, whole or not at all, the same bytes from the same rounds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from mpp_lib.archive.pack.changes import accounts, change_rows, direction_rows, effect_rows
from mpp_lib.archive.pack.declared import (
    CHANGES,
    DIRECTIONS,
    EFFECTS,
    FORECASTS,
    MIXTURES,
    OTHERS,
    OUTCOMES,
    REALISED,
    ROUNDS,
    SCORES,
)
from mpp_lib.archive.pack.forecasts import forecast_rows, mixture_rows, round_rows
from mpp_lib.archive.pack.readme import MATERIALS, README, readme
from mpp_lib.archive.pack.realisations import outcome_rows, realised_rows
from mpp_lib.archive.pack.scores import Places, single_rows
from mpp_lib.archive.pack.sheet import Row, Sheet
from mpp_lib.archive.pack.summary import summary_rows
from mpp_lib.archive.site.method_pages import DOCS
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.steps import step
from mpp_lib.base.whole_folder import becoming, held, write
from mpp_lib.compare.evaluation.track_record import record_of, sources_of
from mpp_lib.compare.uncertainty.past_bands import past_bands
from mpp_lib.inputs.reading.files import round_names
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.production.run import RoundResult

SUMS = "pakket.sha256"
"""The checksum of every other file, as ``sha256sum -c`` reads them; what has it, is a pack."""
NOTEBOOK = "narekenen.ipynb"
METHOD = "methode"
BUSY = "Dit pakket wordt al gemaakt. Probeer het opnieuw als dat klaar is."
_PAGES = (".md", ".svg", ".png")


def make_pack(root: Path, out: Path) -> Path:
    """The pack; its first page.

    Args:
        root: the folder of the rounds.
        out: the folder it becomes; what stands there is only replaced when it is a pack that nobody changed.

    Raises:
        InputError: something else stands there, or a round, an edition or a publication is not right.
        ArchiveError: another run is making it.
        OSError: the disk refuses; what stood there stays.
    """
    target = out.resolve()
    _refuse_rounds(target, root.resolve())
    with held(target, BUSY):
        _refuse_other(target)
        with step("pakket samenstellen"):
            files = dict(_files(root))
        with becoming(target, SUMS) as half:
            for path, content in files.items():
                write(half / path, content)
            write(half / SUMS, _sums(files))
    return target / README


def _refuse_rounds(target: Path, root: Path) -> None:
    if target.is_relative_to(root) or root.is_relative_to(target):
        raise _refusal(target, "hier staan rondes")


def _refuse_other(target: Path) -> None:
    """Nothing but an empty folder, or a pack as it was made, is ever replaced."""
    if problem := _in_the_way(target):
        raise _refusal(target, problem)


def _refusal(target: Path, problem: str) -> InputError:
    return InputError([Problem("", "--pack", str(target), problem, "een map die er nog niet is, of een lege")])


def _in_the_way(target: Path) -> str:
    """What stands there that is not to be lost; empty where nothing is."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return ""
    if not (target / SUMS).is_file():
        return "hier staat iets anders dan een evaluatiepakket"
    there = {path.relative_to(target).as_posix(): path for path in target.rglob("*") if path.is_file()}
    now = {name: path.read_bytes() for name, path in there.items() if name != SUMS}
    as_made = (target / SUMS).read_bytes() == _sums(now)
    return "" if as_made else "in dit evaluatiepakket is iets gewijzigd of bijgezet"


def _sums(files: dict[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return "".join(lines).encode("utf-8")


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Path → content of everything in the pack but the checksums."""
    rows = _rows(root)
    for sheet, of_sheet in rows.items():
        yield sheet.file, sheet.csv(of_sheet)
    pages = dict(_method(root.parent / DOCS))
    yield from pages.items()
    yield NOTEBOOK, (MATERIALS / NOTEBOOK).read_bytes()
    yield README, readme({sheet: len(of_sheet) for sheet, of_sheet in rows.items()}, has_method=bool(pages))


def _rows(root: Path) -> dict[Sheet, tuple[Row, ...]]:
    names = round_names(root)
    results = [open_that_counts(root / name) for name in names]
    return {**_scored(root, results), **_changed(root, names)}


def _scored(root: Path, results: list[RoundResult]) -> dict[Sheet, tuple[Row, ...]]:
    record, sources = record_of(root, results), sources_of(root, results)
    bands = past_bands(results, record.scores)
    forecasts, realised = forecast_rows(results, record, bands), realised_rows(sources)
    outcomes = outcome_rows(sources, realised)
    single = tuple(single_rows(record, bands, Places(forecasts, outcomes)))
    scores = (*single, *summary_rows(record, bands, single))
    return {
        ROUNDS: tuple(round_rows(results)),
        FORECASTS: forecasts,
        MIXTURES: tuple(mixture_rows(results)),
        REALISED: realised,
        OUTCOMES: outcomes,
        SCORES: tuple({"nr": place, **row} for place, row in enumerate(scores, start=1)),
        OTHERS: tuple(_as_text(record.others)),
    }


def _as_text(table: pd.DataFrame) -> Iterator[Row]:
    """The rows of a table of texts as they are."""
    return ({str(name): str(cell) for name, cell in row.items()} for row in table.to_dict("records"))


def _changed(root: Path, names: tuple[str, ...]) -> dict[Sheet, tuple[Row, ...]]:
    found = tuple(accounts(root, names))
    return {
        CHANGES: tuple(change_rows(found)),
        EFFECTS: tuple(effect_rows(found)),
        DIRECTIONS: tuple(direction_rows(found)),
    }


def _method(docs: Path) -> Iterator[tuple[str, bytes]]:
    """The pages about the method as they stand beside the rounds, with what they show."""
    for path in sorted(docs.rglob("*")):
        if path.suffix in _PAGES and path.is_file():
            yield f"{METHOD}/{path.relative_to(docs).as_posix()}", path.read_bytes()
