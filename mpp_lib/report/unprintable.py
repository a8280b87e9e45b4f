"""Characters that no letter of the report has: the PDF cannot be made with them, so they are named beforehand."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mpp_lib.base.errors import Problem
from mpp_lib.base.letters import USUAL
from mpp_lib.base.markdown import INLINE_CODE, rows_of_code
from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.vintages import round_files
from mpp_lib.inputs.rounds import last_monitor
from mpp_lib.report.deep_dive_cells import shown_cells
from mpp_lib.report.deep_dive_faults import at_cell, deep_dives_of
from mpp_lib.report.extension import declared_format
from mpp_lib.report.pdf import FONTS
from mpp_lib.report.places import Materials
from mpp_lib.report.sources import SHARED

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult

PATTERNS = (
    "*.csv",
    files.ROUND,
    files.DECISIONS,
    f"{files.INPUTS}/*.csv",
    "registers/*.csv",
    f"{files.TEXTS}/*.md",
    f"{files.MONITOR}/*/*.csv",
    f"{files.MONITOR}/*/*.md",
)
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_TURNED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""The letter shows nothing of these, but turns the words behind them around."""
_ENTITY = re.compile(rf"{INLINE_CODE.pattern}|(?P<entity>&(?:#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<number>\d+))|\w+);)")
_Text = tuple[str, str, str]
"""Name of a round, file of it, and what that says."""
_SAMPLE = '#set document(title: "x")\n#set text(lang: "nl", font: "Source Sans 3")\n'


def unprintable(folder: Path, materials: Materials, result: RoundResult | None) -> Iterator[Problem]:
    """Each character that the PDF cannot show, at its first place in each file.

    Looked at are the round, its editions, the edition in its annex, and the hindcast and publications beside it.

    Args:
        result: the round, where it could be calculated: it holds what was read from a workbook.
    """
    beside = {folder.parent / name: PATTERNS for name in (files.HINDCAST, files.PUBLISHED)}
    texts = list(_texts_of({folder: PATTERNS} | beside | _annexed(folder)))
    for workbook in files.PLAN_WORKBOOKS:
        if result is not None and (folder / workbook).is_file():
            plan = result.inputs.plan.astype("str")
            texts.append((folder.resolve().name, workbook, " ".join(plan.to_numpy().ravel())))
    yield from _named([*texts, *_of_deep_dives(folder)], materials)


def unprintable_edition(folder: Path, month: Month, materials: Materials) -> Iterator[Problem]:
    """The same of what the monitor of a month shows."""
    edition = files.edition_folder(month)
    shown = (files.ROUND, "registers/*.csv", f"{edition}/*.csv", f"{edition}/*.md")
    texts = [*_texts_of({folder: shown}), *_of_deep_dives(folder, files.MONITOR, month)]
    yield from _named(texts, materials)


def unprintable_prognose(folder: Path, patterns: Sequence[str], materials: Materials) -> Iterator[Problem]:
    """The same of what the Prognose shows."""
    yield from _named(list(_texts_of({folder: patterns})), materials)


def _texts_of(looked_at: Mapping[Path, Sequence[str]]) -> Iterator[_Text]:
    for folder, patterns in looked_at.items():
        yield from ((folder.resolve().name, *found) for found in _texts(folder, patterns))


def _named(texts: Collection[_Text], materials: Materials) -> Iterator[Problem]:
    unusual = {sign for *_, text in texts for sign in set(text) if not USUAL.match(sign)}
    lost = unusual & _TURNED | _lost(unusual - _TURNED, materials.templates / SHARED)
    for name, file, text in texts:
        for sign in sorted(lost & set(text)):
            row, found = text[: text.index(sign)].count("\n") + 1, f"{sign} (U+{ord(sign):04X})"
            where = "" if file in files.PLAN_WORKBOOKS else f"regel {row}"
            turned = "dit onzichtbare teken keert de leesrichting om"
            problem = turned if sign in _TURNED else "dit teken staat niet in de letter van het rapport"
            yield at_cell(Problem(file, where, found, problem, "letters, cijfers en leestekens", round=name))


def _of_deep_dives(folder: Path, product: str = RAPPORTAGE, edition: Month | None = None) -> Iterator[_Text]:
    """The words of the deep-dives of a report: their texts, and what stands over a figure or table."""
    name = folder.resolve().name
    for dive in deep_dives_of(folder, product, edition):
        shown = shown_cells(dive)
        for cell in dive.cells:
            if cell.kind == "markdown":
                yield name, dive.place(cell), _as_shown(cell.source)
            elif cell.number in shown:
                yield name, dive.place(cell), " ".join(shown[cell.number].words.values())


def _annexed(folder: Path) -> dict[Path, Sequence[str]]:
    last = last_monitor(folder)
    return {last[0]: [f"{files.edition_folder(last[1])}/*.{kind}" for kind in ("csv", "md")]} if last else {}


def _texts(folder: Path, patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
    intake = Intake(folder)
    for path in sorted(round_files(folder, patterns)):
        relative = path.relative_to(folder).as_posix()
        text = intake.text(relative)
        if text is not None:
            yield relative, _SHOWN.get(path.suffix, str)(text)


def _as_shown(markdown: str) -> str:
    """With the sign that each entity stands for, in the same line."""
    lines = markdown.split("\n")
    code = rows_of_code(lines)
    return "\n".join(line if row in code else _ENTITY.sub(_sign, line) for row, line in enumerate(lines))


def _sign(found: re.Match[str]) -> str:
    if found["hex"] or found["number"]:
        code = int(found["hex"], 16) if found["hex"] else int(found["number"])
        sign = chr(code) if code <= sys.maxunicode else "\ufffd"
    else:
        sign = html.unescape(found[0]) if found["entity"] else found[0]
    return sign.replace("\n", " ")


def _unescaped(text: str) -> str:
    """With the sign that YAML reads where its number stands; what is no sign stays as it is."""

    def sign(escaped: re.Match[str]) -> str:
        number = int(escaped[1] or escaped[2], 16)
        return chr(number) if number < 0xD800 or 0xDFFF < number <= sys.maxunicode else escaped[0]

    return _ESCAPED.sub(sign, text)


_SHOWN: Mapping[str, Callable[[str], str]] = {".md": _as_shown, ".yml": _unescaped}
"""Kind of file → its text with the signs that it spells out."""


def _lost(signs: Collection[str], shared: Path) -> set[str]:
    """Those that Typst refuses: asked of all together first, as nearly always none is."""
    if not signs or _shows(signs, shared):
        return set()
    return {sign for sign in signs if not _shows([sign], shared)}


def _shows(signs: Iterable[str], shared: Path) -> bool:
    import typst

    source = _SAMPLE + " ".join(f"\\u{{{ord(sign):x}}}" for sign in signs)
    standards = declared_format(shared, "typst")["pdf-standard"]
    try:
        letters = typst.Fonts(include_system_fonts=False, font_paths=[shared / FONTS])
        typst.compile(source.encode(), format="pdf", font_paths=letters, pdf_standards=standards)
    except typst.TypstError:
        return False
    return True
