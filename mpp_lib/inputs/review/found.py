"""Where what a comment is about stands in a page: its own, or that of a later version.

Looked for is, in this order: the number; the words in the element of that id; the words in the same section; the words
anywhere, where they stand once. What is found nowhere is said to be gone: a comment is never lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mpp_lib.inputs.review.comment import CellPlace, Place, Quote
from mpp_lib.inputs.review.page import Block, Page, PageCell, squeezed

How = Literal[
    "plaats", "citaat in de paragraaf", "citaat elders", "cijfer", "rij en kolom", "verdwenen", "niet na te gaan"
]
GONE: How = "verdwenen"
UNSEEN: How = "niet na te gaan"
"""Of a version that is not kept here."""


@dataclass(frozen=True)
class Found:
    """Where it stands.

    Attributes:
        how: by what it was found.
        element: id of the element; empty for what is gone.
        cell: the cell, of a comment on one.
        shown: what the cell shows.
    """

    how: How
    element: str = ""
    cell: CellPlace | None = None
    shown: str = ""

    @property
    def there(self) -> bool:
        """Whether it is still there."""
        return self.how not in (GONE, UNSEEN)

    def __str__(self) -> str:
        return str(self.cell or self.element or "")


def find(place: Place, own: Page | None, page: Page) -> Found:
    """Where a place of one page stands in a page.

    Args:
        own: the page that the comment was made on, where there is one.
        page: the same page, or that of a later version.
    """
    cell = _find_cell(place, own, page)
    if cell is not None:
        return cell
    if place.cell is None and place.element:
        quote = place.quote or _quote_of(place, own)
        if quote is None and place.element in page.elements:
            return Found("plaats", place.element)
        if quote is not None and (words := _find_words(place.element, quote, page)):
            return words
    return Found(GONE)


def _find_cell(place: Place, own: Page | None, page: Page) -> Found | None:
    if place.figure is not None and (shows := page.figures.get(place.figure)):
        table = place.cell.table if place.cell else place.element
        best = next((each for each in shows if each.place.table == table), shows[0])
        same = own is page and best.place == place.cell
        return _at("plaats" if same else "cijfer", best)
    if place.cell is None:
        return None
    then = own.cell(place.cell) if own is not None else None
    if then is None or own is page:
        now = page.cell(place.cell)
        return None if now is None else _at("plaats", now)
    named = [each for each in page.cells(place.cell.table) if _names(each) == _names(then)]
    return _at("rij en kolom", named[0]) if len(named) == 1 else None


def _at(how: How, cell: PageCell) -> Found:
    return Found(how, cell.place.table, cell.place, cell.text)


def _names(cell: PageCell) -> tuple[str, str]:
    return cell.row, cell.column


def _quote_of(place: Place, own: Page | None) -> Quote | None:
    """The words of a paragraph that a comment points at as a whole, or by their position alone."""
    if own is None or (
        place.element.startswith(("tbl-", "fig-", "sec-")) and place.element == own.section_of(place.element)
    ):
        return None
    text = own.text(place.element)
    start, end = place.position or (0, len(text))
    return Quote(text[start:end], text[:start][-50:], text[end:][:50]) if text[start:end].strip() else None


def _find_words(element: str, quote: Quote, page: Page) -> Found | None:
    if squeezed(quote.exact) in squeezed(page.text(element)):
        return Found("plaats", element)
    section = page.section_of(element)
    here = [each for each in page.blocks if each.section == section]
    if near := _best(quote, here):
        return Found("citaat in de paragraaf", near.id)
    if far := _best(quote, page.blocks):
        return Found("citaat elders", far.id)
    exact = squeezed(quote.exact)
    holding = {name: text for name, text in page.sections.items() if exact in text}
    if holding and page.words.count(exact) == 1:
        return Found("citaat elders", min(holding, key=lambda name: len(holding[name])))
    return None


def _best(quote: Quote, blocks: Iterable[Block]) -> Block | None:
    """The one block with the words; of several the one in which they stand between the same words."""
    exact = squeezed(quote.exact)
    holding = [each for each in blocks if exact in each.words]
    if len(holding) > 1:
        around = squeezed(f"{quote.prefix}{quote.exact}{quote.suffix}")
        holding = [each for each in holding if around in each.words]
    return holding[0] if len(holding) == 1 else None
