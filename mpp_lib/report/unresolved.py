"""Looks in a finished page for what should not be there: unresolved marks and addresses outside the file."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from mpp_lib.base.errors import RenderError

_MARKS = re.compile(
    r"\?@[\w-]+|\?(?:meta|var):[\w.-]+|\{\{<|\{#(?:fig|tbl|sec|eq)-[^}]*\}|\[?\bWARNING\b: |Unable to resolve"
)
_LOADING = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "base": ("href",),
}
_ADDRESS_IN_STYLE = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"]?)((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)
_SKIPPED = ("script", "style", "code", "pre")


class _Page(HTMLParser):
    """Gathers the text of a page and every address it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.loaded: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._open.append(tag)
        for name, value in attrs:
            if name in _LOADING.get(tag, ()) and value and not value.startswith(("data:", "#")):
                self.loaded.append(value)
            if name == "style" and value:
                self.loaded += _ADDRESS_IN_STYLE.findall(value)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open:
            self.text.append(data)
        elif self._open[-1] == "style":
            self.loaded += _ADDRESS_IN_STYLE.findall(data)


def check_html(page: str, name: str) -> None:
    """Refuse a page that holds an unresolved mark or is not whole by itself.

    Raises:
        RenderError: naming each mark and each address.
    """
    parsed = _Page()
    parsed.feed(page)
    marks = sorted(set(_MARKS.findall("".join(parsed.text))))
    problems = [f"{name}: onopgelost in de HTML: {mark}" for mark in marks]
    problems += [f"{name}: de HTML laadt iets van buiten: {address}" for address in sorted(set(parsed.loaded))]
    if problems:
        raise RenderError("\n".join(problems))


def check_text(text: str, name: str) -> None:
    """Refuse a PDF whose text holds an unresolved mark.

    Raises:
        RenderError: naming each mark.
    """
    marks = sorted(set(_MARKS.findall(text)))
    if marks:
        raise RenderError("\n".join(f"{name}: onopgelost in de PDF: {mark}" for mark in marks))
