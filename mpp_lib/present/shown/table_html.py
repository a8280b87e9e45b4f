"""A great-tables table as bare, semantic HTML: what both renderers read, the same bytes every time.

Styling, ids and wrappers go; scopes and spans stay. Of the styling only its meaning is kept, as classes: ``groep`` (a
row that heads a group), ``totaal`` (a row in bold), ``realisatie`` (a filled column); right alignment stays in cells.
A small drawing in a cell (:mod:`mpp_lib.present.drawing.small_drawing`) stays too.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from great_tables import GT

from mpp_lib.present.drawing.small_drawing import DRAWING
from mpp_lib.present.drawing.style import REALISED_FILL

_KEPT = ("table", "thead", "tbody", "tr", "th", "td", "br")


def table_html(table: GT, *, dense: bool = False) -> str:
    """The table from ``<table>`` to ``</table>``, one row per line, without ids, styles or scripts.

    Args:
        dense: gives it the class ``dicht``: small print, to stay on one page.
    """
    cleaner = _Cleaner()
    cleaner.feed(table.as_raw_html())
    cleaner.close()
    html = "".join(cleaner.parts)
    return html.replace("<table>", '<table class="dicht">', 1) if dense else html


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._row: list[str] = []
        self._row_class = ""
        self._depth = 0
        self._drawn: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._depth += 1
        if tag == "span" and self._row:
            self._open_span(given)
        if not self._depth or tag not in _KEPT:
            return
        if tag == "tr":
            self._row, self._row_class = [], _row_class(given)
        elif tag in ("th", "td"):
            self._row_class = self._row_class or _cell_marks_row(given)
            self._row.append(_cell(tag, given))
        else:
            self._write(f"<{tag}>\n" if tag != "br" else "<br>")

    def _open_span(self, given: dict[str, str]) -> None:
        self._drawn.append(given.get("class") == DRAWING)
        if self._drawn[-1]:
            self._row.append(f'<span class="{DRAWING}" data-vorm="{escape(given["data-vorm"])}">')

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._drawn and self._drawn.pop():
            self._row.append("</span>")
        if not self._depth or tag not in _KEPT:
            return
        if tag == "tr":
            opening = f'<tr class="{self._row_class}">' if self._row_class else "<tr>"
            self.parts.append(f"{opening}{''.join(self._row)}</tr>\n")
            self._row = []
        else:
            self._write(f"</{tag}>" if tag in ("th", "td", "table") else f"</{tag}>\n")
        if tag == "table":
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth and self._row and data.strip():
            self._row.append(escape(data.strip(), quote=False))

    def _write(self, text: str) -> None:
        (self._row if self._row else self.parts).append(text)


def _row_class(given: dict[str, str]) -> str:
    return "groep" if "gt_group_heading_row" in given.get("class", "") else ""


def _cell_marks_row(given: dict[str, str]) -> str:
    return "totaal" if "font-weight: bold" in given.get("style", "") else ""


def _cell(tag: str, given: dict[str, str]) -> str:
    kept = [f' {name}="{given[name]}"' for name in ("colspan", "rowspan") if given.get(name, "1") != "1"]
    if tag == "th":
        kept.append(f' scope="{_scope(given)}"')
    if REALISED_FILL in given.get("style", ""):
        kept.append(' class="realisatie"')
    if "gt_right" in given.get("class", ""):
        kept.append(' style="text-align: right;"')
    return f"<{tag}{''.join(kept)}>"


def _scope(given: dict[str, str]) -> str:
    """Great-tables heads a group of rows with the scope of a group of columns."""
    return "rowgroup" if "gt_group_heading" in given.get("class", "") else given["scope"]
