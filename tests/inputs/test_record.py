"""What counts as made before: the same key, and every file byte for byte; of a damaged record nothing counts."""

import os
from pathlib import Path

import pytest

from mpp_lib.inputs.record import Record


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "een.csv", tmp_path / "twee.html"]
    for file in made:
        file.write_text(f"dit is {file.name}", encoding="utf-8")
    return made


@pytest.fixture
def record(tmp_path: Path, files: list[Path]) -> Record:
    written = Record(tmp_path / "rapport.json")
    written.write("sleutel", files)
    return written


def test_what_was_made_is_held(record, files):
    """All of it, and each part of it."""
    assert record.holds("sleutel", files)
    assert record.holds("sleutel", files[1:])


def test_another_key_or_another_file_is_not(record, files, tmp_path):
    """Nor a file that the record does not name."""
    other = tmp_path / "drie.pdf"
    other.write_bytes(b"")
    assert not record.holds("andere sleutel", files)
    assert not record.holds("sleutel", [*files, other])


@pytest.mark.parametrize("change", [lambda text: text.replace("d", "b", 1), lambda text: "", None])
def test_a_file_that_changed_is_not_what_was_made(record, files, change):
    """One letter, everything, or the file itself."""
    if change is None:
        files[0].unlink()
    else:
        files[0].write_text(change(files[0].read_text(encoding="utf-8")), encoding="utf-8")
    assert not record.holds("sleutel", files)
    assert record.holds("sleutel", files[1:])


DAMAGED = {
    "leeg": b"",
    "halverwege": b'{"key": "sleutel", "fi',
    "geen JSON": b"sleutel",
    "een lijst": b"[]",
    "een getal": b"3",
    "zonder bestanden": b'{"key": "sleutel"}',
    "bestanden als tekst": b'{"key": "sleutel", "files": "een.csv"}',
    "bestanden als niets": b'{"key": "sleutel", "files": null}',
    "geen tekst": b"\xff\xfe\x00",
    "heel diep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_record_holds_nothing(record, files, content):
    """It is told apart from a record, and never stops a run."""
    record.path.write_bytes(content)
    assert not record.holds("sleutel", files)
    record.write("sleutel", files)
    assert record.holds("sleutel", files)


@pytest.mark.skipif(os.name != "posix", reason="kent geen pijp met een naam")
@pytest.mark.parametrize("place", [lambda path: os.mkfifo(path), lambda path: path.symlink_to("/dev/zero"), Path.mkdir])
@pytest.mark.parametrize("which", ["record", "file"])
def test_what_would_be_read_for_ever_is_not_read(record, files, place, which):
    """A pipe, a device or a folder in the place of the record or of what was made: it is not what was made."""
    path = record.path if which == "record" else files[0]
    path.unlink()
    place(path)
    assert not record.holds("sleutel", files)


def test_a_folder_in_its_place_holds_nothing(record, files):
    """What cannot be read at all is damaged too."""
    record.forget()
    record.path.mkdir()
    assert not record.holds("sleutel", files)
