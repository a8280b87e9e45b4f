"""The small round, the one before it and a hindcast and publications in a folder of their own, and the report of it."""

import shutil
from pathlib import Path

import pytest

from tests.support.workplace import BEFORE, HINDCAST, PUBLISHED, SMALL, Workplace

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"


@pytest.fixture(scope="session")
def workplace(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("werkmap")
    for name in (SMALL, BEFORE, HINDCAST, PUBLISHED):
        shutil.copytree(ROUNDS / name, folder / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return Workplace(folder)


@pytest.fixture(scope="session")
def everything(workplace) -> list[Path]:
    """What is made of the small round without a choice of product or format, made once: HTML, PDFs, workbooks."""
    done = workplace.mpp("produce", SMALL, "--renderer", "builtin")
    return [Path(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="session")
def produced(everything) -> list[Path]:
    """The report of the small round: the page, the chapters and the annexes."""
    return everything[:3]
