"""Turns what both renderers accept into plain pandoc: parts for one format, HTML tables, callouts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from mpp_lib.base.brand import colour
from mpp_lib.base.language import words as own_words
from mpp_lib.base.pandoc import Node, attributes, div, nodes, pairs_of, plain, raw_block, read_tree, replace, words
from mpp_lib.report.finished import Finished
from mpp_lib.report.plain_tables import plain_table, without_content
from mpp_lib.report.sources import Faults, Line, inside_code, locate

FORMATS = ("html", "typst")
CALLOUTS = {
    "note": (colour("blauw"), colour("vlak")),
    "tip": (colour("goed"), colour("goed-licht")),
    "warning": (colour("concept"), colour("waarschuwing-licht")),
    "important": (colour("fout"), colour("fout-licht")),
    "caution": (colour("concept"), colour("waarschuwing-licht")),
}
"""Colour of the title and of the ground."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_LOOSE_LABEL = re.compile(r"\{#(?:fig|tbl|sec)-[\w-]+")
_ALT = re.compile(r'fig-alt="(?:\\.|[^"\\])*"')
_COLUMN = re.compile(r"<col(group)?\b")
_COMMENT = re.compile(r"^(\s*<!--.*?-->\s*)*$", re.DOTALL)


def for_format(blocks: list[Node], target: str, lines: Sequence[Line], faults: Faults) -> list[Node]:
    """Without what another format shows (``.content-visible`` and ``.content-hidden`` with ``when-format``)."""

    def choose(node: Node) -> list[Node] | None:
        if node["t"] != "Div":
            return None
        attr, content = node["c"]
        for name, visible in (("content-visible", True), ("content-hidden", False)):
            if name in attr[1]:
                wanted = pairs_of(attr).get("when-format", "")
                if wanted not in FORMATS:
                    _fault_at(lines, rf"\.{name}", faults, f'.{name} kent alleen when-format="html" of "typst"')
                return list(content) if (wanted == target) == visible else []
        return None

    kept: list[Node] = replace(blocks, choose)
    return kept


def refuse_lost(blocks: list[Node], lines: Sequence[Line], faults: Faults) -> list[Node]:
    """Without comments; refuses what would be lost: raw text but for HTML tables, a footnote or label by itself."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Str" and (label := _LOOSE_LABEL.match(node["c"])):
            reason = "hoort nergens bij; zet het achter een kop, figuur of bijschrift"
            _fault_unescaped(lines, label[0], faults, f"label '{label[0]}}}' {reason}")
        if node["t"] == "Str" and (mark := _FOOTNOTE.search(node["c"])):
            _fault_unescaped(lines, mark[0], faults, f"voetnoot '{mark[0]}' heeft geen tekst")
        if _is_table(node) and (column := _COLUMN.search(node["c"][1])):
            _fault_at(
                lines, re.escape(column[0]), faults, "tabel met <col>: pandoc laat cellen vallen waar die niet klopt"
            )
        if node["t"] not in ("RawBlock", "RawInline") or _is_table(node):
            return None
        target, text = node["c"]
        if target != "html" or not _COMMENT.match(text):
            first = re.escape(text.strip().split("\n")[0])
            _fault_at(lines, first, faults, f"ruwe {target} gaat in een van de vormen verloren")
        return []

    kept: list[Node] = replace(blocks, change)
    return kept


def _fault_unescaped(lines: Sequence[Line], mark: str, faults: Faults, message: str) -> None:
    """A fault where the mark is no data: data is escaped, or as it is in code, tables and alternative texts."""
    text = [line.with_text(_ALT.sub("", line.text)) for line, code in inside_code(lines) if not code]
    for line in locate(text, rf"(?<!\\){re.escape(mark)}(?![\w-])")[:1]:
        faults.add(line, message)


def parse_tables(blocks: list[Node], folder: Path, finished: Finished | None = None) -> list[Node]:
    """HTML tables as tables.

    Args:
        finished: the parts of the page that need not be made again, where it is one.
    """
    texts = dict.fromkeys(node["c"][1] for node in nodes(blocks) if _is_table(node))
    plain = {text: [table] for text in texts if (table := plain_table(text, finished)) is not None}
    others = [text for text in texts if text not in plain]
    tables = plain | dict(zip(others, _read_tables(others, folder), strict=True))

    def change(node: Node) -> list[Node] | None:
        return tables[node["c"][1]] if _is_table(node) else _as_written(node)

    changed: list[Node] = replace(blocks, change)
    return changed


def _is_table(node: Node) -> bool:
    return node["t"] == "RawBlock" and node["c"][0] == "html" and re.search(r"<table\b", node["c"][1]) is not None


def _read_tables(texts: list[str], folder: Path) -> list[list[Node]]:
    if not texts:
        return []
    wrapped = "\n".join(f"<div>{text}</div>" for text in texts)
    tree = read_tree(wrapped, folder, "--from=html")
    return [replace(block["c"][1], _as_written) for block in tree["blocks"]]


def _as_written(node: Node) -> list[Node] | None:
    return [without_content(node)] if node["t"] == "Table" else None


def callouts(blocks: list[Node], target: str, lines: Sequence[Line], faults: Faults) -> list[Node]:
    """Callouts with their Dutch title."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Div":
            return None
        attr, content = node["c"]
        kind = next((name.removeprefix("callout-") for name in attr[1] if name.startswith("callout-")), None)
        if kind is None:
            return None
        if kind not in CALLOUTS:
            _fault_at(
                lines,
                rf"\.callout-{re.escape(kind)}",
                faults,
                f"onbekend kader 'callout-{kind}'; kies uit {', '.join(CALLOUTS)}",
            )
            return []
        title, body = _title(attr, content, own_words()[f"callout-{kind}-title"])
        return _callout_html(kind, title, body) if target == "html" else _callout_typst(kind, title, body)

    changed: list[Node] = replace(blocks, change)
    return changed


def _title(attr: Sequence[object], content: list[Node], default: str) -> tuple[list[Node], list[Node]]:
    if content and content[0]["t"] == "Header":
        return content[0]["c"][2], content[1:]
    return words(pairs_of(attr).get("title", default)), content


def _callout_html(kind: str, title: list[Node], body: list[Node]) -> list[Node]:
    heading = div([plain(title)], attributes("", ["callout-title"]))
    return [div([heading, *body], attributes("", ["callout", f"callout-{kind}"], {"role": "note"}))]


def _callout_typst(kind: str, title: list[Node], body: list[Node]) -> list[Node]:
    colour, ground = CALLOUTS[kind]
    middle = raw_block("typst", f'], icon_color: rgb("{colour}"), background_color: rgb("{ground}"), body: [')
    return [raw_block("typst", "#callout(title: ["), plain(title), middle, *body, raw_block("typst", "])")]


def _fault_at(lines: Sequence[Line], pattern: str, faults: Faults, message: str) -> None:
    for line in locate(lines, pattern)[:1] or lines[:1]:
        faults.add(line, message)
