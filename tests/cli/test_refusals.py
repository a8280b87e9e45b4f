"""What the machine refuses is one Dutch sentence and exit 1."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mpp_lib.cli import main
from mpp_lib.cli.refusals import NO_MEMORY, NO_TEMPORARY

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
NAMED = "rounds/2024-2/build/resultaten.csv"
FAULTS = [
    (OSError(errno.ENOSPC, "No space left on device", NAMED), f"{NAMED}: de schijf is vol. Wat er stond, is gebleven."),
    (OSError(errno.ENOSPC, "No space left on device"), "De schijf is vol. Wat er stond, is gebleven."),
    (
        OSError(errno.EROFS, "Read-only file system", NAMED),
        f"{NAMED}: hier kan alleen gelezen worden, niet geschreven.",
    ),
    (FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"), NO_TEMPORARY),
    (OSError(errno.EIO, "Input/output error", NAMED), f"{NAMED}: lezen of schrijven lukt niet (Input/output error)."),
    (FileExistsError(errno.EEXIST, "File exists", "build"), "build: hier staat al iets anders"),
    (NotADirectoryError(errno.ENOTDIR, "Not a directory", "a/b"), "a/b: hier staat een bestand waar een map"),
    (IsADirectoryError(errno.EISDIR, "Is a directory", "a.csv"), "a.csv: hier staat een map waar een bestand"),
    (MemoryError(), NO_MEMORY),
    (MemoryError("Unable to allocate 3 GiB for an array"), NO_MEMORY),
]


@pytest.mark.parametrize(("fault", "sentence"), FAULTS)
def test_a_fault_of_the_machine_is_one_sentence(monkeypatch, capsys, fault, sentence):
    """With the file where the system names it."""

    def fail() -> None:
        raise fault

    monkeypatch.setattr(main, "app", fail)
    with pytest.raises(SystemExit) as stopped:
        main.run()
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith(sentence)


@pytest.mark.skipif(os.name != "posix", reason="sluit uitvoer anders")
def test_a_closed_output_is_no_fault():
    """Whoever wants no answer gets none, and no traceback."""
    command = f'exec "{sys.executable}" -m mpp_lib -C "{ROOT}" rounds >&-'
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="dit systeem heeft geen schijf die altijd vol is")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_an_answer_that_cannot_be_written_is_no_answer(options):
    """What is printed to a full disk is told, not lost; also where that was to be one document."""
    with FULL.open("w") as full:
        command = [sys.executable, "-m", "mpp_lib", "-C", str(ROOT), "indicators", *options]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "De schijf is vol. Wat er stond, is gebleven.\n"
