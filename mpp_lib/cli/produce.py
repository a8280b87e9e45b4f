"""``mpp produce``: the report of a round."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of

if TYPE_CHECKING:
    from mpp_lib.report.build import Progress


class ReportFormat(StrEnum):
    """What a report can be made as, in the order the files are printed."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"


Renderer = Annotated[
    Literal["auto", "quarto", "builtin"], typer.Option(help="Waarmee wordt opgemaakt; auto neemt quarto als dat er is.")
]
Formats = Annotated[list[ReportFormat] | None, typer.Option("--to", help="Opmaak; zonder keuze alle.")]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Notebooks tegelijk.")]
TOGETHER = min(3, os.cpu_count() or 1)
Force = Annotated[bool, typer.Option("--force", help="Maak alles opnieuw, ook wat niet veranderd is.")]


def produce(
    context: typer.Context,
    name: Round,
    renderer: Renderer = "auto",
    to: Formats = None,
    jobs: Jobs = TOGETHER,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Maakt de MPP-rapportage van een ronde (HTML, PDF, rekenbladen); alleen wat veranderd is wordt opnieuw gemaakt."""
    from mpp_lib.report import build
    from mpp_lib.report.rapportage import Rapportage

    report = Rapportage(folder_of(context, name))
    order = build.Order(report, renderer, tuple(form.value for form in to or ReportFormat), jobs, force)
    with progress_bar() as progress:
        files = build.produce(order, progress)
    if as_json:
        answer_json({"round": name, "files": [str(file) for file in files]})
    else:
        for file in files:
            print(file)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Shows on stderr what is being done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)

        def report(doing: str, done: int, steps: int) -> None:
            bar.update(task, description=doing, completed=done, total=steps)

        yield report
