"""The sources of a report: one Markdown document with its includes, front matter and figures for in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.base.markdown import EXECUTABLE, code_blocks, rows_of_code
from mpp_lib.inputs.reading.nearest import SHOWN, nearest

VALUES_FILE = "cijfers.yml"
PACKED_RESULTS = "resultaten.gz"
"""The result table as the page holds it, in a render folder that has one."""
SHARED = "_extensions/mpp"

COVER_KEYS = (
    "ronde", "versie", "status", "datum", "datum_iso", "peildatum", "vorige", "rubricering", "controlegetal"
)  # fmt: skip

# the C version is ten times as fast on the many figures of a report
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(?P<path>\S+)\s*>\}\}\s*$")
"""A line that puts another file in its place."""


@dataclass(frozen=True)
class Line:
    """A line of text and where it was written."""

    file: str
    number: int
    text: str

    @property
    def place(self) -> str:
        """File and line number as a reader of the message needs them."""
        return f"{self.file}, regel {self.number}"

    def with_text(self, text: str) -> Line:
        """Another text that came from the same place."""
        return Line(self.file, self.number, text)


@dataclass
class Faults:
    """Everything found wrong so far; raised together, so that one run shows all of it."""

    messages: list[str] = field(default_factory=list)

    def add(self, where: Line | str, message: str) -> None:
        """Note ``message`` once for this place."""
        place = where.place if isinstance(where, Line) else where
        text = f"{place}: {message}"
        if text not in self.messages:
            self.messages.append(text)

    def raise_any(self) -> None:
        """Raise RenderError with all messages, if there are any."""
        if self.messages:
            raise RenderError("\n".join(self.messages))


@dataclass(frozen=True)
class Document:
    """A main document with its includes in place; shortcodes for cells and values still stand in the lines."""

    folder: Path
    name: str
    front: Mapping[str, Any]
    values: Mapping[str, Any]
    lines: tuple[Line, ...]

    @property
    def stem(self) -> str:
        """Name of the outputs, without extension."""
        return Path(self.name).stem


def read_document(folder: Path, name: str) -> Document:
    """Read the main document of a render folder, its includes and ``cijfers.yml``.

    Raises:
        RenderError: a file is missing or no text, YAML is wrong, a cover key is missing, an include is missing,
            circular or outside the folder, a cell in a ``.qmd`` would have to be executed.
    """
    faults = Faults()
    front, lines = _split_front(_read(folder, name, faults, name), faults)
    body = tuple(_expand_includes(folder, lines, (name,), faults))
    _refuse_executable(body, faults)
    values = _read_values(folder, faults)
    _check_cover(values, faults)
    if "bibliography" in front:
        _read(folder, str(front["bibliography"]), faults, name)
    faults.raise_any()
    return Document(folder, name, front, {**values, **front}, body)


def inside_code(lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line with whether it stands in a fenced code block (the fences included)."""
    given = list(lines)
    code = rows_of_code([line.text for line in given])
    yield from ((line, row in code) for row, line in enumerate(given))


def resolve_inside(folder: Path, path: str) -> Path | None:
    """The file at ``path`` below ``folder``, or None when the path leads out of it."""
    target = (folder / path).resolve()
    return target if target.is_relative_to(folder.resolve()) else None


def _read(folder: Path, path: str, faults: Faults, where: Line | str) -> list[Line]:
    target = resolve_inside(folder, path)
    if target is None:
        faults.add(where, f"'{path}' ligt buiten de map van het rapport")
    elif not target.is_file():
        faults.add(where, f"bestand '{path}' bestaat niet")
    else:
        try:
            text = target.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            faults.add(where, f"bestand '{path}' is geen UTF-8-tekst")
        else:
            return [Line(path, number, line) for number, line in enumerate(text.splitlines(), 1)]
    faults.raise_any()
    return []


def _split_front(lines: list[Line], faults: Faults) -> tuple[dict[str, Any], list[Line]]:
    if not lines or lines[0].text.rstrip() != "---":
        return {}, lines
    end = next((index for index, line in enumerate(lines[1:], 1) if line.text.rstrip() in ("---", "...")), None)
    if end is None:
        faults.add(lines[0], "de kop van het document (---) is niet afgesloten")
        return {}, lines
    text = "\n".join(line.text for line in lines[1:end])
    return _load_yaml(text, lines[0].file, faults, offset=1), lines[end + 1 :]


def _read_values(folder: Path, faults: Faults) -> dict[str, Any]:
    lines = _read(folder, VALUES_FILE, faults, VALUES_FILE)
    return _load_yaml("\n".join(line.text for line in lines), VALUES_FILE, faults)


def _load_yaml(text: str, file: str, faults: Faults, offset: int = 0) -> dict[str, Any]:
    try:
        loaded = yaml.load(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 + offset if error.problem_mark else 1
        faults.add(f"{file}, regel {line}", "geen geldige YAML")
        return {}
    if loaded is not None and not isinstance(loaded, dict):
        faults.add(file, "geen lijst van sleutels en waarden")
        return {}
    return loaded or {}


def _check_cover(values: Mapping[str, Any], faults: Faults) -> None:
    cover = values.get("rapport")
    cover = cover if isinstance(cover, Mapping) else {}
    for key in COVER_KEYS:
        if cover.get(key) in (None, ""):
            faults.add(VALUES_FILE, f"sleutel 'rapport.{key}' ontbreekt")
    if not isinstance(cover.get("merk"), str):
        faults.add(VALUES_FILE, "sleutel 'rapport.merk' is geen tekst (\"\" voor een rapport zonder merk)")


def _expand_includes(folder: Path, lines: list[Line], chain: tuple[str, ...], faults: Faults) -> Iterator[Line]:
    for line, code in inside_code(lines):
        match = None if code else INCLUDE.match(line.text)
        if not match:
            yield line
        elif match["path"] in chain:
            faults.add(line, f"include '{match['path']}' bevat zichzelf")
        else:
            included = _read_included(folder, match["path"], line, faults)
            yield from _expand_includes(folder, included, (*chain, match["path"]), faults)
            yield line.with_text("")


def _read_included(folder: Path, path: str, line: Line, faults: Faults) -> list[Line]:
    own = Faults()
    try:
        return _read(folder, path, own, line)
    except RenderError:
        faults.messages.extend(own.messages)
        return []


def _refuse_executable(lines: Sequence[Line], faults: Faults) -> None:
    for start, _ in code_blocks(line.text for line in lines):
        if EXECUTABLE.match(lines[start].text):
            faults.add(lines[start], "uitvoerbare cel in een .qmd; zet haar in een notebook en gebruik embed")


def suggestion(name: str, known: Collection[str]) -> str:
    """What may have been meant by an unknown name: the nearest known one, or the first few."""
    close = nearest(name, known)
    if close is not None:
        return f"misschien bedoeld: {close}"
    more = "" if len(known) <= SHOWN else f" (en nog {len(known) - SHOWN})"
    return f"bekend: {', '.join(sorted(known)[:SHOWN]) or 'geen'}{more}"


def locate(lines: Iterable[Line], pattern: str) -> list[Line]:
    """The lines in which the regular expression ``pattern`` occurs, in order."""
    found = re.compile(pattern)
    return [line for line in lines if found.search(line.text)]
