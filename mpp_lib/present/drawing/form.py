"""The two forms in which a figure is drawn: as wide as a page, and narrow, for the screen of a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PAGE, NARROW = 16.2, 9.4
"""Centimetres: the text width of the A4 page, and what makes letters of a figure readable on 350 pixels."""
_NARROW: ContextVar[bool] = ContextVar("narrow", default=False)


def is_narrow() -> bool:
    """Whether what is drawn now is the narrow form."""
    return _NARROW.get()


def width() -> float:
    """How wide a figure is, in centimetres."""
    return NARROW if is_narrow() else PAGE


@contextmanager
def narrow_form() -> Iterator[None]:
    """What is drawn inside is the narrow form."""
    before = _NARROW.set(True)
    try:
        yield
    finally:
        _NARROW.reset(before)
