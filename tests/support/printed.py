"""Reads back what readers see, sharing no code with what wrote it."""

import re
from html.parser import HTMLParser
from typing import Any

from mpp_lib.present.shown.table import Table
from mpp_lib.present.shown.table_html import table_html

_NUMBER = re.compile(r"[−+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[−+]?\d+(?:,\d+)?")


def value(text: str) -> float:
    """A Dutch number, percentage sign ignored."""
    plain = text.replace(".", "").replace(",", ".").replace("−", "-").replace("+", "").rstrip("%")
    return float(plain)


def numbers(text: str) -> list[float]:
    """Every number in a text, in order."""
    return [value(found) for found in _NUMBER.findall(text)]


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def cells(html: str) -> list[list[str]]:
    """The texts of a table, row by row."""
    reader = _Rows()
    reader.feed(html)
    return reader.rows


def rows_of(table: Table[Any]) -> list[list[str]]:
    """The texts of a table as a report writes it, row by row, headings first."""
    return cells(table_html(table))


def by_heading(table: Table[Any]) -> list[dict[str, str]]:
    """Row by row heading → text, of a table whose headings differ."""
    headings = [column.heading for column in table.columns]
    assert len(set(headings)) == len(headings)
    return [dict(zip(headings, texts, strict=True)) for texts in table.texts()]
