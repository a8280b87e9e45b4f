"""Paths that stay where they belong."""

from pathlib import Path

import pytest

from mpp_lib.inputs.reading.files import inside, shorten


@pytest.mark.parametrize("relative", ["../x", "a/../../x", "/x", "a\\b", "", "weg/x"])
def test_a_path_that_leaves_the_folder_is_not_inside(relative: str, tmp_path: Path):
    """Neither by dots, nor from the root, nor through a link, nor as Windows writes it."""
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "weg").symlink_to(tmp_path)
    assert not inside(folder, relative)


def test_a_full_path_is_never_inside(tmp_path: Path):
    """Not even one that happens to lead into the folder: it would mean something else elsewhere."""
    assert not inside(tmp_path, str(tmp_path / "x"))


def test_a_path_within_the_folder_is_inside(tmp_path: Path):
    """Also when it does not exist, or links within the folder."""
    (tmp_path / "link").symlink_to(tmp_path / "doel")
    assert inside(tmp_path, "inputs/x.csv")
    assert inside(tmp_path, "link")


def test_a_long_text_is_shortened_to_one_line():
    """What is found fits in a message."""
    assert shorten("a\n b") == "a b"
    assert shorten("x" * 61) == "x" * 59 + "…"
