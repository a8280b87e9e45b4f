"""A page of a version as comments look at it: elements by id, their words in code points, the cells of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mpp_lib.inputs.review.comment import CellPlace, Figure

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAIN = "main"
VERSION, CHECKSUM, PRODUCT = "mpp-versie", "mpp-controlegetal", "mpp-product"
INVITATION, KINDS_ASKED = "mpp-uitnodiging", "mpp-soorten"
"""Names of the ``meta`` in which a page says what it is."""
TITLES = frozenset(["figcaption", "caption", "h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = TITLES | {"p", "li", "blockquote", "dd"}
LABELS = ("sec-", "tbl-", "fig-")
_NUMBERED = re.compile(r"(.+)-a[0-9]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Block:
    """Running text.

    Attributes:
        id: by which it can be pointed at.
        section: the label of what it stands in.
        words: its text with every run of white space as one space.
    """

    id: str
    section: str
    text: str
    words: str


@dataclass(frozen=True)
class PageCell:
    """A cell of a table: where it is, what names its row and column, its words and, where said, its number."""

    place: CellPlace
    row: str
    column: str
    text: str
    figure: Figure | None


class Page:
    """A page, parsed once."""

    def __init__(self, content: bytes) -> None:
        from lxml import html

        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        self._root: HtmlElement = html.document_fromstring(content or b"<html></html>", parser=parser)

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """Name → content of what it says of itself."""
        return {each.get("name", ""): each.get("content", "") for each in self._root.iter("meta")}

    @cached_property
    def elements(self) -> Mapping[str, HtmlElement]:
        """Id → element; the first one of an id, as a browser takes it."""
        found: dict[str, HtmlElement] = {}
        for element in self._root.iter():
            if isinstance(element.tag, str) and (name := element.get("id")):
                found.setdefault(name, element)
        return found

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of running text that has an id, in order."""
        found = (each for each in self._main.iter() if each.tag in BLOCKS)
        named = ((name, text_of(each)) for each in found if (name := self._id_of(each)))
        return tuple(Block(name, self.section_of(name), text, squeezed(text)) for name, text in named)

    @property
    def _main(self) -> HtmlElement:
        return next(self._root.iter(MAIN), self._root)

    def _id_of(self, element: HtmlElement) -> str:
        """Its own id; a heading goes by that of its section."""
        own: str = element.get("id") or ""
        parent = element.getparent()
        if not own and parent is not None and str(element.tag)[:1] == "h":
            own = parent.get("id") or ""
        return own

    def text(self, name: str) -> str:
        """The words of an element; empty where it is not there."""
        element = self.elements.get(name)
        return "" if element is None else text_of(element)

    def section_of(self, name: str) -> str:
        """The label of the section, table or figure that an element stands in, or that it is."""
        element = self.elements.get(name)
        while element is not None:
            label = element.get("id") or ""
            if label.startswith(LABELS) and not _NUMBERED.fullmatch(label):
                return str(label)
            element = element.getparent()
        match = _NUMBERED.fullmatch(name)
        return match[1] if match else name

    def title(self, label: str) -> str:
        """How a reader knows a section, table or figure: its heading or caption."""
        element = self.elements.get(label)
        if element is None:
            return ""
        heads = (
            each for each in element.iter() if each.tag in {"caption", "figcaption", *(f"h{n}" for n in range(1, 7))}
        )
        head = next(heads, None)
        return "" if head is None else squeezed(text_of(head))

    def tables(self) -> Iterator[str]:
        """The labels of its tables, in order."""
        for name, element in self.elements.items():
            if element.tag == "table" or (name.startswith("tbl-") and element.find(".//table") is not None):
                yield name

    def cells(self, label: str) -> tuple[PageCell, ...]:
        """The cells of a table, row by row."""
        if label not in self._cells:
            element = self.elements.get(label)
            self._cells[label] = () if element is None else tuple(_cells(label, element))
        return self._cells[label]

    @cached_property
    def _cells(self) -> dict[str, tuple[PageCell, ...]]:
        return {}

    @cached_property
    def figures(self) -> Mapping[Figure, tuple[PageCell, ...]]:
        """Number → the cells that show it, where the page says which number a cell shows."""
        found: dict[Figure, tuple[PageCell, ...]] = {}
        for label in self.tables():
            for cell in self.cells(label):
                if cell.figure is not None:
                    found[cell.figure] = (*found.get(cell.figure, ()), cell)
        return found

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """Label → words of every section, table and figure."""
        return {name: squeezed(text_of(each)) for name, each in self.elements.items() if name.startswith(LABELS)}

    @cached_property
    def words(self) -> str:
        """Everything that is read."""
        return squeezed(text_of(self._main))

    def cell(self, place: CellPlace) -> PageCell | None:
        """The cell at a place."""
        return next((cell for cell in self.cells(place.table) if cell.place == place), None)


def text_of(element: HtmlElement) -> str:
    """All text of an element, as a browser's ``textContent`` gives it."""
    return "".join(element.itertext())


def squeezed(text: str) -> str:
    """A text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def _cells(label: str, element: HtmlElement) -> Iterator[PageCell]:
    table = element if element.tag == "table" else next(element.iter("table"), None)
    if table is None:
        return
    heads = _heads(table)
    rows = [row for body in table.iter("tbody") for row in body.iterchildren("tr")]
    names: dict[int, list[tuple[int, str]]] = {}
    for number, column, cell in _grid(rows):
        text = squeezed(text_of(cell))
        if cell.tag == "th":
            for below in range(number, number + _span(cell, "rowspan")):
                names.setdefault(below, []).append((column, text))
        over = heads.get(column, [])
        named = " ".join(words for _, words in sorted(names.get(number, [])))
        place = CellPlace(label, number + 1, column + 1)
        words = " ".join(squeezed(text_of(head)) for head in over)
        yield PageCell(place, named, words, text, _figure(cell, rows[number], over))


def _heads(table: HtmlElement) -> dict[int, list[Any]]:
    """Column from 0 → the cells over it, from above."""
    rows = [row for head in table.iter("thead") for row in head.iterchildren("tr")]
    found: dict[int, list[Any]] = {}
    for _, column, cell in _grid(rows):
        for each in range(column, column + _span(cell, "colspan")):
            found.setdefault(each, []).append(cell)
    return found


def _grid(rows: list[Any]) -> Iterator[tuple[int, int, Any]]:
    """Row and column from 0 of every cell, spans counted."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("th", "td"):
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            wide, last = _span(cell, "colspan"), min(len(rows), number + _span(cell, "rowspan"))
            taken |= {(below, column + each) for below in range(number + 1, last) for each in range(wide)}
            column += wide


def _figure(cell: Any, row: Any, over: list[Any]) -> Figure | None:
    """The number that a cell shows, of what says so nearest to it: the cell, its row, the heads over it."""

    def said(name: str, near: list[Any]) -> str:
        return next((each.get(name) for each in near if each.get(name)), "")

    heads = over[::-1]
    indicator, scenario = (said(name, [cell, row, *heads]) for name in ("data-i", "data-s"))
    return Figure(indicator, scenario, said("data-p", [cell, *heads])) if indicator else None


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "1")
    return min(int(text), 1_000) if text.isascii() and text.isdigit() and int(text) else 1
