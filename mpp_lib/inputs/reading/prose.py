"""What the prose of an analyst may hold: words, lists, tables and references; nothing that runs or reaches outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mpp_lib.base.errors import RenderError
from mpp_lib.base.pandoc import nodes, read_tree
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.privacy import personal_text, remark_on

BODY = "markdown-yaml_metadata_block-pandoc_title_block-mmd_title_block"
"""How prose is read: nothing in it is metadata, so that it leaves cover and stamp alone."""
PATIENCE = 10.0
"""Seconds that reading one text may take."""
BOXES = ("note", "tip", "warning", "important", "caution")
CLASSES = frozenset(["unnumbered", "liggend", "bron", "content-visible", *(f"callout-{box}" for box in BOXES)])
KEYS = frozenset(["alt", "fig-alt", "title", "when-format"])
IDS = ("sec", "fig", "tbl", "eq")
ADDRESSES = ("https", "http", "mailto")
_MARKUP = re.compile(r"[\[{<]|:::|```|~~~")
"""Without one of these Markdown holds no attribute, no class, no address and nothing raw."""
_DEFINED = re.compile(r"\[((?:\\.|[^\]\\^@])(?:\\.|[^\]\\]){0,200})\]:")
"""The label of an address that another text of the same report may use."""
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OWN_PICTURE = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*")
_PANDOC_LINE = re.compile(r"line (\d+)")
_ATTRIBUTES = {"Header": 1} | dict.fromkeys(["Div", "Span", "Code", "CodeBlock", "Link", "Image", "Table", "Figure"], 0)
"""Kind of node → where its identifier, classes and key-value pairs stand."""
_OF_ADDRESSES = ("uri", "email")
"""What pandoc itself calls an address between < and >."""
Finding = tuple[str, str, str, str]
"""What to look for in the text, what was found, what is wrong, what is expected."""


def refuse_in_prose(intake: Intake, file: str, text: str) -> None:
    """Notes what no prose may hold: a personal number, a block of metadata, and markup beyond docs/opmaak.md."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        intake.problems.extend(personal_text(file, f"regel {number}", line))
        intake.remarks.extend(remark_on(file, f"regel {number}", line))
    for row, line in enumerate(lines[:-1]):
        if line.rstrip() == "---" and not "".join(lines[max(row - 1, 0) : row]).strip() and lines[row + 1].strip():
            problem, expected = "hier begint een blok met metadata", "tekst; na een scheidingslijn (---) een lege regel"
            intake.refuse(file, f"regel {row + 1}", "", problem, expected)
    if _MARKUP.search(text):
        _refuse_markup(intake, file, text, lines)


def _refuse_markup(intake: Intake, file: str, text: str, lines: Sequence[str]) -> None:
    try:
        used = "".join(f"\n\n[x][{label}]" for label in _DEFINED.findall(text))
        tree = read_tree(text + used, intake.folder, f"--from={BODY}-auto_identifiers", patience=PATIENCE)
    except RenderError as error:
        place = _PANDOC_LINE.search(str(error))
        where = f"regel {place[1]}" if place else ""
        intake.refuse(file, where, "", f"de tekst is niet te lezen: {error}", "Markdown zoals in docs/opmaak.md")
        return
    for needle, found, problem, expected in dict.fromkeys(_findings(tree["blocks"])):
        row = next((row for row, line in enumerate(lines, start=1) if needle in line), 0)
        intake.refuse(file, f"regel {row}" if row else "", shorten(found), problem, expected)


def _findings(blocks: object) -> Iterator[Finding]:
    for node in nodes(blocks):
        if node["t"] in ("RawBlock", "RawInline"):
            raw = str(node["c"][1])
            yield raw.splitlines()[0] if raw else "", raw, "ruwe opmaak hoort niet in een tekst", "tekst of Markdown"
        if node["t"] in _ATTRIBUTES:
            yield from _wrong_attributes(*node["c"][_ATTRIBUTES[node["t"]]])
        if node["t"] == "Link":
            yield from _wrong_address(str(node["c"][2][0]))
        if node["t"] == "Image" and not _OWN_PICTURE.fullmatch(address := str(node["c"][2][0])):
            yield address, address, "deze afbeelding staat niet in de map van de ronde", "een bestand, zoals plaat.svg"


def _wrong_attributes(identifier: str, classes: Iterable[str], pairs: Iterable[Sequence[Any]]) -> Iterator[Finding]:
    if identifier and identifier.split("-")[0] not in IDS:
        yield f"#{identifier}", identifier, "een kenmerk begint anders", f"een van {', '.join(f'{i}-…' for i in IDS)}"
    for name in classes:
        if name not in (*CLASSES, *_OF_ADDRESSES):
            yield name, name, "deze klasse mag niet in een tekst", f"een van {', '.join(sorted(CLASSES))}"
    for key, _ in pairs:
        if key not in KEYS:
            yield key, key, "dit attribuut mag niet in een tekst", f"een van {', '.join(sorted(KEYS))}"


def _wrong_address(address: str) -> Iterator[Finding]:
    scheme = _SCHEME.match(address)
    if not address.startswith("#") and (scheme is None or scheme[1].lower() not in ADDRESSES):
        problem, expected = "dit adres mag niet in een tekst", f"#…, of een adres met {', '.join(ADDRESSES)}"
        yield address, address, problem, expected
