"""What there is to ask for, and ids as people ask for them."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError, UnknownNameError
from mpp_lib.cli import main

TESTS = Path(__file__).parents[1]


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main.app, ["-C", str(TESTS), *arguments])
    if isinstance(done.exception, InputError):
        raise done.exception
    assert done.exit_code == 0
    return done.stdout


def listed(*arguments: str) -> list[dict[str, str]]:
    (rows,) = json.loads(run(*arguments, "--json")).values()
    return rows


def asked(*names: str) -> set[str]:
    options = [word for name in names for word in ("--indicator", name)]
    return {row["indicator"] for row in json.loads(run("results", "_klein", *options, "--json"))["rows"]}


def test_indicators_are_listed_with_what_they_count() -> None:
    """All without a word; each as the chain declares it."""
    rows = {row["id"]: row for row in listed("indicators")}
    assert len(rows) > 200
    assert rows["coa.bezetting"] == {
        "id": "coa.bezetting",
        "label": "bezetting",
        "unit": "personen",
        "partner": "coa",
        "definition": "Personen in de opvang aan het einde van de maand: in procedure, vergunninghouders en "
        "vertrekplichtigen.",
    }


def test_what_fits_a_word_best_comes_first() -> None:
    """The figure of that name, then what has it in its name, then what only mentions it."""
    found = [row["id"] for row in listed("indicators", "bezetting")]
    assert found[:2] == ["coa.bezetting", "dji.bezetting"]
    assert found.index("coa.bezetting_piek") < found.index("coa.benodigde_capaciteit")
    assert next(row["id"] for row in listed("indicators", "bezetting", "coa")) == "coa.bezetting"
    assert all(row["id"].startswith("coa.") for row in listed("indicators", "coa.*"))


def test_parameters_are_listed_with_what_a_round_gives() -> None:
    """Values and distributions; a pattern or a word chooses."""
    (share,) = listed("parameters", "aandeel_amv")
    assert (share["unit"], share["partner"]) == ("aandeel", "asiel")
    assert share["definition"].startswith("in inputs/parameters.csv; 0 tot en met 1")
    spread = {row["id"]: row for row in listed("parameters", "dublin_*")}
    assert "inputs/verdelingen.csv" in spread["dublin_overdracht"]["definition"]
    assert "vanaf k = 1" in spread["dublin_terug"]["definition"]


def test_a_table_for_people_cuts_nothing() -> None:
    shown = run("indicators", "coa.bezetting")
    assert "coa.bezetting_piek" in shown
    assert "…" not in shown


def test_a_pattern_stands_for_all_that_fit_it() -> None:
    """Together with ids, each once."""
    stocks = asked("ind.*.voorraad")
    assert {"ind.spoor4.voorraad", "ind.nareis.voorraad"} <= stocks
    assert all(name.startswith("ind.") and name.endswith(".voorraad") for name in stocks)
    assert asked("coa.bezetting*", "coa.bezetting") == {"coa.bezetting", "coa.bezetting_piek", "coa.bezetting_amv"}


def test_a_pattern_serves_an_explanation_too(tmp_path: Path) -> None:
    for name in ("_klein", "_eerder"):
        shutil.copytree(TESTS / "rounds" / name, tmp_path / "rounds" / name)
    arguments = ["-C", str(tmp_path), "explain", "_klein", "--against", "_eerder", "--indicator", "coa.bezetting*"]
    done = CliRunner().invoke(main.app, [*arguments, "--year", "2025", "--json"])
    rows = json.loads(done.stdout)["rows"]
    assert {row["indicator"] for row in rows} == {"coa.bezetting", "coa.bezetting_piek", "coa.bezetting_amv"}


def test_an_unknown_id_names_all_that_match(monkeypatch: pytest.MonkeyPatch) -> None:
    """With their names, the best first."""
    with pytest.raises(UnknownNameError) as error:
        asked("bezetting")
    told = str(error.value)
    assert "het meest lijkt coa.bezetting (bezetting), dji.bezetting (bezetting)" in told
    assert "coa.bezetting_piek (piekbezetting)" in told
    assert "benodigde_capaciteit" not in told


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bezeting", "het meest lijkt coa.bezetting (bezetting)"),
        ("cao.*", "geen indicator past op dit patroon (gevonden: cao.*)"),
        ("voorraad", "zie mpp indicators voorraad"),
        ("*", ""),
        ("qqqqqq", "mpp indicators noemt ze alle"),
        ("", "deze indicator bestaat niet"),
    ],
)
def test_an_unknown_id_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    """Exit 2, with what could have been meant; one that is there gives 0."""
    monkeypatch.setattr(sys, "argv", ["mpp", "-C", str(TESTS), "results", "_klein", "--indicator", name])
    with pytest.raises(SystemExit) as stopped:
        main.run()
    assert (stopped.value.code or 0) == (2 if said else 0)
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["indicators", "qqqqqq"], 2),
        (["parameters", "qq*"], 2),
        (["explain", "_klein", "--against", "_klein", "--indicator", "bezetting", "--year", "1999"], 2),
        (["explain", "_klein", "--against", "_klein", "--year", "1999"], 2),
        (["results", "1999-1"], 2),
    ],
)
def test_an_unknown_name_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int) -> None:
    monkeypatch.setattr(sys, "argv", ["mpp", "-C", str(TESTS), *arguments])
    with pytest.raises(SystemExit) as stopped:
        main.run()
    assert stopped.value.code == code
