"""A freeze that is ended at any moment leaves the archive as it was, or whole with the version in it."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mpp_lib.archive.chain import check_chain
from mpp_lib.archive.shelf import archive_held
from tests.support.frozen import archive, frozen, made_round, wrong

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261129

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kent geen signalen")


def start(folder: Path, name: str) -> subprocess.Popen[str]:
    """A freeze that is about to begin."""
    command = [sys.executable, "-m", "tests.support.frozen", str(folder), name]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "begin\n"
    return run


def killed(tmp_path: Path, kills: int) -> tuple[int, int]:
    """Kill so many; how often the archive was as before, and how often the version was in it."""
    folder = made_round(tmp_path / "rounds")
    root, chance = folder.parent, random.Random(SEED)
    frozen(folder, "v0")
    run, began = start(folder, "whole"), time.monotonic()
    run.communicate(timeout=300)
    duration, before, counts = time.monotonic() - began, archive(root), [0, 0]
    for number in range(kills):
        run = start(folder, f"v{number}-x")
        time.sleep(chance.uniform(0, duration))
        run.kill()
        run.communicate(timeout=300)
        with archive_held(root):
            assert check_chain(root).all_problems == (), number
        now, name = archive(root), f"_klein/versions/v{number}-x/"
        kept = {path: content for path, content in now.items() if path != "versies.csv" and not path.startswith(name)}
        assert kept == {path: content for path, content in before.items() if path != "versies.csv"}, number
        whole = len(now) > len(kept) + 1
        assert whole or now["versies.csv"] == before["versies.csv"], number
        counts[whole] += 1
        before = now
    assert wrong(root) == set()
    return counts[0], counts[1]


@pytest.mark.long
def test_killed_twice(tmp_path):
    assert sum(killed(tmp_path, 2)) == 2


@pytest.mark.long
def test_killed_fifty_times(tmp_path):
    """Early enough and late enough for both outcomes."""
    as_before, with_version = killed(tmp_path, 50)
    assert as_before + with_version == 50
    assert as_before
    assert with_version


def test_two_at_once(tmp_path):
    """One of them is kept, or both one after the other; the archive is whole."""
    folder = made_round(tmp_path / "rounds")
    runs = [start(folder, name) for name in ("v1", "v2")]
    ended = [run.communicate(timeout=300) and run.returncode for run in runs]
    assert wrong(folder.parent) == set()
    kept = [name for name in ("v1", "v2") if (folder / "versions" / name).is_dir()]
    assert len(kept) == ended.count(0) >= 1
