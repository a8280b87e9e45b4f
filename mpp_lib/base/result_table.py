"""The one long result table.

Columns: ``ronde;versie;scenario;domein;partner;indicator;periode;waarde;eenheid``. ``scenario`` is ``realisatie``,
``minimum``, ``medio`` or ``maximum``; ``periode`` a month ``2025-03`` or a year ``2025``; ``waarde`` is unrounded.
"""

from __future__ import annotations

import gzip
import hashlib
from itertools import groupby

import pandas as pd

from mpp_lib.base.periods import YEAR, Period

COLUMNS = ("ronde", "versie", "scenario", "domein", "partner", "indicator", "periode", "waarde", "eenheid")
REALISED = "realisatie"


def to_csv(table: pd.DataFrame) -> str:
    """The table as a machine reads it: ``;`` as delimiter, decimal point, shortest exact numbers, ``\\n`` line ends."""
    text: str = table.to_csv(sep=";", index=False, columns=list(COLUMNS), lineterminator="\n")
    return text


def checksum(table: pd.DataFrame) -> str:
    """SHA-256 of :func:`to_csv`: what a report's footer names."""
    return hashlib.sha256(to_csv(table).encode("utf-8")).hexdigest()


def packed(text: str) -> bytes:
    """What :func:`to_csv` gave, in a form that takes little room in a page: gzip of the table by series.

    The first line is the heading, the second what every row begins with, the third each list of periods; then a line
    per series: what stands before the period (with ``|`` between), after the value, the number of its list of periods,
    and its values.
    """
    heading, *rows = (line.split(";") for line in text.splitlines())
    always = "|".join(rows[0][:2]) if rows else ""
    lists: dict[str, int] = {}
    series = []
    for (before, unit), members in groupby(rows, key=lambda row: ("|".join(row[2:6]), row[8])):
        periods, values = zip(*((row[6], row[7]) for row in members), strict=True)
        place = lists.setdefault(",".join(periods), len(lists))
        series.append(";".join((before, unit, str(place), *values)))
    lines = [";".join(heading), always, ";".join(lists), *series]
    return gzip.compress("\n".join(lines).encode(), 9, mtime=0)


def is_year(period: pd.Series[str]) -> pd.Series[bool]:
    """Which rows are years rather than months."""
    years = [text for text in period.unique() if Period.parse(text).length == YEAR]
    return period.isin(years)
