"""Who stops a command reads so, in Dutch and without a traceback."""

import signal
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="kent geen signalen tussen processen")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_stopped_says_so(told):
    code = f"""
import os, signal, time
from mpp_lib.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)

@main.app.command()
def wacht() -> None:
    os.kill(os.getpid(), {int(told)})
    time.sleep(60)

main.run()
"""
    done = subprocess.run([sys.executable, "-c", code, "wacht"], capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr.startswith("Afgebroken.")
    assert done.stderr.count("\n") == 1
