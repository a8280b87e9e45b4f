"""The program LibreOffice, which a continuous-integration machine must have."""

import pytest

from tests.support.rekenblad.recalculate import soffice


@pytest.fixture(scope="session")
def libreoffice() -> str:
    return soffice()
