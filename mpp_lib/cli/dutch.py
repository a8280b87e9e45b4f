"""Commands as this house has them: options in common, help in Dutch, and one way of saying what went wrong."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from mpp_lib.cli.answers import ASKED, JSON, PROGRAM, begin
from mpp_lib.cli.failing import told_and_ended
from mpp_lib.cli.help_words import in_dutch, told_in_dutch, use_dutch_headings
from mpp_lib.cli.progress import watched
from mpp_lib.cli.shared import with_shared


class _HelpInDutch:
    """What a command and a group of them say of themselves."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """How it is given."""
        pieces: list[str] = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def get_help_option(self, ctx: Any) -> Any:
        """Its option ``--help``."""
        return told_in_dutch(super().get_help_option(ctx))  # type: ignore[misc]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Show its help."""
        use_dutch_headings()
        super().format_help(ctx, formatter)  # type: ignore[misc]


class DutchCommand(_HelpInDutch, TyperCommand):
    """A command with the options that all have, and its help in Dutch."""

    def __init__(self, name: str | None, *, params: list[Any] | None = None, **settings: Any) -> None:
        shared = with_shared(params, group=False)
        super().__init__(name, params=in_dutch(shared), options_metavar="[OPTIES]", **_without_metavar(settings))

    def invoke(self, ctx: Any) -> Any:
        """Run it, if it can answer as it was asked to."""
        if ASKED.json and not any(JSON in each.opts for each in self.params):
            ctx.fail(f"No such option: {JSON}")
        with watched():
            return super().invoke(ctx)


class DutchGroup(_HelpInDutch, TyperGroup):
    """A group of commands that says in Dutch how it should have been asked, and what went wrong."""

    def __init__(self, *, params: list[Any] | None = None, **settings: Any) -> None:
        shared = with_shared(params, group=True)
        words = {"options_metavar": "[OPTIES]", "subcommand_metavar": "OPDRACHT …"}
        super().__init__(params=in_dutch(shared), **{**_without_metavar(settings), **words})

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command and end, also where the line was wrong; what else goes wrong is for who called."""
        given = args[0] if args else extra.get("args")
        begin(sys.argv[1:] if given is None else list(given))
        try:
            sys.exit(super().main(*args, **{**extra, "prog_name": PROGRAM, "standalone_mode": False}))
        except (typer.TyperException, typer.Abort) as error:
            told_and_ended(error)

    def invoke(self, ctx: Any) -> Any:
        """Run what was asked for; a fault that does not know of which command it is, gets to know it."""
        try:
            return super().invoke(ctx)
        except typer.TyperException as error:
            if getattr(error, "ctx", None) is None:
                ctx.fail(error.format_message())
            raise


def _without_metavar(settings: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if name != "options_metavar"}
