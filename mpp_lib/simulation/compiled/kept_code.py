"""Compiled code is kept between runs until any file of this folder changes. Needs numba.

By itself numba looks at the file of a function alone, and not at those of what it calls or of the tables it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from numba import config, njit

_SETTINGS: Any = config
_FOLDER = Path(__file__).parent
_KEY = sha256(b"".join(file.read_bytes() for file in sorted(_FOLDER.glob("*.py")))).hexdigest()[:16]


def compiled(function: Callable[..., None]) -> Callable[..., Any]:
    """A function as machine code that lets other threads go on."""
    given = _SETTINGS.CACHE_DIR
    _SETTINGS.CACHE_DIR = str(Path(given or _FOLDER / "__pycache__") / _KEY)
    try:
        made: Callable[..., Any] = njit(nogil=True, error_model="numpy", cache=True)(function)
        return made
    finally:
        _SETTINGS.CACHE_DIR = given
