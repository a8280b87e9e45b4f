"""``mpp hindcast`` answers as the contract says, and ``mpp results`` without measures leaves them out."""

import json
import shutil
from pathlib import Path

import pytest
from pandas import read_csv
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app

ROOT = Path(__file__).parents[2]
KEYS = ["indicator", "period", "realised", "modelled", "deviation_pct", "phase", "reason"]


def mpp(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    if isinstance(done.exception, InputError):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_the_answer_for_a_machine_is_one_document() -> None:
    code, out, err = mpp("-C", str(ROOT), "hindcast", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert list(document) == ["rows"]
    assert all(list(row) == KEYS for row in document["rows"])
    assert {row["phase"] for row in document["rows"]} == {"fitted", "checked"}
    (row,) = [row for row in document["rows"] if (row["indicator"], row["period"]) == ("coa.bezetting", "2023-K3")]
    assert row["realised"] == 57_538
    assert row["deviation_pct"] == pytest.approx(100 * (row["modelled"] / 57_538 - 1), rel=1e-9)


def test_people_get_a_table() -> None:
    code, out, _ = mpp("-C", str(ROOT), "hindcast")
    assert code == 0
    assert "57.538" in out
    assert "getoetst" in out


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "rounds" / "_hindcast", tmp_path / "rounds" / "_hindcast")
    return tmp_path


def test_a_difference_without_a_reason_is_not_right(elsewhere: Path) -> None:
    (elsewhere / "rounds" / "_hindcast" / "registers" / "verklaringen.csv").unlink()
    code, out, err = mpp("-C", str(elsewhere), "hindcast", "--json")
    assert code == 1
    document = json.loads(out)
    assert len(document["rows"]) > 30
    assert (document["ok"], document["warnings"], len(document["problems"])) == (False, [], err.count("\n"))
    assert "dtv.instroom_incl_dublin 2022: het verschil heeft geen verklaring" in err


def test_words_of_a_register_are_no_markup(elsewhere: Path) -> None:
    """Square brackets and colons would colour a terminal, vanish, or end the command."""
    register = elsewhere / "rounds/_hindcast/registers/verklaringen.csv"
    table = read_csv(register, sep=";", dtype=str)
    table["reden"] = "zie [bron] en [/bold] :smile:"
    table.to_csv(register, sep=";", index=False)
    code, out, _ = mpp("-C", str(elsewhere), "hindcast")
    assert code == 0
    assert "zie [bron] en [/bold] :smile:" in " ".join(out.replace("│", " ").split())


def test_a_wrong_folder_is_refused(elsewhere: Path) -> None:
    (elsewhere / "rounds" / "_hindcast" / "inputs" / "parameters.csv").unlink()
    with pytest.raises(InputError, match=r"inputs/parameters\.csv"):
        mpp("-C", str(elsewhere), "hindcast")


def test_results_can_be_asked_for_without_measures(tmp_path: Path) -> None:
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROOT / "tests" / "rounds" / name, tmp_path / "rounds" / name)
    asked = ("results", "_klein", "--indicator", "rvdr.asiel.uitspraken", "--format", "csv")
    _, without, _ = mpp("-C", str(tmp_path), *asked)
    measures = tmp_path / "rounds" / "_klein" / "inputs" / "maatregelen.csv"
    text = measures.read_text("utf-8")
    measures.write_text(text.replace(";nee;;", ";ja;afspraak;"), "utf-8")
    code, with_, _ = mpp("-C", str(tmp_path), *asked)
    assert code == 0
    assert with_ != without
    assert mpp("-C", str(tmp_path), *asked, "--without-measures")[1] == without
