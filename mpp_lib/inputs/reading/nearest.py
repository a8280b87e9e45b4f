"""The valid name that a wrong one most resembles."""

from __future__ import annotations

import difflib
from collections.abc import Collection

SHOWN = 15


def nearest(name: str, valid: Collection[str]) -> str | None:
    """The closest valid name, or None when nothing comes near."""
    found = difflib.get_close_matches(name.lower(), valid, n=1, cutoff=0.6)
    return found[0] if found else None


def expected_name(what: str, name: str, valid: Collection[str]) -> str:
    """What should have stood there: the nearest valid name, or the first few when nothing resembles it."""
    close = nearest(name, valid)
    if close is not None:
        return f"{what}; het meest lijkt {close}"
    shown = sorted(valid)[:SHOWN]
    more = "" if len(valid) <= SHOWN else f" (en nog {len(valid) - SHOWN})"
    return f"{what}: {', '.join(shown)}{more}" if shown else what
