"""Takes comments in: any number of files, in any order, all of it or nothing.

What is kept follows from everything that was ever brought, whatever the order in which files came in. Each file of
``review/`` is replaced whole; a run that is killed between two of them loses nothing, as the same import again brings
the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from mpp_lib.base.errors import ArchiveError, InputError, Problem
from mpp_lib.base.write import clear_half, write_atomically
from mpp_lib.inputs.declared.review import FOLDER
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.review.annotation import CONTEXT
from mpp_lib.inputs.review.carrier import PAGES, read_carrier
from mpp_lib.inputs.review.comment import Comment, canonical
from mpp_lib.inputs.review.consultations import Organisations, read_organisations
from mpp_lib.inputs.review.judge import Brought, Judge, counted, remarks_on
from mpp_lib.inputs.review.made import NO_CHECKSUM, Of
from mpp_lib.inputs.review.page import CHECKSUM, Page
from mpp_lib.inputs.review.read_annotations import Reading
from mpp_lib.inputs.review.read_docx import read_docx
from mpp_lib.inputs.review.read_form import read_form
from mpp_lib.inputs.review.read_pdf import read_pdf
from mpp_lib.inputs.review.sent_version import chosen_version
from mpp_lib.inputs.review.store import UNCONFIRMED, Review, comments_in, files_for, merged, read_review
from mpp_lib.inputs.review.versions_read import VersionsRead

LOCK = "build/.reacties.lock"
"""Beside what can be made again: a refused import leaves nothing in the round."""
_ReadTold = Callable[[Path, Of, Page, tuple[str, ...], Reading], list[Comment]]
PAGE_ID = "urn:uuid:00000000-0000-0000-0000-000000000000"
"""Of what is kept: it has no id of its own, as it changes."""
BUSY = "Er wordt al aan de reacties op deze ronde gewerkt. Probeer het opnieuw als dat klaar is."


@dataclass(frozen=True)
class Imported:
    """What came of an import.

    Attributes:
        review: all comments of the round after it.
        counts: how many were new, changed, known, and not confirmed.
        remarks: what is remarkable of them.
    """

    review: Review
    counts: Mapping[str, int]
    remarks: tuple[Problem, ...]


class Files:
    """Reads files of every kind that carries comments; what is wrong and what is remarkable is noted."""

    def __init__(self, versions: VersionsRead, known: Organisations, by: str, on: str) -> None:
        self.versions = versions
        self.known = known
        self.by = by
        self.on = on
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []

    def read(self, path: Path) -> Brought:
        """The comments of a file; none where anything is wrong with it."""
        read = _READERS.get(path.suffix.lower())
        if read is None:
            self.problems.append(
                Problem(path.name, "", path.suffix, "dit soort bestand wordt niet gelezen", ", ".join(_READERS))
            )
            return Brought(path.name, ())
        reading = Reading(path.name)
        comments = read(self, path, reading)
        self.problems += reading.problems
        self.remarks += reading.remarks
        return Brought(path.name, () if reading.problems else tuple(comments))


def _annotations(_: Files, path: Path, reading: Reading) -> list[Comment]:
    text = read_carrier(path, reading.problems)
    return [] if text is None else reading.read(text)


def _form(files: Files, path: Path, reading: Reading) -> list[Comment]:
    return read_form(path, files.versions, files.known, reading)


def _pdf(files: Files, path: Path, reading: Reading) -> list[Comment]:
    return _told(files, path, reading, read_pdf, "opmerkingen in de PDF")


def _docx(files: Files, path: Path, reading: Reading) -> list[Comment]:
    return _told(files, path, reading, read_docx, "opmerkingen in Word")


def _told(files: Files, path: Path, reading: Reading, read: _ReadTold, role: str) -> list[Comment]:
    """The comments in a file that says neither whose they are nor of which version it is."""
    partner = files.known.known(files.by)
    if partner is None:
        expected = expected_name("een organisatie uit registers/partners.csv", files.by, files.known.names)
        problem = "dit bestand zegt niet van wie het is; noem de organisatie met --by"
        reading.problems.append(Problem(path.name, "--by", files.by, problem, expected))
        return []
    version = chosen_version(files.versions, files.known, partner, files.on)
    page = files.versions.page(version.name)
    if page is None:
        return []
    of = Of(version.round, version.name, page.meta.get(CHECKSUM, NO_CHECKSUM), partner, role)
    return read(path, of, page, files.known.may_say(partner, version.product), reading)


_READERS: dict[str, Callable[[Files, Path, Reading], list[Comment]]] = {
    ".json": _annotations,
    ".jsonld": _annotations,
    **dict.fromkeys(PAGES, _annotations),
    ".xlsx": _form,
    ".pdf": _pdf,
    ".docx": _docx,
}


def import_comments(folder: Path, paths: Sequence[Path], by: str = "", on: str = "") -> Imported:
    """Take in the comments of files.

    Args:
        folder: the round folder.
        by: the organisation that files are of which do not say so: a PDF, a Word document.
        on: the version that these are of; without it the last one that the organisation is asked about.

    Raises:
        InputError: with everything that is wrong with any of the files; nothing is written.
        ArchiveError: another run is at the comments of the round.
        OSError: the disk refuses; each file of ``review/`` is whole.
    """
    with review_held(folder):
        intake, versions = Intake(folder), VersionsRead(folder)
        kept, known = read_review(intake), read_organisations(intake)
        files, judge = Files(versions, known, by, on), Judge(versions, known)
        brought = [judge.placed(files.read(path)) for path in dict.fromkeys(paths)]
        of_round = [problem.of_round(folder.name) for problem in intake.problems]
        problems = [*of_round, *files.problems, *judge.refused(brought, kept)]
        if problems:
            raise InputError(problems)
        new = judge.named(one for each in brought for one in each.comments)
        review = Review(tuple(merged(kept.comments, new, kept.invitations)), kept.invitations, kept.registered)
        contents = {file: kept_text(comments).encode("utf-8") for file, comments in files_for(review.comments).items()}
        _refuse_unreadable(folder, contents)
        _write(folder, contents)
    unconfirmed = sum(review.state(review.by_id[one.id]) == UNCONFIRMED for each in brought for one in each.comments)
    counts = counted(kept.by_id, brought, review.by_id) | {"unconfirmed": unconfirmed}
    return Imported(review, counts, (*files.remarks, *remarks_on(brought, review)))


@contextmanager
def review_held(folder: Path) -> Iterator[None]:
    """Keep every other run from the comments of a round.

    Raises:
        InputError: the folder for them is not one.
        ArchiveError: another run has them.
    """
    place = folder / FOLDER
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        problem, expected = "dit is een verwijzing, of geen map", "een gewone map in de ronde"
        raise InputError([Problem(FOLDER, "", "", problem, expected, round=folder.name)])
    (folder / LOCK).parent.mkdir(exist_ok=True)
    lock = FileLock(folder / LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise ArchiveError(BUSY) from error
    try:
        clear_half(place)
        yield
    finally:
        lock.release()


def _refuse_unreadable(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Refuse what would be too much to be read again: every later run would stop at it.

    Raises:
        InputError: with every file of the round that would be.
    """
    intake = Intake(folder, contents)
    for file in contents:
        comments_in(intake, file)
    if intake.problems:
        told = "met deze bestanden erbij is dit niet meer te lezen"
        raise InputError(
            replace(one, problem=f"{told}: {one.problem}").of_round(folder.name) for one in intake.problems
        )


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Every file that is to be other than it is; what is only left out of a file, after it stands in another."""
    for file, content in contents.items():
        path = folder / file
        if not path.is_file() or path.read_bytes() != content:
            write_atomically(path, content)
    for path in (folder / FOLDER).glob("*.json"):
        if path.relative_to(folder).as_posix() not in contents:
            path.unlink()


def kept_text(comments: Sequence[Comment]) -> str:
    """What is kept of a version: one page of annotations, in order."""
    items = [dict(one.annotation) for one in comments]
    return canonical({"@context": CONTEXT, "id": PAGE_ID, "type": "AnnotationPage", "items": items})
