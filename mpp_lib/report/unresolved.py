"""Looks in a finished page for what should not be there: addresses outside the file, and marks that Quarto left."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from mpp_lib.base.errors import RenderError

_MARKS = re.compile(
    r"\?@[\w-]+|\?(?:meta|var):[\w.-]+|\{\{<[^>\n]{0,60}|\{#(?:fig|tbl|sec|eq)-[^}]*\}"
    r"|\[?\bWARNING\b: |Unable to resolve"
)
_ESCAPED = re.compile(r"\\(\W)")
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
_WORDS = ("alt", "title", "aria-label")
"""Attributes for readers: what stands there somebody wrote, as in the text of the page."""
_SKIPPED = ("script", "style", "code", "pre")
_TYPST_CODE = re.compile(r'(?<!\\)(`+).*?(?<!`)\1(?!`)|(?:\braw|\w*Tok)\((?:[^"()]|"(?:[^"\\]|\\.)*")*\)', re.DOTALL)


class _Page(HTMLParser):
    """Gathers the text of a page and every address it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.loaded: list[str] = []
        self.told: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._open.append(tag)
        for name, value in attrs:
            if name in _LOADING.get(tag, ()) and value and not value.startswith(("data:", "#")):
                self.loaded.append(value)
            if value and name not in _WORDS and not value.startswith("data:"):
                self.told.append(value)
            if name == "style" and value:
                self.loaded += _ADDRESS_IN_STYLE.findall(value)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_comment(self, data: str) -> None:
        self.told.append(data)

    def handle_data(self, data: str) -> None:
        if not self._open:
            self.text.append(data)
        elif self._open[-1] == "style":
            self.loaded += _ADDRESS_IN_STYLE.findall(data)


def check_html(page: str, name: str, folder: Path) -> None:
    """Refuse a page that is not whole by itself or tells where it was made in ``folder``.

    Raises:
        RenderError: naming each address and each path of this machine.
    """
    parsed = _Page()
    parsed.feed(page)
    problems = [f"{name}: de HTML laadt iets van buiten: {address}" for address in sorted(set(parsed.loaded))]
    problems += [f"{name}: de HTML noemt een pad op deze machine: {path}" for path in _local_paths(parsed.told, folder)]
    if problems:
        raise RenderError("\n".join(problems))


def _local_paths(texts: Iterable[str], folder: Path) -> list[str]:
    """The paths below this user's folder, the folder for temporary files or the first two folders of ``folder``.

    Shorter ones may stand in prose: ``/rounds/`` is no path of this machine.
    """
    places = [Path(*folder.resolve().parts[:3]), Path.home(), Path(tempfile.gettempdir())]
    roots = {re.escape(text) for place in places if len(place.parts) > 1 for text in (str(place), place.as_posix())}
    local = re.compile(rf"(?<![\w.-])(?:{'|'.join(sorted(roots))})[\\/][^\s\"'<>]*")
    return sorted(set(local.findall("\n".join(texts))))


def check_resolved(page: str, name: str, said: str) -> None:
    """Refuse a page in which Quarto left a mark.

    Args:
        said: the sources with all shortcodes expanded: a mark among these words is data, not something left.

    Raises:
        RenderError: naming each mark.
    """
    parsed = _Page()
    parsed.feed(page)
    _refuse_marks("".join(parsed.text), f"{name}: onopgelost in de HTML", said)


def check_typst(source: str, name: str, said: str) -> None:
    """Refuse a PDF in whose Typst text Quarto left a mark, samples of code left out; as :func:`check_resolved`."""
    _refuse_marks(_TYPST_CODE.sub("", source), f"{name}: onopgelost in de PDF", said)


def _refuse_marks(text: str, problem: str, said: str) -> None:
    words = unescape(_ESCAPED.sub(r"\1", said))
    data = {mark for mark in _MARKS.findall(words) if not mark.startswith("{#")}
    marks = sorted(set(_MARKS.findall(text)) - data)
    if marks:
        raise RenderError("\n".join(f"{problem}: {mark}" for mark in marks))
