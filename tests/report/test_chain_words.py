"""Each report says which versions it rests on, and counts as another one when that changes."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.base.months import Month
from mpp_lib.report.chain_words import chain_words
from mpp_lib.report.monitor import MonitorReport
from mpp_lib.report.prognose import Prognose
from mpp_lib.report.rapportage import Rapportage
from tests.support.versions import keep, register

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
FIRST, SECOND = "1" * 64, "2" * 64


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return tmp_path / "rounds" / "_klein"


def test_without_versions_the_chain_begins(folder):
    assert chain_words(folder, "rapportage") == {
        "keten": "rust op geen eerdere versie",
        "keten_kort": "keten begint hier",
    }


def test_the_version_before_it_and_the_adopted_one_of_the_round_before(folder):
    """In full where there is room, sixteen signs of each in a footer."""
    first = keep(folder.parent, "_eerder/definitief", "rapportage", ("MPP-State", "vastgesteld")).head
    second = keep(folder.parent, "_klein/concept-1", "rapportage", ("MPP-State", "concept")).head
    assert chain_words(folder, "rapportage") == {
        "keten": f"rust op _klein/concept-1 (kop {second}) en _eerder/definitief (kop {first})",
        "keten_kort": f"keten {second[:16]} {first[:16]}",
    }


def test_a_report_is_another_one_once_it_rests_on_another_version(folder):
    """And only the report of the product of which a version was kept: no other says anything else by it."""
    reports = (Rapportage, Prognose, lambda place: MonitorReport(place, Month(2024, 7)))

    def keys() -> list[str]:
        return [report(folder).key("builtin") for report in reports]

    before = keys()
    register(folder.parent, f"_klein;concept-1;rapportage;concept;{FIRST}")
    after = keys()
    assert before[0] != after[0]
    assert before[1:] == after[1:]
    register(folder.parent, f"_klein;p;prognose;concept;{FIRST}", f"_klein;m;monitor-2024-05;concept;{SECOND}")
    assert keys()[0] == before[0]
    assert all(one != other for one, other in zip(keys()[1:], before[1:], strict=True))
