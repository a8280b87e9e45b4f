"""Marks in the HTML of a report, beside each place, what was done with what was said of it in the version before.

The words of others stand in attributes only, so that they are never markup, and the text of a place stays what it was:
whoever quotes it finds it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from mpp_lib.inputs.review.found import find
from mpp_lib.inputs.review.listing import Listed
from mpp_lib.inputs.review.page import Page
from mpp_lib.inputs.review.versions_read import VersionsRead
from mpp_lib.present.reacties.comment_tables import in_short, number_text, settled_text

SECTION = "sec-reacties"
"""The section that accounts for every comment, to which a mark leads."""
_TEXT_IN = {"table": "caption", "figure": "figcaption", "section": "h[1-6]"}
"""Element → what in it can hold a mark."""


def marked_page(page: bytes, comments: Iterable[Listed], versions: VersionsRead) -> bytes:
    """The page with a mark at every place that something was said of; what is gone has none.

    Args:
        comments: those that the report accounts for.
        versions: of the round, whose pages they were made on.
    """
    looked_at = Page(page)
    marks: dict[str, list[str]] = {}
    for one in comments:
        found = find(one.comment.place, versions.page(one.comment.version), looked_at)
        if found.there and found.element in looked_at.elements:
            marks.setdefault(found.element, []).append(_mark(one, found.shown))
    return _with(page.decode("utf-8"), marks).encode("utf-8")


def _mark(one: Listed, shown: str) -> str:
    """An empty link: what it says, it says in attributes."""
    verdict = one.settlement.verdict if one.settlement else "open"
    said = f"{one.comment.partner}, {one.comment.kind}: {in_short(one.comment.said)}".strip()
    now = f" Was {number_text(one.was)}, nu {shown}." if one.was and shown else ""
    words = f"{said} – {settled_text(one)}.{now}"
    return f'<a class="reactie" href="#{SECTION}" data-stand="{escape(verdict)}" title="{escape(_plain(words))}"></a>'


def _plain(words: str) -> str:
    return " ".join(words.split())


def _with(page: str, marks: Mapping[str, list[str]]) -> str:
    """The page with the marks of each element where it begins, or where its heading or caption does."""
    places = {at: "".join(texts) for name, texts in marks.items() if (at := _place(page, name))}
    for at, text in sorted(places.items(), reverse=True):
        page = page[:at] + text + page[at:]
    return page


def _place(page: str, name: str) -> int:
    """Behind which sign the marks of an element stand; 0 where it has nowhere to hold them."""
    opening = re.search(rf'<([a-z]+[1-6]?)\b[^<>]*\sid="{re.escape(escape(name))}"[^<>]*>', page)
    if opening is None:
        return 0
    inner = _TEXT_IN.get(opening[1])
    if inner is None:
        return opening.end()
    held = re.compile(rf"<(?:{inner})\b[^<>]*>").search(page, opening.end())
    end = page.find(f"</{opening[1]}>", opening.end())
    return held.end() if held and held.end() <= end else 0
