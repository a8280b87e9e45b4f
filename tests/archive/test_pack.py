"""The pack for an external evaluator: whole or not at all, nobody's work replaced, and every score in it."""

import csv
import hashlib
import json
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from mpp_lib.archive.pack import build
from mpp_lib.archive.pack.build import SUMS, make_pack
from mpp_lib.archive.pack.declared import SHEETS
from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app
from mpp_lib.compare.evaluation.track_record import full_record
from tests.support.changed_round import swap
from tests.support.packs import recompute
from tests.support.small_rounds import NEW, small_rounds
from tests.support.versions import adopt

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '=1+1; "x" <script>alert(1)</script> $x$ | *a*'
CHANGES = ("wijzigingen.csv", "effecten.csv", "richtingen.csv")


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """The test rounds beside what was published, and one page of the method; one source is text that means harm."""
    base = tmp_path_factory.mktemp("rondes")
    root = small_rounds(base)
    shutil.copytree(ROOT / "rounds" / "_gepubliceerd", root / "_gepubliceerd")
    (base / "docs").mkdir()
    shutil.copyfile(ROOT / "docs" / "toerekening.md", base / "docs" / "toerekening.md")
    swap(root / NEW, "round.yml", "title: Toetsronde", f"title: '{HOSTILE}'")
    return root


@pytest.fixture(scope="module")
def pack(root, tmp_path_factory) -> Path:
    """What the command makes of them."""
    out = tmp_path_factory.mktemp("pakketten") / "pakket"
    done = CliRunner().invoke(app, ["-C", str(root.parent), "evaluate", "--pack", str(out), "--json"])
    assert json.loads(done.stdout) == {"page": str(out / "LEESMIJ.md")}
    return out


def rows(pack: Path, file: str) -> list[dict[str, str]]:
    with (pack / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(root: Path, out: Path) -> str:
    with pytest.raises(InputError) as error:
        make_pack(root, out)
    (problem,) = error.value.problems
    return problem.problem


def test_every_number_of_the_record_is_a_score(root, pack):
    """What ``mpp evaluate --json`` gives stands in ``scores.csv``, value for value."""
    document = full_record(root).as_dict()
    scores = {
        (row["score"], row["ronde"], row["jaar"], row["indicator"], row["naast"], row["scenario"]): row["waarde"]
        for row in rows(pack, "scores.csv")
        if row["voor"] == "rondes"
    }
    names = {"within_band": "band", "pit": "plaats", "crps": "crps", "bias_pct": "afwijking"}
    said = 0
    for row in document["rounds"]:
        place = row["round"], str(row["year"]), row["indicator"]
        told = {(name, ""): row[key] for key, name in names.items()}
        told |= {("kwantielscore", name): value for name, value in (row["quantile_scores"] or {}).items()}
        for (name, scenario), value in told.items():
            assert (value is None) is ((name, *place, "", scenario) not in scores), (name, place)
            if value is not None:
                assert float(scores[name, *place, "", scenario]) == value, (name, place)
                said += 1
    drawn = {key[1:4] for key in scores if key[0] == "band van de keten" and not key[4]}
    others = [row for row in document["rounds"] if row["indicator"] != "asiel.instroom_eerste"]
    assert drawn == {(row["round"], str(row["year"]), row["indicator"]) for row in others}
    published = document["published"]["rows"]
    sure = {(row["ronde"], row["jaar"]): row for row in rows(pack, "scores.csv") if row["score"] == "band, zeker"}
    assert {key: float(row["waarde"]) == 1 for key, row in sure.items()} == {
        (row["round"], str(row["year"])): row["within"] is True for row in published
    }
    assert said + len(published) > 20


def test_every_score_names_rows_that_are_there(pack):
    """And every outcome of rounds is the sum of the rows it names: a flow of twelve months, or one row."""
    there = {name: {row["nr"] for row in rows(pack, f"{name}.csv")} for name in ("prognoses", "uitkomsten")}
    for row in rows(pack, "scores.csv"):
        for name, known in there.items():
            assert set(row[name].split()) <= known
        assert row["prognoses"]
    realised = {row["nr"]: float(row["waarde"] or "nan") for row in rows(pack, "realisaties.csv")}
    delivered = [row for row in rows(pack, "uitkomsten.csv") if row["voor"] == "rondes"]
    assert delivered
    for row in delivered:
        named = row["realisaties"].split()
        assert len(named) in (1, 4, 12)
        assert sum(realised[nr] for nr in named) == pytest.approx(float(row["waarde"]), rel=1e-12)


def test_the_notebook_recomputes_a_pack_of_little(pack, tmp_path):
    """Of two rounds without versions; and of no round at all, where there is nothing to disagree on."""
    (tmp_path / "rounds").mkdir()
    for each in (pack, make_pack(tmp_path / "rounds", tmp_path / "leeg").parent):
        done = recompute(each)
        assert done.returncode == 0, done.stderr
        assert f"{len(rows(each, 'scores.csv'))} scores nagerekend, alle gelijk" in done.stdout


def test_without_versions_the_ledger_is_a_header_and_the_page_says_so(pack):
    """Three tables of one line each."""
    assert [len((pack / file).read_text(encoding="utf-8").splitlines()) for file in CHANGES] == [1, 1, 1]
    assert "In dit pakket staat geen enkele wijziging" in (pack / "LEESMIJ.md").read_text(encoding="utf-8")


def test_the_page_explains_every_column_and_names_no_other(pack):
    """Of every table as it stands in the folder; nothing is left to fill in, and no cell holds a bar."""
    page = (pack / "LEESMIJ.md").read_text(encoding="utf-8")
    assert "$" not in page
    for sheet in SHEETS:
        header = (pack / sheet.file).read_text(encoding="utf-8").splitlines()[0].split(";")
        section = page.split(f"### `{sheet.file}`")[1].split("###")[0]
        explained = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert explained == header
    assert all(line.count("|") in (3, 4) for line in page.splitlines() if line.startswith("|"))


def test_every_score_is_explained(pack):
    """By its name; the ends of an interval by that of what they are around."""
    page = (pack / "LEESMIJ.md").read_text(encoding="utf-8").split("## Scores")[1].split("De `soort`")[0]
    names = {row["score"].removesuffix(", laag").removesuffix(", hoog") for row in rows(pack, "scores.csv")}
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_what_others_wrote_stands_in_tables_as_they_wrote_it_and_nowhere_else(pack):
    """A title with markup and a formula is one cell of the rounds, and no word of the page or the notebook."""
    assert HOSTILE in [row["titel"] for row in rows(pack, "rondes.csv")]
    for name in ("LEESMIJ.md", "narekenen.ipynb"):
        assert "alert(1)" not in (pack / name).read_text(encoding="utf-8")


def test_the_checksums_are_those_of_every_other_file(pack):
    """As ``sha256sum -c`` reads them; the pages of the method as they stand beside the rounds."""
    found = contents(pack)
    said = dict(reversed(line.split("  ")) for line in found.pop(SUMS).decode().splitlines())
    assert said == {path: hashlib.sha256(content).hexdigest() for path, content in found.items()}
    assert found["methode/toerekening.md"] == (ROOT / "docs" / "toerekening.md").read_bytes()


@pytest.mark.long
def test_the_same_rounds_give_the_same_bytes(root, pack, tmp_path):
    """From another folder, into another folder, and in the place of the pack that was there."""
    shutil.copytree(root.parent, tmp_path / "elders")
    again = tmp_path / "pakket"
    for _ in range(2):
        make_pack(tmp_path / "elders" / "rounds", again)
        assert contents(again) == contents(pack)
    assert {path.name for path in tmp_path.iterdir()} == {"elders", "pakket"}


def test_nothing_but_a_pack_as_it_was_made_is_replaced(root, pack, tmp_path):
    """A folder with anything else, the rounds themselves, and a pack in which someone worked, stay as they are."""
    (tmp_path / "iets").mkdir()
    (tmp_path / "iets" / "notitie.txt").write_text("x", encoding="utf-8")
    assert refused(root, tmp_path / "iets") == "hier staat iets anders dan een evaluatiepakket"
    stood = set(root.iterdir())
    assert refused(root, root / "pakket") == refused(root, root.parent) == "hier staan rondes"
    assert set(root.iterdir()) == stood
    for file in ("mijn aantekeningen.md", "narekenen.ipynb"):
        worked = shutil.copytree(pack, tmp_path / file)
        (worked / file).write_text("van mij", encoding="utf-8")
        before = contents(worked)
        assert refused(root, worked) == "in dit evaluatiepakket is iets gewijzigd of bijgezet"
        assert contents(worked) == before


def test_nothing_is_made_of_a_version_that_was_changed(root, tmp_path):
    """The file is named, and no folder is left."""
    rounds = Path(shutil.copytree(root, tmp_path / "rounds"))
    changed = adopt(rounds / NEW) / "inputs" / "parameters.csv"
    changed.chmod(0o600)
    changed.write_bytes(changed.read_bytes() + b" ")
    with pytest.raises(InputError, match=r"versions/definitief/data/inputs/parameters\.csv"):
        make_pack(rounds, tmp_path / "pakket")
    assert not (tmp_path / "pakket").exists()


@pytest.mark.long
def test_a_disk_that_refuses_leaves_what_was_there(root, pack, tmp_path):
    """At the last file: the pack that stood there is whole, and nothing stands beside it."""
    target = Path(shutil.copytree(pack, tmp_path / "pakket"))

    def full(file: Path, content: bytes) -> None:
        if file.name == SUMS:
            raise OSError(28, "vol")
        write(file, content)

    write = build.write
    with patch.object(build, "write", full), pytest.raises(OSError, match="vol"):
        make_pack(root, target)
    assert contents(target) == contents(pack)
    assert [path.name for path in tmp_path.iterdir()] == ["pakket"]


@pytest.mark.long
def test_the_notebook_knows_what_is_not_there_breaks_or_is_not_scored(root, pack, tmp_path):
    """It recomputes such a pack too: without that score, and with benchmarks of the months since the break."""
    scored = {row["indicator"] for row in rows(pack, "scores.csv") if row["score"] == "afwijking" and row["ronde"]}
    name = sorted(scored - {"asiel.instroom_eerste"})[0]
    said = ("2023", name, "~"), ("2022-01", "asiel.instroom_eerste", ":"), ("2021", "nidos.instroom", ".")
    other = tmp_path / "rounds"
    shutil.copytree(root, other)
    (other / NEW / "inputs" / "onbekend.csv").write_text(
        "periode;indicator;teken;reden;bron\n" + "".join(f"{';'.join(row)};een reden;toets\n" for row in said),
        encoding="utf-8",
    )
    made = make_pack(other, tmp_path / "pakket").parent
    assert {row["indicator"] for row in rows(made, "scores.csv") if row["indicator"] == name and row["ronde"]} == set()
    assert [row["niet_gescoord"] for row in rows(made, "uitkomsten.csv") if row["indicator"] == name][-1] == "een reden"
    assert [row["reeks_vanaf"] for row in rows(made, "rondes.csv")][-1] == "2022-01"
    absent = [row for row in rows(made, "realisaties.csv") if not row["waarde"] and row["volgorde"]]
    assert {(row["indicator"], row["periode"], row["status"]) for row in absent} == {
        ("nidos.instroom", "2021", "niet gepubliceerd")
    }
    done = recompute(made)
    assert done.returncode == 0, done.stderr
    assert f"{len(rows(made, 'scores.csv'))} scores nagerekend, alle gelijk" in done.stdout
