"""The one long result table.

Columns: ``ronde;versie;scenario;domein;partner;indicator;periode;waarde;eenheid``. ``scenario`` is ``realisatie``,
``minimum``, ``medio`` or ``maximum``; ``periode`` a month ``2025-03`` or a year ``2025``; ``waarde`` is unrounded.
"""

from __future__ import annotations

import hashlib

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


def is_year(period: pd.Series[str]) -> pd.Series[bool]:
    """Which rows are years rather than months."""
    years = [text for text in period.unique() if Period.parse(text).length == YEAR]
    return period.isin(years)
