"""A figure or table as a report shows it: itself, its source, and under a figure its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mpp_lib.present.shown.display import Shown, show, show_data, show_source, show_text
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.table import Table


def in_report(item: Picture | Table[Any], words: str = "") -> None:
    """Put everything that goes with a figure or table in the output of a notebook cell, in the order of the report.

    Args:
        words: the analyst's, below it.
    """
    from IPython.display import display

    display(*shown_with(item), *([show_text(words)] if words else []))  # type: ignore[no-untyped-call]


def in_report_if_any(table: Table[Any]) -> None:
    """Put a table in the report, or nothing where it has no rows."""
    if table.rows:
        in_report(table)


def in_report_if_given(table: Table[Any] | None) -> None:
    """Put a table in the report, also where it has no rows; nothing where there is none."""
    if table is not None:
        in_report(table)


def each_in_report(items: Mapping[str, Picture | Table[Any]]) -> None:
    """Put several figures or tables in the output of one notebook cell, each to be embedded by its own label."""
    from IPython.display import display

    for label, item in items.items():
        first, *later = shown_with(item)
        display(replace(first, metadata={**first.metadata, "label": label}), *later)  # type: ignore[no-untyped-call]


def shown_with(item: Picture | Table[Any]) -> Iterator[Shown]:
    """The figure or table, the line with its source, the numbers of a figure (if it has any) in a block to fold out."""
    yield show(item)
    if item.under:
        yield show_source(item)
    if isinstance(item, Picture) and len(item.data):
        yield show_text(f"::: {{.cijfers}}\n{show_data(item).bundle['text/markdown']}\n:::")
