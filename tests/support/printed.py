"""Reads back what readers see, sharing no code with what wrote it."""

import re
from html.parser import HTMLParser

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
