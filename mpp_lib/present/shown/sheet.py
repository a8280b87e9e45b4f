"""Tables in one form: row headers, groups, headings over columns, realised columns set apart, totals in bold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pandas as pd
from great_tables import GT, loc, style

from mpp_lib.present.drawing.style import REALISED_FILL

TABLE_ID = "mpp"
NONE = "geen"


@dataclass(frozen=True)
class Form:
    """How a frame of texts becomes a table.

    Attributes:
        stub: columns that name the rows; equal neighbours in all but the last are merged.
        group: column whose values head groups of rows.
        labels: column → heading, where the column's own name won't do.
        spanners: heading over columns → those columns.
        numbers: columns that align right.
        realised: columns that hold realised figures.
        totals: places of the rows that are totals.
        drawn: columns that hold small drawings, which stand as they are.
    """

    stub: tuple[str, ...]
    group: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    spanners: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: Sequence[str] = ()
    realised: Sequence[str] = ()
    totals: Sequence[int] = ()
    drawn: Sequence[str] = ()


def build(rows: pd.DataFrame, form: Form) -> GT:
    """The table.

    Args:
        rows: texts as a reader sees them, one column per column of the table, groups in order.
    """
    table = GT(rows, rowname_col=list(form.stub), groupname_col=form.group, id=TABLE_ID)
    table = table.tab_stubhead([form.labels.get(name, name) for name in form.stub])
    table = table.cols_align("left")
    if form.numbers:
        table = table.cols_align("right", columns=list(form.numbers))
    if form.labels:
        table = table.cols_label({name: text for name, text in form.labels.items() if name not in form.stub})
    for heading, columns in form.spanners.items():
        table = table.tab_spanner(heading, columns=list(columns))
    if form.drawn:
        table = table.fmt_passthrough(list(form.drawn), escape=False)
    return _mark(table, form)


def _mark(table: GT, form: Form) -> GT:
    if form.realised:
        realised = list(form.realised)
        table = table.tab_style(
            style.fill(REALISED_FILL), [loc.body(columns=realised), loc.column_labels(columns=realised)]
        )
    if form.totals:
        totals = list(form.totals)
        table = table.tab_style(style.text(weight="bold"), [loc.body(rows=totals), loc.stub(rows=totals)])
    return table


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, each as column → value."""
    return cast("list[dict[str, Any]]", frame.to_dict("records"))


def plain_rows(frame: pd.DataFrame, columns: Mapping[str, str], *, numbers: Sequence[str] = ()) -> GT:
    """A frame of texts as a table without further form; an empty one says "geen" under its first heading.

    Args:
        columns: column of ``frame`` → heading; the first one heads the rows.
    """
    first = next(iter(columns))
    if frame.empty:
        return build(pd.DataFrame({first: [NONE]}), Form(stub=(first,), labels={first: columns[first]}))
    return build(frame[list(columns)].astype(str), Form(stub=(first,), labels=columns, numbers=numbers))
