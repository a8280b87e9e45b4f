"""Which level a test is on: it follows from where the test stands and what it asks for."""

from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test

LEVELS = ("unit", "property", "render", "end_to_end")
_END_TO_END = ("end_to_end", "cli", "referee", "analysis")
_RENDERING = ("browser", "libreoffice")


def level_of(item: pytest.Item) -> str:
    """A whole command or notebook, a page or workbook as another program shows it, a law, or anything smaller."""
    folders = Path(item.nodeid.partition("::")[0]).parts
    if any(name in folders for name in _END_TO_END):
        return "end_to_end"
    if folders[-1].startswith(("test_render", "test_twin")) or any(
        name in _RENDERING for name in getattr(item, "fixturenames", ())
    ):
        return "render"
    return "property" if is_hypothesis_test(getattr(item, "obj", None)) else "unit"
