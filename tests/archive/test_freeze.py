"""A version is what was produced, whole, under a name of its own, and nothing that a partner did not agree to."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
from filelock import FileLock

from mpp_lib.archive import bag, shelf
from mpp_lib.archive.freeze import freeze
from mpp_lib.archive.freezing import Freezing
from mpp_lib.base.errors import ArchiveError, InputError
from mpp_lib.inputs.bag.check import check_bag
from mpp_lib.inputs.versions import registered
from tests.support.frozen import PROGNOSE, archive, frozen, made_round, make_report, nothing_stale, wrong

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_round(tmp_path / "rounds")


def refusal(*asked: str, folder: Path) -> str:
    with nothing_stale(), pytest.raises(InputError) as caught:
        freeze(Freezing(folder, *asked))
    return str(caught.value)


def test_a_version_holds_what_was_made_and_what_it_was_made_from(folder):
    version = frozen(folder, "prognose-1")
    assert check_bag(version.folder) == []
    held = {path.relative_to(version.data).as_posix() for path in version.data.rglob("*") if path.is_file()}
    assert held == {
        "round.yml",
        "decisions.yml",
        "results.csv",
        "requirements.lock",
        "environment.json",
        "metadata/dublincore.xml",
        "code/mpp_lib-0.1.0-py3-none-any.whl",
        "report/MPP-prognose-_klein.html",
        "report/MPP-prognose-_klein.pdf",
        *(f"inputs/{name}.csv" for name in ("scenarios", "experts", "realisaties", "parameters")),
    }
    assert (version.data / "inputs/scenarios.csv").read_bytes() == (folder / "inputs/scenarios.csv").read_bytes()
    assert version.info["MPP-State"] == ("besproken",)
    assert version.info["Bagging-Date"] == ("2024-04-15",)


def test_nothing_of_the_machine_or_its_user_is_in_it(folder):
    """Neither a folder, a user or host name nor the moment of now."""
    version = frozen(folder, "prognose-1")
    said = json.loads((version.data / "environment.json").read_bytes())
    assert sorted(said) == ["lock", "model", "mpp-lib", "packages", "python", "renderer", "seed"]
    assert said["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    texts = [path.read_bytes() for path in version.folder.rglob("*") if path.suffix in (".txt", ".json", ".xml")]
    for trace in (str(folder.parent), os.uname().nodename if hasattr(os, "uname") else "", str(Path.home())):
        assert not trace or not any(trace.encode() in text for text in texts), trace


def test_the_code_goes_along_without_what_its_notebooks_showed(folder):
    """Every notebook with the cells that run, and nothing else of it is other than in the project."""
    version = frozen(folder, "prognose-1")
    with zipfile.ZipFile(version.data / "code" / "mpp_lib-0.1.0-py3-none-any.whl") as code:
        for path in sorted((ROOT / "analysis").glob("*.ipynb")):
            kept = json.loads(code.read(f"mpp_lib/_project/analysis/{path.name}"))
            whole = json.loads(path.read_bytes())
            assert any(cell.get("outputs") for cell in whole["cells"]), path.name
            for cell in whole["cells"]:
                cell.update({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {})
            assert kept == whole, path.name


def test_the_same_version_anywhere_is_the_same_bytes(folder, tmp_path):
    """In another folder, locale and time zone, at another moment, in another process."""
    here = frozen(folder, "prognose-1")
    there = made_round(tmp_path / "elders" / "rounds")
    environment = {**os.environ, "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    command = [sys.executable, "-m", "tests.support.frozen", str(there), "prognose-1"]
    subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True)
    assert archive(there.parent) == archive(folder.parent)
    assert registered(there.parent)[0].head == here.head


@pytest.mark.skipif(os.name != "posix", reason="kent deze rechten niet")
def test_nobody_can_write_in_it(folder):
    version = frozen(folder, "prognose-1")
    modes = [path.stat().st_mode for path in (version.folder, *version.folder.rglob("*"))]
    assert not any(mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) for mode in modes)


@pytest.mark.parametrize("name", ["Concept 1", "../weg", "", ".x", "x.", "con", "nul.1", "a" * 32])
def test_a_name_that_some_system_refuses_is_refused(folder, name):
    assert "dit is geen naam voor een versie" in refusal(name, PROGNOSE, folder=folder)


def test_what_cannot_be_meant_is_told_at_once(folder):
    told = refusal("X", "monitor-2024-13", "iedereen", folder=folder)
    assert [line.split(":")[0] for line in told.splitlines()] == [
        f"_klein, {option}" for option in ("--as", "--audience", "--product")
    ]


def test_a_name_is_taken_once_in_a_round_whatever_the_product(folder):
    """And what stands there is left as it is."""
    frozen(folder, "v1")
    before = archive(folder.parent)
    for product in (PROGNOSE, "rapportage"):
        assert "kent al een versie met deze naam, van product prognose" in refusal("v1", product, folder=folder)
    (folder / "versions" / "v2").mkdir()
    assert "hier staat al een map" in refusal("v2", PROGNOSE, folder=folder)
    assert archive(folder.parent) == before


def test_what_was_not_made_has_to_be_made_first(folder):
    """The real rule: nothing was made by a run, whatever files lie there."""
    with pytest.raises(InputError, match="maak eerst: mpp produce _klein --product prognose"):
        freeze(Freezing(folder, "v1", PROGNOSE))
    with pytest.raises(InputError, match="maak eerst: mpp monitor _klein --until 2024-07"):
        freeze(Freezing(folder, "v1", "monitor-2024-07"))
    with pytest.raises(InputError, match="maak eerst: mpp produce _klein\\."):
        freeze(Freezing(folder, "v1", "productiemodel"))
    assert archive(folder.parent) == {}


def test_figures_go_no_further_than_the_partner_agreed(folder):
    """A delivery is for those named and for who stands closer; one that the product does not hold has no say."""
    deliveries = folder / "inputs" / "leveringen.csv"
    deliveries.write_text(
        "bestand;partner;versie;status;doelgroepen;datum\n"
        "scenarios.csv;APM;v1;concept;groep, werkgroep;2024-04-02\n"
        "ind_prognoseplan.csv;IND;v1;concept;apm;2024-04-02\n",
        encoding="utf-8",
    )
    assert "APM deelt scenarios.csv niet met deelberaden" in refusal("v1", PROGNOSE, "deelberaden", folder=folder)
    for audience in ("apm", "groep", "werkgroep"):
        assert frozen(folder, audience, audience).info["MPP-Audience"] == (audience,)
    told = refusal("v1", "rapportage", "groep", folder=folder)
    assert "IND deelt ind_prognoseplan.csv niet met groep" in told


def test_a_second_run_is_refused_while_the_first_goes_on(folder):
    with FileLock(folder.parent / shelf.LOCK), pytest.raises(ArchiveError, match="Er wordt al een versie bewaard"):
        frozen(folder, "v1")
    assert frozen(folder, "v1").present


def test_what_changes_meanwhile_is_not_kept(folder):
    """The inputs are read once; when they are no longer what was made, nothing is kept."""
    from mpp_lib.archive import freeze as module

    def meanwhile(*arguments):
        for file in (folder / "build" / PROGNOSE).glob("MPP-*.pdf"):
            file.unlink()
        return {}

    with patch.object(module, "_payload", meanwhile), pytest.raises(ArchiveError, match="veranderd terwijl"):
        frozen(folder, "v1")
    assert archive(folder.parent) == {}


@pytest.mark.parametrize("write", [0, 1, 7, 14, 15, 16, 17])
def test_a_full_disk_leaves_the_archive_as_it_was(folder, write):
    """Whichever write is the one that no longer fits: a file of the bag, a manifest, or the register."""
    frozen(folder, "v1")
    before, count = archive(folder.parent), iter(range(1_000))

    def full(descriptor: int) -> None:
        if next(count) == write:
            raise OSError(errno.ENOSPC, "No space left on device")

    with patch.object(bag.os, "fsync", full), pytest.raises(OSError, match="No space"):
        frozen(folder, "v2")
    assert archive(folder.parent) == before
    assert frozen(folder, "v2").present


def test_what_a_killed_run_left_is_finished_or_removed(folder):
    """Registered and not yet named: it gets its name. Not registered: it goes. A link is left alone."""
    root, version = folder.parent, frozen(folder, "v1")
    whole = archive(root)
    version.folder.rename(version.folder.with_name(".v1.abc.half"))
    shutil.copytree(version.folder.with_name(".v1.abc.half") / "data", folder / "versions" / ".v2.def.half")
    if os.name == "posix":
        (root / "buiten").mkdir()
        (folder / "versions" / ".v3.half").symlink_to(root / "buiten")
    assert wrong(root) == set()
    assert archive(root) == whole
    assert {path.name for path in (folder / "versions").iterdir()} <= {"v1", ".v3.half"}


def test_a_name_that_tools_read_differently_is_refused_as_a_file(folder):
    (folder / "review").mkdir()
    (folder / "review" / "a%0Ab.json").write_text("{}", encoding="utf-8")
    assert "deze naam leest niet elk systeem gelijk" in refusal("v1", PROGNOSE, folder=folder)
    assert archive(folder.parent) == {}


def test_what_an_archive_asks_for_goes_along(folder):
    (folder / "mdto.xml").write_text("<MDTO/>", encoding="utf-8")
    assert (frozen(folder, "v1").data / "metadata" / "mdto.xml").read_bytes() == b"<MDTO/>"


def test_no_change_goes_without_a_line_in_the_ledger(folder):
    """Between two versions of the report; the first has nothing to account for."""
    make_report(folder)
    with nothing_stale():
        freeze(Freezing(folder, "v1", "rapportage"))
    parameters = folder / "inputs" / "parameters.csv"
    text = parameters.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("uitval_spoor4;"))
    name, month, scenario, value, *rest = line.split(";")
    parameters.write_text(text.replace(line, ";".join([name, month, scenario, "0,02", *rest])), encoding="utf-8")
    told = refusal("v2", "rapportage", folder=folder)
    assert f"wijzigingen.csv, inputs/parameters.csv, {name}/{month}" in told
    ledger = "datum;bestand;sleutel;oud;nieuw;partner;grond;gremium;toelichting\n"
    ledger += f"2024-04-02;inputs/parameters.csv;{name}/{month};{value};0,02;IND;nieuwe telling;werkgroep;\n"
    (folder / "wijzigingen.csv").write_text(ledger, encoding="utf-8")
    make_report(folder)
    with nothing_stale():
        version = freeze(Freezing(folder, "v2", "rapportage"))
    assert (version.data / "wijzigingen.csv").read_text(encoding="utf-8") == ledger
    assert (version.data / "banden.csv").read_bytes() == (folder / "build" / "banden.csv").read_bytes()
    assert wrong(folder.parent) == set()
