"""What is told of pandoc where it has nothing to say itself."""

import sys

import pypandoc
import pytest

from mpp_lib.base.errors import RenderError
from mpp_lib.base.pandoc import run_pandoc

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a system without signals")


def test_pandoc_that_the_system_stops_is_told_of(tmp_path, monkeypatch):
    """As happens where a file becomes too large, the disk is full, or the memory is."""
    stopped = tmp_path / "pandoc"
    stopped.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    stopped.chmod(0o700)
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(stopped))
    with pytest.raises(RenderError, match=r"^pandoc: afgebroken door het systeem\. Is de schijf vol"):
        run_pandoc(["--to=docx"], "", tmp_path)
