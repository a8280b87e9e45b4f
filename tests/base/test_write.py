"""Files are written whole, and nobody outside the group can open them."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mpp_lib.base.write import clear_half, write_atomically

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rechten per groep kent alleen POSIX")


@pytest.fixture(params=[0o000, 0o022, 0o027, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_the_rights_of_a_file_follow_the_umask(tmp_path: Path, umask: int) -> None:
    """Less than the umask leaves where it concerns others, never more; nothing stays beside the file."""
    write_atomically(tmp_path / "a.csv", b"een")
    write_atomically(tmp_path / "a.csv", b"twee")
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o666 & ~umask & ~0o007
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"twee"}


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault names the file, also where the system does not; nothing lies beside it."""
    write_atomically(tmp_path / "a.csv", b"een")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "vol")))
    with pytest.raises(OSError, match=r"vol.*a\.csv"):
        write_atomically(tmp_path / "a.csv", b"twee")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"een"}


def test_what_a_killed_process_left_half_is_cleared(tmp_path: Path) -> None:
    """And nothing else: a process that ends while it writes, beside files of others."""
    (tmp_path / ".lock").touch()
    write_atomically(tmp_path / "a.csv", b"een")
    script = (
        "import os, pathlib, sys; from mpp_lib.base import write; "
        "os.fsync = lambda _: os._exit(9); write.write_atomically(pathlib.Path(sys.argv[1]), b'half')"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "a.csv")], check=False)
    assert len(list(tmp_path.iterdir())) == 3
    clear_half(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {".lock": b"", "a.csv": b"een"}


@pytest.mark.parametrize("umask", [0o022], indirect=True)
def test_what_a_command_writes_is_closed_to_others(tmp_path: Path, umask: int) -> None:
    """A workbook by the real command line, with the umask that most systems have."""
    root = Path(__file__).resolve().parents[2]
    words = ["-C", str(root), "template", "ind", "2024-2", "--out", str(tmp_path / "plan.xlsx")]
    subprocess.run([sys.executable, "-m", "mpp_lib", *words], check=True, capture_output=True)
    assert (tmp_path / "plan.xlsx").stat().st_mode & 0o777 == 0o666 & ~umask & ~0o007
