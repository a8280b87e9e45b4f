"""What is refused, in one Dutch sentence: of a round, or of the disk, the memory, a folder that is closed."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mpp_lib.base.errors import Problem

NO_MEMORY = "Er is te weinig geheugen. Sluit andere programma's, of vraag minder: --jobs 1, of minder trekkingen."
NO_TEMPORARY = "Er is geen map voor tijdelijke bestanden (TMPDIR) waarin geschreven kan worden."
_SENTENCES = {
    errno.EACCES: "geen toegang. Is het bestand nog open in een ander programma?",
    errno.EPERM: "geen toegang. Is het bestand nog open in een ander programma?",
    errno.EROFS: "hier kan alleen gelezen worden, niet geschreven.",
    errno.ENOSPC: "de schijf is vol. Wat er stond, is gebleven.",
    errno.EDQUOT: "de ruimte die u op de schijf hebt, is op. Wat er stond, is gebleven.",
    errno.EFBIG: "het bestand wordt groter dan hier mag. Wat er stond, is gebleven.",
    errno.ENOENT: "dit is er niet.",
    errno.EEXIST: "hier staat al iets anders: een bestand waar een map moet komen, of een verwijzing.",
    errno.ENOTDIR: "hier staat een bestand waar een map moet staan.",
    errno.EISDIR: "hier staat een map waar een bestand moet komen.",
    errno.EMFILE: "er staan te veel bestanden tegelijk open.",
    errno.ENAMETOOLONG: "deze naam is te lang.",
}


def refusal(problem: Problem) -> str:
    """A problem of the input, with whom is waited for where nothing is wrong but that it is not there yet."""
    from mpp_lib.report.waiting import awaited

    return f"{problem} Wacht op {awaited(problem.awaits)}." if problem.awaits else str(problem)


def sentence(error: OSError | MemoryError) -> str:
    """What to tell who stands at a terminal."""
    if isinstance(error, MemoryError):
        return NO_MEMORY
    if "temporary directory" in str(error.strerror):
        return NO_TEMPORARY
    said = _SENTENCES.get(error.errno or 0, f"lezen of schrijven lukt niet ({error.strerror or error}).")
    return f"{place(error)}: {said}" if place(error) else said[:1].upper() + said[1:]


def place(error: OSError | MemoryError) -> str:
    """The file of which the system says it, where it says so."""
    return str(error.filename2 or error.filename or "") if isinstance(error, OSError) else ""
