"""The notebook of the pack, in a process without mpp: it agrees with every number, and with no other."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from mpp_lib.archive.pack.build import make_pack
from tests.support.packs import CHANGED, HOSTILE, ROUNDS, example_rounds, recompute, with_versions
from tests.support.small_rounds import small_rounds

NUMBERS = [
    ("scores", {"score": "crps", "naast": ""}, "waarde"),
    ("realisaties", {"indicator": "asiel.instroom_eerste", "periode": "2023-05", "levering": "ronde 2024-1"}, "waarde"),
    ("effecten", {"indicator": "coa.bezetting", "scenario": "medio"}, "alleen"),
]
MORE = [
    ("scores", {"score": "winst, samen"}, "waarde"),
    ("scores", {"score": "plaats"}, "uitkomsten"),
    ("prognoses", {"soort": "ronde", "indicator": "asiel.instroom_eerste"}, "medio"),
    ("prognoses", {"soort": "statistical"}, "minimum"),
    ("mengverdelingen", {}, "kans"),
    ("uitkomsten", {"voor": "publicaties"}, "hoog"),
    ("richtingen", {"groep": "partner", "indicator": "coa.bezetting"}, "hoog"),
]
"""Table, which of its rows (the first that fits) and the column in which one digit is changed."""


LEAST = {"klein": 150, "voorbeelden": 400}
"""Of which rounds → how many scores there are at least."""


@pytest.fixture(scope="module", params=["klein", pytest.param("voorbeelden", marks=pytest.mark.long)])
def rounds(request) -> str:
    """Of which rounds the pack is: the test rounds, or all example rounds."""
    return request.param


@pytest.fixture(scope="module")
def pack(rounds, tmp_path_factory) -> Path:
    """One of the rounds has two versions and a change after the last."""
    base = tmp_path_factory.mktemp(rounds)
    root = small_rounds(base) if rounds == "klein" else example_rounds(base)
    if rounds == "klein":
        shutil.copytree(ROUNDS / "_gepubliceerd", root / "_gepubliceerd")
    return make_pack(with_versions(root), base / "pakket").parent


def read(pack: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((pack / f"{name}.csv").read_text(encoding="utf-8")), delimiter=";"))


def test_every_score_is_recomputed(pack, rounds):
    """Of all rounds and of what was published, and all counts of directions."""
    done = recompute(pack)
    assert done.returncode == 0, done.stderr
    scores, directions = (len(read(pack, name)) for name in ("scores", "richtingen"))
    assert scores >= LEAST[rounds]
    assert directions > 40
    assert done.stdout.splitlines()[-2:] == [
        f"{scores} scores nagerekend, alle gelijk",
        f"{directions} tellingen nagerekend, alle gelijk",
    ]


def test_mpp_is_out_of_reach_of_the_notebook(pack, tmp_path):
    """The process itself: what would import mpp stops there."""
    shutil.copyfile(pack / "narekenen.ipynb", tmp_path / "narekenen.ipynb")
    text = (tmp_path / "narekenen.ipynb").read_text(encoding="utf-8")
    assert "mpp_lib" not in text
    (tmp_path / "narekenen.ipynb").write_text(text.replace("import numpy as np", "import mpp_lib", 1), encoding="utf-8")
    assert "mpp_lib" in recompute(tmp_path).stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "where", "column"),
    [*NUMBERS, *(pytest.param(*each, marks=pytest.mark.long) for each in MORE)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_digit_that_is_changed_is_seen(pack, tmp_path, name, where, column):
    """Whatever table it is in: the notebook stops with an error."""
    for file in pack.iterdir():
        if file.is_file():
            shutil.copyfile(file, tmp_path / file.name)
    rows = read(pack, name)
    row = next(row for row in rows if row[column] and all(row[key] == value for key, value in where.items()))
    digit = next(sign for sign in row[column] if sign in "123456789")
    row[column] = row[column].replace(digit, str(int(digit) % 9 + 1), 1)
    with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(row), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    done = recompute(tmp_path)
    assert done.returncode != 0
    assert "AssertionError" in done.stderr


def test_the_ledger_says_who_asked_for_what(pack):
    """The lines of the kept version and of the folder, in the words of the ledger."""
    lines = read(pack, "wijzigingen")
    assert [(row["versie"], row["vorige"], row["partner"]) for row in lines] == [
        ("concept-2", "concept-1", "IND"),
        ("concept-2", "concept-1", "COA"),
        ("werkmap", "concept-2", "IND"),
    ]
    assert lines[0]["grond"] == HOSTILE


def test_effects_in_order_are_the_difference_between_the_versions(pack):
    """Of two steps together, against the result tables that the two versions keep."""
    figure = {"indicator": "coa.bezetting", "scenario": "medio"}
    kept = pack.parent / "rounds" / CHANGED / "versions"
    before, after = (frozen(kept / name / "data" / "results.csv", figure) for name in ("concept-1", "concept-2"))
    effects = [row for row in read(pack, "effecten") if row["versie"] == "concept-2"]
    effects = [row for row in effects if figure.items() <= row.items()]
    years = {row["jaar"] for row in effects}
    assert len(years) >= 3
    assert len(effects) == 2 * len(years)
    for year in years:
        together = sum(float(row["in_volgorde"]) for row in effects if row["jaar"] == year)
        assert together == pytest.approx(after[year] - before[year], abs=1e-6)
        assert abs(together) > 1


def frozen(table: Path, figure: dict[str, str]) -> dict[str, float]:
    """Period → value of a figure in a result table."""
    rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")), delimiter=";")
    return {row["periode"]: float(row["waarde"]) for row in rows if figure.items() <= row.items()}


def test_directions_are_those_of_the_signs_of_the_effects(pack):
    """Fewer in reception is down for who asked it: one step of the COA, none of them up."""
    where = {"groep": "partner", "waarde": "COA", "indicator": "coa.bezetting", "meting": "in_volgorde"}
    (row,) = [row for row in read(pack, "richtingen") if all(row[key] == value for key, value in where.items())]
    assert (row["omhoog"], row["omlaag"], row["geen"]) == ("0", "1", "0")
    assert (row["laag"], float(row["hoog"])) == ("0", pytest.approx(0.975))
