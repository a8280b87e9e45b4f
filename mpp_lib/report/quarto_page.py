"""Takes out of Quarto's page what is not ours: styles, scripts, and what names files on this machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from mpp_lib.report.floats import html_width

Attributes = Sequence[tuple[str, str | None]]

_WHOLE = ("style", "script")
_OWN_DATA = "html"
"""The element whose ``data-`` attributes are ours."""
_KEYS = ("data-i", "data-s", "data-p")
"""What a table says of its numbers."""
_WIDTH = re.compile(r"\bwidth:\s*([^;]+)")


def cleaned(page: str) -> str:
    """The page without style sheets, scripts, comments and, of each element, styles, handlers and the tool's data."""
    cleaner = _Cleaner()
    cleaner.feed(page)
    cleaner.close()
    return "".join(cleaner.kept)


class _Cleaner(HTMLParser):
    """Copies a page as it is written, but for that."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _WHOLE:
            self._inside = tag
        elif tag != "link":
            self.kept.append(self._tag(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if tag not in (*_WHOLE, "link"):
            self.kept.append(self._tag(tag, attrs, "/"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _WHOLE:
            self._inside = ""
        else:
            self.kept.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.kept.append(data)

    def handle_entityref(self, name: str) -> None:
        self.kept.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.kept.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self.kept.append(f"<!{decl}>")

    def _tag(self, tag: str, attrs: Attributes, end: str = "") -> str:
        allowed = [(name, value) for name, value in attrs if not _refused(tag, name)]
        if len(allowed) == len(attrs):
            return self.get_starttag_text() or ""
        return f"<{tag}{''.join(map(_written, allowed))}{_width(tag, attrs)}{end}>"


def _refused(tag: str, name: str) -> bool:
    return (
        name == "style"
        or name.startswith("on")
        or (name.startswith("data-") and tag != _OWN_DATA and name not in _KEYS)
    )


def _width(tag: str, attrs: Attributes) -> str:
    """The width of a picture, which pandoc writes as a style, as an attribute."""
    found = _WIDTH.search(dict(attrs).get("style") or "") if tag == "img" else None
    return html_width(found[1].strip()) if found else ""


def _written(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if value is None else f' {name}="{escape(value)}"'
