"""What is being done, told while it is done: for whoever waits for it, and for nobody where nobody asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

Listener = Callable[[str], AbstractContextManager[None]]
"""Is given what is being done, in Dutch; what it gives is open as long as that takes."""
_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def step(doing: str) -> Iterator[None]:
    """A part of the work that can take seconds; steps can hold steps. Usable as a decorator too.

    Args:
        doing: such as ``2024-2 doorrekenen``.
    """
    listener = _LISTENER.get()
    if listener is None:
        yield
    else:
        with listener(doing):
            yield


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have the steps that are taken inside told to this listener."""
    before = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(before)
