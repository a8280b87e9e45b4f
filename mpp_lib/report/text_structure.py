"""Where headings, tables, wide pages and links of a text may stand, so that the report can be made and read aloud."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mpp_lib.base.pandoc import Node, nodes, plain_text
from mpp_lib.report.sources import INCLUDE, Line, inside_code

Levels = tuple[int, int]
"""Level of the heading that a text stands below, and of the heading that comes after it."""
Misplaced = tuple[str, str, str, str]
"""Pattern of the line to look for, what was found, what is wrong, what is expected."""
WITHIN_A_REPORT: Levels = (1, 1)
_HEADING = re.compile(r"(#+)\s")
_FREE, _BLOCK, _LIST = range(3)
"""Inside nothing (or what only one format shows), inside a block, inside a list or a table."""
_LISTS = ("BulletList", "OrderedList", "Table")
_EQUATION = re.compile(r"\{#(eq-[\w-]+)")
_WORD = re.compile(r"\w+")


def levels_of(templates: Path, name: str) -> dict[str, Levels]:
    """File of a text → the levels of the headings around it.

    Args:
        templates: the folder of the report's templates.
        name: of its main document.
    """
    seen = list(_headings_and_texts(templates, f"{name}.qmd"))
    levels, before = dict[str, Levels](), 1
    for place, one in enumerate(seen):
        if isinstance(one, int):
            before = one
        else:
            levels[one] = before, next((after for after in seen[place:] if isinstance(after, int)), 1)
    return levels


def _headings_and_texts(templates: Path, file: str) -> Iterator[int | str]:
    path = templates / file
    if not path.is_file():
        yield file
        return
    lines = [Line(file, number, text) for number, text in enumerate(path.read_text(encoding="utf-8").splitlines())]
    for line, code in inside_code(lines):
        if include := INCLUDE.match(line.text):
            yield from _headings_and_texts(templates, include["path"])
        elif not code and (heading := _HEADING.match(line.text)):
            yield len(heading[1])


def parted(blocks: Sequence[Node], marks: Collection[str]) -> Mapping[str, list[Node]]:
    """Mark → the blocks behind it, of each mark that stands by itself between the blocks."""
    parts, held = dict[str, list[Node]](), list[Node]()
    for block in blocks:
        if block["t"] == "Para" and (words := plain_text(block)) in marks:
            held = parts.setdefault(words, [])
        else:
            held.append(block)
    return parts


def identifiers(node: Node) -> Iterator[str]:
    """What a link can lead to, of one node."""
    if node["t"] in ("Header", "Div", "Span", "Table", "Figure", "Image", "Code", "CodeBlock", "Link"):
        yield str(node["c"][node["t"] == "Header"][0])
    elif node["t"] == "Str" and (label := _EQUATION.match(node["c"])):
        yield label[1]


@dataclass
class Structure:
    """What is misplaced in the blocks of one piece.

    ``targets`` are the labels that a link may lead to.
    """

    levels: Levels
    targets: Collection[str]
    _found: list[Misplaced] = field(default_factory=list)
    _level: int = 0
    _last: Node | None = None

    def misplaced(self, blocks: Sequence[Node], *, in_block: bool = False) -> list[Misplaced]:
        """All of it, in the order of the text; ``in_block`` says that the report puts the text inside a block."""
        self._level, after = self.levels
        self._blocks(blocks, _BLOCK if in_block else _FREE)
        if self._last and not self._found and self._level + 1 < after:
            self._note(
                self._last, f"hierna komt een kop van niveau {after}", f"een kop van niveau {after - 1} of dieper"
            )
        return self._found

    def _blocks(self, blocks: Iterable[object], inside: int) -> None:
        for node in blocks:
            if isinstance(node, list):
                self._blocks(node, inside)
            elif isinstance(node, dict) and "t" in node:
                self._node(node, inside)
            elif isinstance(node, dict):
                self._blocks(node.values(), inside)

    def _node(self, node: Node, inside: int) -> None:
        kind, content = node["t"], node.get("c", [])
        if kind == "Header":
            self._heading(node, inside)
        elif kind == "Link" and (address := content[2][0]).startswith("#") and address[1:] not in self.targets:
            pattern = rf"{re.escape(address)}(?![\w-])"
            self._found.append((pattern, address, "deze koppeling wijst nergens heen", "# en een label dat er is"))
        elif kind == "Table":
            self._table(node, inside)
        elif kind == "Div":
            inside, content = self._block(content, inside)
        if isinstance(content, list):
            self._blocks(content, max(inside, _within(kind)))

    def _block(self, content: list[Any], inside: int) -> tuple[int, list[Any]]:
        (_, classes, _), blocks = content
        if "liggend" in classes and inside != _FREE:
            expected = "::: {.liggend} buiten lijst, citaat, voetnoot of kader"
            self._found.append(
                (r":::.*liggend", ".liggend", "een liggend blad begint niet binnen iets anders", expected)
            )
        if "content-visible" in classes:
            return inside, blocks
        titled = any(name.startswith("callout-") for name in classes) and blocks and blocks[0]["t"] == "Header"
        return max(inside, _BLOCK), blocks[1:] if titled else blocks

    def _heading(self, node: Node, inside: int) -> None:
        level = node["c"][0]
        if not plain_text(node["c"][2]):
            self._note(node, "deze kop heeft geen woorden", "een kop met woorden")
        elif level == 1 and inside != _FREE:
            self._note(node, "een hoofdstuk begint niet binnen iets anders", "een kop # buiten lijst, citaat of blok")
        elif level > self._level + 1:
            self._note(
                node,
                f"een kop van niveau {level} onder een kop van niveau {self._level}",
                f"ten hoogste niveau {self._level + 1}: {'#' * (self._level + 1)}",
            )
        self._level, self._last = level, node

    def _table(self, node: Node, inside: int) -> None:
        cells = [found for one in nodes(node["c"][3:]) if one["t"] == "Str" for found in _WORD.findall(one["c"])]
        found, where = (cells[0], rf"\b{cells[0]}\b") if cells else ("|", r"\|")
        if not node["c"][3][1]:
            self._found.append((where, found, "een tabel zonder kop is niet voor te lezen", "een regel met koppen"))
        if inside == _LIST:
            problem, expected = "een tabel staat niet in een lijst of een tabel", "de tabel ervoor of erna"
            self._found.append((where, found, problem, expected))

    def _note(self, heading: Node, problem: str, expected: str) -> None:
        level, _, inlines = heading["c"]
        words = _WORD.findall(plain_text(inlines))
        signs = rf"(?<!#){'#' * level}(?!#)"
        pattern = rf"{signs}.*{words[0]}|^{words[0]}" if words else rf"{signs}\s*(\{{|$)"
        self._found.append((pattern, f"{'#' * level} {plain_text(inlines)}".strip(), problem, expected))


def _within(kind: str) -> int:
    if kind in _LISTS:
        return _LIST
    return _BLOCK if kind in ("BlockQuote", "DefinitionList", "Note") else _FREE
