"""LibreOffice, as a person at a partner would use it: open a workbook and save it again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def saved_again(workbook: Path, folder: Path, form: str = "xlsx") -> Path:
    """The workbook as LibreOffice saves it after opening it, in ``folder``; in another form where that is asked.

    Without LibreOffice the test is skipped and says so; on a continuous-integration machine it fails.
    """
    program = shutil.which("soffice")
    if program is None:
        reason = "LibreOffice staat niet op deze machine: het IND-prognoseplan is NIET met LibreOffice bewaard"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    saved = folder / f"{workbook.stem}.{form}"
    assert saved.read_bytes() != workbook.read_bytes()
    return saved
