"""What a source gave: one table, whatever it came as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

PERIODS, VALUES, STATUSES = ("periode", "TIME_PERIOD", "Perioden"), ("waarde", "OBS_VALUE"), ("status", "OBS_FLAG")
"""How the columns with period, figure and sign are usually called: here, by Eurostat and by CBS. What stood across is
called as here."""


@dataclass(frozen=True)
class Record:
    """One row, or one cell of a table with its periods across.

    Attributes:
        cells: column → text, number, day or None.
        place: where it stands, as a message names it: ``rij 5``, ``blad Instroom, cel C7``.
    """

    cells: Mapping[str, object]
    place: str


@dataclass(frozen=True)
class Delivered:
    """What came from a source.

    Attributes:
        name: as a message names it.
        road: how it came: csv, xlsx, ods, cbs, eurostat or sql.
        source: the file or address, without who asked.
        columns: names of the columns.
        checksum: SHA-256 of what was received.
        version: what the source says of its version.
        known: the day since which the source says that these figures are known; None where it does not say, and of a
            file.
        across: whether its periods stood across, so that period and value have no column of their own.
        query: what was asked.
    """

    name: str
    road: str
    source: str
    columns: tuple[str, ...]
    records: Sequence[Record]
    checksum: str
    version: str = ""
    known: date | None = None
    across: bool = False
    query: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it was a file, which holds what was known when it was made."""
        return self.road in ("csv", "xlsx", "ods")
