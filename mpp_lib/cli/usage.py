"""What is wrong with how a command was given, in Dutch, with what was probably meant.

The library for commands says it in English and has no translations, so its sentences are read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import typer

from mpp_lib.base.errors import Problem
from mpp_lib.cli.answers import PROGRAM
from mpp_lib.inputs.reading.nearest import expected_name


class _Said(NamedTuple):
    """What of a sentence goes where in a problem."""

    where: str
    found: str
    problem: str


_SENTENCES: Mapping[str, _Said] = {
    r"No such option: (\S+)(?: .*)?": _Said("{0}", "", "deze optie bestaat niet"),
    r"No such command '(.*)'\..*": _Said("", "{0}", "deze opdracht bestaat niet"),
    r"Got unexpected extra argument\(s\) \((.*)\)": _Said("", "{0}", "dit is te veel"),
    r"Missing (?:argument|option|parameter) '(.*?)'\..*": _Said("{0}", "", "dit ontbreekt"),
    r"Missing command\.": _Said("", "", "de opdracht ontbreekt"),
    r"Option '(.*)' requires an argument\.": _Said("{0}", "", "hier hoort een waarde achter"),
    r"Option '(.*)' requires (\d+) arguments\.": _Said("{0}", "", "hier horen {1} waarden achter"),
    r"Option '(.*)' does not take a value\.": _Said("{0}", "", "deze optie heeft geen waarde"),
    r"Invalid value: (.*)": _Said("", "", "{0}"),
    r"Invalid value for '?([^:]*?)'?: (.*)": _Said("{0}", "", "{1}"),
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


def told(error: typer.TyperException) -> list[Problem]:
    """A fault in how a command was given, and what can be; nothing where its help stands there."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return []
    context: typer.Context | None = getattr(error, "ctx", None)
    return [_problem(error.format_message(), context)]


def asked(context: typer.Context | None) -> str:
    """The command as it was given, without what stood behind it."""
    return " ".join(filter(None, (_path(context), context.invoked_subcommand))) if context else PROGRAM


def _path(context: typer.Context) -> str:
    names = []
    here: typer.Context | None = context
    while here is not None:
        names.append(here.info_name or "")
        here = here.parent  # type: ignore[assignment]
    return " ".join([PROGRAM, *reversed(names[:-1])])


def _problem(message: str, context: typer.Context | None) -> Problem:
    command = asked(context)
    expected = f"wat {command} --help noemt"
    for pattern, said in _SENTENCES.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            groups = match.groups() or ("",)
            if "bestaat niet" in said.problem:
                expected = _meant(groups[0], context)
            if said.problem.startswith("{") and (choice := _CHOICE.fullmatch(groups[-1])):
                known = choice[2].replace("'", "").split(", ")
                expected = expected_name("een van deze", choice[1], known)
                said = said._replace(found=choice[1], problem="dit kan hier niet")
            filled = (part.format(*groups[:-1], _value(groups[-1])) for part in said)
            where, found, problem = filled
            return Problem(command, where, found, problem, expected)
    return Problem(command, "", "", message, expected)


def _meant(name: str, context: typer.Context | None) -> str:
    """What can stand where this does."""
    command = context.command if context else None
    if name.startswith("-"):
        options = [option for each in getattr(command, "params", ()) for option in each.opts if option.startswith("-")]
        return expected_name("een optie van deze opdracht", name, [*options, "--help"])
    return expected_name("een opdracht", name, list(getattr(command, "commands", ())))


def _value(message: str) -> str:
    for pattern, dutch in _VALUES.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return dutch.format(*match.groups())
    return message
