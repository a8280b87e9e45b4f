"""What an ordinary user can do with an archive: read it, verify it, and not write in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORDINARY = """
import os, tempfile
from pathlib import Path
from tests.support.frozen import archive, frozen, made_round, wrong

def tried(doing):
    try:
        doing()
    except OSError:
        return
    raise AssertionError("dit had niet gekund")

def all_of_it(place):
    folder = made_round(place / "rounds")
    version = frozen(folder, "v1")
    kept = archive(folder.parent)
    return folder, version, kept

with tempfile.TemporaryDirectory() as first:
    assert wrong(all_of_it(Path(first))[0].parent) == set()
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
with tempfile.TemporaryDirectory() as place:
    folder, version, kept = all_of_it(Path(place))
    for path in (version.folder, *version.folder.rglob("*")):
        tried((path / "erbij").touch if path.is_dir() else lambda: path.open("ab"))
    tried(lambda: (version.folder / "bagit.txt").unlink())
    closed = [folder.parent, folder, folder / "versions"]
    for each in closed:
        each.chmod(0o555)
    assert wrong(folder.parent) == set()
    tried(lambda: frozen(folder, "v2"))
    assert archive(folder.parent) == kept
    for each in (*closed, version.folder, *(path for path in version.folder.rglob("*") if path.is_dir())):
        each.chmod(0o755)
"""


@pytest.mark.skipif(os.name != "posix", reason="kent deze rechten niet")
def test_an_ordinary_user_reads_and_verifies_and_cannot_write():
    """Root may do anything, so the process gives that up once the library is loaded."""
    done = subprocess.run([sys.executable, "-c", ORDINARY], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
