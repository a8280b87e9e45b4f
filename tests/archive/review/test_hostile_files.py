"""A stranger's file takes no time that matters, hides nothing, and leaves no comment or round behind that is lost."""

import io
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.archive.review.invitations import invite
from mpp_lib.archive.review.word import word_document
from mpp_lib.base.errors import InputError
from mpp_lib.inputs.review import pdf_notes, read_annotations
from mpp_lib.inputs.review.annotation import MAX_TEXT
from mpp_lib.inputs.review.overview import overview
from tests.support.reviewed import PARTNERS, annotation, kept, on_words, reviewed_round, said, write

AT_MOST = 5.0
"""Seconds of work for files that took minutes; what is read in one walk takes a tenth of a second."""
WORDS = on_words("sec-samenvatting-a1")


@pytest.fixture
def folder(tmp_path):
    return reviewed_round(tmp_path / "rounds")


def refused(folder, *paths, by=""):
    """What is refused; nothing is written."""
    before = kept(folder)
    with pytest.raises(InputError) as error:
        import_comments(folder, list(paths), by)
    assert kept(folder) == before
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("open.html", "<script>" * 400_000),
        ("lang.html", f"<script {'a-' * 249}></script>" * 30_000),
        ("dubbel.json", "{" + ",".join(f'"{number}":0' for number in range(400_000)) + ',"x":0,"x":0}'),
    ],
)
def test_a_file_that_asks_for_patience_is_refused_at_once(folder, tmp_path, name, text):
    """Scripts that are never closed, tags of nothing but names, a double key behind many others."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    began = time.process_time()
    (told,) = refused(folder, path)
    assert time.process_time() - began < AT_MOST
    assert told.startswith(name)


def test_null_is_no_file_of_comments(folder, tmp_path):
    """Neither as it comes in nor in the place of what is kept, which an import would else replace."""
    path = tmp_path / "leeg.json"
    path.write_text("null", encoding="utf-8")
    assert refused(folder, path) == [
        "leeg.json: dit is geen blok met sleutels (gevonden: niets). Verwacht: een blok met @context, id, type, items."
    ]
    import_comments(folder, [write(tmp_path / "a.json", annotation("a", WORDS, said("Ja?")))])
    (folder / "review" / "concept-1.json").write_text("null", encoding="utf-8")
    (told,) = refused(folder, write(tmp_path / "b.json", annotation("b", WORDS, said("Nee?"))))
    assert told.startswith("_klein/review/concept-1.json: dit is geen blok met sleutels")


def test_no_more_is_taken_in_than_can_be_read_again(folder, tmp_path, monkeypatch):
    """Files that are small enough each can be too large together, and the round would be closed for good."""
    monkeypatch.setattr(read_annotations, "MAX_COMMENTS", 3)
    files = [
        write(tmp_path / f"{name}.json", *(annotation(f"{name}{number}", WORDS, said("Ja?")) for number in range(2)))
        for name in "ab"
    ]
    import_comments(folder, files[:1])
    assert refused(folder, files[1]) == [
        "_klein/review/concept-1.json, items: met deze bestanden erbij is dit niet meer te lezen: het bestand is te "
        "groot (gevonden: 4 opmerkingen). Verwacht: ten hoogste 3."
    ]
    assert len(overview(folder)) == 2


def form(folder, path, *answers, partner="COA"):
    """A filled form: rows with the mark of a place and what is said of it, below one another."""
    book = openpyxl.load_workbook(io.BytesIO(invite(folder, partner, "", by_form=True).content))
    sheet = book["Reacties"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    for row, (mark, words) in enumerate(answers, start=4):
        for heading, text in {"kenmerk van de plaats": mark, "soort": "vraag", "opmerking": words}.items():
            sheet.cell(row, columns[heading]).value = text
    book.save(path)
    return path


def test_two_rows_on_one_place_are_two_comments(folder, tmp_path):
    """Who has more to say copies a row; said twice it is one comment still."""
    mark = "sec-samenvatting-a1"
    path = form(folder, tmp_path / "coa.xlsx", (mark, "Eerst"), (mark, "Ook"), (mark, "Eerst"))
    assert import_comments(folder, [path]).counts["new"] == 2
    assert import_comments(folder, [path]).counts == {"new": 0, "changed": 0, "known": 2, "unconfirmed": 0}
    assert {one.comment.text for one in overview(folder)} == {"Eerst", "Ook"}


def pdf(path, *notes):
    """An empty page with notes: keys and values beside those of a note at one and the same place."""
    book = pikepdf.new()
    book.add_blank_page()
    plain = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Text, "/Rect": [1, 1, 2, 2]}
    made = [book.make_indirect(pikepdf.Dictionary({**plain, **note})) for note in notes]
    book.pages[0].Annots = pikepdf.Array(made)
    book.save(path)
    return path


def test_two_notes_at_one_place_of_a_pdf_are_two_comments(folder, tmp_path):
    path = pdf(tmp_path / "coa.pdf", {"/Contents": "Eerst"}, {"/Contents": "Ook"})
    assert import_comments(folder, [path], by="COA").counts["new"] == 2
    assert import_comments(folder, [path], by="COA").counts["known"] == 2


@pytest.mark.parametrize("day", ["D:19990101000000", "D:20241340000000", "D:99999999999999"])
def test_a_note_of_a_day_that_does_not_exist_comes_in(folder, tmp_path, day):
    """What a program wrote there is not what is said."""
    path = pdf(tmp_path / "coa.pdf", {"/Contents": "Eerst", "/M": day})
    assert import_comments(folder, [path], by="COA").counts["new"] == 1


def test_no_part_of_a_comment_is_left_out(folder, tmp_path):
    """What is too long is refused, with its place: cut off it would say something else."""
    path = pdf(tmp_path / "coa.pdf", {"/Contents": "Kort"}, {"/Contents": "a" * (MAX_TEXT + 1), "/NM": "lang"})
    (told,) = refused(folder, path, by="COA")
    assert told.startswith("coa.pdf, bladzijde 1, opmerking 2")
    assert "de tekst is te lang" in told


@pytest.mark.skipif(sys.platform == "win32", reason="a system without signals")
@pytest.mark.parametrize("end", ["kill -SEGV $$", "exec sleep 30"])
def test_a_pdf_that_breaks_or_holds_its_reader_is_refused(folder, tmp_path, monkeypatch, end):
    """The library that reads it is no Python: it can fall, or go on for ever, and nothing else with it."""
    reader = tmp_path / "lezer"
    reader.write_text(f"#!/bin/sh\n{end}\n", encoding="utf-8")
    reader.chmod(0o700)
    monkeypatch.setattr(pdf_notes.sys, "executable", str(reader))
    monkeypatch.setattr(pdf_notes, "PATIENCE", 0.5)
    (told,) = refused(folder, pdf(tmp_path / "coa.pdf", {"/Contents": "Eerst"}), by="COA")
    assert told.startswith("coa.pdf: de PDF is niet te lezen, te groot om te lezen, of met een wachtwoord beveiligd.")


def test_what_reads_a_pdf_ends_by_itself(tmp_path):
    """Also where the run that asked for it was killed, and the file never comes to its end."""
    source = Path(pdf_notes.__file__).read_text(encoding="utf-8")
    lasting = tmp_path / "lezer.py"
    lasting.write_text(source.replace("PATIENCE = 20\n", "PATIENCE = 1\n", 1), encoding="utf-8", newline="\n")
    with subprocess.Popen([sys.executable, str(lasting)], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as reader:
        assert reader.wait(timeout=30) == 1


def test_nobody_is_invited_by_damaged_registers(folder):
    """The register is what is wrong, not the partner that cannot be read in it; no copy goes out."""
    (folder / "registers" / "partners.csv").write_text(PARTNERS + "COA;werkgroep;cijfers;lid;;\n", encoding="utf-8")
    for go_out in (
        lambda: invite(folder, "COA", "", by_form=True),
        lambda: invite(folder, "COA", "", by_form=False),
        lambda: word_document(folder, ""),
    ):
        with pytest.raises(InputError) as error:
            go_out()
        (told,) = error.value.problems
        assert (told.round, told.file, told.where) == ("_klein", "registers/partners.csv", "rij 8")
    assert kept(folder) == {}


def test_what_is_wrong_in_the_round_is_told_by_the_round(folder, tmp_path):
    """Unlike what is wrong in the file that was brought."""
    (folder / "registers" / "partners.csv").write_bytes(b"\xff\xfe")
    (told,) = refused(folder, write(tmp_path / "a.json", annotation("a", WORDS, said("Ja?"), partner="APM")))
    assert told.startswith("_klein/registers/partners.csv: de tekencodering is onjuist")


def test_an_invited_name_is_no_formula(folder, tmp_path):
    """In the register, which people open; it still is who it is, also after the next invitation."""
    name = "=HYPERLINK(1)"
    (folder / "registers" / "partners.csv").write_text(f"{PARTNERS}'{name};werkgroep;cijfers;lid;;\n", encoding="utf-8")
    path = form(folder, tmp_path / "r.xlsx", ("sec-samenvatting-a1", "Eerst"), partner=name)
    invite(folder, "COA", "", by_form=True)
    lines = (folder / "review" / "uitnodigingen.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(";")[0] for line in lines] == ["partner", f"'{name}", "COA"]
    assert import_comments(folder, [path]).counts["unconfirmed"] == 0


def test_a_form_that_lost_a_piece_is_refused(folder, tmp_path):
    """Wherever the piece was: the library finds parts by where they end, and may look before the beginning."""
    path = form(folder, tmp_path / "coa.xlsx", ("sec-samenvatting-a1", "Eerst"))
    whole = path.read_bytes()
    for at in range(0, len(whole) - 200, len(whole) // 20):
        path.write_bytes(whole[:at] + whole[at + 150 :])
        with suppress(InputError):
            import_comments(folder, [path])


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-be", "utf-16-le", "utf-7", "cp037"])
def test_no_encoding_hides_a_part_of_a_workbook(folder, tmp_path, encoding):
    """Some reader takes it for XML, whatever this one sees."""
    path = form(folder, tmp_path / "r.xlsx", ("sec-samenvatting-a1", "Eerst"))
    part = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'.encode(encoding)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as whole, zipfile.ZipFile(path, "w") as other:
        for each in whole.namelist():
            other.writestr(each, part if each == "docProps/core.xml" else whole.read(each))
    assert refused(folder, path) == [
        "r.xlsx: een onderdeel van het werkboek is beschadigd (gevonden: docProps/core.xml). "
        "Verwacht: een Excel-werkboek (.xlsx)."
    ]
