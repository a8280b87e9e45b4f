"""Whatever goes wrong in a command is told in one way, and ends it with the exit code that says what it was."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import typer

from mpp_lib.base.errors import ArchiveError, EngineError, InputError, Problem, RenderError, UnknownNameError
from mpp_lib.cli.answers import ASKED, INPUT_NOT_RIGHT, WRONG_USAGE, answer_json, failed
from mpp_lib.cli.grouped import grouped, tell
from mpp_lib.cli.refusals import place, sentence
from mpp_lib.cli.usage import told

STOPPED = 130
"""Exit code of a command that was told to stop, as a shell gives it."""
_STOPPED = "Afgebroken. Wat af was, staat er nog; van wat onderhanden was, blijft niets staan."
_OURS = "hier ging iets mis dat niet aan de invoer ligt; het verslag staat op stderr"


class Stopped(BaseException):
    """Told to stop, which is no error, nor anything that the library for commands has English words for."""


def told_and_ended(error: BaseException) -> NoReturn:
    """People read what is wrong on stderr, all at once; a machine gets it as the one document on stdout.

    Raises:
        BaseException: the error itself, where it is one of ours and not of what was asked.
    """
    match error:
        case Stopped():
            _end([_without_place(_STOPPED)], [_STOPPED], STOPPED)
        case typer.Abort():
            _end([_without_place("afgebroken")], ["Afgebroken."], INPUT_NOT_RIGHT)
        case typer.TyperException():
            problems = told(error)
            _end(problems, [*map(str, problems)], error.exit_code)
        case InputError():
            code = WRONG_USAGE if isinstance(error, UnknownNameError) else INPUT_NOT_RIGHT
            _end(error.problems, [*grouped(error.problems)], code)
        case RenderError() | ArchiveError() | EngineError():
            _end([_without_place(str(error))], [str(error)], INPUT_NOT_RIGHT)
        case OSError() | MemoryError():
            said = sentence(error)
            _end([Problem(place(error), "", "", said, "")], [said], INPUT_NOT_RIGHT)
    if ASKED.json:
        answer_json(failed([Problem("", "", repr(error), _OURS, "")]))
    raise error


def _without_place(said: str) -> Problem:
    return Problem("", "", "", said, "")


def _end(problems: Sequence[Problem], lines: Sequence[str], code: int) -> NoReturn:
    tell(lines)
    if ASKED.json:
        with suppress(OSError):  # of what stdout goes to, as a full disk: then stderr has said it
            answer_json(failed(problems))
    sys.exit(code)
