"""The program LibreOffice, which a continuous-integration machine must have, and a workbook to look at."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from mpp_lib.present.rekenblad.cells import Values
from tests.support.rekenblad.recalculate import soffice
from tests.support.rekenblad.whole_chain import write_whole


@pytest.fixture(scope="session")
def libreoffice() -> str:
    return soffice()


@pytest.fixture(scope="session")
def content() -> tuple[bytes, Values]:
    return write_whole()


@pytest.fixture(scope="session")
def made(content: tuple[bytes, Values]) -> Any:
    """As openpyxl reads it; nobody changes it."""
    return load_workbook(io.BytesIO(content[0]))
