"""The form of a partner: what stands beside the cells, what is open, and what its formulas say while it is filled."""

from pathlib import Path

import openpyxl
import pytest

from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.delivery.asked import asked_of
from tests.support.filled_form import Form, owned_round, standing
from tests.support.libreoffice import saved_again

BEZETTING = "coa.bezetting"
ANSWERS = {
    form.OTHER: {form.ID, form.PERIOD, form.VALUE, form.STATUS, form.NOTE},
    form.EXPECTED: {form.ID, form.SINCE, form.SCENARIO, form.NEW, form.SPREAD, form.GROUND, form.SOURCE, form.NOTE},
    form.SHARES: {form.NEW_SHARE, form.GROUND, form.SOURCE},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return owned_round(tmp_path_factory.mktemp("rondes"))


@pytest.mark.parametrize("partner", ["nidos", "ks", *(pytest.param(one, marks=pytest.mark.long) for one in
                                                     ("coa", "dtv", "rvdr", "rvs", "politie"))])  # fmt: skip
def test_only_what_is_to_fill_is_open(partner: str, folder: Path):
    """On every sheet, which is protected without a password; every row that is asked has its id."""
    asked, book = asked_of(form.DELIVERERS[partner], standing(folder)), Form(folder, partner).book
    assert set(book.sheetnames) <= set(form.SHEETS)
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        if sheet.title in ANSWERS:
            heads = {cell.column: cell.value for cell in sheet[5]}
            opened = {
                heads[cell.column] for row in sheet.iter_rows(min_row=6) for cell in row if not cell.protection.locked
            }
            assert opened == ANSWERS[sheet.title]
    ids = [cell.value for cell in book[form.REALISED]["A"][5:]]
    assert ids == [spec.id for spec in asked.series]
    if asked.values:
        given = [(row[0].value, row[3].value) for row in book[form.EXPECTED].iter_rows(min_row=6) if row[3].value]
        assert given == [(value.spec.name, value.since) for value in asked.values]
    assert (form.SHARES in book.sheetnames) == bool(asked.shares)


def test_what_the_round_has_stands_beside_the_cells(folder: Path):
    """The months before, in italics where nobody counted; the counted months to fill; the values with their source."""
    made = Form(folder)
    realised = {(row[0], row[1]): row[2] for row in _rows(folder, "realisaties.csv")}
    before = made.cell(form.REALISED, BEZETTING, "2022-12")
    assert before.value == float(realised["2022-12", BEZETTING])
    assert before.protection.locked
    assert not before.font.italic
    assert made.cell(form.REALISED, BEZETTING, "2023-05").value == float(realised["2023-05", BEZETTING])
    assert made.cell(form.REALISED, BEZETTING, form.STATUS).value == "voorlopig"
    assert made.cell(form.REALISED, BEZETTING, form.LAST_COUNT).value == "2023-12: 58.700 (voorlopig)"
    assumed = made.cell(form.REALISED, "coa.in_procedure", form.LAST_COUNT)
    assert assumed.value == "nog niet geteld"
    assert made.cell(form.REALISED, "coa.in_procedure", "2023-12").value is None
    assert made.cell(form.EXPECTED, "geboorten", form.NOW).value == 60
    assert made.cell(form.EXPECTED, "geboorten", form.GROUND_NOW).value == "aanname: verzonnen voor de toets"
    assert made.cell(form.EXPECTED, "opvang_eerste", form.NOW).number_format.endswith("%")


def _rows(folder: Path, name: str) -> list[list[str]]:
    return [line.split(";") for line in (folder / "inputs" / name).read_text(encoding="utf-8").splitlines()]


def test_a_taakstelling_is_asked_of_the_half_years_ahead(folder: Path):
    """Those that have a value and those that have none, of two years."""
    made = Form(folder, "ks")
    given = [(made.cell(form.EXPECTED, "taakstelling", form.SINCE, n).value,
              made.cell(form.EXPECTED, "taakstelling", form.NOW, n).value) for n in range(4)]  # fmt: skip
    stated = {row[1]: float(row[3]) for row in _rows(folder, "parameters.csv") if row[0] == "taakstelling"}
    assert given == [
        ("2024-01", stated["2024-01"]),
        ("2024-07", stated["2024-07"]),
        ("2025-01", None),
        ("2025-07", None),
    ]


@pytest.mark.long
def test_its_formulas_say_what_is_missing_or_does_not_add_up(folder: Path, tmp_path: Path):
    """As LibreOffice works them out."""
    made = Form(folder)
    made.count("coa.in_procedure", 30_000)
    made.count("coa.vergunninghouders", 15_000)
    made.count("coa.vertrekplichtig", 4_000)
    made.count(BEZETTING, 49_000)
    made.put(form.REALISED, BEZETTING, m2023_02=49_900)
    made.put(form.REALISED, "coa.vergunninghouders", controletotaal=15_400)
    made.put(form.REALISED, "coa.vertrekplichtig", m2023_02=None)
    made.put(form.REALISED, "coa.instroom", m2023_01=3_000)
    made.count("coa.uitstroom", 2_000)
    made.put(form.REALISED, "coa.uitstroom", m2023_07=20_000)
    made.put(form.EXPECTED, "geboorten", nieuwe_waarde=95, grondslag="aanname")
    made.put(form.EXPECTED, "opvang_eerste", nieuwe_waarde=0.95)
    made.other(0, BEZETTING, "2023")
    nidos = Form(folder, "nidos")
    for name, count in (("uitstroom_meerderjarig", 100), ("uitstroom_overig", 50), ("uitstroom", 140)):
        nidos.count(f"nidos.{name}", count)
    nidos.put(form.SHARES, "nidos_vertrek", 3, nieuw_aandeel=0.1)
    nidos.put(form.SHARES, "nidos_vertrek", 12, nieuw_aandeel=0.2)
    coa, other = (_worked_out(each, tmp_path / name) for each, name in ((made, "coa"), (nidos, "nidos")))

    def said(sheet: str, id_: str, which: int = 0) -> object:
        made.book = coa
        return made.cell(sheet, id_, form.CHECK, which).value

    assert {id_.removeprefix("coa."): said(form.REALISED, id_) for id_ in (
        "coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig", BEZETTING, "coa.instroom", "coa.uitstroom",
        "coa.herinstroom")} == {
        "in_procedure": "in orde",
        "vergunninghouders": "controletotaal wijkt af",
        "vertrekplichtig": "nog leeg: 1",
        "bezetting": "in orde",
        "instroom": "status ontbreekt",
        "uitstroom": "grote verandering",
        "herinstroom": "nog leeg",
    }  # fmt: skip
    assert said(form.EXPECTED, "geboorten") == "grote verandering: licht toe"
    assert said(form.EXPECTED, "opvang_eerste") == "grondslag ontbreekt"
    assert coa[form.OTHER]["F6"].value == "niet compleet"
    assert coa[form.FRONT]["B20"].value == "Van de 14 rijen: 8 nog leeg, 2 in orde, 4 na te lopen"
    nidos.book = other
    assert nidos.cell(form.SHARES, "nidos_vertrek", form.CHECK).value == "telt samen op tot 30%"
    assert nidos.cell(form.SHARES, "nidos_meerderjarig", form.CHECK).value == "nog leeg"
    assert nidos.cell(form.REALISED, "nidos.uitstroom", form.CHECK).value == "delen tellen niet op"
    assert nidos.cell(form.REALISED, "nidos.uitstroom_overig", form.CHECK).value == "in orde"


def _worked_out(made: Form, folder: Path) -> openpyxl.Workbook:
    folder.mkdir()
    return openpyxl.load_workbook(saved_again(made.saved(folder / "l.xlsx"), folder / "bewaard"), data_only=True)
