"""A round is read again when, and only when, something it is read from changed."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.inputs.fingerprint import fingerprint
from mpp_lib.production.open_round import open_round

SMALL = Path(__file__).parents[1] / "rounds" / "_klein"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "_klein", ignore=shutil.ignore_patterns("build")))


def test_what_did_not_change_is_not_calculated_again(folder: Path) -> None:
    """A file beside those that are read, and the same words once more, change nothing."""
    before = open_round(folder)
    (folder / "build").mkdir()
    (folder / "build" / "resultaten.csv").write_text("x", "utf-8")
    (folder / "round.yml").write_bytes((folder / "round.yml").read_bytes())
    assert open_round(folder) is before


READ = ["round.yml", "inputs/parameters.csv", "registers/risicos.csv", "text/samenvatting.md"]


@pytest.mark.parametrize("file", READ)
def test_one_changed_letter_is_another_round(folder: Path, file: str) -> None:
    before = fingerprint(folder)
    content = (folder / file).read_bytes()
    (folder / file).write_bytes(content.replace(b"e", b"a", 1))
    assert fingerprint(folder) != before


def test_another_folder_with_the_same_files_is_another_round(folder: Path, tmp_path: Path) -> None:
    """What was opened knows its own folder: what stands beside it may differ."""
    other = Path(shutil.copytree(folder, tmp_path / "elders" / "_klein"))
    assert open_round(other).inputs.folder == other
    assert open_round(folder).inputs.folder == folder


def test_a_file_that_cannot_be_read_is_left_to_the_check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which names it with the others; the fingerprint only differs."""
    before, read = fingerprint(folder), Path.open

    def refuse(path: Path, mode: str = "r", *arguments: object) -> object:
        if path.name == "parameters.csv":
            raise PermissionError
        return read(path, mode, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    assert fingerprint(folder) != before
