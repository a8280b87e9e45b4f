"""``mpp``: the commands, and what they have in common."""

from __future__ import annotations

import gc
import io
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from mpp_lib import __version__
from mpp_lib.base.errors import ArchiveError, InputError, RenderError, UnknownNameError
from mpp_lib.base.write import close_to_others
from mpp_lib.cli import (
    calibrate,
    check,
    decide,
    diff,
    evaluate,
    explain,
    export,
    forecast,
    freeze,
    hindcast,
    monitor,
    names,
    new,
    planning,
    preview,
    produce,
    results,
    review,
    rounds,
    site,
    status,
    template,
    verify,
)
from mpp_lib.cli.answers import INPUT_NOT_RIGHT, WRONG_USAGE, say
from mpp_lib.cli.refusals import refusal, sentence
from mpp_lib.cli.usage import DutchGroup

STOPPED = 130
"""Exit code of a command that was told to stop, as a shell gives it."""

app = typer.Typer(
    name="mpp",
    cls=DutchGroup,
    help="Maakt de rondes van de Meerjaren Productie Prognose: controleren, doorrekenen, rapporteren.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    rounds.rounds,
    new.new,
    check.check,
    calibrate.calibrate,
    planning.planning,
    decide.decide,
    status.status,
    produce.produce,
    preview.preview,
    names.indicators,
    names.parameters,
    forecast.forecast,
    results.results,
    export.export,
    explain.explain,
    diff.diff,
    hindcast.hindcast,
    monitor.monitor,
    evaluate.evaluate,
    freeze.freeze,
    verify.verify,
    review.review,
    site.site,
):
    app.command()(command)
app.add_typer(template.app, name="template")


def _tell_version(asked: bool) -> None:
    if asked:
        print(f"mpp {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Option("-C", help="De map met rounds/, of een map daaronder.", metavar="MAP", file_okay=False)
    ] = Path(),
    version: Annotated[  # noqa: ARG001 - told before anything else
        bool, typer.Option("--version", help="Zeg welke versie dit is.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Maakt de rondes van de Meerjaren Productie Prognose."""
    context.obj = directory


def run() -> None:
    """The entry point: every refusal becomes a message on stderr and exit code 1, or 2 for a name that is unknown.

    Whoever is told to stop clears what is under way first, and says so.
    """
    _write_alike()
    close_to_others()
    for told in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(told) is not signal.SIG_IGN:  # as a shell has it for what runs in its background
            signal.signal(told, _stop)
    try:
        _answer()
    except _Stopped:
        say("Afgebroken. Wat af was, staat er nog; van wat onderhanden was, blijft niets staan.")
        sys.exit(STOPPED)
    except InputError as error:
        for problem in error.problems:
            say(refusal(problem))
        sys.exit(WRONG_USAGE if isinstance(error, UnknownNameError) else INPUT_NOT_RIGHT)
    except (RenderError, ArchiveError) as error:
        say(str(error))
        sys.exit(INPUT_NOT_RIGHT)
    except (OSError, MemoryError) as error:
        say(sentence(error))
        sys.exit(INPUT_NOT_RIGHT)


class _Stopped(BaseException):
    """Told to stop, which is no error, nor anything that the library for commands has English words for."""


def _stop(*_: object) -> None:
    raise _Stopped


def _answer() -> None:
    """Run the command; what it printed is only written when nothing is left to be written."""
    try:
        app()
    finally:
        gc.freeze()  # the end would otherwise wait seconds for a search through all that the system takes back anyhow
        if sys.stdout is not None:
            sys.stdout.flush()


def _write_alike() -> None:
    """The same bytes on every system: Windows pipes in an encoding and with line ends of its own."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
