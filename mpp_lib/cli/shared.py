"""The options that every command has, before it or after it on the line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from mpp_lib.cli.answers import ASKED, JSON


def _work_in(context: typer.Context, directory: Path | None) -> None:
    if directory is not None or context.parent is None:
        context.obj = directory or Path()


def _be_quiet(quiet: bool) -> None:
    ASKED.quiet |= quiet


def _be_verbose(verbose: bool) -> None:
    ASKED.verbose |= verbose


_declared = typer.Typer(add_completion=False)


@_declared.command()
def _shared(
    directory: Annotated[
        Path | None,
        typer.Option(
            "-C",
            help="De map met rounds/, of een map daaronder.",
            metavar="MAP",
            file_okay=False,
            callback=_work_in,
            is_eager=True,
            expose_value=False,
        ),
    ] = None,
    quiet: Annotated[
        bool,
        typer.Option(
            "-q", "--quiet", help="Alleen het antwoord.", callback=_be_quiet, is_eager=True, expose_value=False
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "-v",
            "--verbose",
            help="Ook wat er wordt gedaan, en hoe lang dat duurde.",
            callback=_be_verbose,
            is_eager=True,
            expose_value=False,
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option(JSON, help="Eén JSON-document op stdout.", expose_value=False)] = False,
) -> None:
    """Carries the options."""


*_OF_COMMANDS, _JSON = get_command(_declared).params


def with_shared(params: list[Any] | None, *, group: bool) -> list[Any]:
    """The options of a command, or of a group of them, with those that all have.

    A command says for itself whether it answers in JSON.
    """
    return [*(params or ()), *_OF_COMMANDS, *([_JSON] if group else [])]
