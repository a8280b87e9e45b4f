"""A command that finds everything as it would make it says so, and leaves it alone."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.cli.answers import begin, renewed
from mpp_lib.cli.main import app

TESTS = Path(__file__).parents[1]


def test_an_export_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """For people and for machines; one that was changed is made again."""
    line = ["-C", str(TESTS), "export", "_klein", "--format", "csv-nl", "--out", str(tmp_path)]
    first = CliRunner().invoke(app, line)
    (file,) = tmp_path.iterdir()
    stood = file.stat().st_mtime_ns
    again = CliRunner().invoke(app, line)
    assert (first.exit_code, first.stderr) == (0, "")
    assert again.stderr == "MPP-_klein-nl.csv: al actueel.\n"
    assert again.stdout == first.stdout == f"{file}\n"
    assert file.stat().st_mtime_ns == stood
    file.write_text("anders", encoding="utf-8")
    assert CliRunner().invoke(app, line).stderr == ""
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_knows_itself_whether_it_is_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its mark: a site, a pack."""
    begin([])
    mark = tmp_path / "sleutel"

    def make(text: str) -> Path:
        mark.write_text(text, encoding="utf-8")
        return tmp_path

    for text in ("een", "een", "twee"):
        renewed(mark, lambda text=text: make(text))  # type: ignore[misc]
    assert capsys.readouterr().err == f"{tmp_path} is al actueel.\n"
