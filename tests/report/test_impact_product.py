"""The sheet of a partner as a product: for whom it is, what it rests on, and what a first round has."""

import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from mpp_lib.base.result_table import checksum
from mpp_lib.cli.main import app
from mpp_lib.present.rekenblad.book import book
from mpp_lib.present.rekenblad.export import about_round, origins_of
from mpp_lib.present.rekenblad.reading_guide import reading_guide
from mpp_lib.present.volumes.moments import volumes_of
from mpp_lib.production.impact_sheets import SHEETS
from mpp_lib.production.open_round import open_round
from mpp_lib.report.gather import cover
from mpp_lib.report.impact import Impactblad, sheet_values
from mpp_lib.report.sources import COVER_KEYS, VALUES_FILE
from mpp_lib.report.volumes import VolumesReport, volumes_values
from tests.support.decided import as_file, decided

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"


@pytest.fixture
def rounds(tmp_path) -> Path:
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return tmp_path / "rounds"


def gathered(folder: Path, partner: str, target: Path) -> dict:
    sheet = Impactblad(folder, partner)
    sheet.build.notebooks.mkdir(parents=True)
    sheet.open().gather(target)
    return yaml.safe_load((target / VALUES_FILE).read_text("utf-8"))


def test_it_says_for_whom_it_is_and_of_which_result(rounds, tmp_path):
    """The checksum is that of the round's whole table, so that a sheet can be held against the report."""
    values = gathered(rounds / "_klein", "bzk", tmp_path / "render")
    cover = values["rapport"]
    assert set(COVER_KEYS) <= set(cover)
    assert cover["voor"] == "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties (BZK)"
    assert cover["controlegetal"] == checksum(open_round(rounds / "_klein").table)
    assert "huurtoeslag" in values["blad"]["ontbreekt"]


def test_a_concept_is_used_at_ones_own_risk(rounds):
    """Protocol 6.2, after what the round says of itself, in report, sheet and volumes; what is adopted says nothing."""
    for decisions, said in (("[]\n", True), (as_file(decided(("rapportage", "vastgesteld"))), False)):
        (rounds / "_klein" / "decisions.yml").write_text(decisions, encoding="utf-8")
        result = open_round(rounds / "_klein")
        sheet, volumes = sheet_values(result, SHEETS["coa"]), volumes_values(volumes_of(result))
        for told in (cover(result), sheet["rapport"], volumes["rapport"]):
            assert told["verantwoording"].startswith("Verzonnen toetsronde")
            assert told["verantwoording"].endswith("op eigen verantwoordelijkheid (protocol 6.2).") == said


def test_so_does_the_first_sheet_of_each_workbook(rounds):
    """By the state of the productiemodel, which it is a part of."""
    for steps, said in (((), True), ((("productiemodel", "vastgesteld"),), False)):
        (rounds / "_klein" / "decisions.yml").write_text(as_file(decided(*steps)) or "[]\n", encoding="utf-8")
        result = open_round(rounds / "_klein")
        about, origins = about_round(result.inputs, "medio"), origins_of(result.inputs, "medio")
        made = book(result.chain, result.data, result.rows, 1, about, origins=origins)
        lines = [told.text for told in reading_guide(made, ())]
        assert any("eigen verantwoordelijkheid" in line for line in lines) == said


def test_a_first_round_has_nothing_to_compare_with(rounds, tmp_path):
    """Instead of an empty bridge it says so."""
    gathered(rounds / "_eerder", "coa", tmp_path / "render")
    assert "geen vorige ronde" in (tmp_path / "render" / "_wijzigingen.qmd").read_text("utf-8")


def test_its_table_is_of_its_own_figures(rounds):
    """And of nothing else."""
    sheet = Impactblad(rounds / "_klein", "nidos")
    rows = sheet.open().results().splitlines()
    assert {row.split(";")[5] for row in rows[1:]} == set(sheet.sheet.table)


def test_each_partner_has_a_place_of_its_own(rounds):
    """Two sheets never write the same file, and a text of the analyst makes neither again."""
    one, other = (Impactblad(rounds / "_klein", partner) for partner in ("coa", "ind"))
    assert one.build.folder != other.build.folder
    assert one.tasks()[0].key != other.tasks()[0].key
    before = one.key("builtin")
    (rounds / "_klein" / "text" / "asiel.md").write_text("Een zin.\n", encoding="utf-8")
    assert Impactblad(rounds / "_klein", "coa").key("builtin") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--product", "impactblad", "--partner", "rvs"), "geen impactblad van rvs"),
        (("--partner", "coa"), "hoort bij --product impactblad"),
    ],
)
def test_a_partner_without_a_sheet_is_wrong_usage(rounds, arguments, said):
    """Exit 2, with the partners that have one; nothing is made."""
    done = CliRunner().invoke(app, ["-C", str(rounds.parent), "produce", "_klein", *arguments])
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", " ").split())
    assert not (rounds / "_klein" / "build").exists()


def test_volumes_without_a_moment_before_tell_of_none(rounds, tmp_path):
    """No bridge from nowhere, and no comparison in words; with one before they have both."""
    for name, compared in (("_eerder", False), ("_klein", True)):
        report = VolumesReport(rounds / name)
        report.build.notebooks.mkdir(parents=True)
        report.open().gather(tmp_path / name)
        said = yaml.safe_load((tmp_path / name / VALUES_FILE).read_text("utf-8"))["volumes"]["naast"]
        assert ("fig-volumes-brug" in (tmp_path / name / "_verschil.qmd").read_text("utf-8")) == compared
        assert ("voorjaarsnota 2023, ronde" in said) == compared
