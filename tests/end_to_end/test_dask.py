"""A real scheduler with two workers on this machine: the same figures, also when one of them is killed halfway."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from mpp_lib.base.shipped import LIBRARY

pytestmark = pytest.mark.long
pytest.importorskip("distributed", reason="distributed is niet geïnstalleerd: mpp is NIET met Dask beproefd")
PROJECT = Path(__file__).resolve().parents[2]
ROUND = "2024-1"
ASKED = ("simulate", ROUND, "--seed", "4", "--indicator", "coa.*", "--json")
PATIENCE = 120
MANY, AT_WORK = "1500000", 3.0
"""Draws that keep two workers at work for longer than the seconds of the processor after which one is killed."""


@contextmanager
def started(*command: str, around: dict[str, str] | None = None) -> Iterator[psutil.Popen]:
    process = psutil.Popen([sys.executable, "-m", *command], cwd=PROJECT, stderr=subprocess.DEVNULL, env=around)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    where = folder / "scheduler.json"
    command = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with started(*command, "--scheduler-file", str(where)):
        until(where.exists)
        yield json.loads(where.read_text(encoding="utf-8"))["address"]


def worker(address: str, around: dict[str, str] | None = None):
    return started(
        "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", around=around
    )


def until(true) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "duurt te lang"
        time.sleep(0.05)


def registered(address: str) -> int:
    """How many workers a scheduler has, asked in a process of its own."""
    code = f"from distributed import Client; print(len(Client({address!r}).nthreads()))"
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def begun(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "mpp_lib", *arguments]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(run: subprocess.Popen[str]) -> tuple[int, dict, str]:
    out, err = run.communicate(timeout=600)
    document = json.loads(out)
    document.pop("seconds", None)
    return run.returncode, document, err


def busy(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def test_two_workers_give_the_figures_of_this_process_and_a_killed_one_loses_nothing(tmp_path):
    """Bit for bit: one worker is killed, with what it had made and what it was at, while the command runs."""
    asked = ("simulate", ROUND, "--seed", "4", "--indicator", "coa.bezetting", "--json", "--draws", MANY)
    with ExitStack() as around:
        address = around.enter_context(scheduler(tmp_path))
        both = [around.enter_context(worker(address)) for _ in range(2)]
        until(lambda: registered(address) == len(both))
        before = [busy(each) for each in both]
        run = begun(*asked, "--engine", "dask", "--scheduler", address)
        until(lambda: all(busy(each) > since + AT_WORK for each, since in zip(both, before, strict=True)))
        assert run.poll() is None
        both[0].kill()
        code, document, err = told(run)
        assert code == 0, err
        assert both[1].is_running()
    assert (0, document) == told(begun(*asked))[:2]


def test_the_past_can_be_tried_there_too(tmp_path):
    asked = ("backtest", "--from", "2022", "--json")
    with scheduler(tmp_path) as address, worker(address):
        there = told(begun(*asked, "--engine", "dask", "--scheduler", address))
    assert there[:2] == told(begun(*asked, "--jobs", "1"))[:2]
    assert there[0] == 0


def test_a_worker_with_other_code_does_nothing(tmp_path):
    """One line that changes no figure is other code already; the address says which worker it is."""
    shutil.copytree(LIBRARY, tmp_path / "mpp_lib", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "mpp_lib" / "base" / "dutch.py").open("a", encoding="utf-8") as file:
        file.write("# anders\n")
    around = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}
    with scheduler(tmp_path) as address, worker(address, around):
        code, document, err = told(begun(*ASKED, "--draws", "1000", "--engine", "dask", "--scheduler", address))
    assert code == 1
    assert "andere versie van mpp" in document["problems"][0]["problem"]
    assert "werker tcp://127.0.0.1:" in err


def test_a_scheduler_without_workers_is_told(tmp_path):
    with scheduler(tmp_path) as address:
        code, _, err = told(begun(*ASKED, "--draws", "1000", "--engine", "dask", "--scheduler", address))
    assert code == 1
    assert f"de Dask-scheduler op {address} heeft geen werkers" in err.replace("\n", " ")


def test_an_address_without_the_engine_is_wrong_usage():
    code, document, _ = told(begun(*ASKED, "--scheduler", "tcp://127.0.0.1:9"))
    assert code == 2
    assert "--engine dask" in document["problems"][0]["problem"]
