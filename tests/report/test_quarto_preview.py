"""A Quarto project that stays open: brought up to date in place, and a command of Quarto that ends with ours."""

import os
import time
from pathlib import Path

import pytest

from mpp_lib.report import quarto_command
from mpp_lib.report.quarto_preview import renew
from tests.support.fake_quarto import fake_quarto


def state(project: Path) -> dict[str, tuple[str, int, int]]:
    files = (path for path in project.rglob("*") if path.is_file())
    return {
        path.relative_to(project).as_posix(): (path.read_text("utf-8"), path.stat().st_ino, path.stat().st_mtime_ns)
        for path in files
    }


@pytest.fixture
def laid_out(tmp_path: Path) -> tuple[Path, Path]:
    """What is laid out again, and the project as it was, with what Quarto made in it."""
    made, project = tmp_path / "made", tmp_path / "project"
    for name, text in {"rapport.qmd": "tekst", "notebooks/a.ipynb": "{}", "_quarto.yml": "lang: nl"}.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, "utf-8")
    renew(made, project, "rapport.qmd")
    (project / "uitvoer").mkdir()
    (project / "uitvoer" / "rapport.html").write_text("<p>", "utf-8")
    for path in project.rglob("*"):
        os.utime(path, (1, 1))
    return made, project


def test_what_is_the_same_is_not_written(laid_out):
    """So Quarto renders nothing again."""
    made, project = laid_out
    before = state(project)
    assert set(before) == {"rapport.qmd", "notebooks/a.ipynb", "_quarto.yml", "uitvoer/rapport.html"}
    renew(made, project, "rapport.qmd")
    assert state(project) == before


def test_another_figure_writes_the_document_too_and_last(laid_out):
    """Quarto looks at the document alone; each file stays the file that it watches."""
    made, project = laid_out
    before = state(project)
    (made / "notebooks" / "a.ipynb").write_text('{"cells": []}', "utf-8")
    (made / "zz.svg").write_text("<svg/>", "utf-8")
    renew(made, project, "rapport.qmd")
    after = state(project)
    assert after["notebooks/a.ipynb"][0] == '{"cells": []}'
    assert {name: after[name][1] for name in before} == {name: number for name, (_, number, _) in before.items()}
    assert after["_quarto.yml"] == before["_quarto.yml"]
    assert after["uitvoer/rapport.html"] == before["uitvoer/rapport.html"]
    document, others = (
        after["rapport.qmd"][2],
        [written for name, (*_, written) in after.items() if name != "rapport.qmd"],
    )
    assert document > before["rapport.qmd"][2]
    assert document >= max(others)


def test_a_quarto_that_will_not_end_is_ended(monkeypatch, tmp_path):
    """It is asked first; what it started goes with it."""
    monkeypatch.setattr(quarto_command, "_PROMPT", 0.5)
    fake_quarto(
        monkeypatch, tmp_path / "bin", f"trap 'echo gevraagd > {tmp_path}/asked' TERM\nwhile :; do sleep 1; done"
    )
    with quarto_command.previewing(tmp_path / "rapport.qmd", 0, browser=True) as process:
        time.sleep(0.5)
        assert process.poll() is None
    assert process.returncode is not None
    assert (tmp_path / "asked").read_text() == "gevraagd\n"
