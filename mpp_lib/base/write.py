"""Writing that is whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

OTHERS = 0o007
"""What people outside the group may do with a file: nothing, whatever the umask says."""


def close_to_others() -> None:
    """Let this process and those it starts write no file that people outside the group can open."""
    os.umask(os.umask(OTHERS) | OTHERS)


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside ``path`` and move into place, so that no reader ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666 & ~OTHERS)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
