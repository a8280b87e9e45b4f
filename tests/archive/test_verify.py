"""Numbers of a version computed again: those that moved are named, and the project accounts for those it moved."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.archive import number_changes
from mpp_lib.archive.frozen_code import recomputed_by_itself
from mpp_lib.archive.number_changes import accounted, compare_numbers
from mpp_lib.archive.shelf import archive_held, place
from mpp_lib.archive.verify import verify
from mpp_lib.base.errors import ArchiveError, InputError
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.cli.main import app
from mpp_lib.inputs.versions import Version
from tests.support.frozen import frozen, made_round

HEADER = "ronde;versie;scenario;domein;partner;indicator;periode;waarde;eenheid\n"
FROZEN = HEADER + (
    "2024-1;v;medio;asiel;coa;coa.bezetting;2025;100.0;personen\n"
    "2024-1;v;medio;asiel;coa;coa.instroom;2025;0.1;personen\n"
    "2024-1;v;medio;asiel;ind;ind.instroom;2025;50.0;personen\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = made_round(tmp_path_factory.mktemp("archief") / "rounds")
    frozen(folder, "v1")
    return folder


def account(tmp_path: Path, monkeypatch, *lines: str) -> None:
    (tmp_path / "wijzigingen_in_getallen.csv").write_text(
        "\n".join(["ronde;indicatoren;ten_hoogste;oorzaak", *lines]), encoding="utf-8"
    )
    monkeypatch.setattr(number_changes, "accounted", lambda: accounted(tmp_path))


def test_exactly_the_numbers_that_moved_are_named():
    """To the last digit as it is written; a number that is gone too, and one that only the newer code has not."""
    now = FROZEN.replace("100.0", "101.0").replace("0.1;", "0.10000000000000002;")
    now = (
        now.replace("2024-1;v;medio;asiel;ind;ind.instroom;2025;50.0;personen\n", "")
        + "2024-1;v;medio;a;b;nieuw;2025;1;x\n"
    )
    found = compare_numbers(FROZEN, now, "2024-1")
    assert found.compared == 3
    assert [(change.indicator, change.now) for change in found.differing] == [
        ("coa.bezetting", 101.0),
        ("coa.instroom", 0.10000000000000002),
        ("ind.instroom", None),
    ]
    assert compare_numbers(FROZEN, FROZEN, "2024-1").differing == ()


def test_draws_are_held_to_a_billionth():
    """Compiled code and the engine round otherwise; a draw that went another way shows."""
    near, off = (FROZEN.replace("100.0", other) for other in ("100.00000001", "100.000001"))
    assert not compare_numbers(FROZEN, near, "2024-1", drawn=True).differing
    assert len(compare_numbers(FROZEN, off, "2024-1", drawn=True).differing) == 1
    assert len(compare_numbers(FROZEN, near, "2024-1").differing) == 1


@pytest.mark.parametrize(
    ("line", "explained"),
    [
        ("2024-1;coa.*;2%;ander verloop", True),
        ("*;coa.bezetting;0,01;ander verloop", True),
        ("2024-1;coa.*;0,5%;ander verloop", False),
        ("2024-2;coa.*;2%;ander verloop", False),
        ("2024-1;ind.*;2%;ander verloop", False),
    ],
)
def test_what_the_project_accounts_for_is_explained(tmp_path, monkeypatch, line, explained):
    """For the round, the indicator and as far as the line says; no further."""
    account(tmp_path, monkeypatch, line)
    found = compare_numbers(FROZEN, FROZEN.replace("100.0", "101.0"), "2024-1")
    assert found.differing[0].explained == ("ander verloop" if explained else "")
    assert len(found.unexplained) == (not explained)


def test_nothing_accounts_for_what_the_code_of_a_version_computes_itself(tmp_path, monkeypatch, folder):
    """With its own code every number is equal, or wrong."""
    from mpp_lib.archive import verify as module

    account(tmp_path, monkeypatch, "*;*;1000%;alles")
    table = (folder / "versions" / "v1" / "data" / "results.csv").read_text(encoding="utf-8")
    monkeypatch.setattr(module, "recomputed_by_itself", lambda version: table)
    assert verify(folder.parent, "_klein/v1", frozen_code=True)[0].ok
    other = table.replace(";2024;", ";2024;1", 1)
    monkeypatch.setattr(module, "recomputed_by_itself", lambda version: other)
    assert len(verify(folder.parent, "_klein/v1", frozen_code=True)[0].numbers.unexplained) == 1
    monkeypatch.setattr(module, "recomputed", lambda data, product: other)
    assert not verify(folder.parent, "_klein/v1")[0].numbers.unexplained


def test_code_of_a_version_that_was_replaced_is_not_run(folder, tmp_path):
    shutil.copytree(folder.parent, tmp_path / "rounds", copy_function=shutil.copyfile)
    register = tmp_path / "rounds" / "versies.csv"
    register.write_text(register.read_text(encoding="utf-8")[:-5] + "0000\n", encoding="utf-8")
    found, _ = verify(tmp_path / "rounds", "_klein/v1", frozen_code=True)
    assert (found.ok, found.numbers) == (False, None)
    assert "de kop is een andere" in str(found.problems[0])
    with pytest.raises(InputError, match="het bestand is veranderd"):
        recomputed_by_itself(found.version)


@pytest.mark.parametrize(
    "table", [b"\xff\xfe;;\nx", b"a;b\n1;2\n", ";".join(COLUMNS).encode() + b"\n;;;;;;;2742.abc;\n"]
)
def test_a_version_without_a_result_table_is_told(tmp_path, table):
    """Of a bag that is right in itself and as the register names it."""
    with archive_held(tmp_path):
        place(Version(tmp_path, "2024-1", "v1", "rapportage", "concept", ""), {"results.csv": table}, [])
    found, _ = verify(tmp_path, "2024-1/v1")
    assert not found.ok
    assert [problem.file for problem in found.bag] == ["versions/v1/data/results.csv"]
    assert "dit is geen resultaattabel" in str(found.bag[0])


def test_a_version_that_lacks_its_result_table_is_told(tmp_path):
    with archive_held(tmp_path):
        place(Version(tmp_path, "2024-1", "v1", "rapportage", "concept", ""), {"round.yml": b"round: 2024-1\n"}, [])
    found, _ = verify(tmp_path, "2024-1/v1")
    assert [problem.file for problem in found.bag] == ["versions/v1/data/results.csv"]


@pytest.mark.parametrize("frozen_code", [False, True])
def test_the_bands_of_a_version_are_drawn_again(tmp_path, monkeypatch, frozen_code):
    """Each is held against the one drawn now, by the code of now or by its own; a table that is none is told."""
    from mpp_lib.archive import verify as module

    bands, now = FROZEN.replace(";medio;", ";p50;"), [FROZEN.replace(";medio;", ";p50;")]
    version = Version(tmp_path, "2024-1", "v1", "rapportage", "concept", "")
    with archive_held(tmp_path):
        place(version, {"results.csv": FROZEN.encode(), "banden.csv": bands.encode()}, [])
    monkeypatch.setattr(module, "recomputed", lambda data, product: FROZEN)
    monkeypatch.setattr(module, "recomputed_bands", lambda data: now[0])
    monkeypatch.setattr(module, "recomputed_by_itself", lambda version, *more: now[0] if more else FROZEN)
    found, _ = verify(tmp_path, "2024-1/v1", frozen_code=frozen_code)
    assert (found.numbers.compared, found.numbers.unexplained) == (6, ())
    now[0] = bands.replace("50.0", "51.0")
    found, _ = verify(tmp_path, "2024-1/v1", frozen_code=frozen_code)
    assert [(change.scenario, change.indicator) for change in found.numbers.unexplained] == [("p50", "ind.instroom")]


@pytest.mark.long
def test_packages_that_cannot_be_had_are_told_in_one_sentence(folder, monkeypatch):
    """Without a network and a folder of packages: pip is asked, and what it says last is told."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(ArchiveError, match="De pakketten waarmee _klein/v1 is gemaakt, zijn hier niet te installeren"):
        verify(folder.parent, "_klein/v1", frozen_code=True)


def test_the_account_of_the_project_can_be_read():
    assert all(len(line) == 4 for line in accounted())


def test_an_account_that_says_nothing_is_refused(tmp_path):
    (tmp_path / "wijzigingen_in_getallen.csv").write_text(
        "ronde;indicatoren;ten_hoogste;oorzaak\n*;*;;\n", encoding="utf-8"
    )
    with pytest.raises(InputError):
        accounted(tmp_path)


def test_a_version_comes_out_again(folder):
    found, _ = verify(folder.parent, "_klein/v1")
    assert found.ok
    assert found.numbers is not None
    assert (
        found.numbers.compared == len((folder / "build" / "prognose" / "resultaten.csv").read_text().splitlines()) - 1
    )
    assert not found.code_changed


def test_a_changed_formula_is_named_by_what_it_moved(folder, monkeypatch, tmp_path):
    """Medio as the median: exactly the medio of each year, until the project accounts for it."""
    from mpp_lib.inflow import forecast_year

    monkeypatch.setattr(forecast_year.YearForecast, "medio", property(lambda year: year.median))
    found, _ = verify(folder.parent, "_klein/v1")
    assert not found.ok
    assert {(change.scenario, change.period) for change in found.numbers.unexplained} == {
        ("medio", year) for year in ("2024", "2025", "2026")
    }
    account(tmp_path, monkeypatch, "_klein;*;90%;medio is de mediaan")
    assert verify(folder.parent, "_klein/v1")[0].ok


def test_other_code_is_told(folder, monkeypatch):
    from mpp_lib.archive import verify as module

    monkeypatch.setattr(module, "wheel", lambda materials: b"andere code")
    found, _ = verify(folder.parent, "_klein/v1")
    assert found.ok
    assert found.code_changed


def test_inputs_that_later_rules_refuse_are_told(folder, monkeypatch):
    """Not a traceback: what the code of now refuses, and that the numbers were not computed."""
    from mpp_lib.archive import verify as module
    from mpp_lib.base.errors import Problem

    def refused(*_):
        raise InputError([Problem("inputs/scenarios.csv", "", "", "nieuwe regel", "iets anders")])

    monkeypatch.setattr(module, "recomputed", refused)
    found, _ = verify(folder.parent, "_klein/v1")
    assert not found.ok
    assert [problem.file for problem in found.problems] == ["versions/v1/data/inputs/scenarios.csv"]


def test_the_command_answers_one_version_or_all(folder):
    def asked(*arguments: str, expect: int = 0) -> dict:
        done = CliRunner().invoke(app, ["-C", str(folder.parent.parent), "verify", *arguments, "--json"])
        assert done.exit_code == expect, done.output
        return json.loads(done.stdout) if expect < 2 else {}

    one = asked("_klein/v1")
    assert (one["ok"], one["bag"], one["chain"], one["code_changed"]) == (True, True, True, False)
    assert one["numbers"] == {"compared": 12, "differing": []}
    assert asked("--all")["versions"] == [{key: one[key] for key in one if key != "outside"}]
    for arguments in ((), ("_klein/v1", "--all")):
        asked(*arguments, expect=2)


def test_the_command_fails_on_a_changed_file(folder, tmp_path):
    shutil.copytree(folder.parent, tmp_path / "rounds", copy_function=shutil.copyfile)
    results = tmp_path / "rounds" / "_klein" / "versions" / "v1" / "data" / "results.csv"
    results.chmod(0o600)
    results.write_bytes(results.read_bytes().replace(b"1", b"2", 1))
    done = CliRunner().invoke(app, ["-C", str(tmp_path), "verify", "_klein/v1"])
    assert done.exit_code == 1
    assert "_klein/v1: bestanden veranderd, keten in orde, getallen niet nagerekend" in done.stdout
    assert "_klein/versions/v1/data/results.csv: het bestand is veranderd" in done.stdout


def test_the_command_names_a_version_that_is_elsewhere_and_where(folder, tmp_path):
    """It is no damage; one that is missing without a word is."""
    shutil.copytree(folder.parent, tmp_path / "rounds", copy_function=shutil.copyfile)
    shutil.rmtree(tmp_path / "rounds" / "_klein" / "versions" / "v1")
    missing = CliRunner().invoke(app, ["-C", str(tmp_path), "verify", "--all"])
    assert (missing.exit_code, "deze versie ontbreekt" in missing.stdout) == (1, True)
    (tmp_path / "rounds" / "elders.csv").write_text("ronde;versie;waar\n_klein;v1;e-depot\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["-C", str(tmp_path), "verify", "--all"])
    assert told.exit_code == 0
    assert "_klein/v1: niet in deze kopie (e-depot); geen versie in deze kopie legt haar kop vast" in told.stdout
