"""No worker and no kernel outlives the run it works for, however that run ends."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import nbformat
import pytest

from mpp_lib.report import notebooks
from mpp_lib.report.places import Build
from mpp_lib.report.workers import workers

SLEEPER = """
import os, pathlib, time
pathlib.Path("nummers.nieuw").write_text(f"{os.getpid()} {os.getppid()}")
os.replace("nummers.nieuw", "nummers")
time.sleep(120)
"""
RUN = """
import pathlib, signal, sys
from mpp_lib.report import notebooks
from mpp_lib.report.places import Build
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    here = pathlib.Path(sys.argv[1])
    made = notebooks.task(here / "slaper.ipynb", Build(here / "build", "x"), {}, here, "")
    notebooks.run([made], 1, lambda task: None)
"""
"""An interrupt counts, also where the tests run in the background of a shell, which lets it be ignored."""
PATIENCE = 30.0
"""Seconds: far less than the notebook would go on, and more than a busy machine holds a process up."""


def test_a_kernel_that_ends_before_it_answers_is_one_sentence(tmp_path, monkeypatch):
    """Killed while it starts, it is said to have been stopped like any other; another error is not."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    nbformat.write(notebook, tmp_path / "een.ipynb")
    task = notebooks.task(tmp_path / "een.ipynb", Build(tmp_path / "build", "x"), {}, tmp_path, "")
    for error, said in (("Kernel died before replying to kernel_info", notebooks.STOPPED), ("iets anders", None)):
        monkeypatch.setattr("papermill.execute_notebook", partial(_raise, RuntimeError(error)))
        if said is None:
            with pytest.raises(RuntimeError, match=error):
                notebooks.execute(task)
        else:
            assert notebooks.execute(task) == f"een.ipynb: {said}"


def _raise(error, *_, **__):
    raise error


def test_what_a_worker_or_its_kernel_complains_of_stays_off_the_terminal(tmp_path, capfd):
    """A kernel that loses its worker writes a traceback that says nothing to who ended it; errors come back."""
    with workers(1, tmp_path) as pool:
        pool.submit(os.write, 2, b"Traceback").result()
        with pytest.raises(ZeroDivisionError):
            pool.submit(divmod, 1, 0).result()
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(os.name != "posix", reason="kent geen signalen")
@pytest.mark.parametrize(
    ("told", "whom"),
    [
        (signal.SIGKILL, "run"),
        (signal.SIGINT, "run"),
        pytest.param(signal.SIGKILL, "worker", marks=pytest.mark.long),
        pytest.param(signal.SIGKILL, "kernel", marks=pytest.mark.long),
        pytest.param(signal.SIGTERM, "run", marks=pytest.mark.long),
        pytest.param(signal.SIGINT, "group", marks=pytest.mark.long),
        pytest.param(signal.SIGKILL, "group", marks=pytest.mark.long),
    ],
)
def test_everything_ends_with_the_run(tmp_path, told, whom):
    """Within seconds, in the middle of a notebook that would go on for minutes."""
    run, kernel, worker = _started(tmp_path)
    if whom == "group":
        os.killpg(run.pid, told)
    else:
        os.kill({"run": run.pid, "worker": worker, "kernel": kernel}[whom], told)
    _gone([kernel, worker])
    _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode != 0
    if whom in ("worker", "kernel"):
        assert "van buiten gestopt" in said


def _started(folder: Path) -> tuple[subprocess.Popen[str], int, int]:
    """A run whose only notebook sleeps, with the process numbers of its kernel and its worker."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SLEEPER)])
    nbformat.write(notebook, folder / "slaper.ipynb")
    script = folder / "run.py"
    script.write_text(RUN, encoding="utf-8")
    command = [sys.executable, str(script), str(folder)]
    run = subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    _until(lambda: (folder / "nummers").exists() or run.poll() is not None, 60)
    kernel, worker = map(int, (folder / "nummers").read_text().split())
    return run, kernel, worker


def _gone(numbers: list[int]) -> None:
    _until(lambda: not any(map(_alive, numbers)), PATIENCE)


def _alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _until(condition, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "dit duurt te lang"
        time.sleep(0.05)
