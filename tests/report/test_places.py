"""A report is made from the project's own notebooks and templates where it has them, else from those that ship."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.report.places import Materials
from mpp_lib.report.rapportage import Rapportage

ROOT = Path(__file__).resolve().parents[2]
OWN = ("analysis", "report_templates")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "rounds" / "2024-1").mkdir(parents=True)
    return tmp_path


def key(project: Path) -> str:
    return Rapportage(project / "rounds" / "2024-1").key("builtin")


def test_a_checkout_is_made_from_its_own():
    """What stands beside the library is what a report of this repository is made from; nothing is borrowed."""
    materials = Materials(ROOT)
    assert (materials.analysis, materials.templates) == (ROOT / "analysis", ROOT / "report_templates")
    assert materials.borrowed == ()


def test_what_a_project_lacks_is_borrowed(project):
    """Each folder by itself: own templates go with the notebooks that ship."""
    materials = Materials(project)
    assert materials.borrowed == OWN
    (project / "report_templates").mkdir()
    assert materials.borrowed == ("analysis",)
    assert materials.templates == project / "report_templates"
    assert materials.analysis == ROOT / "analysis"


@pytest.mark.parametrize(
    "changed", ["analysis/08_herkomst.ipynb", "report_templates/rapportage/rapportage.qmd", "report_templates/x.css"]
)
def test_the_key_is_over_what_is_really_used(project, changed):
    """The same files in another place are the same report; another notebook or template there is another one."""
    borrowed = key(project)
    for name in OWN:
        shutil.copytree(ROOT / name, project / name)
    assert key(project) == borrowed
    (project / changed).write_text("{}", encoding="utf-8")
    assert key(project) != borrowed
