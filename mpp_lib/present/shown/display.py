"""From figures and tables to what a notebook cell stores, in forms both renderers read.

Figures are ``image/svg+xml``; all else is ``text/markdown``, tables as a raw HTML block in it. Never ``text/html``: one
such output makes Quarto fetch scripts from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mpp_lib.base.markdown import literal
from mpp_lib.present.shown.picture import Picture, lookup_of, svg
from mpp_lib.present.shown.plain_table import plain_table
from mpp_lib.present.shown.table import Table
from mpp_lib.present.shown.table_html import table_html

MARKDOWN = "text/markdown"
DATA, NARROW = "gegevens", "smal"
"""Metadata of an output that hold what it shows as plain data, and of a figure its narrow form."""
SVG = "image/svg+xml"


@dataclass(frozen=True)
class Shown:
    """The output of a cell: MIME type → content; the caption, alternative text and plain data that go with it."""

    bundle: Mapping[str, str]
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        return dict(self.bundle), dict(self.metadata)

    def __repr__(self) -> str:
        return ", ".join(self.bundle)


def show(item: Picture | Table[Any]) -> Shown:
    """The figure or the table itself; its title and finding are the caption, unless the cell gives one."""
    if isinstance(item, Picture):
        words = {"fig-cap": item.finding, "fig-alt": item.described}
        narrow = {NARROW: _drawn(item.narrow())} if item.narrow else {}
        return Shown({SVG: _drawn(item)}, {**words, **narrow, DATA: plain_table(item).as_dict()})
    return Shown({MARKDOWN: raw_html(table_html(item))}, {"tbl-cap": item.caption, DATA: plain_table(item).as_dict()})


def _drawn(picture: Picture) -> str:
    return svg(picture.figure, lookup_of(picture))


def show_data(picture: Picture) -> Shown:
    """The numbers of a figure as a table, for the fold-out under it and the annex of the PDF."""
    return Shown({MARKDOWN: raw_html(table_html(picture.numbers))})


def show_source(item: Picture | Table[Any]) -> Shown:
    """Source and cut-off, as the line under a figure or table."""
    return Shown({MARKDOWN: f"::: {{.bron}}\n{literal(item.under)}\n:::"})


def show_text(text: str) -> Shown:
    """Markdown that was made from numbers."""
    return Shown({MARKDOWN: text})


def raw_html(html: str) -> str:
    """Markdown that hands HTML on untouched."""
    return f"```{{=html}}\n{html}\n```"
