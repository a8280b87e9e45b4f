"""The bands of a round as its report keeps them in the build folder: drawn once, read by whatever shows them."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from mpp_lib.base.result_table import to_csv
from mpp_lib.base.shipped import LIBRARY
from mpp_lib.base.write import write_atomically
from mpp_lib.compare.uncertainty.round_bands import RoundBands, bands_of, draw_bands
from mpp_lib.inputs.fingerprint import digests, fingerprint
from mpp_lib.inputs.reading.files import HINDCAST, PUBLISHED, rounds_of
from mpp_lib.inputs.record import Record
from mpp_lib.inputs.rounds import lineage
from mpp_lib.inputs.versions import BANDS
from mpp_lib.production.published import read_results
from mpp_lib.production.run import RoundResult


def keep_bands(result: RoundResult, folder: Path) -> None:
    """Write the bands of a round in a folder that is there, unless those in it are what would be drawn now."""
    key, file, record = _key(result), folder / BANDS, _record(folder)
    if not record.holds(key, [file]):
        record.forget()
        write_atomically(file, to_csv(_drawn(result).table).encode("utf-8"))
        record.write(key, [file])


def open_bands(result: RoundResult) -> RoundBands:
    """The bands of a round: those that were kept where they are what would be drawn now, else drawn; once in a process.

    Nothing is written.
    """
    folder = result.inputs.folder / "build"
    return _read(result, folder / BANDS) if _record(folder).holds(_key(result), [folder / BANDS]) else _drawn(result)


@lru_cache(maxsize=2)
def _read(result: RoundResult, file: Path) -> RoundBands:
    return bands_of(result, read_results(file))


_drawn = lru_cache(maxsize=2)(draw_bands)


def _record(folder: Path) -> Record:
    return Record(folder / "banden.key")


def _key(result: RoundResult) -> str:
    """Of the code, the round, and all that it can know of before it."""
    folder = result.inputs.folder
    beside = rounds_of(folder)
    read = [fingerprint(each) for each in (*lineage(folder), beside / HINDCAST)]
    parts = read, digests(beside / PUBLISHED, ["*.csv"]), digests(LIBRARY, ["**/*.py", "**/*.csv"])
    return hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()
