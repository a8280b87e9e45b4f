"""What a report is made from, where the round before was adopted: a version, by its kop, and not a folder."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.report.monitor import MonitorReport
from mpp_lib.report.prognose import Prognose
from mpp_lib.report.rapportage import Rapportage
from tests.support.versions import adopt

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(ROUNDS, tmp_path / "rounds", ignore=shutil.ignore_patterns("build", "versions"))


def keys(root: Path) -> list[str]:
    reports = Rapportage(root / "_klein"), Prognose(root / "_klein"), MonitorReport(root / "_eerder", Month(2024, 2))
    return [report.inputs for report in reports]


def append(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


def test_what_becomes_of_the_folder_makes_no_report_old(root: Path) -> None:
    """But adopting does, and another version, for the figures of the round can be others."""
    before = keys(root)
    adopt(root / "_eerder")
    adopted = keys(root)
    assert all(one != other for one, other in zip(before, adopted, strict=True))
    append(root / "_eerder" / "inputs" / "scenarios.csv")
    append(root / "_eerder" / "round.yml")
    assert keys(root) == adopted


@pytest.mark.parametrize("file", ["tagmanifest-sha256.txt", "data/results.csv", "data/inputs/scenarios.csv"])
def test_nothing_is_made_from_a_version_that_was_changed(root: Path, file: str) -> None:
    changed = adopt(root / "_eerder").parent / file
    assert len(keys(root)) == 3
    changed.chmod(0o644)
    append(changed)
    with pytest.raises(InputError, match=f"_eerder/versions/definitief/{file}"):
        keys(root)


def test_a_decision_on_an_edition_comes_after_the_version(root: Path) -> None:
    adopt(root / "_eerder")
    before = keys(root)
    append(root / "_eerder" / "decisions.yml")
    after = keys(root)
    assert (after[:2], after[2] != before[2]) == (before[:2], True)
