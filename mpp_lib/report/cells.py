"""Cells of executed notebooks, as the Markdown that an ``embed`` puts in the report."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from mpp_lib.base.markdown import literal
from mpp_lib.report.sources import resolve_inside, suggestion

if TYPE_CHECKING:
    from mpp_lib.present.shown.plain_table import PlainTable

NARROW = "smal"
"""Metadata of an output that holds the narrow form of a figure (:mod:`mpp_lib.present.shown.display`)."""
IMAGES = {"image/svg+xml": ".svg", "image/png": ".png"}
FIGURE_FOLDER = "figuren"
OWN_LABEL = "label"
"""Metadata of an output that makes it, with what follows up to the next one, a cell of its own: a cell that shows as
many figures as there turn out to be."""
CAPTIONS = {"fig-cap": "bijschrift", "fig-alt": "alternatieve tekst", "tbl-cap": "bijschrift"}


class CellError(Exception):
    """A cell that cannot be embedded; the message is Dutch and without a place."""


@dataclass(frozen=True)
class Cell:
    """A code cell: the label it is embedded by, its ``#|`` options, its stored outputs."""

    label: str
    names: frozenset[str]
    options: Mapping[str, Any]
    outputs: tuple[Mapping[str, Any], ...]

    @property
    def kind(self) -> str:
        """``fig``, ``tbl`` or the label's other first word."""
        return self.label.partition("-")[0]


@dataclass
class Notebooks:
    """The notebooks of one render folder, each read once.

    Attributes:
        folder: the render folder.
        figures: file name → content of every figure embedded so far.
        narrow: file name → drawing of the narrow form of those that have one.
    """

    folder: Path
    figures: dict[str, bytes] = field(default_factory=dict)
    narrow: dict[str, str] = field(default_factory=dict)
    _read: dict[str, tuple[Cell, ...]] = field(default_factory=dict)

    def markdown(self, address: str, expand: Callable[[str], str]) -> list[str]:
        """The lines for ``notebook.ipynb#label``; ``expand`` replaces shortcodes in an alternative text.

        Raises:
            CellError: no such notebook or cell, never executed, an output that a renderer cannot show, no caption, no
                alternative text.
        """
        path, _, label = address.partition("#")
        cell = self.find(path, label)
        first, *later = shown_outputs(cell)
        lines = ["::: {.cel}", "", *self._numbered(cell, first, expand), ""]
        for kind, text in later:
            if kind in IMAGES:
                raise CellError(f"cel '{label}' geeft meer dan één afbeelding")
            lines += [*text.splitlines(), ""]
        return [*lines, ":::"]

    def find(self, path: str, label: str) -> Cell:
        """The cell with this label, tag or id."""
        if not label:
            raise CellError(f"embed noemt geen cel: schrijf '{path}#label'")
        cells = self.cells(path)
        for cell in cells:
            if label in cell.names:
                return cell
        labels = {cell.label for cell in cells if cell.label}
        raise CellError(f"notebook '{path}' heeft geen cel '{label}'; {suggestion(label, labels)}")

    def cells(self, path: str) -> tuple[Cell, ...]:
        """All code cells of a notebook."""
        if path not in self._read:
            self._read[path] = tuple(_cells(_load(self.folder, path)))
        return self._read[path]

    def _numbered(self, cell: Cell, output: tuple[str, str], expand: Callable[[str], str]) -> list[str]:
        kind, text = output
        if cell.kind == "fig":
            return [self._figure(cell, kind, text, expand)]
        if kind in IMAGES:
            raise CellError(f"cel '{cell.label}' geeft een afbeelding; haar label begint dan met 'fig-'")
        if cell.kind == "tbl":
            return [f"::: {{#{cell.label}}}", "", *text.splitlines(), "", _option(cell, "tbl-cap"), ":::"]
        return text.splitlines()

    def _figure(self, cell: Cell, kind: str, text: str, expand: Callable[[str], str]) -> str:
        if kind not in IMAGES:
            raise CellError(f"cel '{cell.label}' geeft geen afbeelding als eerste uitvoer")
        alt, caption = expand(_option(cell, "fig-alt")), _option(cell, "fig-cap")
        name = f"{FIGURE_FOLDER}/{cell.label}{IMAGES[kind]}"
        self.figures[name] = text.encode() if kind == "image/svg+xml" and "<svg" in text else base64.b64decode(text)
        if narrow := cell.outputs[0].get("metadata", {}).get(NARROW):
            self.narrow[name] = str(narrow)
        quoted = alt.replace("\\", "\\\\").replace('"', '\\"')
        return f'![{caption}]({name}){{#{cell.label} fig-alt="{quoted}"}}'


def _load(folder: Path, path: str) -> Mapping[str, Any]:
    target = resolve_inside(folder, path)
    if target is None:
        raise CellError(f"'{path}' ligt buiten de map van het rapport")
    if not target.is_file():
        raise CellError(f"notebook '{path}' bestaat niet")
    try:
        loaded = json.loads(target.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise CellError(f"'{path}' is geen notebook") from None
    if not isinstance(loaded, dict) or "cells" not in loaded:
        raise CellError(f"'{path}' is geen notebook")
    return loaded


def _cells(notebook: Mapping[str, Any]) -> Iterator[Cell]:
    for raw in notebook["cells"]:
        if raw["cell_type"] == "code":
            options = cell_options(_text(raw["source"]))
            tags = raw.get("metadata", {}).get("tags", [])
            label = str(options.get("label", "")) or next(iter(tags), "")
            names = frozenset({label, raw.get("id", ""), *tags} - {""})
            own, several = _apart(raw["outputs"])
            yield Cell(label, names, options, own)
            yield from several


def _apart(outputs: Sequence[Mapping[str, Any]]) -> tuple[tuple[Mapping[str, Any], ...], tuple[Cell, ...]]:
    """The outputs of the cell itself, and those that start with a label of their own, each as a cell."""
    starts = [place for place, output in enumerate(outputs) if OWN_LABEL in output.get("metadata", {})]
    ends = [*starts[1:], len(outputs)] if starts else []
    labels = [str(outputs[start]["metadata"][OWN_LABEL]) for start in starts]
    return tuple(outputs[: starts[0]] if starts else outputs), tuple(
        Cell(label, frozenset({label}), {}, tuple(outputs[start:end]))
        for label, start, end in zip(labels, starts, ends, strict=True)
    )


def cell_options(source: str) -> dict[str, Any]:
    """The ``#| key: value`` lines at the top of a cell."""
    options = []
    for line in source.splitlines():
        if not line.startswith("#|"):
            break
        options.append(line[2:])
    try:
        loaded = yaml.safe_load("\n".join(options))
    except yaml.YAMLError:
        raise CellError("een cel heeft opties (#|) die geen geldige YAML zijn: " + " ".join(options).strip()) from None
    return loaded if isinstance(loaded, dict) else {}


def caption_options(cell: Cell) -> dict[str, str]:
    """Caption and alternative text, as written in the cell or computed by it (metadata of the first output).

    What is written in the cell is Markdown; what it computed may hold words of others.
    """
    computed = cell.outputs[0].get("metadata", {})
    made = {name: _words(name, str(computed[name])) for name in CAPTIONS if computed.get(name)}
    return {name: text for name in CAPTIONS if (text := cell.options.get(name, made.get(name)))}


def _words(name: str, text: str) -> str:
    """A caption as Markdown; an alternative text, which is an attribute, without a shortcode."""
    return text.replace("{{<", "{ {<") if name == "fig-alt" else literal(text)


def _option(cell: Cell, name: str) -> str:
    value = caption_options(cell).get(name)
    if not isinstance(value, str) or not value.strip():
        raise CellError(f"cel '{cell.label}' heeft geen {CAPTIONS[name]} ({name})")
    return re.sub(r"\s+", " ", value).strip()


def shown_outputs(cell: Cell) -> list[tuple[str, str]]:
    """Kind and text of each output, as the report shows it.

    Raises:
        CellError: there is no output, or one that the report cannot show.
    """
    if not cell.outputs:
        raise CellError(f"cel '{cell.label}' is niet uitgevoerd of geeft geen uitvoer")
    return [_shown(cell.label, output) for output in cell.outputs]


def _shown(label: str, output: Mapping[str, Any]) -> tuple[str, str]:
    kind = output["output_type"]
    if kind == "error":
        raise CellError(f"cel '{label}' stopte met een fout ({output.get('ename', '')})")
    if kind == "stream":
        raise CellError(f"cel '{label}' schrijft losse tekst ({output.get('name', '')}); toon haar als text/markdown")
    data = output["data"]
    if "text/html" in data:
        raise CellError(f"cel '{label}' geeft text/html; geef de tabel als text/markdown met een blok {{=html}}")
    for mime in ("text/markdown", *IMAGES):
        if mime in data:
            return mime, _text(data[mime])
    raise CellError(f"cel '{label}' geeft alleen {', '.join(sorted(data))}; verwacht SVG, PNG of text/markdown")


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def plain_data(cell: Cell) -> PlainTable | None:
    """What a cell shows, as plain data; None where it carries none."""
    from mpp_lib.present.shown.display import DATA
    from mpp_lib.present.shown.plain_table import read_plain_table

    said = cell.outputs[0].get("metadata", {}).get(DATA) if cell.outputs else None
    return read_plain_table(said) if said else None
