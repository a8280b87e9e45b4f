"""``--renderer``: judged before anything is made."""

from typer.testing import CliRunner

from mpp_lib.cli.main import app


def test_an_old_quarto_stops_at_once(tiny, tmp_path, monkeypatch):
    """By name it is refused, with what is wrong, before a folder to build in is there."""
    command = tmp_path / "bin" / "quarto"
    command.parent.mkdir()
    command.write_text("#!/bin/sh\necho 1.4.550\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=":")
    done = CliRunner().invoke(app, ["-C", str(tmp_path), "produce", tiny.name, "--renderer", "quarto"])
    assert str(done.exception) == "Quarto 1.4.550 is te oud; nodig is 1.9 of nieuwer; kies --renderer builtin"
    assert not (tiny / "build").exists()
