"""Completion in the shell: the library for commands knows how each shell wants it, but says so in English."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import _completion_shared as known
from typer._completion_classes import completion_init

from mpp_lib.base.errors import Problem, UnknownNameError
from mpp_lib.cli.answers import PROGRAM, say

_VARIABLE = f"_{PROGRAM.upper()}_COMPLETE"


def _install(asked: bool) -> None:
    if asked:
        shell, path = known.install(_this_shell("--install-completion"), PROGRAM, _VARIABLE)
        print(path)
        say(f"{shell} vult {PROGRAM} aan met Tab, in elk venster dat u hierna opent.")
        raise typer.Exit


def _show(asked: bool) -> None:
    if asked:
        shell = _this_shell("--show-completion")
        print(known.get_completion_script(prog_name=PROGRAM, complete_var=_VARIABLE, shell=shell))
        raise typer.Exit


def _this_shell(option: str) -> str:
    """The shell in which this is asked.

    Raises:
        UnknownNameError: there is no completion for it.
    """
    shell, shells = known._get_shell_name() or "", [each.value for each in known.Shells]
    if shell not in shells:
        raise UnknownNameError([Problem("", option, shell, "voor deze shell is er geen", ", ".join(shells))])
    return shell


completion_init()
Install = Annotated[
    bool,
    typer.Option(
        "--install-completion",
        help="Laat deze shell (bash, zsh, fish, PowerShell) opdrachten, rondes en indicatoren aanvullen met Tab.",
        callback=_install,
        is_eager=True,
        expose_value=False,
    ),
]
Show = Annotated[
    bool,
    typer.Option(
        "--show-completion",
        help="Drukt af wat daarvoor in deze shell komt te staan, om het zelf te plaatsen.",
        callback=_show,
        is_eager=True,
        expose_value=False,
    ),
]
