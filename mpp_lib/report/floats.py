"""Writes numbered figures, tables and equations for HTML or Typst, with the alternative text both need."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from mpp_lib.base.pandoc import (
    Node,
    attributes,
    div,
    nodes,
    pairs_of,
    plain,
    plain_text,
    raw_block,
    raw_inline,
    replace,
    span,
    words,
)
from mpp_lib.report.finished import MARK, Finished, part_key
from mpp_lib.report.references import NAMES, Target
from mpp_lib.report.sources import Faults, Line, locate, resolve_inside
from mpp_lib.report.svg import drawing_id, inline_svg

_NO_PICTURE = b"<svg></svg>"
_PIXELS = {"": 1, "px": 1, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_WIDTH = re.compile(r"([\d.]+)(%|px|pt|mm|cm|in|)$")
PICTURE_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@dataclass
class Pictures:
    """The pictures of a document: those from notebooks and those that stand in the render folder.

    ``used`` gathers the ones the document shows, ``drawn`` counts the drawings in the page, ``finished`` holds them.
    ``narrow`` holds the narrow form of those that have one, by file; ``small`` the ones in the page, by element.
    """

    folder: Path
    from_cells: Mapping[str, bytes]
    lines: Sequence[Line]
    faults: Faults
    narrow: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, bytes] = field(default_factory=dict)
    finished: Finished = field(default_factory=Finished)
    drawn: int = 0
    small: dict[str, str] = field(default_factory=dict)

    def content(self, source: str) -> bytes:
        """The bytes of a picture; nothing, and a fault, when it is not there."""
        self.used[source] = self.from_cells[source] if source in self.from_cells else self._own(source)
        return self.used[source]

    def _own(self, source: str) -> bytes:
        target = None if re.match(r"\w+:", source) else resolve_inside(self.folder, source)
        if target is None:
            self.fault(source, f"afbeelding '{source}' ligt buiten de map van het rapport")
        elif not target.is_file():
            self.fault(source, f"afbeelding '{source}' bestaat niet")
        else:
            return target.read_bytes()
        return _NO_PICTURE if source.endswith(".svg") else b""

    def fault(self, source: str, message: str) -> None:
        """Note a fault at the line that shows this picture."""
        for line in locate(self.lines, re.escape(source))[:1] or self.lines[:1]:
            self.faults.add(line, message)


def equations(blocks: list[Node], lines: Sequence[Line], faults: Faults) -> list[Node]:
    """Paragraphs ``$$…$$ {#eq-x}`` as blocks with that label."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] not in ("Para", "Plain"):
            return None
        label = next(
            (inline["c"] for inline in node["c"] if inline["t"] == "Str" and inline["c"].startswith("{#eq-")), None
        )
        if label is None:
            return None
        math, *rest = node["c"]
        name = label.removeprefix("{#").rstrip("}")
        if math["t"] != "Math" or not plain_text(rest).endswith("}") or not plain_text(rest).startswith("{#"):
            for line in locate(lines, re.escape(label)):
                faults.add(line, f"vergelijking '{name}' staat niet alleen in haar alinea")
        quoted = [inline for inline in rest if inline["t"] == "Quoted"]
        alt = {"alt": plain_text(quoted[0]["c"][1])} if quoted else {}
        return [div([{"t": "Para", "c": [math]}], attributes(name, ["vergelijking"], alt))]

    changed: list[Node] = replace(blocks, change)
    return changed


def write_floats(blocks: list[Node], targets: Mapping[str, Target], target: str, pictures: Pictures) -> list[Node]:
    """All numbered things as the writer of ``target`` needs them."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Image":
            return [_image(node, target, pictures)]
        if node["t"] not in ("Figure", "Table", "Div"):
            return None
        label = node["c"][0][0]
        if label not in targets:
            return None
        if targets[label].kind == "eq":
            return [_equation(node, targets[label], target)]
        caption, body = _caption_and_body(node)
        if targets[label].kind == "tbl":
            return _table(label, caption, body, targets[label], target, pictures)
        return _figure(label, caption, body, targets[label], target, pictures)

    changed: list[Node] = replace(blocks, change)
    return changed


def _caption_and_body(node: Node) -> tuple[list[Node], list[Node]]:
    """Caption inlines and content of a figure, a table, or a labelled block that ends with its caption."""
    if node["t"] == "Figure":
        _, caption, body = node["c"]
        return _inlines(caption[1]), body
    if node["t"] == "Table":
        return _inlines(node["c"][1][1]), [node]
    content = node["c"][1]
    if content and content[-1]["t"] in ("Para", "Plain") and len(content) > 1:
        return content[-1]["c"], content[:-1]
    inner = content[0] if len(content) == 1 and content[0]["t"] in ("Figure", "Table") else None
    return _caption_and_body(inner) if inner else ([], content)


def _inlines(blocks: list[Node]) -> list[Node]:
    return [inline for block in blocks if block["t"] in ("Para", "Plain") for inline in block["c"]]


def _figure(
    label: str, caption: list[Node], body: list[Node], number: Target, target: str, pictures: Pictures
) -> list[Node]:
    _need_caption(label, caption, pictures)
    if target == "typst":
        return _typst_float(label, caption, body, "fig", "bottom")
    whole = [plain([*_number_span(number), *caption])]
    return [{"t": "Figure", "c": [attributes(label), [None, whole], body]}]


def _table(
    label: str, caption: list[Node], body: list[Node], number: Target, target: str, pictures: Pictures
) -> list[Node]:
    _need_caption(label, caption, pictures)
    tables = [node for node in nodes(body) if node["t"] == "Table"]
    if len(tables) != 1:
        pictures.fault(f"#{label}", f"'{label}' bevat {len(tables)} tabellen; verwacht precies één")
        return []
    table = tables[0]
    whole = [plain([*_number_span(number), *caption])] if target == "html" else []
    attr = [label if target == "html" else "", *table["c"][0][1:]]
    table["c"][:2] = [attr, [None, whole]]
    return body if target == "html" else _typst_float(label, caption, body, "tbl", "top")


def _need_caption(label: str, caption: list[Node], pictures: Pictures) -> None:
    if not plain_text(caption):
        pictures.fault(f"#{label}", f"'{label}' heeft geen bijschrift")


def _number_span(number: Target) -> list[Node]:
    return [span(words(f"{number.text}:"), attributes("", ["nummer"])), {"t": "Space"}]


def _typst_float(label: str, caption: list[Node], body: list[Node], kind: str, position: str) -> list[Node]:
    before = raw_inline("typst", f"], caption: figure.caption(position: {position}, [")
    after = raw_inline(
        "typst", f']), kind: "quarto-float-{kind}", supplement: "{NAMES[kind]}", numbering: "1") <{label}>'
    )
    return [raw_block("typst", "#figure(["), *body, plain([before, *caption, after])]


def _equation(node: Node, number: Target, target: str) -> Node:
    attr, content = node["c"]
    shown = f"({number.number})"
    if target == "html":
        counted = plain([content[0]["c"][0], span(words(shown), attributes("", ["vergelijking-nummer"]))])
        region = {"role": "group", "tabindex": "0", "aria-label": number.text}
        return div([counted], attributes(attr[0], attr[1], region))
    return div(content, attributes(attr[0], attr[1], {**pairs_of(attr), "nummer": shown}))


def _image(node: Node, target: str, pictures: Pictures) -> Node:
    attr, _, (source, _) = node["c"]
    pairs = pairs_of(attr)
    alt = pairs.pop("fig-alt", pairs.pop("alt", ""))
    if not alt.strip():
        pictures.fault(source, f"afbeelding '{source}' heeft geen alternatieve tekst (fig-alt)")
    if target == "typst":
        return _typst_image(source, alt, pairs.get("width"), pictures)
    content = pictures.content(source)
    if source.endswith(".svg"):
        return raw_inline("html", _drawing(source, content, alt, pairs.get("width", ""), pictures))
    address = data_address(content, PICTURE_TYPES.get(Path(source).suffix, ""))
    return raw_inline("html", f'<img src="{address}" alt="{escape(alt)}"{html_width(pairs.get("width", ""))}>')


def html_width(width: str) -> str:
    """The width as an attribute, where pandoc would write a style: whole pixels, or percents."""
    found = _WIDTH.match(width)
    if not found:
        return ""
    return f' width="{width if found[2] == "%" else round(float(found[1]) * _PIXELS[found[2]])}"'


def _typst_image(source: str, alt: str, width: str | None, pictures: Pictures) -> Node:
    pictures.content(source)
    shown = f"{json.dumps(source)}, alt: {json.dumps(alt, ensure_ascii=False)}" + (f", width: {width}" if width else "")
    return raw_inline("typst", f"#box(image({shown}))")


def _drawing(source: str, content: bytes, alt: str, width: str, pictures: Pictures) -> str:
    text = content.decode(errors="replace")
    if "<svg" not in text:
        pictures.fault(source, f"afbeelding '{source}' is geen SVG")
        return ""
    pictures.drawn += 1
    prefix = f"tekening-{pictures.drawn}"
    name = part_key(text, alt, prefix, width)
    try:
        if not pictures.finished.knows(name):
            pictures.finished.made[name] = inline_svg(text, alt, prefix, width)
        if source in pictures.narrow:
            pictures.small[drawing_id(prefix)] = inline_svg(pictures.narrow[source], alt, prefix)
    except ValueError as error:
        pictures.fault(source, f"afbeelding '{source}' heeft {error}")
        return ""
    return MARK.format(name)


def data_address(content: bytes, kind: str) -> str:
    """A file as an address that holds it whole."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
