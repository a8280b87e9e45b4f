"""The bands of a round as its report keeps them in the build folder: drawn once, read by whatever shows them."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from mpp_lib.base.result_table import to_csv
from mpp_lib.base.shipped import LIBRARY
from mpp_lib.base.write import write_atomically
from mpp_lib.compare.model_error.kept import as_csv, read_errors
from mpp_lib.compare.model_error.known import known_model_errors
from mpp_lib.compare.uncertainty.round_bands import RoundBands, bands_of, draw_bands
from mpp_lib.inputs.fingerprint import digests, fingerprint
from mpp_lib.inputs.reading.files import HINDCAST, PUBLISHED, rounds_of
from mpp_lib.inputs.record import Record
from mpp_lib.inputs.rounds import lineage
from mpp_lib.inputs.versions import BANDS, MODEL_ERRORS
from mpp_lib.production.published import read_results
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.model_error import ModelErrors

KEPT = (BANDS, MODEL_ERRORS)
"""Files in the build folder, and in a version beside its result table."""


def keep_bands(result: RoundResult, folder: Path) -> None:
    """Write the bands of a round and its model errors in a folder that is there, unless those in it are of now."""
    key, record, files = _key(result), _record(folder), [folder / name for name in KEPT]
    if record.holds(key, files):
        return
    record.forget()
    bands = _drawn(result)
    for file, text in zip(files, (to_csv(bands.table), as_csv(bands.errors)), strict=True):
        write_atomically(file, text.encode("utf-8"))
    record.write(key, files)


def open_bands(result: RoundResult) -> RoundBands:
    """The bands of a round: those that were kept where they are what would be drawn now, else drawn; once in a process.

    Nothing is written.

    Raises:
        InputError: with what is wrong with an earlier round or with the folder of the hindcast.
    """
    folder = _kept_in(result)
    return _drawn(result) if folder is None else _read(result, folder)


def open_errors(result: RoundResult) -> ModelErrors:
    """How far off the chain may be, as the round could know: as frozen with it, or kept with its bands, else measured.

    Raises:
        InputError: as :func:`open_bands`.
    """
    frozen, folder = result.inputs.folder / MODEL_ERRORS, _kept_in(result)
    if frozen.is_file():
        return read_errors(frozen)
    return known_model_errors(result) if folder is None else read_errors(folder / MODEL_ERRORS)


def _kept_in(result: RoundResult) -> Path | None:
    """The folder in which they are kept, where they are of now."""
    folder = result.inputs.folder / "build"
    return folder if _record(folder).holds(_key(result), [folder / name for name in KEPT]) else None


@lru_cache(maxsize=2)
def _read(result: RoundResult, folder: Path) -> RoundBands:
    return bands_of(result, read_errors(folder / MODEL_ERRORS), read_results(folder / BANDS))


@lru_cache(maxsize=2)
def _drawn(result: RoundResult) -> RoundBands:
    return draw_bands(result, open_errors(result))


def _record(folder: Path) -> Record:
    return Record(folder / "banden.key")


def _key(result: RoundResult) -> str:
    """Of the code, the round, and all that it can know of before it."""
    folder = result.inputs.folder
    beside = rounds_of(folder)
    read = [fingerprint(each) for each in (*lineage(folder), beside / HINDCAST)]
    parts = read, digests(beside / PUBLISHED, ["*.csv"]), digests(LIBRARY, ["**/*.py", "**/*.csv"])
    return hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()
