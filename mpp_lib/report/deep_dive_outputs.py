"""What the cells of a deep-dive showed when it ran, as the report takes it: words in our own tables, checked drawings.

Nothing that a notebook gives goes into a page as markup: of a table its words, of a figure a drawing in which nothing
runs or reaches outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from mpp_lib.inputs.reading.deep_dives import DeepDive
from mpp_lib.present.shown.cell import shown_with
from mpp_lib.present.shown.display import DATA, NARROW, Shown, raw_html, show_source, show_text
from mpp_lib.present.shown.plain_frame import FrameTable, read_frame_table
from mpp_lib.present.shown.plain_table import plain_table
from mpp_lib.present.shown.table import Table
from mpp_lib.present.shown.table_html import table_html
from mpp_lib.report.cells import OWN_LABEL
from mpp_lib.report.deep_dive_cells import FIGURE, ShownCell, shown_cells
from mpp_lib.report.deep_dive_kernel import NARROW_DRAWING, SVG, TABLE, TOO_MUCH

_ELEMENTS = frozenset(
    [
        *("svg", "g", "path", "text", "tspan", "defs", "clipPath", "rect", "use", "circle", "line", "polyline"),
        *("polygon", "pattern", "ellipse", "linearGradient", "radialGradient", "stop"),
    ]
)
_WITHIN = re.compile(r"#[\w-]+")
_DECLARES = re.compile(r"<!(DOCTYPE|ENTITY)|<\?xml-", re.IGNORECASE)
_ADDRESS = re.compile(r"url\(\s*(?!#)|expression|javascript:", re.IGNORECASE)
_HINT = 'met "#| include: false" blijft zij buiten het rapport'


@dataclass(frozen=True)
class Settled:
    """An executed deep-dive with the outputs of a report, and what is wrong with what it showed."""

    notebook: dict[str, Any]
    faults: tuple[str, ...]


def settled(notebook: dict[str, Any], dive: DeepDive, round_name: str) -> Settled:
    """The executed notebook with what the report shows as the outputs of its cells, and no other outputs.

    Args:
        notebook: as papermill wrote it, with the cells of the deep-dive in their order.
        round_name: of the round that it is of.
    """
    shown, faults = shown_cells(dive), list[str]()
    source = f"Bron: eigen bewerking in {dive.file}, ronde {round_name}."
    for written, cell in zip(dive.cells, notebook["cells"], strict=True):
        if written.kind != "code":
            continue
        number, own = written.number, shown.get(written.number)
        try:
            made = _made(cell["outputs"], own, source)
        except ValueError as error:
            label = f" ({own.label})" if own else ""
            faults.append(f"{dive.file}: cel {number}{label} {error}")
            made = []
        cell["outputs"] = [_output(one) for one in made]
        if own and made:
            cell["outputs"][0]["metadata"][OWN_LABEL] = own.label
    return Settled(notebook, tuple(faults))


def _made(outputs: Sequence[Mapping[str, Any]], shown: ShownCell | None, source: str) -> list[Shown]:
    """What a cell puts in the report.

    Raises:
        ValueError: it shows something else than it says; in Dutch, without a place.
    """
    bundles = [output["data"] for output in outputs if "data" in output]
    drawings = [bundle for bundle in bundles if SVG in bundle]
    tables = [bundle for bundle in bundles if TABLE in bundle and SVG not in bundle]
    if refused := [bundle[TOO_MUCH] for bundle in bundles if TOO_MUCH in bundle]:
        raise ValueError(f"toont geen tabel die in het rapport kan: {refused[0]}")
    if shown is None:
        if drawings or tables:
            what = "een figuur" if drawings else "een tabel"
            raise ValueError(f"toont {what} zonder bijschrift; {_HINT}")
        return []
    name, found = ("figuur", drawings) if shown.kind == FIGURE else ("tabel", tables)
    if len(found) != 1:
        raise ValueError(f"toont {'geen' if not found else 'meer dan één'} {name}{_instead(bundles, found)}")
    return list(_figure(found[0], shown, source) if shown.kind == FIGURE else _table(found[0], shown, source))


def _instead(bundles: Sequence[Mapping[str, Any]], found: Sequence[object]) -> str:
    kinds = sorted({kind for bundle in bundles for kind in bundle if "vnd.mpp" not in kind})
    return f", wel {', '.join(kinds)}" if kinds and not found else ""


def _table(bundle: Mapping[str, Any], shown: ShownCell, source: str) -> Iterator[Shown]:
    yield from shown_with(read_frame_table(bundle[TABLE]).table(shown.caption, source))


def _figure(bundle: Mapping[str, Any], shown: ShownCell, source: str) -> Iterator[Shown]:
    numbers = read_frame_table(bundle[TABLE]).table(shown.caption, source) if TABLE in bundle else None
    words: dict[str, Any] = dict(shown.words)
    if NARROW_DRAWING in bundle:
        words[NARROW] = checked_drawing(str(bundle[NARROW_DRAWING]))
    if numbers is not None:
        words[DATA] = plain_table(numbers).as_dict()
    yield Shown({SVG: checked_drawing("".join(bundle[SVG]))}, words)
    yield show_source(numbers or FrameTable([], 0, []).table(shown.caption, source))
    if numbers is not None:
        yield show_text(_folded(numbers))


def _folded(numbers: Table[Any]) -> str:
    return f"::: {{.cijfers}}\n{raw_html(table_html(numbers))}\n:::"


def _output(shown: Shown) -> dict[str, Any]:
    data, metadata = shown._repr_mimebundle_()
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def checked_drawing(text: str) -> str:
    """The drawing, once it is known that nothing in it runs or reaches outside.

    Raises:
        ValueError: it may; in Dutch.
    """
    said = "toont een tekening die niet in het rapport kan"
    if _DECLARES.search(text):
        raise ValueError(said)
    try:
        root = Xml.fromstring(text)
    except Xml.ParseError:
        raise ValueError(said) from None
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name not in _ELEMENTS or any(_reaches(key, value) for key, value in element.attrib.items()):
            raise ValueError(f"{said} (<{name}>)")
    return text


def _reaches(key: str, value: str) -> bool:
    name = key.rpartition("}")[2].lower()
    if name == "href":
        return not _WITHIN.fullmatch(value)
    return name.startswith("on") or bool(_ADDRESS.search(value))
