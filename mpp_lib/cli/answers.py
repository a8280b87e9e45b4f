"""How commands answer: people on a terminal, machines in JSON; the answer on stdout, everything else on stderr."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.places import as_round

if TYPE_CHECKING:
    from mpp_lib.base.errors import Problem

INPUT_NOT_RIGHT, WRONG_USAGE = 1, 2
JSON = "--json"
PROGRAM = "mpp"
"""How it is called, however it was started."""


@dataclass
class Asked:
    """How this run is to answer, wherever on the line that was asked.

    Attributes:
        json: with one document on stdout, also where the line itself could not be read.
        quiet: with nothing beside the answer but what is wrong.
        verbose: with what is done, and how long that took.
    """

    json: bool = False
    quiet: bool = False
    verbose: bool = False


ASKED = Asked()
"""Of the command that runs; there is one at a time."""


def begin(arguments: Sequence[str]) -> None:
    """Forget the run before; what stands behind ``--`` is no option."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    ASKED.json, ASKED.quiet, ASKED.verbose = JSON in options, False, False


def _json_anywhere(as_json: bool) -> bool:
    """Also where it stood before the command."""
    return as_json or ASKED.json


Json = Annotated[bool, typer.Option(JSON, help="Eén JSON-document op stdout.", callback=_json_anywhere)]
Round = Annotated[
    str,
    typer.Argument(
        metavar="RONDE",
        help="De ronde, zoals 2024-1, of het pad van haar map.",
        callback=as_round,
        autocompletion=completing.rounds,
    ),
]


def say(message: str) -> None:
    """A message for people, on stderr; with ``-q`` nothing."""
    if not ASKED.quiet:
        print(message, file=sys.stderr)


def complain(message: str) -> None:
    """What is wrong, on stderr."""
    print(message, file=sys.stderr)


def width_of(stream: TextIO | None) -> int | None:
    """Columns that a person sees, or None where no person looks."""
    seen = stream is not None and stream.isatty()
    return max(shutil.get_terminal_size().columns, 20) if seen else None


def folded(text: str, width: int | None, inset: str = "") -> list[str]:
    """The lines of a text, broken between words and nowhere else; those that follow begin with ``inset``."""
    if width is None or len(text) <= width:
        return [text] if text else []
    return textwrap.wrap(text, width, subsequent_indent=inset, break_long_words=False, break_on_hyphens=False)


def answer_json(document: Any) -> None:
    """The one JSON document of an answer; refuses numbers that JSON does not know."""
    print(json.dumps(document, ensure_ascii=False, allow_nan=False))


def failed(problems: Iterable[Problem], warnings: Iterable[Problem] = ()) -> dict[str, Any]:
    """What every document holds of a command that did not do what was asked."""
    return {
        "ok": False,
        "problems": [one.as_dict() for one in problems],
        "warnings": [one.as_dict() for one in warnings],
    }


def renewed(mark: Path, make: Callable[[], Path]) -> Path:
    """Make something that knows itself whether it has to be made again; say so where nothing changed.

    Args:
        mark: the file that changes with what is in it.
    """
    before = mark.read_bytes() if mark.is_file() else None
    made = make()
    if before is not None and mark.read_bytes() == before:
        say(f"{made} is al actueel.")
    return made


def folder_of(context: typer.Context, name: str) -> Path:
    """The folder of a round under the directory given with ``-C``.

    Raises:
        UnknownNameError: when there is no such round.
    """
    from mpp_lib.inputs.rounds import round_folder, rounds_root

    return round_folder(rounds_root(context.obj), name)
