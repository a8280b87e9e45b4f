"""What is wrong with how a command was given, in Dutch, with what was probably meant.

The library for commands says it in English and has no translations, so its sentences are read here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperGroup

from mpp_lib.cli.answers import INPUT_NOT_RIGHT, say
from mpp_lib.inputs.reading.nearest import expected_name

_SENTENCES: Mapping[str, str] = {
    r"No such option: (\S+)(?: .*)?": "de optie {0} bestaat niet",
    r"No such command '(.*)'\..*": "de opdracht {0} bestaat niet",
    r"Got unexpected extra argument\(s\) \((.*)\)": "dit is te veel: {0}",
    r"Missing argument '(.*)'\.": "{0} ontbreekt",
    r"Missing option '(.*)'\.": "de optie {0} ontbreekt",
    r"Missing command\.": "de opdracht ontbreekt",
    r"Option '(.*)' requires an argument\.": "de optie {0} vraagt een waarde",
    r"Option '(.*)' requires (\d+) arguments\.": "de optie {0} vraagt {1} waarden",
    r"Option '(.*)' does not take a value\.": "de optie {0} heeft geen waarde",
    r"Invalid value: (.*)": "{0}",
    r"Invalid value for '?([^:]*?)'?: (.*)": "{0}: {1}",
}
"""What the library says of a command → how it is said here."""
_VALUES: Mapping[str, str] = {
    r"Input should be a valid integer, .*": "dit is geen geheel getal",
    r"Input should be greater than or equal to (\d+)": "dit is te weinig; het minste is {0}",
    r"Input should be less than or equal to (\d+)": "dit is te veel; het meeste is {0}",
    r"Value error, '(.*)' does not match the formats '%Y-%m-%d'\.": "{0} is geen dag als JJJJ-MM-DD",
    r"dir '(.*)' is a file\.": "{0} is een bestand; hier hoort een map",
    r"file '(.*)' is a directory\.": "{0} is een map; hier hoort een bestand",
}
"""What the library says of a value → how it is said here."""
_CHOICE = re.compile(r"Value error, '(.*)' is not one of (.*)\.")


class DutchGroup(TyperGroup):
    """A group of commands that says in Dutch how it should have been asked."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command and end; what is wrong with how it was given is told on stderr."""
        try:
            sys.exit(super().main(*args, **{**extra, "standalone_mode": False}))
        except typer.TyperException as error:
            for line in told(error):
                say(line)
            sys.exit(error.exit_code)
        except typer.Abort:
            say("Afgebroken.")
            sys.exit(INPUT_NOT_RIGHT)

    def invoke(self, ctx: Any) -> Any:
        """Run what was asked for; a fault that does not know of which command it is, gets to know it."""
        try:
            return super().invoke(ctx)
        except typer.TyperException as error:
            if getattr(error, "ctx", None) is None:
                ctx.fail(error.format_message())
            raise


def told(error: typer.TyperException) -> list[str]:
    """A fault in how a command was given, and where to read what can be; nothing where its help stands there."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return []
    context: typer.Context | None = getattr(error, "ctx", None)
    asked = " ".join(filter(None, (context.command_path, context.invoked_subcommand))) if context else "mpp"
    return [f"{asked}: {_sentence(error.format_message(), context)}.", f"{asked} --help noemt wat er kan."]


def _sentence(message: str, context: typer.Context | None) -> str:
    for pattern, dutch in _SENTENCES.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            *places, last = match.groups() or ("",)
            said = dutch.format(*places, _value(last))
            return f"{said}. Verwacht: {_meant(last, context)}" if "bestaat niet" in dutch else said
    return message


def _meant(name: str, context: typer.Context | None) -> str:
    """What can stand where this does."""
    command = context.command if context else None
    if name.startswith("-"):
        options = [option for each in getattr(command, "params", ()) for option in each.opts if option.startswith("-")]
        return expected_name("een optie van deze opdracht", name, [*options, "--help"])
    return expected_name("een opdracht", name, list(getattr(command, "commands", ())))


def _value(message: str) -> str:
    if match := _CHOICE.fullmatch(message):
        known = match[2].replace("'", "").split(", ")
        return f"{match[1]} kan hier niet. Verwacht: {expected_name('een van deze', match[1], known)}"
    for pattern, dutch in _VALUES.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return dutch.format(*match.groups())
    return message
