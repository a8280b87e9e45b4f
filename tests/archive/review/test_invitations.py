"""A copy or a form goes out to a partner; what is written in it comes back confirmed, cell by cell."""

import hashlib
import io
import re

import openpyxl
import pytest

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.archive.review.invitations import invite
from mpp_lib.base.errors import InputError
from mpp_lib.inputs.review.overview import overview
from mpp_lib.inputs.review.versions_read import VersionsRead
from tests.support.reviewed import COA, FIRST, annotation, kept, on_words, reviewed_round, said, write

HEAD = 3


@pytest.fixture
def folder(tmp_path):
    return reviewed_round(tmp_path / "rounds")


def book_of(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def row_of(sheet, mark):
    """The row of a place, and the column of each heading."""
    columns = {cell.value: cell.column for cell in sheet[HEAD]}
    at = columns["kenmerk van de plaats"]
    return next(row for row in range(HEAD + 1, sheet.max_row + 1) if sheet.cell(row, at).value == mark), columns


def fill(sheet, mark, **answers):
    row, columns = row_of(sheet, mark)
    for heading, text in answers.items():
        sheet.cell(row, columns[heading]).value = text
        sheet.cell(row, columns[heading]).data_type = "s"
    return row


def test_a_copy_is_the_page_with_a_token_that_stands_nowhere_else(folder, tmp_path):
    """Without the two lines it is the page, to the byte; the register has the checksum of the token."""
    made = invite(folder, "coa", "", by_form=False).content.decode()
    asked = r'\n<meta name="mpp-soorten" content="feitelijke onjuistheid;vraag;suggestie;akkoord">'
    line = re.search(rf'\n<meta name="mpp-uitnodiging" content="COA:([\w-]{{43}})">{asked}', made)
    assert made.replace(line[0], "") == VersionsRead(folder).file("concept-1").read_text()
    assert line.start() < made.index("<title>")
    token = line[1]
    register = (folder / "review" / "uitnodigingen.csv").read_text()
    checksum = hashlib.sha256(token.encode()).hexdigest()
    assert register == f"partner;versie;controlegetal\nCOA;concept-1;{checksum}\n"
    import_comments(
        folder, [write(tmp_path / "r.json", annotation("a", on_words("tbl-coa"), said("Ja", "akkoord"), token=token))]
    )
    assert [one.state for one in overview(folder)] == ["open"]
    again = invite(folder, "COA", "", by_form=False).content.decode()
    assert token not in again
    assert len((folder / "review" / "uitnodigingen.csv").read_text().splitlines()) == 3


def test_a_form_holds_the_places_of_the_version_and_the_own_figures(folder):
    """Numbered, in the order of the page; only the cells to fill are open; the kinds are a list."""
    book = book_of(invite(folder, "COA", "", by_form=True).content)
    assert book.sheetnames == ["Toelichting", "Reacties", "Eigen cijfers"]
    places = [[cell.value for cell in row[:4]] for row in book["Reacties"].iter_rows(min_row=HEAD + 1)]
    assert places == [
        ["1", "paragraaf", "Samenvatting", "sec-samenvatting"],
        *([str(number), "alinea", text, name] for number, (name, text) in enumerate(FIRST.items(), 2)),
        ["5", "tabel", "Bezetting", "tbl-coa"],
    ]
    figures = [[cell.value for cell in row[2:7]] for row in book["Eigen cijfers"].iter_rows(min_row=HEAD + 1)]
    assert figures == [
        ["medio", year, text, "personen", f"{COA} | medio | {year}"]
        for year, text in {"2024": "64.000", "2025": "67.000", "2026": "70.000"}.items()
    ]
    for sheet in book.worksheets[1:]:
        open_ = {cell.column for row in sheet.iter_rows(min_row=HEAD + 1) for cell in row if not cell.protection.locked}
        assert open_ == set(range(sheet.max_column - 2, sheet.max_column + 1))
        assert sheet.protection.sheet
        (kinds,) = sheet.data_validations.dataValidation
        assert kinds.formula1 == '"feitelijke onjuistheid,vraag,suggestie,akkoord"'


def test_a_filled_form_comes_back_confirmed(folder, tmp_path):
    """Text that begins as a formula stays text; a number knows what it is of; twice is once."""
    book = book_of(invite(folder, "COA", "", by_form=True).content)
    fill(book["Reacties"], "sec-samenvatting-a2", soort="suggestie", voorstel="=HYPERLINK('http://x')")
    fill(book["Reacties"], "tbl-coa", soort="akkoord")
    fill(book["Eigen cijfers"], f"{COA} | medio | 2025", soort="feitelijke onjuistheid", opmerking="+ 500 meer")
    path = tmp_path / "formulier.xlsx"
    book.save(path)
    assert import_comments(folder, [path]).counts["new"] == 3
    assert import_comments(folder, [path]).counts == {"new": 0, "changed": 0, "known": 3, "unconfirmed": 0}
    found = {one.comment.kind: one for one in overview(folder)}
    assert found["suggestie"].comment.proposal == "=HYPERLINK('http://x')"
    assert str(found["akkoord"].comment.place) == "tbl-coa"
    assert found["feitelijke onjuistheid"].comment.text == "+ 500 meer"
    assert found["feitelijke onjuistheid"].was == (67_000, "personen")
    assert all(one.state == "open" and one.found.there for one in found.values())


def test_what_is_wrong_with_a_form_is_told_by_cell(folder, tmp_path):
    """Everything at once, and nothing of it is taken in."""
    book = book_of(invite(folder, "COA", "", by_form=True).content)
    before = kept(folder)
    places = book["Reacties"]
    fill(places, "sec-samenvatting", soort="compliment", opmerking="Mooi")
    fill(places, "sec-samenvatting-a1", opmerking="Zonder soort")
    fill(places, "sec-samenvatting-a2", soort="vraag")
    fill(places, "sec-samenvatting-a3", soort="vraag", opmerking="bsn 123456782")
    row, columns = row_of(places, "tbl-coa")
    places.cell(row, columns["kenmerk van de plaats"]).value = "tbl-verzonnen"
    places.cell(row, columns["soort"]).value = "akkoord"
    fill(book["Eigen cijfers"], f"{COA} | medio | 2024", soort="vraag", opmerking="Ja?", voorstel="nee")
    path = tmp_path / "formulier.xlsx"
    book.save(path)
    with pytest.raises(InputError) as error:
        import_comments(folder, [path])
    told = {(problem.where, problem.problem) for problem in error.value.problems}
    assert told == {
        ("blad Reacties, cel E4", "dit is hier geen geldige waarde"),
        ("blad Reacties, cel E5", "de soort ontbreekt"),
        ("blad Reacties, cel F6", "de opmerking is leeg"),
        ("blad Reacties, cel D8", "deze plaats is er niet"),
        ("blad Eigen cijfers, cel J4", "alleen een suggestie heeft een voorstel"),
    }
    assert kept(folder) == before


def test_a_bsn_in_a_form_is_told_by_cell(folder, tmp_path):
    book = book_of(invite(folder, "COA", "", by_form=True).content)
    fill(book["Reacties"], "sec-samenvatting-a3", soort="vraag", opmerking="bsn 123456782")
    book.save(tmp_path / "formulier.xlsx")
    with pytest.raises(InputError) as error:
        import_comments(folder, [tmp_path / "formulier.xlsx"])
    assert [problem.where for problem in error.value.problems] == ["blad Reacties, cel F7"]


def test_a_workbook_that_is_no_form_is_refused(folder, tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "ronde"
    book.save(tmp_path / "ander.xlsx")
    (tmp_path / "kapot.xlsx").write_bytes(b"PK\x03\x04 geen werkboek")
    with pytest.raises(InputError) as error:
        import_comments(folder, [tmp_path / "ander.xlsx", tmp_path / "kapot.xlsx"])
    told = [(problem.file, problem.problem) for problem in error.value.problems]
    assert told[0] == ("ander.xlsx", "dit is geen reactieformulier")
    assert told[1][0] == "kapot.xlsx"


def test_an_expert_judges_the_prognose(tmp_path):
    """Hoger, in lijn of lager, by year; a partner of the werkgroep asks and points at errors alone."""
    folder = reviewed_round(tmp_path / "rounds", versions=["concept-1", "prognose-1"])
    book = book_of(invite(folder, "Frontex", "", by_form=True).content)
    (kinds,) = book["Eigen cijfers"].data_validations.dataValidation
    assert kinds.formula1 == '"vraag,feitelijke onjuistheid,hoger,in lijn,lager"'
    fill(book["Eigen cijfers"], "asiel.eerste_aanvragen | medio | 2025", soort="hoger", opmerking="Meer druk.")
    book.save(tmp_path / "f.xlsx")
    import_comments(folder, [tmp_path / "f.xlsx"])
    (one,) = overview(folder)
    assert (one.group, one.comment.kind, one.state, one.was) == ("experts", "hoger", "open", (41_000, "personen"))
    partner = book_of(invite(folder, "IND", "prognose-1", by_form=True).content)
    (kinds,) = partner["Reacties"].data_validations.dataValidation
    assert kinds.formula1 == '"vraag,feitelijke onjuistheid"'


@pytest.mark.parametrize(
    ("partner", "version", "problem"), [("Onbekend", "", "doet niet mee"), ("COA", "v9", "er niet")]
)
def test_nothing_goes_out_to_a_stranger_or_of_nothing(folder, partner, version, problem):
    with pytest.raises(InputError, match=problem):
        invite(folder, partner, version, by_form=True)
    assert kept(folder) == {}
