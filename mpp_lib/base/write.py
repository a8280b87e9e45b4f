"""Writing that is whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

OTHERS = 0o007
"""What people outside the group may do with a file: nothing, whatever the umask says."""

HALF = ".half"
"""How the name ends of a file that is being written."""


def close_to_others() -> None:
    """Let this process and those it starts write no file that people outside the group can open."""
    os.umask(os.umask(OTHERS) | OTHERS)


def clear_half(folder: Path) -> None:
    """Remove what was half written in ``folder`` when a run was killed."""
    for path in folder.glob(f".*{HALF}"):
        path.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside ``path`` and move into place, so that no reader ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}{HALF}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(temporary, flags, 0o666 & ~OTHERS)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename2 is None:
            error.filename = str(path)
        raise
