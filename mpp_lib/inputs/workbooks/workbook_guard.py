"""What is refused of a workbook before anything in it is read: what could run, hide or swell.

A workbook, of Excel or OpenDocument, is a zip of XML parts. Nothing in it is ever executed or followed: a workbook with
macros is refused, a formula is read by the outcome that was saved with it, links to other files are not opened.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from mpp_lib.base.errors import Problem

MAX_UNPACKED = 100_000_000
MAX_PARTS = 2_000
MAX_AREA = 1_000_000
"""Cells of the smallest rectangle around everything on a sheet, and that its ranges cover, over all sheets together."""
MAX_RANGE = 100_000
"""Cells that one merged cell or link may cover."""
OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK_PART = "xl/workbook.xml"
AN_XLSX = "een Excel-werkboek (.xlsx)"
AN_ODS = "een OpenDocument-werkblad (.ods)"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
ODS_CONTENT = "content.xml"
_MACROS = re.compile(r"vbaproject\.bin$|/macrosheets/|/dialogsheets/", re.IGNORECASE)
_OUTSIDE = re.compile(r"xl/(externallinks/[^/]+\.xml|connections\.xml|querytables/.*)", re.IGNORECASE)
_ODS_OUTSIDE = re.compile(rb"<table:(?:table-source|cell-range-source)\b|<office:dde-source\b")
_ODS_MACROS = re.compile(r"(?:Basic|Scripts)/.+", re.IGNORECASE)
_UNREAD = re.compile(r"xl/media/|.*\.vml$", re.IGNORECASE)
"""Pictures and the like: nothing in them is looked at."""
_XML_START = re.compile(rb"(\xef\xbb\xbf)?\s*<|(\xff\xfe)?<\x00|(\xfe\xff)?\x00<")
"""How XML can start, whatever its part is called and however it is encoded."""
_XML_NAMES = (".xml", ".rels")
"""How parts are called that some reader takes for XML, also in an encoding that is not read here."""
TOO_FAR, NEAR = "een blad is te uitgestrekt", "bladen zonder cellen ver buiten de tabel"
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_IN_SPACE = " "
"""Between a namespace and a name: a file may call a namespace what it likes."""
_TABLE_SPACE, _OFFICE_SPACE = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("table", "office"))
_ODS_FILLED = tuple(
    f"{space}{_IN_SPACE}{name}"
    for space, name in ((_OFFICE_SPACE, "value-type"), (_OFFICE_SPACE, "string-value"), (_TABLE_SPACE, "formula"))
)
"""Attributes of a cell that holds something; so does one with a paragraph or an annotation in it."""
_REFERENCES = {"c": "r", "comment": "ref", "mergeCell": "ref", "hyperlink": "ref"}
"""Element → its attribute that says which cells it is about."""
_PLACED = ("c", "comment")
"""Elements that make a cell of the place they name."""
Finding = tuple[str, str, str]
"""What was found, what is wrong with it, what was expected."""


def is_ods(file: str) -> bool:
    """Whether a file is an OpenDocument spreadsheet by its name."""
    return file.lower().endswith(".ods")


def expected_of(file: str) -> str:
    """What a message expects a workbook of that name to be."""
    return AN_ODS if is_ods(file) else AN_XLSX


def refuse_workbook(file: str, content: bytes) -> Problem | None:
    """The first reason not to open a workbook; None when there is none."""
    form = _ODS if is_ods(file) else _XLSX
    finding = _container(content, form)
    if finding is None:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                finding = next(_findings(archive, form), None)
        except Exception:  # a stranger's file can break the library anywhere: all of it means damaged
            finding = ("", "het bestand is beschadigd", form.expected)
    return None if finding is None else Problem(file, "", *finding)


def warn_outside_sources(file: str, content: bytes) -> Iterator[Problem]:
    """Says of a workbook that it looks elsewhere: those places are not visited."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if is_ods(file):
            count = len(_ODS_OUTSIDE.findall(archive.read(ODS_CONTENT)))
        else:
            count = sum(_OUTSIDE.fullmatch(name) is not None for name in archive.namelist())
    if count:
        problem = "het werkboek haalt gegevens uit een ander bestand; daarvan is alleen de bewaarde uitkomst gelezen"
        yield Problem(file, "", "1 koppeling" if count == 1 else f"{count} koppelingen", problem, "waarden")


def _container(content: bytes, form: _Form) -> Finding | None:
    if content.startswith(OLE_HEADER):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "", "het werkboek is met een wachtwoord beveiligd", "een werkboek zonder wachtwoord om te openen"
        return "", "dit is een oud Excel-bestand (.xls)", form.expected
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return "", form.wrong, form.expected
    return None


def _findings(archive: zipfile.ZipFile, form: _Form) -> Iterator[Finding]:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED:
        yield f"{size} bytes", "het werkboek is uitgepakt te groot", f"ten hoogste {MAX_UNPACKED} bytes"
    if len(parts) > MAX_PARTS:
        yield f"{len(parts)} onderdelen", "het werkboek heeft te veel onderdelen", f"ten hoogste {MAX_PARTS}"
    if any(part.flag_bits & 1 for part in parts):
        yield "", "het werkboek is met een wachtwoord beveiligd", "een werkboek zonder wachtwoord om te openen"
    yield from form.kind(archive)
    area = 0
    for part in parts:
        content = b"" if _UNREAD.match(part.filename) else archive.read(part)
        if _XML_START.match(content) or (content and part.filename.lower().endswith(_XML_NAMES)):
            reader = form.part(part.filename, form.expected)
            yield from reader.findings(content)
            area += reader.area
            if area > MAX_AREA:
                yield part.filename, TOO_FAR, NEAR


def _wrong_kind(archive: zipfile.ZipFile) -> Iterator[Finding]:
    names = archive.namelist()
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(_MACROS.search(name) for name in names):
        yield "", "het werkboek bevat macro's", "hetzelfde werkboek zonder macro's, bewaard als .xlsx"
    if WORKBOOK_PART not in names or not types:
        yield "", "dit is geen Excel-werkboek", AN_XLSX


def _wrong_ods(archive: zipfile.ZipFile) -> Iterator[Finding]:
    names = archive.namelist()
    if any(_ODS_MACROS.fullmatch(name) for name in names):
        yield "", "het werkboek bevat macro's", "hetzelfde werkboek zonder macro's"
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        yield "", "het werkboek is met een wachtwoord beveiligd", "een werkboek zonder wachtwoord om te openen"
    if ODS_CONTENT not in names or "mimetype" not in names or archive.read("mimetype").strip() != ODS_TYPE:
        yield "", _ODS.wrong, AN_ODS


class _Part:
    """Reads one part to its end, to see whether it is fit to be read for its meaning."""

    def __init__(self, name: str, expected: str) -> None:
        self.name = name
        self.expected = expected
        self.doctype = False
        self.rows = self.columns = self.range = self.covered = 0

    def findings(self, content: bytes) -> Iterator[Finding]:
        parser = expat.ParserCreate(namespace_separator=_IN_SPACE)
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.StartElementHandler = self._on_element
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError):  # the latter of an encoding that expat does not know
            if not self.doctype:
                yield self.name, "een onderdeel van het werkboek is beschadigd", self.expected
        if self.doctype:
            yield self.name, "het werkboek bevat een verboden verklaring (DOCTYPE)", self.expected
        if self.range > MAX_RANGE:
            yield self.name, TOO_FAR, NEAR

    @property
    def area(self) -> int:
        """Cells of the smallest rectangle around what stands in it, and those that its ranges cover."""
        return self.rows * self.columns + self.covered

    def _on_doctype(self, *_: object) -> None:
        self.doctype = True
        raise expat.ExpatError

    def _on_element(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(_IN_SPACE)[2]
        match = _RANGE.fullmatch(attributes.get(_REFERENCES.get(kind, ""), ""))
        if match is None:
            return
        column, row = _column(match[1]), int(match[2])
        if kind in _PLACED:
            self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        elif match[3]:
            self._cover((abs(_column(match[3]) - column) + 1) * (abs(int(match[4]) - row) + 1), 1)

    def _cover(self, cells: int, times: int) -> None:
        self.range = max(self.range, cells)
        self.covered += cells * times


class _OdsPart(_Part):
    """The same of a part that says with a cell or a row how often it is repeated."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(name, expected)
        self.before = 0
        self.row = self.column = 0
        self.row_repeat = 1

    @property
    def area(self) -> int:
        """Of all sheets together."""
        return self.before + super().area

    def _on_element(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(_IN_SPACE)[2]:
            case "table":
                self.before, self.rows, self.columns, self.covered = self.area, 0, 0, 0
                self.row, self.row_repeat = 0, 1
            case "table-row":
                self.row, self.column = self.row + self.row_repeat, 0
                self.row_repeat = _times(attributes, "number-rows-repeated")
            case "table-cell" | "covered-table-cell":
                repeat = _times(attributes, "number-columns-repeated")
                self.column += repeat
                covered = [_times(attributes, f"number-{way}-spanned") for way in ("columns", "rows")]
                if covered != [1, 1]:
                    self._cover(covered[0] * covered[1], repeat * self.row_repeat)
                if not attributes.keys().isdisjoint(_ODS_FILLED):
                    self._stretch()
            case "p" | "annotation":
                self._stretch()

    def _stretch(self) -> None:
        self.columns, self.rows = max(self.columns, self.column), max(self.rows, self.row + self.row_repeat)


def _times(attributes: dict[str, str], name: str) -> int:
    """How many cells one stands for.

    Raises:
        ValueError: it is no number, or less than one.
    """
    times = int(attributes.get(f"{_TABLE_SPACE}{_IN_SPACE}{name}", "1"))
    if times < 1:
        raise ValueError(name)
    return times


@dataclass(frozen=True)
class _Form:
    """A kind of workbook: what it is called, what is said of what is none, and how its parts are read."""

    expected: str
    wrong: str
    kind: Callable[[zipfile.ZipFile], Iterator[Finding]]
    part: type[_Part]


_XLSX = _Form(AN_XLSX, "dit is geen Excel-werkboek", _wrong_kind, _Part)
_ODS = _Form(AN_ODS, "dit is geen OpenDocument-werkblad", _wrong_ods, _OdsPart)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
