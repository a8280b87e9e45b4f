"""A table as texts, for whoever shows it: a report as a sheet, a terminal as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from mpp_lib.base.dutch import signed
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import NONE, Form, build

NOTHING = "–"
BANDS = "Minimum en maximum omsluiten 75% van de kans; boven medio ligt een derde."


@dataclass(frozen=True)
class Listing:
    """Rows of texts under headings.

    Attributes:
        columns: key → heading, in order; the first ones, up to ``stub``, name a row.
        rows: per row a text for every key.
        data: the unrounded numbers behind it, row by row.
        finding: what it says, one or more sentences.
        note: how to read it, and its source.
        numbers: keys that align right.
        drawn: keys that hold small drawings.
    """

    title: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, str]]
    data: pd.DataFrame
    finding: str
    note: str
    numbers: Sequence[str] = ()
    realised: Sequence[str] = ()
    stub: int = 1
    dense: bool = False
    drawn: Sequence[str] = ()


def sheet_of(listing: Listing) -> Sheet:
    """The table for a report; without rows it says "geen"."""
    names = tuple(listing.columns)
    rows = list(listing.rows) or [dict.fromkeys(names, "") | {names[0]: NONE}]
    form = Form(
        stub=names[: listing.stub],
        labels=listing.columns,
        numbers=listing.numbers,
        realised=listing.realised,
        drawn=listing.drawn,
    )
    table = build(pd.DataFrame(rows, columns=list(names)), form)
    return Sheet(table, listing.data, listing.finding, listing.note, listing.title, listing.dense)


def pct(value: float | None) -> str:
    """A number of percents with its sign, a dash where there is none.

    >>> pct(12.34), pct(-0.01), pct(None)
    ('+12,3%', '0,0%', '–')
    """
    return NOTHING if value is None else f"{signed(round(value, 1) + 0.0, 1)}%"
