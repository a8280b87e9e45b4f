"""Runs ended at random moments, in every way a run can be: nothing lives on, nothing is half, nothing is lost."""

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.support.workplace import BEFORE, HINDCAST, PUBLISHED, SMALL, Workplace

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
SEED, KILLS = 20261129, 25
PATIENCE, AT_MOST = 5.0, 120.0
"""Seconds of a processor that what is left may still use, so that a busy machine is no failure, and by the clock."""
WAYS = ("run SIGTERM", "run SIGINT", "run SIGKILL", "groep SIGINT", "groep SIGKILL", "worker SIGKILL", "kernel SIGKILL")
MARK = "MPP_TOETS_KILLS"
PRODUCE = ("produce", SMALL, "--renderer", "builtin")

pytestmark = [pytest.mark.long, pytest.mark.skipif(os.name != "posix", reason="kent geen signalen")]


def test_killed_at_random_moments(tmp_path):
    """Of every run all processes are gone within seconds; the run after them all gives the bytes of one left alone."""
    for name in (SMALL, BEFORE, HINDCAST, PUBLISHED):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    place, chance = Workplace(tmp_path), random.Random(SEED)
    began = time.monotonic()
    place.mpp(*PRODUCE)
    duration, whole = time.monotonic() - began, _made(place)
    for number in range(KILLS):
        if number % 5 == 0:
            shutil.rmtree(place.round() / "build")
        _kill(place, chance.uniform(0, duration), WAYS[number % len(WAYS)])
    place.mpp(*PRODUCE)
    assert _made(place) == whole
    assert not (place.round() / "build" / "onderhanden").exists()


def _made(place: Workplace) -> dict[str, bytes]:
    build = place.round() / "build"
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}


def _kill(place: Workplace, moment: float, way: str) -> None:
    """Start a run and end it, or one of its processes, at a moment in seconds."""
    whom, told = way.split()
    environment = {**os.environ, MARK: str(os.getpid())}
    command = place.command(*PRODUCE, "--force")
    run = subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.PIPE, text=True)
    time.sleep(moment)
    send = signal.Signals[told]
    if whom == "groep":
        os.killpg(run.pid, send)
    else:
        _chosen(run, whom).send_signal(send)
    _, said = run.communicate(timeout=300 if whom in ("worker", "kernel") else AT_MOST)
    _wait_until_gone(way)
    assert "Traceback" not in said, way
    half = [path for path in (place.round() / "build").rglob(".*") if path.name != ".lock"]
    assert half == [] or told == "SIGKILL", way


def _chosen(run: subprocess.Popen[str], whom: str) -> psutil.Process:
    """A worker or kernel of the run; the run itself where it has none at this moment."""
    words = {"worker": "spawn_main", "kernel": "ipykernel_launcher"}.get(whom, "")
    itself = psutil.Process(run.pid)
    found = [each for each in itself.children(recursive=True) if words and words in " ".join(each.cmdline())]
    return found[0] if found else itself


def _wait_until_gone(way: str) -> None:
    end, before = time.monotonic() + AT_MOST, _alive()
    while left := _alive():
        used = sum(spent - before.get(process, (0.0, ""))[0] for process, (spent, _) in left.items())
        if used > PATIENCE or time.monotonic() > end:
            pytest.fail(f"na {way} leeft nog: {[words for _, words in left.values()]}")
        time.sleep(0.1)


def _alive() -> dict[psutil.Process, tuple[float, str]]:
    """What still runs of a run: the seconds of a processor it used, and its command."""
    found = {}
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(os.getpid()) and process.status() != psutil.STATUS_ZOMBIE:
                spent = process.cpu_times()
                found[process] = spent.user + spent.system, " ".join(process.cmdline())
        except psutil.Error:
            continue
    return found
