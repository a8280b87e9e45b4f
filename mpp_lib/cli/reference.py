"""``docs/opdrachten.md``: every command with its options, as the commands themselves declare them.

``python -m mpp_lib.cli.reference docs`` writes it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from mpp_lib.cli.shared import with_shared

PAGE = "opdrachten.md"
_FROM_HERE = "<!-- Wat hieronder staat, schrijft `make invoer`. -->\n"
"""Where in the page ends what people write, and begins what follows from the commands."""


def every_command() -> dict[str, Any]:
    """Words of each command → what it is, in the order of the help."""
    from mpp_lib.cli.main import app

    found: dict[str, Any] = {}
    for name, one in get_command(app).commands.items():  # type: ignore[attr-defined]
        within = getattr(one, "commands", None)
        found |= {f"{name} {below}": each for below, each in within.items()} if within else {name: one}
    return found


def page(stood: str) -> str:
    """The page, with what people wrote in it as it stood."""
    head, _, _ = stood.partition(_FROM_HERE)
    sections = (line for name, one in every_command().items() for line in _section(name, one))
    return "\n".join([head + _FROM_HERE, *sections])


def _section(name: str, command: Any) -> Iterator[str]:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    words = [each.metavar if each.required else f"[{each.metavar}]" for each in arguments]
    yield f"## `{' '.join(['mpp', name, *words])}`"
    yield ""
    yield inspect.cleandoc(command.help or "")
    yield ""
    shared = {each.name for each in with_shared([], group=True)}
    own = [each for each in command.params if each.name not in shared and each.name != "as_json"]
    if own:
        yield from _table(own)
        yield ""


def _table(params: list[Any]) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    for each in params:
        is_option = each.param_type_name == "option"
        names = ", ".join((*each.opts, *each.secondary_opts)) if is_option else each.metavar
        takes = f" {_takes(each)}" if is_option and _takes(each) else ""
        must = " *Verplicht.*" if is_option and each.required else ""
        yield f"| `{names}{takes}` | {_cell(each.help or '')}{must} |"


def _takes(option: Any) -> str:
    kind = option.type_descriptor
    return option.metavar or ("/".join(map(str, kind.choices)) if kind.is_choice else "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the page in the folder that is named."""
    file = Path(sys.argv[1]) / PAGE
    file.write_text(page(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
