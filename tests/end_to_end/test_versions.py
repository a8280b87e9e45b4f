"""A version of a whole report: frozen as it was produced, verified elsewhere, with today's code and with its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.workplace import SMALL, Workplace

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.long
"""A whole report is made for these; tests/archive holds freeze and verify to the same on small versions."""


@pytest.fixture(scope="module")
def kept(workplace, everything, tmp_path_factory) -> Workplace:
    """What was produced, in another folder and frozen there."""
    folder = tmp_path_factory.mktemp("archief") / "map met spatie"
    shutil.copytree(workplace.folder, folder)
    place = Workplace(folder)
    place.mpp("freeze", SMALL, "--as", "concept-1", "--audience", "werkgroep")
    return place


def test_a_version_holds_the_whole_report(kept):
    data = kept.round() / "versions" / "concept-1" / "data"
    held = {path.relative_to(data).parts[0] for path in data.rglob("*") if path.is_file()}
    assert held == {
        *("report", "workbooks", "data", "notebooks", "inputs", "registers", "text", "code", "metadata"),
        *("round.yml", "decisions.yml", "results.csv", "requirements.lock", "environment.json"),
    }
    assert sorted(path.name for path in (data / "report").iterdir()) == [
        "MPP-bijlagen-_klein.pdf",
        "MPP-rapportage-_klein.html",
        "MPP-rapportage-_klein.pdf",
    ]
    assert len(list((data / "workbooks").iterdir())) == 4
    assert len(list((data / "notebooks").iterdir())) > 10


def test_it_verifies_in_another_place(kept, tmp_path):
    """Another folder, locale and time zone; the register and the version alone are enough."""
    shutil.copytree(kept.round() / "versions", tmp_path / "rounds" / SMALL / "versions")
    shutil.copy(kept.folder / "rounds" / "versies.csv", tmp_path / "rounds")
    environment = {**os.environ, "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    command = [sys.executable, "-m", "mpp_lib", "-C", str(tmp_path), "verify", f"{SMALL}/concept-1"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "bestanden in orde, keten in orde" in done.stdout
    assert "alle gelijk" in done.stdout


def test_the_same_report_is_not_frozen_twice(kept):
    """Its footer does not name the version that there is now; once made again it does, in every document."""
    told = kept.mpp("freeze", SMALL, "--as", "concept-2", expect=1).stderr
    assert f"maak eerst: mpp produce {SMALL}" in told


def test_the_productiemodel_and_a_monitor_are_kept_apart(kept):
    """Under one roof of names; without a page of its own the Prognose has to be made first."""
    kept.mpp("freeze", SMALL, "--as", "model-1", "--product", "productiemodel")
    assert "al een versie" in kept.mpp("freeze", SMALL, "--as", "model-1", expect=1).stderr
    answer = kept.answer("verify", f"{SMALL}/model-1", "--json")
    assert answer["ok"]
    told = kept.mpp("freeze", SMALL, "--as", "prognose-1", "--product", "prognose", expect=1).stderr
    assert f"maak eerst: mpp produce {SMALL} --product prognose" in told


def test_every_file_counts(kept):
    """One flipped bit in any file of the version is named with that file, or with what holds its checksum."""
    from mpp_lib.archive.chain import check_chain
    from mpp_lib.inputs.bag.check import check_bag

    bag = kept.round() / "versions" / "concept-1"
    for path in sorted(bag.rglob("*")):
        path.chmod(0o700)
    for at, path in enumerate(sorted(path for path in bag.rglob("*") if path.is_file())):
        whole = path.read_bytes()
        place = at * 7919 % len(whole)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << at % 8]) + whole[place + 1 :])
        relative = path.relative_to(bag).as_posix()
        named = {problem.file for problem in check_bag(bag)}
        assert relative in named or path.name == "tagmanifest-sha256.txt", relative
        assert named or check_chain(kept.folder / "rounds").problems, relative
        path.write_bytes(whole)
    assert check_bag(bag) == []


def test_its_own_code_gives_its_own_numbers(kept):
    """In an environment with nothing but its lock and its wheel; this asks pip for the packages."""
    answer = kept.answer("verify", f"{SMALL}/concept-1", "--frozen-code", "--json")
    assert answer["ok"]
    assert answer["numbers"]["compared"] > 1_000
