"""A round or a version, asked for by its name or by the path of its folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import typer

from mpp_lib.base.errors import Problem, UnknownNameError
from mpp_lib.inputs.reading.files import ROUND_NAME, ROUNDS, VERSIONS_FOLDER, is_round_name

_SETTLED = "mpp.project"
"""Key of what the parts of one line share: the project that a path was in."""
_NAME = re.compile(rf"({ROUND_NAME})(/[^/\\]+)?")


def as_round(context: typer.Context, param: typer.CallbackParam, value: str | None) -> str | None:
    """The name of the round that was asked for, there or not; where it was a path, its project is worked on.

    Raises:
        UnknownNameError: a path that leads to no round, or to one of another project.
    """
    if value is None or context.resilient_parsing:
        return value
    name, _, version = _named(context, param, value).partition("/")
    if version:
        raise _refused(param, value, "dit is een versie", f"een ronde, zoals {name}")
    return name


def as_round_or_version(context: typer.Context, param: typer.CallbackParam, value: str | None) -> str | None:
    """The same, or ``RONDE/VERSIE`` of a version.

    Raises:
        UnknownNameError: as :func:`as_round`.
    """
    return value if value is None or context.resilient_parsing else _named(context, param, value)


def _named(context: typer.Context, param: typer.CallbackParam, value: str) -> str:
    if _NAME.fullmatch(value) or not _is_path(value):
        return value
    place = (Path(context.obj) / value).resolve()
    for folder in (place, *place.parents):
        if folder.parent.name == ROUNDS and is_round_name(folder.name):
            _settle(context, param, value, folder.parent.parent)
            return folder.name + _version(param, value, folder, place.relative_to(folder).parts)
    if is_round_name(place.name) and value.count("/") == 1 and value.endswith("/"):
        return place.name
    problem, expected = "dit pad leidt niet naar een map in rounds", "een naam zoals 2024-1, of rounds/2024-1"
    raise _refused(param, value, problem, expected)


def _is_path(value: str) -> bool:
    return value in (".", "..") or "/" in value or os.sep in value


def _version(param: typer.CallbackParam, value: str, folder: Path, inside: tuple[str, ...]) -> str:
    """What of a path lies in a round: nothing, or one of its versions."""
    match inside:
        case ():
            return ""
        case (_folder, name) | (_folder, name, "data") if _folder == VERSIONS_FOLDER:
            return f"/{name}"
        case _:
            problem = f"dit pad leidt naar iets in ronde {folder.name}"
            raise _refused(param, value, problem, f"de map van de ronde zelf, of {VERSIONS_FOLDER}/NAAM daarin")


def _settle(context: typer.Context, param: typer.CallbackParam, value: str, project: Path) -> None:
    """Work on the project that a path is in; two paths of one line are in the same."""
    if context.meta.setdefault(_SETTLED, project) != project:
        expected = f"een ronde in {context.meta[_SETTLED] / ROUNDS}"
        raise _refused(param, value, "deze ronde staat in een andere map rounds", expected)
    context.obj = project


def _refused(param: typer.CallbackParam, value: str, problem: str, expected: str) -> UnknownNameError:
    return UnknownNameError([Problem("", _called(param), value, problem, expected)])


def _called(param: typer.CallbackParam) -> str:
    """How the option or argument stands on the line."""
    options = [each for each in param.opts if each.startswith("-")]
    return options[0] if options else param.metavar or param.name or ""
