"""What of a round is still as it was in the round before: for whoever makes it, to look at before it is agreed on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.fingerprint import UNREADABLE, digests
from mpp_lib.inputs.predecessors import still_made
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nesting import read_prose
from mpp_lib.inputs.reading.previous import previous_folder
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.rules.named_before import named_before
from mpp_lib.inputs.versions import folder_that_counts

_TEXTS = (f"{files.TEXTS}/*.md", f"{files.TEXTS}/{files.OPLEGNOTA}/*.md")
_PARTS = (f"{files.INPUTS}/*", "registers/*", _TEXTS[0])


def remarks_on_sameness(folder: Path) -> Iterator[Problem]:
    """What is still the same as in the round before: one remark for all files, and one for each sentence.

    Raises:
        InputError: with everything that is wrong with ``versies.csv`` or a version.
    """
    previous = previous_folder(folder)
    if previous is None or not previous.is_dir() or not still_made(folder):
        return
    before = folder_that_counts(previous)
    yield from _same_files(folder, before, previous.name)
    yield from _same_words(folder, before)


def _same_files(folder: Path, before: Path, name: str) -> Iterator[Problem]:
    now, then = digests(folder, _PARTS), digests(before, _PARTS)
    filled = [file for file, digest in now.items() if digest != UNREADABLE and _holds_something(folder / file)]
    same = [file for file in filled if now[file] == then.get(file)]
    if same:
        are = "is" if len(same) == 1 else "zijn"
        problem = f"{len(same)} van de {len(filled)} onderdelen {are} nog gelijk aan die van ronde {name}"
        yield Problem("", "", ", ".join(same), problem, "elk nagelopen; wat terecht bleef, blijft")


def _holds_something(path: Path) -> bool:
    """Whether there is more in a file than the names of its columns."""
    if path.suffix != ".csv":
        return path.stat().st_size > 0
    with path.open("rb") as file:
        return len([*islice((line for line in file if line.strip()), 2)]) == 2


def _same_words(folder: Path, before: Path) -> Iterator[Problem]:
    intake = Intake(folder)
    own, earlier = read_settings(intake), read_settings(Intake(before))
    if own is None or earlier is None:
        return
    if earlier.round in own.title:
        yield Problem(files.ROUND, "title", own.title, "zo heet de vorige ronde", f"een titel die {own.round} noemt")
    for path in sorted(path for pattern in _TEXTS for path in folder.glob(pattern)):
        file = path.relative_to(folder).as_posix()
        yield from named_before(file, read_prose(intake, file) or "", own, earlier)
