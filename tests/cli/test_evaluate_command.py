"""``mpp evaluate`` answers as the contract says, for machines and for people."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app
from mpp_lib.compare.uncertainty.past_bands import GROUPS

ROOT = Path(__file__).parents[2]
KEYS = [
    "round",
    "year",
    "horizon",
    "indicator",
    "within_band",
    "pit",
    "crps",
    "crps_baseline",
    "skill",
    "bias_pct",
    "quantile_scores",
    "benchmarks",
]
PUBLISHED = ["round", "year", "minimum", "medio", "maximum", "realised", "within"]


def evaluate(base: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["-C", str(base), "evaluate", *arguments])
    if isinstance(done.exception, InputError):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_the_answer_for_a_machine_is_one_document() -> None:
    """The rounds and publications of the repository: keys as agreed, 2023 of round 2023-2 among the rows."""
    code, out, err = evaluate(ROOT, "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert list(document) == ["rounds", "coverage", "published", "chain"]
    assert all(list(row) == KEYS for row in document["rounds"])
    assert all(list(row) == PUBLISHED for row in document["published"]["rows"])
    assert document["published"]["n"] == len(document["published"]["rows"]) == 8
    assert (document["published"]["within"], document["published"]["open"]) == (2, 2)
    assert [row["within"] for row in document["published"]["rows"]].count(None) == 2
    (row,) = [
        row
        for row in document["rounds"]
        if (row["round"], row["year"], row["indicator"]) == ("2023-2", 2023, "asiel.instroom_eerste")
    ]
    assert row["horizon"] == 0
    assert 0 < row["pit"] < 1
    assert row["skill"] == pytest.approx(1 - row["crps"] / row["crps_baseline"])
    assert list(row["benchmarks"]) == ["naive", "random_walk", "statistical"]
    assert row["benchmarks"]["naive"] == {"within_band": True, "crps": row["crps_baseline"]}
    check_chain(document["chain"])


def check_chain(chain: dict[str, Any]) -> None:
    """What is counted of the bands of the chain is what stands in its rows; coverage has its uncertainty with it."""
    counted, bands = chain["coverage"], chain["bands"]
    known = [row for row in bands if row["origin"] != "onbekend"]
    assert {name: (one["n"], one["within"]) for name, one in counted.items()} == {
        "all": (len(bands), sum(row["within_band"] for row in bands)),
        "with_model_error": (len(known), sum(row["within_band"] for row in known)),
        "without_model_error": (len(known), sum(row["within_inputs"] for row in known)),
        "unknown": (len(bands) - len(known), sum(row["within_band"] for row in bands if row not in known)),
    }
    assert all(one["low"] < one["coverage"] < one["high"] for one in counted.values())
    assert all((row["low"] <= row["realised"] <= row["high"]) == row["within_band"] for row in bands)
    assert "asiel.instroom_eerste" not in {row["indicator"] for row in bands}


def test_people_get_tables_and_how_sure_they_are() -> None:
    code, out, _ = evaluate(ROOT)
    assert code == 0
    assert "2015-najaar" in out
    assert "2 tot 4" in out
    assert "Hoe vaak banden van de keten de uitkomst bevatten" in out
    assert "geen toets" in " ".join(out.split())


def test_without_realisations_there_is_nothing_to_score(tmp_path: Path) -> None:
    """One round whose first year is not over: no rows, a sentence that says so, and no error."""
    folder = tmp_path / "rounds" / "2023-1"
    shutil.copytree(ROOT / "tests" / "rounds" / "_eerder", folder)
    text = (folder / "round.yml").read_text("utf-8")
    (folder / "round.yml").write_text(text.replace("_eerder", "2023-1"), "utf-8")
    code, out, _ = evaluate(tmp_path, "--json")
    assert code == 0
    nothing = {"n": 0, "within": 0, "coverage": None, "low": None, "high": None}
    assert json.loads(out) == {
        "rounds": [],
        "coverage": {"n": 0, "within": 0},
        "published": {"n": 0, "within": 0, "open": 0, "rows": []},
        "chain": {"coverage": dict.fromkeys(GROUPS, nothing), "bands": []},
    }
    code, out, _ = evaluate(tmp_path)
    assert code == 0
    assert "er is nog niets te beoordelen" in " ".join(out.split())


def test_a_wrong_publication_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rounds" / "_gepubliceerd", tmp_path / "rounds" / "_gepubliceerd")
    (tmp_path / "rounds" / "_gepubliceerd" / "prognoses.csv").write_text("ronde;jaar\n", "utf-8")
    with pytest.raises(InputError, match=r"_gepubliceerd/prognoses\.csv"):
        evaluate(tmp_path)
