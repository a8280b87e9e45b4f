"""What the prose of an analyst may hold: words, lists, tables and references; nothing that runs or reaches outside."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from mpp_lib.base.errors import RenderError
from mpp_lib.base.markdown import EXECUTABLE, INLINE_CODE, code_blocks, rows_of_code
from mpp_lib.base.pandoc import Node, ask_tree, nodes
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.lone_marks import Finding, accidents, may_hold_one
from mpp_lib.inputs.reading.lost_signs import CODE, lost_signs
from mpp_lib.inputs.reading.parts import parts_of
from mpp_lib.inputs.reading.privacy import personal_text, remark_on

BODY = "markdown-yaml_metadata_block-pandoc_title_block-mmd_title_block"
"""How prose is read: nothing in it is metadata, so that it leaves cover and stamp alone."""
PATIENCE = 10.0
"""Seconds that reading one text may take."""
BOXES = ("note", "tip", "warning", "important", "caution")
CLASSES = frozenset(["unnumbered", "liggend", "bron", "content-visible", *(f"callout-{box}" for box in BOXES)])
KEYS = frozenset(["alt", "fig-alt", "title", "when-format"])
IDS = {"Header": ("sec",), "Div": ("fig", "tbl", "eq", "sec"), "Figure": ("fig",), "Image": ("fig",), "Table": ("tbl",)}
"""How the label of what can be referred to begins."""
ADDRESSES = ("https", "http", "mailto")
_MARKUP = re.compile(r"[\[{<]|:::|```|~~~|\\[A-Za-z]")
"""Without one of these Markdown holds no attribute, no class, no address and nothing raw."""
_FIGURE = re.compile(r"\{\{<\s*meta\s+[^\s>]+\s*>\}\}")
"""A figure of the report in the text: the only shortcode of prose."""
_TURNED = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_OTHER_ENDS = re.compile("\r(?!\\Z)|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What within a line ends it for Python and not for pandoc: whoever parts a text into lines would read another text."""
_UNCLOSED = re.compile(r"Div at (?:line (?P<row>\d+)|\S+ line \d+) column \d+ unclosed")
"""Pandoc's warning; within a list or a quotation its line is not one of the text."""
_OPENS_WITHIN = re.compile(r"(\s|[>*+-]|\w+[.)])+:{3,}\s*[\w{]")
_CODE_FENCE = re.compile(r"\s*(```|~~~)")
_MARK = "sluit"
_PROBE = f"\n\n```\n{_MARK}\n```\n\n~~~\n{_MARK}\n~~~"
"""Stays two blocks of code behind a text that leaves none open."""
_STANDS_FOR = "cijfer{}cijfer"
"""A figure of the report while its text is read."""
_OPENS = re.compile(r"\s*:{3,}\s*(\{(?:\"[^\"]*\"|[^}\"])*\}|[^\s{}:]+)\s*:*\s*")
_CLOSES = re.compile(r"\s*:{3,}\s*")
_HALF = re.compile(r"<[A-Za-z!?/]|\\(begin|end)\b")
"""What alone is no more than words, and with what the report holds elsewhere could swallow all between."""
_DEFINED = re.compile(r"\[((?:\\.|[^\]\\^@])(?:\\.|[^\]\\]){0,200})\]:")
"""The label of an address that another text of the same report may use."""
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OWN_PICTURE = re.compile(r"([\w-][\w.-]*/)*[\w-][\w.-]*\.(svg|png|jpg)")
_BOXES = {"☐": "[ ]", "☒": "[x]"}
"""What pandoc makes of a box before an item of a list, which could be ticked in the page, and how it is typed."""
_PANDOC_LINE = re.compile(r"line (\d+)")
_ATTRIBUTES = {"Header": 1} | dict.fromkeys(["Div", "Span", "Code", "CodeBlock", "Link", "Image", "Table", "Figure"], 0)
"""Kind of node → where its identifier, classes and key-value pairs stand."""
_Refused = tuple[int | None, str, str, str]
"""Row from 0, what stands there, what is wrong and what is expected."""
_OF_ADDRESSES = ("uri", "email")
"""What pandoc itself calls an address between < and >."""


def refuse_in_prose(intake: Intake, file: str, text: str, *, figures: bool = True) -> None:
    """Notes what no prose may hold: a personal number, a block of metadata, and markup beyond docs/opmaak.md.

    Args:
        figures: whether the text may name figures of the report (``{{< meta … >}}``).
    """
    for number, line in enumerate(text.split("\n"), start=1):
        for end in dict.fromkeys(_OTHER_ENDS.findall(line)):
            problem, expected = "dit teken is een regeleinde dat niet elk programma kent", "een gewoon regeleinde"
            intake.refuse(file, f"regel {number}", f"U+{ord(end):04X}", problem, expected)
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        intake.problems.extend(personal_text(file, f"regel {number}", line))
        intake.remarks.extend(remark_on(file, f"regel {number}", line))
    for start, part in parts_of(file, lines):
        for row, found, problem, expected in _in_part(part, figures):
            where = "" if row is None else f"regel {start + row + 1}"
            intake.refuse(file, where, shorten(found), problem, expected)


def _in_part(lines: Sequence[str], figures: bool) -> Iterator[_Refused]:
    """What is wrong with a piece of a text that the report shows by itself."""
    yield from _in_lines(lines, figures)
    read, named = _with_stand_ins(lines)
    text = "\n".join(read)
    if _MARKUP.search(text) or may_hold_one(text):
        yield from _in_markup(read, named)


def _in_lines(lines: Sequence[str], figures: bool) -> Iterator[_Refused]:
    """What is seen without reading the Markdown."""
    code = rows_of_code(lines)
    for before, (row, line), after in zip(["", *lines], enumerate(lines), [*lines[1:], ""], strict=False):
        if line.rstrip() == "---" and after.strip() and not before.strip():
            yield row, "", "hier begint een blok met metadata", "tekst; na een scheidingslijn (---) een lege regel"
        if found := _TURNED.search(line):
            yield (
                row,
                f"U+{ord(found[0]):04X}",
                "dit onzichtbare teken keert de leesrichting om",
                "tekst zonder dit teken",
            )
        if row not in code and "{{<" in (rest := _without_figures(line, figures)):
            allowed = "tekst, of een cijfer met {{< meta sleutel >}}" if figures else "tekst"
            yield row, rest[rest.index("{{<") :], "deze shortcode mag niet in deze tekst", allowed
    yield from lost_signs([CODE if row in code else line for row, line in enumerate(lines)])
    for start, end in code_blocks(lines):
        if end is None:
            yield start, lines[start], "dit blok code is niet afgesloten", "een regel met dezelfde tekens erna"
        if EXECUTABLE.match(lines[start]):
            yield start, lines[start], "een tekst voert geen code uit", "een notebook in analysis"


def _closes_nothing(lines: Sequence[str], code: Collection[int]) -> Iterator[int]:
    depth = 0
    for row, line in enumerate(lines):
        if row not in code and _OPENS.fullmatch(line):
            depth += 1
        elif row not in code and _CLOSES.fullmatch(line):
            if not depth:
                yield row
            depth = max(depth - 1, 0)


def _without_figures(line: str, figures: bool) -> str:
    rest = INLINE_CODE.sub("", line)
    return _FIGURE.sub("", rest) if figures else rest


def _with_stand_ins(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines with a word in the place of each figure; and the figures, in order."""
    figures: list[str] = []

    def stand_in(figure: re.Match[str]) -> str:
        figures.append(figure[0])
        return _STANDS_FOR.format(len(figures) - 1)

    return [_FIGURE.sub(stand_in, line) for line in lines], figures


def _in_markup(lines: Sequence[str], figures: Sequence[str]) -> Iterator[_Refused]:
    text = "\n".join(lines)
    try:
        used = "".join(f"\n\n[x][{label}]" for label in _DEFINED.findall(text))
        probe = _PROBE if _fences_close(lines) else ""
        blocks, said = _read(text + probe + used)
    except RenderError as error:
        place = _PANDOC_LINE.search(str(error))
        row = int(place[1]) - 1 if place else None
        yield row, "", f"de tekst is niet te lezen: {error}", "Markdown zoals in docs/opmaak.md"
        return
    yield from _unbalanced(blocks, said, lines)
    inside = [*forbidden(blocks), *_inside_attributes(blocks, figures), *_accidents(blocks)]
    for searched, findings in ((lines, inside), ([*map(_unescaped, lines)], _halves(blocks, text))):
        for needle, found, problem, expected in dict.fromkeys(findings):
            for number, figure in enumerate(figures):
                found = found.replace(_STANDS_FOR.format(number), figure)
            yield _row_of(needle, searched), found, problem, expected


@lru_cache(maxsize=128)
def _read(text: str) -> tuple[list[Node], str]:
    """The blocks of a text, which are not to be changed, and what pandoc warns of; once of what two products show."""
    tree, said = ask_tree(text, Path(__file__).parent, f"--from={BODY}-auto_identifiers", patience=PATIENCE)
    return tree["blocks"], said


def _unbalanced(blocks: list[Node], said: str, lines: Sequence[str]) -> Iterator[_Refused]:
    """Blocks that do not close, and what closes none, as pandoc sees them: it would be done with what follows."""
    unclosed = [place["row"] for place in _UNCLOSED.finditer(said)]
    nested = (row for row, line in enumerate(lines) if _OPENS_WITHIN.match(line))
    for row in (int(found) - 1 if found else next(nested, None) for found in unclosed):
        yield row, "" if row is None else lines[row], "blok ::: is niet afgesloten", "een regel ::: na het blok"
    fences = [row for row, line in enumerate(lines) if ":::" in line]
    if any(node["t"] == "Str" and node["c"].startswith(":::") for node in nodes(blocks)):
        for row in [*_closes_nothing(lines, rows_of_code(lines))] or fences[-1:]:
            yield row, lines[row], "dit sluit geen blok", "een regel ::: {.klasse} voor een blok en ::: erna"
    starts = [row for row, line in enumerate(lines) if _CODE_FENCE.match(line)]
    if (
        starts
        and not unclosed
        and _fences_close(lines)
        and sum(node["t"] == "CodeBlock" and node["c"][1] == _MARK for node in blocks) < 2
    ):
        row = starts[-1]
        yield row, lines[row], "dit blok code is niet afgesloten", "een regel met dezelfde tekens erna"


def _fences_close(lines: Sequence[str]) -> bool:
    return all(end is not None for _, end in code_blocks(lines))


def _accidents(blocks: object) -> Iterator[Finding]:
    for node in nodes(blocks):
        yield from accidents(node)


def _inside_attributes(blocks: object, figures: Sequence[str]) -> Iterator[Finding]:
    """Figures where the words of a round would be read as an attribute or an address."""
    held = [node["c"][_ATTRIBUTES[node["t"]]] for node in nodes(blocks) if node["t"] in _ATTRIBUTES]
    held += [node["c"][2] for node in nodes(blocks) if node["t"] in ("Link", "Image")]
    for number, figure in enumerate(figures):
        if (stand_in := _STANDS_FOR.format(number)) in str(held):
            yield stand_in, figure, "een cijfer mag niet in een attribuut of adres", "een cijfer in de tekst zelf"


def forbidden(blocks: object, *, derived: bool = False) -> Iterator[Finding]:
    """What may not stand in prose, of all that a tree holds.

    Args:
        derived: whether pandoc gave headings an identifier of their own; those are let be.
    """
    for node in nodes(blocks):
        if node["t"] in ("RawBlock", "RawInline"):
            raw = str(node["c"][1])
            yield _raw_needle(node["t"], raw), raw, "ruwe opmaak hoort niet in een tekst", "tekst of Markdown"
        if node["t"] == "BulletList":
            yield from _boxes(node["c"])
        if node["t"] in _ATTRIBUTES:
            identifier, *others = node["c"][_ATTRIBUTES[node["t"]]]
            yield from _wrong_label("" if derived and node["t"] == "Header" else identifier, IDS.get(node["t"], ()))
            yield from _wrong_attributes(*others)
        if node["t"] == "Link":
            yield from _wrong_address(str(node["c"][2][0]))
        if node["t"] == "Image" and not _OWN_PICTURE.fullmatch(address := str(node["c"][2][0])):
            yield address, address, "dit is geen afbeelding in de map van de ronde", "een .svg, .png of .jpg"


def _boxes(items: Iterable[Sequence[Node]]) -> Iterator[Finding]:
    for item in items:
        first = item[0]["c"][0] if item and item[0]["t"] in ("Plain", "Para") else {}
        if first.get("t") == "Str" and (typed := _BOXES.get(first["c"])):
            yield typed, typed, "een rapport heeft geen vakjes om aan te vinken", "een gewone lijst"


def _raw_needle(kind: str, raw: str) -> str:
    """Where it stands: words that are raw by what follows them may stand elsewhere too."""
    first = raw.splitlines()[0] if raw else ""
    return first if kind == "RawBlock" or first.startswith(("<", "\\")) else f"{first}`{{="


def _row_of(needle: str, lines: Sequence[str]) -> int | None:
    """The row that holds it, as it is or as a reader of HTML would spell it."""
    for spelled in (lines, [html.unescape(line) for line in lines]):
        for row, line in enumerate(spelled):
            if needle in line:
                return row
    return None


def _halves(blocks: object, text: str) -> Iterator[Finding]:
    """Beginnings and ends in words of the tree; those that the text escapes are words and no more."""
    plain = _unescaped(text)
    for node in nodes(blocks):
        if node["t"] == "Str" and (half := _HALF.search(node["c"])) and half[0] in plain:
            problem = "hier begint of eindigt wat als HTML of TeX gelezen kan worden"
            yield half[0], node["c"], problem, "een spatie na <, \\< of \\\\"


def _unescaped(text: str) -> str:
    return INLINE_CODE.sub("", text).replace("\\\\", "").replace("\\<", "")


def _wrong_label(identifier: str, begins: Sequence[str]) -> Iterator[Finding]:
    if identifier and not begins:
        yield (
            f"#{identifier}",
            identifier,
            "hier hoort geen label",
            "een label bij een kop, figuur, tabel of vergelijking",
        )
    elif identifier and identifier.split("-")[0] not in begins:
        expected = f"een van {', '.join(f'{kind}-…' for kind in begins)}"
        yield f"#{identifier}", identifier, "een label begint hier anders", expected


def _wrong_attributes(classes: Iterable[str], pairs: Iterable[Sequence[Any]]) -> Iterator[Finding]:
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
