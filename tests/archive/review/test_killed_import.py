"""An import that is ended at any moment loses nothing: every file is whole, and the same import brings the rest."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.inputs.review.overview import overview
from tests.support.reviewed import annotation, kept, on_words, reply, reviewed_round, said, write

ROOT = Path(__file__).resolve().parents[3]
SEED = 20261130
CODE = """
import sys
from pathlib import Path
from mpp_lib.archive.review.importing import import_comments
print("begin", flush=True)
import_comments(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kent geen signalen")


def start(folder, *paths):
    run = subprocess.Popen([sys.executable, "-c", CODE, folder, *paths], cwd=ROOT, stdout=subprocess.PIPE)
    assert run.stdout.readline() == b"begin\n"
    return run


def killed(tmp_path, kills):
    """Kill so many imports of comments on two versions, with the answer that waited for one of them."""
    chance = random.Random(SEED)
    folder = reviewed_round(tmp_path / "rounds", versions=["concept-1", "concept-2"])
    import_comments(folder, [write(tmp_path / "r.json", reply("r", "a", "Daarom."))])
    before = kept(folder)
    items = [
        annotation(name, on_words("tbl-coa"), said("?"), version=f"concept-{number}")
        for number, name in enumerate("ab", 1)
    ]
    path = write(tmp_path / "beide.json", *items)
    began = time.monotonic()
    start(folder, path).communicate(timeout=60)
    duration, after = time.monotonic() - began, kept(folder)
    assert list(after) == ["concept-1.json", "concept-2.json"]
    for number in range(kills):
        for name in after:
            (folder / "review" / name).unlink()
        for name, content in before.items():
            (folder / "review" / name).write_bytes(content)
        run = start(folder, path)
        time.sleep(chance.uniform(0, duration))
        run.kill()
        run.communicate(timeout=60)
        whole = {name: content for name, content in kept(folder).items() if not name.startswith(".")}
        assert all(content in (after.get(name), before.get(name)) for name, content in whole.items()), number
        assert set(before) <= set(whole) or "concept-1.json" in whole, number
        overview(folder)
        import_comments(folder, [path])
        assert kept(folder) == after, number


def test_killed_twice(tmp_path):
    killed(tmp_path, 2)


@pytest.mark.long
def test_killed_fifty_times(tmp_path):
    killed(tmp_path, 50)
