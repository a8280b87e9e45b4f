"""A bag is the same bytes whatever writes it, other tools find it right, and nothing in it changes unseen."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import bagit
import pytest

from mpp_lib.archive.bag import write_bag
from mpp_lib.inputs.bag.check import check_bag
from mpp_lib.inputs.bag.form import TAG_FILES, files_in, head_of

ROOT = Path(__file__).resolve().parents[2]
PAYLOAD = {
    "round.yml": b"round: 2024-1\n",
    "inputs/scenarios.csv": b"jaar;kans\n2024;1\n",
    "inputs/Z laatste.csv": b"",
    "text/Prognose é.md": "één\n".encode(),
}
INFO = (("Source-Organization", "APM"), ("External-Description", "Titel:  met\n een dubbele punt"))


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    write_bag(tmp_path / "zak", PAYLOAD, INFO)
    return tmp_path / "zak"


def test_what_was_written_is_right(bag):
    assert check_bag(bag) == []
    assert {path for path in files_in(bag) if not path.startswith("data/")} == set(TAG_FILES)
    assert (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines()[1:] == [
        "External-Description: Titel: met een dubbele punt",
        f"Payload-Oxum: {sum(map(len, PAYLOAD.values()))}.{len(PAYLOAD)}",
    ]


def test_other_tools_find_it_right(bag):
    """``sha256sum`` on each manifest, and the manifest that the library of the Library of Congress makes itself."""
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        if shutil.which("sha256sum"):
            subprocess.run(["sha256sum", "--check", "--strict", "--quiet", manifest], cwd=bag, check=True)
    again = bag.with_name("andere")
    shutil.copytree(bag / "data", again)
    bagit.make_bag(str(again), checksums=["sha256"])
    theirs = sorted((again / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines())
    assert theirs == sorted((bag / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines())


def test_the_same_bytes_anywhere(bag, tmp_path):
    """In another folder, locale and time zone, and with the files given in another order or on disk."""
    on_disk = tmp_path / "los"
    on_disk.write_bytes(PAYLOAD["round.yml"])
    other = dict(reversed(PAYLOAD.items())) | {"round.yml": on_disk}
    assert write_bag(tmp_path / "elders" / "zak", other, INFO) == head_of(bag)
    code = "import sys; from tests.archive.test_bag import *; write_bag(Path(sys.argv[1]), PAYLOAD, INFO)"
    environment = {**os.environ, "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    subprocess.run([sys.executable, "-c", code, tmp_path / "ver"], env=environment, check=True, cwd=ROOT)
    assert head_of(tmp_path / "ver") == head_of(bag)


@pytest.mark.parametrize("path", ["a%0Ab", "a\nb", "a\\b"])
def test_a_name_that_tools_read_differently_is_refused(tmp_path, path):
    with pytest.raises(ValueError, match="a"):
        write_bag(tmp_path / "zak", {path: b""}, INFO)


def test_every_bit_counts(bag):
    """One flipped bit anywhere in the bag is named with the file it is in, or the manifest that is about that file."""
    for path in files_in(bag):
        whole = (bag / path).read_bytes()
        for at in range(len(whole)):
            for bit in (1 << at % 8, 0x80):
                (bag / path).write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
                assert check_bag(bag), f"{path}, byte {at}"
        (bag / path).write_bytes(whole)
    assert check_bag(bag) == []


def _one_letter(bag: Path) -> None:
    """Capitals in a checksum: the library ``bagit`` reads them alike."""
    file = bag / "tagmanifest-sha256.txt"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[:64].upper() + text[64:], encoding="utf-8")


def _other_order(bag: Path) -> None:
    file = bag / "manifest-sha256.txt"
    file.write_text("".join(reversed(file.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")


CHANGES = {
    "een letter in het tagmanifest": _one_letter,
    "het tagmanifest weg": lambda bag: (bag / "tagmanifest-sha256.txt").unlink(),
    "een tagbestand erbij": lambda bag: (bag / "extra.txt").write_text("x", encoding="utf-8"),
    "een ander manifest erbij": lambda bag: (bag / "manifest-md5.txt").write_text("", encoding="utf-8"),
    "een adreslijst erbij": lambda bag: (bag / "fetch.txt").write_text("", encoding="utf-8"),
    "een map met tags erbij": lambda bag: (bag / "tags").mkdir() or (bag / "tags" / "x.txt").write_bytes(b""),
    "een bestand erbij": lambda bag: (bag / "data" / "extra.txt").write_bytes(b""),
    "een bestand weg": lambda bag: (bag / "data" / "round.yml").unlink(),
    "een lege map erbij": lambda bag: (bag / "data" / "leeg").mkdir(),
    "een andere naam": lambda bag: (bag / "data" / "round.yml").rename(bag / "data" / "Round.yml"),
    "regels in andere volgorde": _other_order,
    "een lege regel": lambda bag: (bag / "bag-info.txt").write_bytes((bag / "bag-info.txt").read_bytes() + b"\n"),
    "geen bagit.txt": lambda bag: (bag / "bagit.txt").unlink(),
    "geen data": lambda bag: shutil.rmtree(bag / "data"),
    "alles weg": lambda bag: shutil.rmtree(bag),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_named(bag, change):
    change(bag)
    assert check_bag(bag)


@pytest.mark.parametrize("name", ["een letter in het tagmanifest", "het tagmanifest weg", "een tagbestand erbij"])
def test_what_the_library_lets_pass(bag, name):
    """Why a canonical form is needed: ``bagit`` by itself finds nothing wrong with these."""
    CHANGES[name](bag)
    assert bagit.Bag(str(bag)).is_valid()


@pytest.mark.skipif(os.name != "posix", reason="een verwijzing vraagt daar om rechten")
def test_a_link_is_no_file(bag, tmp_path):
    """Also where it leads to the very same bytes, and as a folder."""
    shutil.move(bag / "data" / "round.yml", tmp_path / "buiten")
    (bag / "data" / "round.yml").symlink_to(tmp_path / "buiten")
    assert [each.file for each in check_bag(bag)] == ["data/round.yml"]
    (bag / "data" / "round.yml").unlink()
    shutil.move(bag / "data" / "text", tmp_path / "tekst")
    (bag / "data" / "text").symlink_to(tmp_path / "tekst")
    assert [each.file for each in check_bag(bag)] == ["data/text"]
