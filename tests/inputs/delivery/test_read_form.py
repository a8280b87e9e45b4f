"""A filled form: what is right is read, what is wrong is told by its cell, all at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.delivery.read_form import Filled, read_form
from mpp_lib.inputs.delivery.standing import Standing
from tests.support.filled_form import Form, owned_round, standing
from tests.support.libreoffice import saved_again
from tests.support.ods import to_ods
from tests.support.sheets_csv import to_csv

Edit = Callable[[Form], None]
BEZETTING, GEBOORTEN = "coa.bezetting", "geboorten"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return owned_round(tmp_path_factory.mktemp("rondes"))


@pytest.fixture(scope="module")
def of_round(folder: Path) -> Standing:
    return standing(folder)


def filled(folder: Path) -> Form:
    """A form with the occupation of every month, a quarter, a revision and two expectations."""
    made = Form(folder)
    made.count(BEZETTING, 60_000, 25)
    made.other(0, "coa.in_procedure", "2023-K4", 36_500, "raming", "uit de weekstand")
    made.other(1, BEZETTING, "2022-12", "49.000,5", "Definitief")
    made.put(form.EXPECTED, GEBOORTEN, nieuwe_waarde=66, onzekerheid=9, grondslag="realisatie", bron="telling 2023")
    made.put(form.EXPECTED, "opvang_eerste", nieuwe_waarde="95%", grondslag="Schatting", toelichting="- zie brief")
    return made


def rows(read: Filled) -> dict[str, list[tuple[object, ...]]]:
    tables = {"figures": read.figures, "values": read.values, "shares": read.shares, "about": read.about}
    return {name: [tuple(row[1:]) for row in table.rows(*table.declared.names)] for name, table in tables.items()}


def test_what_is_filled_is_read_and_nothing_else(folder: Path, of_round: Standing, tmp_path: Path):
    """Every month, the other periods, percentages and Dutch numbers as text, words in any case."""
    read = read_form(filled(folder).saved(tmp_path / "van het COA.xlsx"), of_round)
    got = rows(read)
    months = [str(month) for month in of_round.months]
    assert got["figures"] == [
        *((month, BEZETTING, 60_000.0 + 25 * place, "voorlopig", "") for place, month in enumerate(months)),
        ("2023-K4", "coa.in_procedure", 36_500.0, "raming", "uit de weekstand"),
        ("2022-12", BEZETTING, 49_000.5, "definitief", ""),
    ]
    assert repr(got["values"]) == repr(
        [
            ("opvang_eerste", "2024-01", "", 0.95, float("nan"), "schatting", "", "- zie brief"),
            (GEBOORTEN, "2024-01", "", 66.0, 9.0, "realisatie", "telling 2023", ""),
        ]
    )
    assert got["about"] == [("levering-coa.xlsx", "COA", "1", "definitief", "apm, werkgroep", "2024-04-02")]
    assert read.remarks == ()


@pytest.mark.parametrize("ending", ["ods", "csv"])
def test_in_another_form_it_says_the_same(ending: str, folder: Path, of_round: Standing, tmp_path: Path):
    """OpenDocument and CSV of the same sheets: the same rows, from cells of the same name or row."""
    made = filled(folder)
    path = tmp_path / f"levering.{ending}"
    path.write_bytes(to_ods(made.book) if ending == "ods" else to_csv(made.book))
    want, got = (rows(read_form(one, of_round)) for one in (made.saved(tmp_path / "levering.xlsx"), path))
    assert repr(got).replace(f".{ending}", ".xlsx") == repr(want)


@pytest.mark.long
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_as_libreoffice_saves_it_it_says_the_same(ending: str, folder: Path, of_round: Standing, tmp_path: Path):
    """With its formulas worked out, and its dates, lists and protection as that program keeps them."""
    path = filled(folder).saved(tmp_path / "levering.xlsx")
    again = saved_again(path, tmp_path / "bewaard", ending)
    want, got = (rows(read_form(one, of_round)) for one in (path, again))
    assert repr(got).replace(f".{ending}", ".xlsx") == repr(want)


def refused(made: Form, of_round: Standing, tmp_path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_form(made.saved(tmp_path / "l.xlsx"), of_round)
    return list(map(str, caught.value.problems))


def test_everything_that_is_wrong_is_told_at_once_by_its_cell(folder: Path, of_round: Standing, tmp_path: Path):
    """In the order of the sheets; nothing is guessed, and n.v.t. and a dash are nothing wrong."""
    made = filled(folder)
    made.front("versie").value = None
    made.front("status").value = "klaar"
    made.put(
        form.REALISED, BEZETTING, m2023_02="1,455", m2023_03="60.000²", m2023_04=0.5, m2023_05="n.v.t.", m2023_06="-"
    )
    made.cell(form.REALISED, BEZETTING, "2023-04").number_format = "0%"
    made.put(form.REALISED, BEZETTING, m2023_07="=1+1", m2023_08="onbekend")
    made.put(form.REALISED, "coa.instroom", m2023_01=900)
    made.other(2, "coa.bezeting", "2023", 1, "definitief")
    made.other(3, BEZETTING, "2023-02", 1, "aanname")
    made.put(form.EXPECTED, GEBOORTEN, nieuwe_waarde=None)
    made.put(form.EXPECTED, "opvang_eerste", grondslag="gevoel")
    lines = refused(made, of_round, tmp_path)
    assert [line.split(". Verwacht")[0].removeprefix("l.xlsx, blad ") for line in lines] == [
        "Toelichting, cel B8: de cel is leeg",
        "Toelichting, cel B10: dit is hier geen geldige waarde (gevonden: klaar)",
        "Realisaties, cel Z16: de status ontbreekt",
        "Realisaties, cel L19: de komma kan duizendtallen of decimalen scheiden (gevonden: 1,455)",
        "Realisaties, cel M19: dit is geen getal (gevonden: 60.000²)",
        "Realisaties, cel N19: een percentage past hier niet (gevonden: 50%)",
        "Realisaties, cel Q19: van de formule is geen uitkomst bewaard; formules worden niet uitgerekend",
        "Realisaties, cel R19: dit is geen getal (gevonden: onbekend)",
        "Overige perioden, cel A8: dit wordt van deze partner niet gevraagd (gevonden: coa.bezeting)",
        "Overige perioden, cel B9: dit staat ook op blad Realisaties, cel L19 (gevonden: 2023-02, coa.bezetting)",
        "Verwachtingen, cel K6: dit is hier geen geldige waarde (gevonden: gevoel)",
        "Verwachtingen, cel I7: de cel is leeg",
    ]  # fmt: skip


def _head(made: Form) -> Cell:
    """The heading of a month."""
    return made.book[form.REALISED].cell(5, made.cell(form.REALISED, BEZETTING, "2023-02").column)


def _merge(made: Form, first: str) -> None:
    """One cell over a month and the next, as an editor makes it: what stood in the second is gone."""
    cell = made.cell(form.REALISED, BEZETTING, first)
    made.book[form.REALISED].merge_cells(
        start_row=cell.row, end_row=cell.row, start_column=cell.column, end_column=cell.column + 1
    )


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda made: setattr(made.front("ronde"), "value", "2023-2"),
         "blad Toelichting, cel B4: dit formulier is van een andere ronde (gevonden: 2023-2). "
         "Verwacht: een formulier voor ronde 2024-1."),
        (lambda made: setattr(made.front("partner"), "value", "BZ"),
         "blad Toelichting, cel B5: deze partner heeft geen formulier (gevonden: BZ). Verwacht: een partner met een "
         "formulier"),
        (lambda made: setattr(made.front("partner"), "value", "DT&V"),
         "blad Realisaties, cel A19: dit wordt van deze partner niet gevraagd (gevonden: coa.bezetting)"),
        (lambda made: made.book.remove(made.book["Toelichting"]),
         "dit is geen leveringsformulier. Verwacht: het formulier dat mpp template maakte."),
        (lambda made: made.book["Realisaties"].delete_cols(26),
         "blad Realisaties, rij 5: deze kolom ontbreekt. Verwacht: status."),
        (lambda made: setattr(_head(made), "value", "februari"),
         "blad Realisaties: deze maand staat boven geen kolom (gevonden: 2023-02). Verwacht: de kop zoals hij was"),
        (lambda made: setattr(_head(made), "value", None),
         "blad Realisaties: deze maand staat boven geen kolom (gevonden: 2023-02). Verwacht: de kop zoals hij was"),
        (lambda made: _merge(made, "2023-02"),
         "deze cel is met andere samengevoegd: wat daarin stond, is weg (gevonden: "),
        (lambda made: made.put(form.REALISED, BEZETTING, m2023_02="v-nummer 1234567890"),
         "de tekst bevat een BSN of v-nummer"),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_this_one_is_refused(edit: Edit, message: str, folder, of_round, tmp_path: Path):
    """Of another round or partner, without what names it, without a column, or with data on a person."""
    made = filled(folder)
    edit(made)
    assert any(message in line for line in refused(made, of_round, tmp_path))


@pytest.mark.parametrize("name", ["weg.xlsx", "brief.docx"])
def test_a_file_that_is_none_is_refused(name: str, of_round: Standing, tmp_path: Path):
    """One that is not there, or of another kind."""
    with pytest.raises(InputError, match=r"dit bestand is er niet|dit soort bestand wordt niet gelezen"):
        read_form(tmp_path / name, of_round)


def test_an_empty_form_is_refused(folder: Path, of_round: Standing, tmp_path: Path):
    """There is nothing to take in."""
    assert "het formulier is leeg" in refused(Form(folder, "ks"), of_round, tmp_path)[0]


def test_what_a_partner_does_to_a_form_does_no_harm(folder: Path, of_round: Standing, tmp_path: Path):
    """Columns moved, notes behind names, a sheet and a comment of its own, a total, a month to look at changed."""
    made = filled(folder)
    page = made.book[form.REALISED]
    page.insert_cols(3)
    cell = made.cell(form.REALISED, BEZETTING, form.LABEL)
    page.cell(cell.row, 1).value = f"{BEZETTING} ¹⁾"
    page.cell(cell.row, cell.column).comment = Comment("zonder Ter Apel", "J. Jansen")
    made.book[form.EXPECTED].title = "VERWACHTINGEN "
    made.book.create_sheet("Eigen sommen")["A1"] = "3 + 4"
    page.cell(cell.row, 6 + 0).value = 1.0  # a month that only stands beside
    total = next(each.column for each in page[5] if each.value == form.OWN_TOTAL)
    page.cell(cell.row, total).value = 70_000
    made.front("opmerkingen").value = "Zie de brief."
    read = read_form(made.saved(tmp_path / "l.xlsx"), of_round)
    assert len(read.figures.cells.rows) == len(of_round.months) + 2
    assert len(read.values.cells.rows) == 2
    lines = [line.split(", blad ")[1].split(". Verwacht")[0] for line in map(str, read.remarks)]
    assert lines == [
        "Toelichting, cel B16: de partner merkt dit op (gevonden: Zie de brief.)",
        "Realisaties, cel B19: bij deze cel staat een opmerking van wie dit leverde (gevonden: zonder Ter Apel)",
        "Realisaties, cel F19: deze maand staat er om mee te vergelijken en is niet gelezen (gevonden: 1)",
        "Realisaties, cel AB19: dit controletotaal is anders dan de maanden ernaast (gevonden: 70000)",
        "Eigen sommen: dit blad hoort niet bij het formulier en is niet gelezen (gevonden: 3 + 4)",
    ]


def test_a_distribution_is_filled_whole(folder: Path, of_round: Standing, tmp_path: Path):
    """One cell of it asks for every share there is and a ground; a longer tail may stay empty."""
    made = Form(folder, "nidos")
    made.put(form.SHARES, "nidos_meerderjarig", 6, nieuw_aandeel=0.2)
    lines = [line.split(". Verwacht")[0] for line in refused(made, of_round, tmp_path)]
    assert [line.split(", blad Verdelingen, ")[1] for line in lines] == [
        "cel G6: de cel is leeg",
        "cel F18: de cel is leeg",
        "cel F30: de cel is leeg",
    ]
