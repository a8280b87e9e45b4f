"""What several folders of tests share. This file also puts ``tests/`` on the path, for :mod:`tiny_round`."""

from pathlib import Path

import pytest
from tiny_round import NAME, write_round


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A small valid round folder, in a folder of its own."""
    return write_round(tmp_path / "rounds" / NAME)
