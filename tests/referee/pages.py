"""HTML and PDF as lines: texts, the cells of tables row by row, what is plotted, the words of a page."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

from tests.referee.tables import digest

BLOCKS = frozenset(
    ["title", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "ul", "ol", "div", "section", "nav", "header"]
    + ["footer", "table", "caption", "tr", "figure", "figcaption", "details", "summary", "body", "main", "aside"]
)
CELLS = frozenset(["td", "th"])
UNREAD = frozenset(["style", "script"])
VOID = frozenset(["br", "hr", "img", "meta", "link", "input", "col", "wbr"])
SPANS = ("colspan", "rowspan")
IDENTITY = re.compile(r"id|class|clip-path|role|version|aria-.*|xmlns.*")
GLYPH = re.compile(r"#(?:.*-)?(?=SourceSans)|#.*")
CODE = re.compile(r"(Controlegetal van de code\W+)[0-9a-f]{64}")
PAINT = re.compile(r"url\(#.*?\)")
COMMON = re.compile(r"(?:fill|stroke)[\w-]*")
DECLARED = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)")


def page_lines(file: Path) -> list[str]:
    """The page in reading order: one line per block, row of a table and drawing."""
    reader = _Page()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    reader.end_block()
    return reader.lines


def readable(text: str) -> str:
    """The words, without the checksum of the code: that says which code ran, not what it made."""
    return CODE.sub(r"\1…", " ".join(text.split()))


class _Page(HTMLParser):
    """Reads a page without minding how it is styled or wrapped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._text: list[str] = []
        self._unread = 0
        self._drawing: list[str] | None = None
        self._depth = 0
        self._common: dict[str, str] = {}
        self._in_sheet = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._drawing is not None:
            self._shape(tag, given)
            return
        if tag == "svg":
            self._drawing, self._depth, self._common = [], 1, _paint_of_all(given)
            self._text.append(f"[tekening: {given.get('aria-label', '')}]")
        elif tag in UNREAD:
            self._unread += 1
        elif tag in BLOCKS:
            self.end_block()
        elif tag in CELLS:
            kept = " ".join(f"{name}={given[name]}" for name in SPANS if given.get(name, "1") != "1")
            self._text.append(f" ¦{kept}¦ " if kept else " ¦ ")
        elif tag == "img":
            self._text.append(f"[beeld: {given.get('alt', '')}]")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID or self._drawing is not None:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._drawing is not None:
            self._depth -= 1
            self._in_sheet = False
            if self._depth == 0:
                self._end_drawing(self._drawing)
        elif tag in UNREAD:
            self._unread -= 1
        elif tag in BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self._drawing is not None:
            if self._in_sheet:
                self._common |= _paint_of_all(dict(DECLARED.findall(data)))
            elif data.strip():
                self._drawing.append(data.strip())
        elif not self._unread:
            self._text.append(data)

    def end_block(self) -> None:
        """What was read since the last block is a line, if it says anything."""
        line = readable("".join(self._text))
        if line:
            self.lines.append(line)
        self._text = []

    def _end_drawing(self, shapes: list[str]) -> None:
        common = [f"svg {sorted(self._common.items())}"] if self._common else []
        self._text.append(f"[getekend {len(common + shapes)} {digest(chr(10).join(common + shapes))}]")
        self._drawing = None

    def _shape(self, tag: str, given: dict[str, str]) -> None:
        """A shape with its geometry and paint, however the paint is written: as style or as attributes."""
        self._depth += 1
        self._in_sheet = tag == "style"
        if self._in_sheet:
            return
        painted = dict(part.split(":", 1) for part in given.pop("style", "").split(";") if ":" in part)
        drawn = {**given, **{name.strip(): value.strip() for name, value in painted.items()}}
        kept = sorted((name, _anonymous(name, value)) for name, value in drawn.items() if not IDENTITY.fullmatch(name))
        assert self._drawing is not None
        self._drawing.append(f"{tag} {kept}")


def _paint_of_all(declared: dict[str, str]) -> dict[str, str]:
    """What holds for every shape, however it is written: in a sheet in the drawing, or as attributes of its root."""
    return {name: value.strip() for name, value in declared.items() if COMMON.fullmatch(name)}


def _anonymous(name: str, value: str) -> str:
    """A reference without the name of the figure it stands in; a letter of the font keeps its own."""
    return GLYPH.sub("#", value) if name.endswith("href") else PAINT.sub("url", value)


def pdf_lines(file: Path) -> list[str]:
    """A line per page: its words in reading order."""
    words = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout
    pages = words.rstrip("\f").split("\f")
    return [f"{number} {readable(page)}" for number, page in enumerate(pages, start=1)]
