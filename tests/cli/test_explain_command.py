"""``mpp explain`` answers as the contract says: parts that add up, and refusals that say what would be right."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app
from mpp_lib.production.open_round import open_round

ROUNDS = Path(__file__).parents[1] / "rounds"
KEYS = ["indicator", "scenario", "period", "from", "to", "difference", "parts"]
GROUPS = ["realisaties", "prognose", "ind_plan", "parameters", "maatregelen"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROUNDS / name, folder / "rounds" / name)
    return folder


def explain(place: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["-C", str(place), "explain", "_klein", "--against", "_eerder", *arguments])
    if isinstance(done.exception, InputError):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_the_answer_for_a_machine_adds_up(place: Path) -> None:
    """One document; every scenario of every shared year; from the one round's figure to the other's."""
    code, out, err = explain(place, "--indicator", "coa.bezetting", "--indicator", "ind.spoor4.doorlooptijd", "--json")
    assert code == 0
    rows = json.loads(out)["rows"]
    assert [list(row) for row in rows] == [KEYS] * len(rows)
    assert {row["period"] for row in rows} == {"2024", "2025"}
    assert len(rows) == 2 * 2 * 3
    for row in rows:
        assert list(row["parts"]) == GROUPS
        assert row["difference"] == pytest.approx(row["to"] - row["from"], abs=1e-9)
        assert sum(row["parts"].values()) == pytest.approx(row["difference"], abs=1e-6)
    assert "Alleen in de horizon van ronde _klein: 2026." in err
    assert "Alleen in de horizon van ronde _eerder: 2023." in err


def test_deeper_adds_up_to_the_group(place: Path) -> None:
    """Members of a group add up to its part, and the answer says how they were found."""
    arguments = ("--indicator", "coa.bezetting", "--year", "2025", "--within", "prognose", "--json")
    document = json.loads(explain(place, *arguments)[1])
    assert document["within"] == "prognose"
    assert "Owen" in document["method"]
    for row in document["rows"]:
        assert sum(row["members"].values()) == pytest.approx(row["parts"]["prognose"], abs=1e-6)


def test_people_get_a_table(place: Path) -> None:
    """Dutch numbers with their sign, by group and by member."""
    code, out, _ = explain(place, "--indicator", "coa.bezetting", "--year", "2025", "--within", "prognose")
    assert code == 0
    assert "verschil" in out
    assert "deel van prognose" in out
    assert "samen" in out


def test_printed_parts_add_up_to_the_printed_difference(place: Path) -> None:
    """As a reader adds them: after minus before is the difference, and so is the sum of the parts."""
    _, out, _ = explain(place, "--indicator", "coa.bezetting", "--indicator", "asiel.instroom_totaal")
    lines = [line for line in out.splitlines() if line.startswith(("coa.", "asiel."))]
    assert len(lines) > 5
    for line in lines:
        _, _, _, *cells = line.replace(".", "").replace("−", "-").split()
        before, after, difference, *parts = map(int, cells)
        assert after - before == difference == sum(parts), line


def test_everything_wrong_with_the_question_is_said_at_once(place: Path) -> None:
    """Unknown indicator, year and group, each with what would be right."""
    with pytest.raises(InputError) as error:
        explain(place, "--indicator", "coa.bezettin", "--year", "2023", "--within", "weer")
    told = str(error.value)
    assert "coa.bezettin" in told
    assert "het meest lijkt coa.bezetting" in told
    assert "een van 2024, 2025" in told
    assert "een van realisaties, prognose, ind_plan, parameters, maatregelen" in told


def test_without_an_indicator_all_are_split(place: Path) -> None:
    """Every indicator that both rounds have, in every scenario of every shared year, adding up."""
    result, previous = (open_round(place / "rounds" / name) for name in ("_klein", "_eerder"))
    rows = json.loads(explain(place, "--json")[1])["rows"]
    asked = {(row["indicator"], row["scenario"], row["period"]) for row in rows}
    both = [name for name in result.chain.by_id if name in previous.chain.by_id]
    assert asked == {(n, s, y) for n in both for s in ("minimum", "medio", "maximum") for y in ("2024", "2025")}
    assert max(abs(row["difference"] - sum(row["parts"].values())) for row in rows) < 1e-6
