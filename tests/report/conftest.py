"""A render folder with everything a report can hold."""

from pathlib import Path

import pytest

from tests.support.render_folder import make_render_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_render_folder(tmp_path / "render")
