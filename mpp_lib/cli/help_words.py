"""The words of a page of help, which the library for commands has in English alone."""

from __future__ import annotations

from typing import Any

_TYPES = {bool: "", str: "TEKST", int: "GETAL", float: "GETAL"}
"""What stands behind an option that does not say what it takes."""
_WORDS = {
    "ARGUMENTS_PANEL_TITLE": "Argumenten",
    "OPTIONS_PANEL_TITLE": "Opties",
    "COMMANDS_PANEL_TITLE": "Opdrachten",
    "DEFAULT_STRING": "[zonder: {}]",
    "REQUIRED_LONG_STRING": "[verplicht]",
}
"""Where the library keeps a word → how it is said here."""


def in_dutch(params: list[Any]) -> list[Any]:
    """Parameters that say in Dutch what they take."""
    for each in params:
        kind = each.type_descriptor
        if each.metavar is None and not kind.is_choice and not kind.is_list:
            each.metavar = _TYPES.get(kind.annotation, each.metavar)
        if each.param_type_name == "argument":
            each.display_type_rich = lambda ctx: None  # noqa: ARG005 - as the library asks it
    return params


def told_in_dutch(option: Any) -> Any:
    """The option that shows the help."""
    if option is not None:
        option.help, option.metavar = "Toont deze hulp.", ""
    return option


def use_dutch_headings() -> None:
    """Have the library print its headings in Dutch; only where help is printed, as that takes long to load."""
    from typer import rich_utils

    for name, word in _WORDS.items():
        setattr(rich_utils, name, word)
