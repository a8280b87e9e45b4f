"""What is recorded, and the commands that make it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.referee.pages import page_lines, pdf_lines
from tests.referee.tables import csv_lines, json_lines, workbook_lines

ROUNDS = ("2023-2", "2024-1", "2024-2")
EDITIONS = (("2024-1", "2024-03"), ("2024-1", "2024-06"), ("2024-2", "2024-09"), ("2024-2", "2024-12"))
PAIRS = (("2024-1", "2023-2"), ("2024-2", "2024-1"))
QUESTIONS = ("--above", "40000", "--above", "60000", "--between", "30000", "50000", "--quantile", "0.9")

Lines = list[str]


@dataclass(frozen=True)
class Artifact:
    """A named text of lines, and what makes it."""

    name: str
    lines: Callable[[], Lines]


def artifacts() -> Iterator[Artifact]:
    """Everything, the quick ones first."""
    yield from _answers()
    yield from _exports()
    for name in ROUNDS:
        yield from _report(f"rapport/{name}", ("produce", name))
    for name, month in EDITIONS:
        yield from _report(f"monitor/{name}/{month}", ("monitor", name, "--until", month))


def _answers() -> Iterator[Artifact]:
    yield Artifact("json/rounds", _rounds)
    commands: dict[str, tuple[str, ...]] = {"hindcast": ("hindcast",), "evaluate": ("evaluate",)}
    for name in ROUNDS:
        commands[f"forecast/{name}"] = ("forecast", name, *QUESTIONS)
        commands[f"results/{name}/jaar"] = ("results", name)
        commands[f"results/{name}/medio"] = ("results", name, "--scenario", "medio")
        commands[f"results/{name}/maand"] = ("results", name, "--by", "month")
        commands[f"results/{name}/zonder_maatregelen"] = ("results", name, "--without-measures")
    for name, month in EDITIONS:
        commands[f"monitor/{name}/{month}"] = ("monitor", name, "--until", month)
    for name, against in PAIRS:
        commands[f"explain/{name}"] = ("explain", name, "--against", against)
        commands[f"explain/{name}/prognose"] = (*commands[f"explain/{name}"], "--indicator", "coa.bezetting")
        commands[f"explain/{name}/prognose"] += ("--within", "prognose")
    for name, arguments in commands.items():
        yield Artifact(f"json/{name}", partial(_answer, arguments))


def _answer(arguments: tuple[str, ...]) -> Lines:
    return json_lines(json.loads(_run(*arguments, "--json")))


def _rounds() -> Lines:
    """Without the folders of versions: most of those are on some machines only."""
    document = json.loads(_run("rounds", "--json"))
    for one in document["rounds"]:
        del one["version_folders"]
    return json_lines(document)


def _exports() -> Iterator[Artifact]:
    for name in ROUNDS:
        yield Artifact(f"export/{name}/csv", partial(_exported, name, "csv", "*.csv", csv_lines))
        yield Artifact(f"export/{name}/descriptor", partial(_exported, name, "csv", "*.json", _json_file))
        yield Artifact(f"export/{name}/template_ind", partial(_template, name))


def _exported(name: str, form: str, pattern: str, read: Callable[[Path], Lines]) -> Lines:
    with tempfile.TemporaryDirectory() as folder:
        _run("export", name, "--format", form, "--out", folder)
        return [line for file in sorted(Path(folder).glob(pattern)) for line in read(file)]


def _template(name: str) -> Lines:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.xlsx"
        _run("template", "ind", name, "--out", str(file))
        return workbook_lines(file)


def _json_file(file: Path) -> Lines:
    return json_lines(json.loads(file.read_text(encoding="utf-8")))


def _report(name: str, command: tuple[str, ...]) -> Iterator[Artifact]:
    made: list[Path] = []

    def files(extension: str) -> list[Path]:
        if not made:
            made.extend(Path(line) for line in _run(*command, "--renderer", "builtin").splitlines())
        return [file for file in made if file.suffix == extension]

    yield Artifact(f"{name}/html", lambda: [line for file in files(".html") for line in page_lines(file)])
    yield Artifact(f"{name}/pdf", lambda: [line for file in files(".pdf") for line in pdf_lines(file)])
    if command[0] == "produce":
        yield Artifact(
            f"{name}/xlsx", lambda: [f"{file.stem} {line}" for file in files(".xlsx") for line in workbook_lines(file)]
        )


def _run(*arguments: str) -> str:
    process: Any = subprocess.run(
        [sys.executable, "-m", "mpp_lib", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    if process.returncode:
        raise RuntimeError(f"mpp {' '.join(arguments)}: {process.stdout[-2000:]}{process.stderr[-4000:]}")
    return str(process.stdout)
