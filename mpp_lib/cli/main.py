"""``mpp``: the commands, and what they have in common."""

from __future__ import annotations

import gc
import io
import signal
import sys
from typing import Annotated

import typer

from mpp_lib import __version__
from mpp_lib.base.write import close_to_others
from mpp_lib.cli import (
    backtest,
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
    levering,
    monitor,
    names,
    new,
    planning,
    preview,
    produce,
    realisaties,
    results,
    review,
    rounds,
    scenarios,
    simulate,
    site,
    status,
    template,
    verify,
)
from mpp_lib.cli.answers import ASKED, PROGRAM, answer_json
from mpp_lib.cli.dutch import DutchCommand, DutchGroup
from mpp_lib.cli.failing import Stopped, told_and_ended
from mpp_lib.cli.shells import Install, Show

_NEW_OBJECTS = 50_000
"""After how many the system looks for what is not used any more: at 700 it does so a thousand times in one command."""

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
    simulate.simulate,
    export.export,
    explain.explain,
    diff.diff,
    hindcast.hindcast,
    backtest.backtest,
    realisaties.realisaties,
    monitor.monitor,
    evaluate.evaluate,
    freeze.freeze,
    verify.verify,
    review.review,
    levering.levering,
    site.site,
):
    app.command(cls=DutchCommand)(command)
app.add_typer(template.app, name="template")
app.add_typer(scenarios.app, name="scenarios")


def _tell_version(asked: bool) -> None:
    if asked:
        if ASKED.json:
            answer_json({"version": __version__})
        else:
            print(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Zegt welke versie dit is.", callback=_tell_version, is_eager=True, expose_value=False
        ),
    ] = False,
    install: Install = False,
    show: Show = False,
) -> None:
    """Maakt de rondes van de Meerjaren Productie Prognose."""


def run() -> None:
    """The entry point: every refusal becomes a message and an exit code, see :mod:`mpp_lib.cli.failing`.

    Whoever is told to stop clears what is under way first, and says so.
    """
    _write_alike()
    close_to_others()
    for told in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(told) is not signal.SIG_IGN:  # as a shell has it for what runs in its background
            signal.signal(told, _stop)
    try:
        _answer()
    except (Exception, Stopped) as error:
        told_and_ended(error)


def _stop(*_: object) -> None:
    raise Stopped


def _answer() -> None:
    """Run the command; what it printed is only written when nothing is left to be written."""
    gc.set_threshold(_NEW_OBJECTS)
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
