"""A client that is not installed: it belongs to an extra, which only who uses that road needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.source.asked import FROM


@contextmanager
def client_of(extra: str) -> Iterator[None]:
    """Import a client inside; where it is not there, say how it gets there.

    Raises:
        InputError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        problem, expected = f"het pakket {error.name} is niet geïnstalleerd", f'pip install "mpp-lib[{extra}]"'
        raise InputError([Problem(FROM, "", "", problem, expected)]) from None
