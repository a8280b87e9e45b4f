"""Marks in a report what is different from the version before: numbers, tables, figures and paragraphs.

A table or sentence of that version is found by the label of its cell in the executed notebooks that were kept, a row in
it by what names it, a number by the heading over it. What differs is underlined, and the caption says that the table or
figure changed; one that is new says that. Nothing is marked in what the version does not hold the notebook of.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mpp_lib.base.errors import RenderError
from mpp_lib.compare.changes.text_changes import paragraphs
from mpp_lib.present.shown.display import DATA, MARKDOWN
from mpp_lib.report.cells import OWN_LABEL, cell_options
from mpp_lib.report.keys import ALL_NEWS

CHANGED, NEW = "gewijzigd", "nieuw"
CAPTIONS = ("tbl-cap", "fig-cap")
_CELL = re.compile(r"<(th|td)([^>]*)>(.*?)</\1>")
_ROWSPAN = re.compile(r'rowspan="(\d+)"')
_IN_BODY = re.compile(r"(<tbody>\n)(.*?)(\n</tbody>)", re.DOTALL)
_PLAIN_PARAGRAPH = re.compile(r"[\w*_\"'(‘“\[]")
"""How a paragraph begins that is one by itself: no heading, list, table, quote or block."""
_ITEM = re.compile(r"([*+-]|\d+[.)])\s")
_FENCE = re.compile(r"^(```|~~~|:::)", re.MULTILINE)
Output = dict[str, Any]
RowKey = tuple[str, int]
"""What names a row, and the how-manieth of that name it is."""


@dataclass(frozen=True)
class _Head:
    """What names a row, and so many rows below it as well."""

    height: int
    text: str


@dataclass(frozen=True)
class Row:
    """A line of a table's body: what names it, and the texts of its other cells by the heading over them."""

    key: RowKey
    cells: Mapping[str, str]


def mark_notebooks(now: Path, before: Path) -> None:
    """Mark in the executed notebooks of ``now`` what differs from those in ``before``.

    Args:
        now: a folder with copies, which are written over.

    Raises:
        RenderError: a file is no notebook.
    """
    for path in sorted(now.glob("*.ipynb")):
        if path.stem not in ALL_NEWS and (before / path.name).is_file():
            notebook = _read(path)
            earlier = _read(before / path.name)
            tables, sentences = dict(_labelled(earlier)), dict(_told(earlier))
            for label, output in _labelled(notebook):
                mark_output(output, tables.get(label))
            for place, output in _told(notebook):
                output["data"][MARKDOWN] = marked_text(
                    _text(output), _text(sentences[place]) if place in sentences else ""
                )
            path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8", newline="\n")


def mark_output(output: Output, earlier: Output | None) -> None:
    """Mark one table or figure against the same one in the version before; None where that has none."""
    metadata = output["metadata"]
    if earlier is None:
        _say(metadata, NEW)
    elif metadata[DATA]["rows"] != earlier["metadata"][DATA]["rows"]:
        _say(metadata, CHANGED)
        if MARKDOWN in output["data"]:
            output["data"][MARKDOWN] = marked_table(output, earlier)


def marked_table(output: Output, earlier: Output) -> str:
    """The table with every cell underlined that is not what it was."""
    known = {row.key: row.cells for row, _ in _rows(_text(earlier), earlier["metadata"][DATA]["headings"])}

    def body(match: re.Match[str]) -> str:
        rows = _rows(match[0], output["metadata"][DATA]["headings"])
        return match[1] + "\n".join(_marked_row(line, row, known.get(row.key)) for row, line in rows) + match[3]

    return _IN_BODY.sub(body, _text(output), count=1)


def marked_text(text: str, earlier: str) -> str:
    """The prose with every paragraph that was not there before in a block of its own."""
    known = set(paragraphs(earlier))
    blocks = re.split(r"(\n[ \t]*\n)", text)
    inside = Counter[str]()
    return "".join(_marked_block(block, known, inside) for block in blocks)


def _marked_block(block: str, known: set[str], inside: Counter[str]) -> str:
    fences = _FENCE.findall(block)
    open_before = any(count % 2 for count in inside.values())
    inside.update(fences)
    plain = _PLAIN_PARAGRAPH.match(block) and not _ITEM.match(block)
    if not plain or fences or open_before or block.strip() in known:
        return block
    text = block.rstrip("\n")
    label = 'role="note" aria-label="Gewijzigd sinds de vorige versie"'
    return f"::: {{.{CHANGED} {label}}}\n{text}\n:::{block[len(text) :]}"


def _marked_row(line: str, row: Row, known: Mapping[str, str] | None) -> str:
    """A row with its new cells marked; of a row that is new as a whole, what names it."""
    place = iter(row.cells)

    def cell(match: re.Match[str]) -> str:
        changed = known is None if match[1] == "th" else known is not None and _differs(next(place), row.cells, known)
        inner = f"<ins>{match[3]}</ins>" if changed and match[3] and "<" not in match[3] else match[3]
        return f"<{match[1]}{match[2]}>{inner}</{match[1]}>"

    return _CELL.sub(cell, line)


def _differs(heading: str, cells: Mapping[str, str], known: Mapping[str, str]) -> bool:
    return heading in known and known[heading] != cells[heading]


def _rows(html: str, headings: list[str]) -> Iterator[tuple[Row, str]]:
    """Every row of the body with its line; a row that heads a group goes before those it heads."""
    seen: Counter[str] = Counter()
    group, carried = "", list[_Head]()
    for line in _lines(html):
        cells = _CELL.findall(line)
        heads = [_Head(_height(attributes), text) for tag, attributes, text in cells if tag == "th"]
        others = [text for tag, _, text in cells if tag == "td"]
        group = heads[0].text if 'class="groep"' in line else group
        name = "\n".join([group, *(head.text for head in [*carried, *heads])])
        carried = [_Head(head.height - 1, head.text) for head in [*carried, *heads] if head.height > 1]
        yield Row((name, seen[name]), dict(zip(headings[len(headings) - len(others) :], others, strict=True))), line
        seen[name] += 1


def _height(attributes: str) -> int:
    found = _ROWSPAN.search(attributes)
    return int(found[1]) if found else 1


def _lines(html: str) -> list[str]:
    found = _IN_BODY.search(html)
    return found[2].split("\n") if found else []


def _say(metadata: Output, word: str) -> None:
    for name in CAPTIONS:
        if metadata.get(name):
            metadata[name] = f"{metadata[name].rstrip('.')} ({word})"


def _labelled(notebook: Mapping[str, Any]) -> Iterator[tuple[str, Output]]:
    """Label → output of every table and figure that carries its data."""
    for cell in notebook["cells"]:
        label = str(cell_options("".join(cell["source"])).get("label", ""))
        for output in cell.get("outputs", ()):
            metadata = output.get("metadata", {})
            if DATA in metadata and (label or OWN_LABEL in metadata):
                yield metadata.get(OWN_LABEL, label), output


def _told(notebook: Mapping[str, Any]) -> Iterator[tuple[tuple[str, int], Output]]:
    """Label and place → output that is prose made from numbers."""
    for cell in notebook["cells"]:
        label = str(cell_options("".join(cell["source"])).get("label", ""))
        for place, output in enumerate(cell.get("outputs", ())):
            if label and DATA not in output.get("metadata", {}) and MARKDOWN in output.get("data", {}):
                yield (label, place), output


def _text(output: Output) -> str:
    return "".join(output["data"][MARKDOWN])


def _read(path: Path) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RenderError(f"{path}: dit is geen notebook") from error
    return loaded
