"""Two programs that recalculate a workbook without knowing where it came from: LibreOffice, and the package pycel."""

import ast
import os
import re
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

_NUMBER = re.compile(rb"(</f>)<v>[^<]+</v>")
Numbers = dict[str, dict[str, float | str | None]]
"""Sheet → cell → what it shows."""


def formulas(book: Any) -> dict[str, dict[str, str]]:
    """Sheet → cell → formula, of every cell that has one."""
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
        for sheet in book
    }


def without_numbers(source: Path, target: Path) -> Path:
    """The workbook without the numbers its formulas gave: nothing is left but to calculate them."""
    with ZipFile(source) as made, ZipFile(target, "w", ZIP_DEFLATED) as empty:
        for name in made.namelist():
            empty.writestr(name, _NUMBER.sub(rb"\g<1>", made.read(name)))
    return target


def changed(source: Path, target: Path, change: Callable[[Any], None]) -> Path:
    """The workbook after a change; openpyxl keeps no numbers of formulas."""
    book = load_workbook(source)
    change(book)
    book.save(target)
    with ZipFile(target) as empty:
        assert not any(_NUMBER.search(empty.read(name)) for name in empty.namelist())
    return target


def shown(path: Path, cells: Mapping[str, Iterable[str]]) -> Numbers:
    """What these cells of a workbook show."""
    values = load_workbook(path, data_only=True)
    return {name: {cell: values[name][cell].value for cell in own} for name, own in cells.items()}


def soffice() -> str:
    """The program; its absence is said aloud, and wrong on a continuous-integration machine."""
    program = shutil.which("soffice")
    if program is None:
        reason = "LibreOffice staat niet op deze machine: het rekenblad is NIET met LibreOffice nagerekend"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return program


def by_libreoffice(program: str, folder: Path, target: Path) -> None:
    """Let LibreOffice open every workbook of a folder and write it with the numbers it calculated."""
    profile = f"-env:UserInstallation={(target / 'profiel').resolve().as_uri()}"
    files = sorted(str(path) for path in folder.glob("*.xlsx"))
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def by_pycel(path: Path) -> Numbers:
    """What pycel calculates for every formula, sheet by sheet."""
    size, depth = threading.stack_size(1 << 29), sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    try:
        with ThreadPoolExecutor(1) as roomy:
            return roomy.submit(_pycel_sheets, path).result()
    finally:
        threading.stack_size(size)
        sys.setrecursionlimit(depth)


def _pycel_sheets(path: Path) -> Numbers:
    """A chain of months makes pycel call itself deeply; it names a part of Python that later versions have dropped."""
    with warnings.catch_warnings(action="ignore"), patch.object(ast, "Str", lambda s: ast.Constant(s), create=True):
        from pycel import ExcelCompiler

        book = load_workbook(path)
        compiler = ExcelCompiler(excel=book)
        return {
            name: dict(_pycel_cells(compiler, book[name], cells)) for name, cells in formulas(book).items() if cells
        }


def _pycel_cells(compiler: Any, sheet: Any, cells: Mapping[str, str]) -> Iterator[tuple[str, float | str | None]]:
    values = compiler.evaluate(f"'{sheet.title}'!{sheet.dimensions}")
    for cell in cells:
        yield cell, values[sheet[cell].row - 1][sheet[cell].column - 1]


def differences(calculated: Numbers, expected: Mapping[str, Mapping[str, float | str | None]]) -> list[str]:
    """Cells that are not the expected number to a relative 1e-9 (absolute below 1), or are missing on either side.

    Where a text is expected, only that text is right; where None is, an empty text.
    """
    return sorted(
        f"{sheet}!{cell}: {calculated.get(sheet, {}).get(cell)!r}, verwacht {expected.get(sheet, {}).get(cell)!r}"
        for sheet in expected.keys() | calculated.keys()
        for cell in calculated.get(sheet, {}).keys() | expected.get(sheet, {}).keys()
        if not _right(cell, calculated.get(sheet, {}), expected.get(sheet, {}))
    )


def _right(cell: str, calculated: Mapping[str, float | str | None], expected: Mapping[str, float | str | None]) -> bool:
    return cell in calculated and cell in expected and _equal(calculated[cell], expected[cell])


def _equal(found: float | str | None, meant: float | str | None) -> bool:
    if isinstance(meant, str):
        return found == meant
    if meant is None:
        return found in (None, "")
    return isinstance(found, int | float) and abs(found - meant) <= 1e-9 * max(1.0, abs(meant))
