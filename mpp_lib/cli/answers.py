"""How commands answer: people on a terminal, machines in JSON; the answer on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

INPUT_NOT_RIGHT, WRONG_USAGE = 1, 2

Round = Annotated[str, typer.Argument(metavar="RONDE", help="Naam van de ronde, zoals 2024-1.")]
Json = Annotated[bool, typer.Option("--json", help="Eén JSON-document op stdout.")]


def say(message: str) -> None:
    """A message for people, on stderr."""
    print(message, file=sys.stderr)


def console(columns: int, *, stderr: bool = False) -> Console:
    """Where tables are shown to people; what a round holds is shown as it was written, never as markup.

    Args:
        columns: the width where there is no terminal.
    """
    from rich.console import Console

    shown = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not shown.is_terminal:
        shown.width = columns
    return shown


def answer_json(document: Any) -> None:
    """The one JSON document of an answer; refuses numbers that JSON does not know."""
    print(json.dumps(document, ensure_ascii=False, allow_nan=False))


def folder_of(context: typer.Context, name: str) -> Path:
    """The folder of a round under the directory given with ``-C``.

    Raises:
        InputError: when there is no such round.
    """
    from mpp_lib.inputs.rounds import round_folder, rounds_root

    return round_folder(rounds_root(context.obj), name)
