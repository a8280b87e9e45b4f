"""The bytes of a workbook where the disk has no room."""

import errno
import os
import subprocess
import sys

import pytest

WRITE = """
from openpyxl import Workbook
from mpp_lib.base.workbook import workbook_bytes
book = Workbook()
for number in range(2000):
    book.active.append([f"tekst {number}"] * 9)
try:
    print(len(workbook_bytes(book)))
except OSError as error:
    print(error.errno)
"""


@pytest.mark.skipif(os.name != "posix", reason="kent geen grens aan de grootte van een bestand")
@pytest.mark.parametrize("limit", [None, 5000])
def test_a_full_disk_is_an_error_of_the_system(limit):
    """As of every other write: the library that writes for openpyxl has errors of its own."""

    def fill() -> None:
        import resource

        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-B", "-c", WRITE], capture_output=True, text=True, check=True, preexec_fn=fill
    )
    assert int(done.stdout) == errno.EFBIG if limit else int(done.stdout) > 5000
