"""The IND-prognoseplan as a partner really sends it: with notes, comments, extra sheets and rows, months of before.

What is right is read to the same figures, what is set aside is told, and nothing is repaired in silence.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.plan.total_names import total_of
from mpp_lib.inputs.plan.words import StreamNames, is_part, quantities_of, quantity_of, scenario_of
from mpp_lib.inputs.workbooks.months import month_of, numbered_months
from mpp_lib.inputs.workbooks.workbook_cells import Cell
from tests.inputs.plan.test_refused_plan_workbook import FILLED, on, say, spoor4
from tests.support import plan_book, tiny_round
from tests.support.breaking import add, told
from tests.support.plan_book import MONTHS, catalogue_for, to_bytes

THREAD = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed if the file is opened in a newer version of Excel. Learn more: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    Hierin zitten 120 dubbeltellingen"
)
REMARK = "bij deze cel staat een opmerking van wie dit leverde"
USABLE = "nagegaan of het cijfer zo te gebruiken is"
NOT_READ = "dit blad heeft geen rij met maanden en is niet gelezen"


@dataclass(frozen=True)
class Kind:
    """A way in which a partner's workbook is its own, with everything that is said of it."""

    name: str
    edit: Callable[[Workbook], None]
    told: tuple[str, ...] = ()


def comment(place: str, text: str, author: str = "J. Jansen") -> Callable[[Workbook], None]:
    return lambda book: setattr(book["Spoor 4"][place], "comment", Comment(text, author))


def raised(plain: str, mark: str) -> CellRichText:
    """A text with a mark above the line."""
    return CellRichText(plain, TextBlock(InlineFont(vertAlign="superscript"), mark))


def sheet_of_text(name: str, *rows: str) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        sheet = book.create_sheet(name, 0)
        for number, text in enumerate(rows, start=1):
            sheet.cell(number, 1, text)

    return edit


def add_totals(heading: str, first: int, count: int, *, mean: bool = False) -> Callable[[Worksheet], None]:
    """A column AE on the sheet of spoor 4 with the total of some months, right in every row."""

    def change(sheet: Worksheet) -> None:
        sheet["AE5"] = heading
        for number, scenario in enumerate(plan_book.SCENARIOS):
            for row, quantity in enumerate(plan_book.SPOOR4_ROWS, start=6 + 8 * number):
                values = plan_book.series(scenario).get(quantity, [])[first : first + count]
                if values and quantity != "inwilligingspercentage":
                    summed = sum(values) / count if mean else values[-1] if quantity == "voorraad" else sum(values)
                    sheet.cell(row, 31, summed)

    return change


def months_as(form: Callable[[datetime.date], object]) -> Callable[[Worksheet], None]:
    """The months of the sheet Nareis in another form."""

    def change(sheet: Worksheet) -> None:
        for row in (4, 8, 12):
            for column, month in enumerate(MONTHS, start=2):
                sheet.cell(row, column, form(datetime.date(month.year, month.month, 1)))

    return change


def part_rows(sheet: Worksheet) -> None:
    """Below each block of Nareis, in the empty row before the next, a row that is a part of the capacity."""
    for row in (6, 10, 14):
        sheet.cell(row, 1, "waarvan AMV")
        for column in range(2, 26):
            sheet.cell(row, column, 100)


def before_horizon(sheet: Worksheet) -> None:
    """November and December 2023 beside the months of gezin."""
    for row in (4, 9, 14):
        sheet.cell(row, 27, "nov-23")
        sheet.cell(row, 28, "dec-23")
    for row in (5, 10, 15):
        sheet.cell(row, 27, 1800)
        sheet.cell(row, 28, 1900)


def serial(day: datetime.date) -> int:
    """The number by which Excel knows a day: 1 January 2024 is 45292."""
    return 45292 + (day - datetime.date(2024, 1, 1)).days


KINDS = (
    Kind(
        "opmerking bij een cel",
        comment("E7", "Hier zit 120 dubbel in; graag overleg"),
        (say("blad Spoor 4, cel E7", REMARK, USABLE, "Hier zit 120 dubbel in; graag overleg"),),
    ),
    Kind(
        "opmerking met de naam van wie haar maakte",
        comment("E7", "J. Jansen:\n120 dubbel"),
        (say("blad Spoor 4, cel E7", REMARK, USABLE, "120 dubbel"),),
    ),
    Kind(
        "opmerking in een gesprek",
        comment("E7", THREAD),
        (say("blad Spoor 4, cel E7", REMARK, USABLE, "Hierin zitten 120 dubbeltellingen"),),
    ),
    Kind(
        "opmerking bij een lege cel",
        comment("AK40", "Laatste stand volgt in mei"),
        (say("blad Spoor 4, cel AK40", REMARK, USABLE, "Laatste stand volgt in mei"),),
    ),
    Kind(
        "opmerking met een adres",
        comment("E7", "Vragen? j.jansen@voorbeeld.nl"),
        (
            say("blad Spoor 4, cel E7", REMARK, USABLE),
            say("blad Spoor 4, cel E7", "de tekst bevat een e-mailadres", "aantallen, geen gegevens over personen"),
        ),
    ),
    Kind(
        "noottekens",
        spoor4(("B6", "Instroom 1)"), ("B9", "Zonder beslissing²"), ("B11", "Voorraad *"), ("A6", "Minimum (2)")),
    ),
    Kind(
        "noten onder de tabel",
        spoor4(
            ("B6", "Instroom 1)"), ("B30", "1) inclusief herinstroom"), ("B31", raised("", "2")), ("B32", "* voorlopig")
        ),
        (
            say("blad Spoor 4, cel B30", "hier staat een noot van wie dit leverde", USABLE, "1) inclusief herinstroom"),
            say("blad Spoor 4, cel B32", "hier staat een noot van wie dit leverde", USABLE, "* voorlopig"),
        ),
    ),
    Kind("noot in superscript", spoor4(("B9", raised("Zonder beslissing", "2")), ("A14", raised("Medio", "1)")))),
    Kind(
        "volgorde van de woorden",
        spoor4(
            ("B9", "Beslissing, zonder"),
            ("B11", "Stand voorraad aan het einde van de maand"),
            ("B6", "Instroom spoor 4"),
        ),
    ),
    Kind(
        "soorten maanden boven de maanden",
        spoor4(("D3", "Realisatie"), ("E3", "Voorlopig"), *((f"{column}3", "Prognose") for column in "FGHIJKLMNO")),
    ),
    Kind(
        "blad zonder maanden",
        sheet_of_text("Opmerkingen", "Let op:", "inclusief opvolgende aanvragen"),
        (say("blad Opmerkingen", NOT_READ, "een blad per stroom", "Let op: inclusief opvolgende aanvragen"),),
    ),
    Kind(
        "blad met een telefoonnummer",
        sheet_of_text("Contact", "Vragen:", "06-12345678"),
        (
            say("blad Contact", "de tekst bevat een telefoonnummer", "aantallen, geen gegevens over personen"),
            say("blad Contact", NOT_READ, "een blad per stroom"),
        ),
    ),
    Kind(
        "uitleg die naar een stroom heet, voor het blad zelf",
        sheet_of_text("Uitleg bij spoor 4", "Zie de toelichting"),
        (say("blad Uitleg bij spoor 4", NOT_READ, "een blad per stroom", "Zie de toelichting"),),
    ),
    Kind(
        "rijen met een deel van een andere",
        on("NAREIS", part_rows),
        tuple(
            say(
                f"blad NAREIS, cel A{row}",
                "deze rij is een deel van een andere en is niet gelezen",
                "de rijen van de template",
                "waarvan AMV",
            )
            for row in (6, 10, 14)
        ),
    ),
    Kind("maanden als getal", on("NAREIS", months_as(lambda day: day.year * 100 + day.month))),
    Kind("maanden als dagen zonder opmaak", on("NAREIS", months_as(serial))),
    Kind("maanden van het CBS", on("NAREIS", months_as(lambda day: f"{day.year}MM{day.month:02d}"))),
    Kind("maanden van Eurostat", on("NAREIS", months_as(lambda day: f"{day.year}-M{day.month:02d}"))),
    Kind(
        "een maand die voorlopig is",
        on("NAREIS", lambda sheet: sheet.__setitem__("B4", "2024-01*")),
        (
            say(
                "blad NAREIS, cel B4",
                "deze maanden zijn als voorlopig gemerkt; hun cijfers zijn gelezen als alle andere",
                "maanden zonder teken",
                "2024-01*",
            ),
        ),
    ),
    Kind("totaal van een halfjaar", on("Spoor 4", add_totals("Totaal 1e halfjaar 2024", 0, 6))),
    Kind("totaal van een kwartaal", on("Spoor 4", add_totals("2024-K3", 6, 3))),
    Kind("totaal van maand tot maand", on("Spoor 4", add_totals("jul t/m okt 2025", 18, 4))),
    Kind("totaal van alle jaren", on("Spoor 4", add_totals("Totaal 2024-2025", 0, 24))),
    Kind("gemiddelde van een jaar", on("Spoor 4", add_totals("Gemiddelde 2025", 12, 12, mean=True))),
    Kind(
        "maanden voor de horizon",
        on("Regulier - gezin", before_horizon),
        (
            say(
                "blad Regulier - gezin, cel AA5",
                "instroom van 2023-11 t/m 2023-12 ligt voor de horizon en is niet gelezen; in realisaties.csv staat "
                "er niets over",
                "alleen maanden van de horizon",
                "1800",
            ),
        ),
    ),
)


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case.name)
def test_what_is_right_is_read(case: Kind, tmp_path: Path):
    """The same rows as from a plain workbook, to the last digit, with exactly these remarks."""
    book = plan_book.plan_book()
    case.edit(book)
    inputs = load_round(plan_book.write_round(tmp_path / "2024-1", to_bytes(book)), catalogue_for)
    assert sorted(tuple(row) for row in inputs.plan.itertuples(index=False)) == plan_book.expected_rows()
    assert told(inputs.warnings) == list(case.told)


def check(folder: Path, edit: Callable[[Workbook], None]) -> tuple[list[str], list[str]]:
    book = plan_book.plan_book()
    edit(book)
    result = check_round(plan_book.write_round(folder / "2024-1", to_bytes(book)), catalogue_for)
    return told(result.problems), told(result.warnings)


REFUSALS = (
    Kind(
        "teken boven een getal",
        spoor4(("H7", raised("1012", "2"))),
        (say("blad Spoor 4, cel H7", "dit is geen getal", "een getal, of een percentage zoals 12,5%", "1012²"),),
    ),
    Kind(
        "een andere stroom in de naam van een rij",
        spoor4(("B6", "Instroom spoor 2")),
        (
            say(
                "blad Spoor 4, cel B6",
                "onbekende grootheid",
                "een grootheid van het plan; het meest lijkt instroom",
                "Instroom spoor 2",
            ),
        ),
    ),
    Kind(
        "n.v.t. in een maand",
        spoor4(("H7", "n.v.t."), ("I7", "–")),
        (
            say("blad Spoor 4, cel H7", "hier staat geen waarde", "een getal, of een percentage zoals 12,5%", "n.v.t."),
            say("blad Spoor 4, cel I7", "hier staat geen waarde", "een getal, of een percentage zoals 12,5%", "–"),
        ),
    ),
    Kind(
        "n.v.t. in een rij die nodig is",
        on("NAREIS", lambda sheet: [setattr(sheet.cell(5, k), "value", "n.v.t.") for k in range(2, 26)]),
        (say("blad NAREIS, cel A5", "deze rij is leeg", FILLED, "capaciteit"),),
    ),
    Kind(
        "een dag zonder opmaak tussen maanden",
        on("NAREIS", lambda sheet: sheet.__setitem__("D4", serial(datetime.date(2024, 3, 1)))),
        (say("blad NAREIS, cel D4", "dit is geen maand", "een maand, zoals maart 2024", "45352"),),
    ),
    Kind(
        "persoonsgegeven in een opmerking",
        comment("E7", "bsn 123456782"),
        (say("blad Spoor 4, cel E7", "de tekst bevat een BSN of v-nummer", "aantallen, geen gegevens over personen"),),
    ),
    Kind(
        "tekst in veel cellen",
        on("Spoor 4", lambda sheet: [setattr(sheet.cell(7, k), "value", f"{900 + k}.000") for k in range(4, 16)]),
        (
            say(
                "blad Spoor 4, cel D7",
                "de punt kan duizendtallen of decimalen scheiden (ook in nog 11 cellen, tot en met O7)",
                "904000 of 904,0000",
                "904.000",
            ),
        ),
    ),
)


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case.name)
def test_what_is_wrong_stays_refused(case: Kind, tmp_path: Path):
    """What could mean something else is not taken for what it resembles."""
    assert check(tmp_path, case.edit)[0] == list(case.told)


def test_a_part_is_not_read_as_its_whole(tmp_path: Path):
    """Where only a part of the inflow is given, there is no inflow."""
    book = plan_book.plan_book()
    spoor4(*((f"B{row}", "Instroom (waarvan AMV)") for row in (6, 14, 22)))(book)
    inputs = load_round(plan_book.write_round(tmp_path / "2024-1", to_bytes(book)), catalogue_for)
    assert set(inputs.plan.loc[inputs.plan["stroom"] == "spoor4", "grootheid"]) == {
        "capaciteit",
        "beslissingen",
        "zonder_beslissing",
        "voorraad",
        "inwilligingspercentage",
    }


def wrong_total(heading: str, first: int, count: int, *, mean: bool = False) -> Callable[[Worksheet], None]:
    """The capacity of medio two off in the column of a total."""

    def change(sheet: Worksheet) -> None:
        add_totals(heading, first, count, mean=mean)(sheet)
        sheet["AE15"].value += 2

    return change


@pytest.mark.parametrize(
    ("edit", "warning"),
    [
        (
            on("Spoor 4", wrong_total("Totaal 1e halfjaar 2024", 0, 6)),
            say("blad Spoor 4, cel AE15", "dit totaal is niet de som van zijn delen", "6585", "6587"),
        ),
        (
            on("Spoor 4", wrong_total("KW04 2025", 21, 3)),
            say("blad Spoor 4, cel AE15", "dit totaal is niet de som van zijn delen", "3468", "3470"),
        ),
        (
            on("Spoor 4", wrong_total("Gemiddeld 2025", 12, 12, mean=True)),
            say("blad Spoor 4, cel AE15", "dit gemiddelde is niet dat van zijn maanden", "1142,5", "1144,5"),
        ),
        (
            on("NAREIS", lambda sheet: (part_rows(sheet), sheet.__setitem__("F10", 900))[1]),
            say(
                "blad NAREIS, cel F10", "dit deel is groter dan het geheel in de rij erboven", "een kleiner deel", "900"
            ),
        ),
        (
            spoor4(("H7", "1,0E+03")),
            say(
                "blad Spoor 4, cel H7",
                "Excel schreef dit getal korter op; er kunnen cijfers zijn weggevallen",
                "alle cijfers van het getal",
                "1,0E+03",
            ),
        ),
    ],
)
def test_what_is_remarkable_is_told_with_its_cell(edit: Callable[[Workbook], None], warning: str, tmp_path: Path):
    """What is read or set aside and still looks wrong."""
    problems, warnings = check(tmp_path, edit)
    assert problems == []
    assert warning in warnings


def test_months_before_the_horizon_are_held_against_what_was_realised(tmp_path: Path):
    """November is as realised and December is not: one remark, at the first cell that differs."""
    catalogue = replace(
        plan_book.CATALOGUE,
        indicators={
            **plan_book.CATALOGUE.indicators,
            "ind.gezin.aanvragen": tiny_round.indicator("ind.gezin.aanvragen"),
        },
    )
    book = plan_book.plan_book()
    before_horizon(book["Regulier - gezin"])
    folder = plan_book.write_round(tmp_path / "2024-1", to_bytes(book))
    add(
        "inputs/realisaties.csv",
        "2023-11;ind.gezin.aanvragen;1800;definitief;IND",
        "2023-12;ind.gezin.aanvragen;1950;voorlopig;IND",
    )(folder)
    result = check_round(folder, lambda _: catalogue)
    assert (told(result.problems), told(result.warnings)) == (
        [],
        [
            say(
                "blad Regulier - gezin, cel AB5",
                "instroom van 2023-11 t/m 2023-12 ligt voor de horizon en is niet gelezen; 3 van de 6 cijfers wijken "
                "af van realisaties.csv",
                "1950",
                "1900",
            )
        ],
    )


def test_rounding_of_a_whole_delivery_is_recognised(tmp_path: Path):
    """Everything in tens: a stock that is 20 off may be rounding, one that is 30 off is not; nor a total 70 off."""

    def in_tens(sheet: Worksheet, change: int) -> None:
        for row in [*range(6, 10), 11, *range(14, 18), 19, *range(22, 26), 27]:
            for column in [*range(4, 16), *range(17, 29)]:
                sheet.cell(row, column).value = 10 * round(sheet.cell(row, column).value / 10)
        for row in (10, 18, 26):
            for column in [*range(4, 16), *range(17, 29)]:
                sheet.cell(row, column).value = None
        sheet["O11"].value = 10 * round(
            (sheet["N11"].value + sheet["O6"].value - sheet["O8"].value - sheet["O9"].value) / 10
        )
        sheet["O11"].value += change

    def problems(change: int) -> list[str]:
        found, warnings = check(tmp_path / str(change), on("Spoor 4", lambda sheet: in_tens(sheet, change)))
        assert warnings == []
        return [text for text in found if "cel O11" in text]

    assert problems(20) == []
    assert len(problems(-30)) == 1


NAMED_TOTALS = {
    "Totaal 2024": (Month(2024, 1), 12),
    "2024": (Month(2024, 1), 12),
    "Totaal 1e halfjaar 2024": (Month(2024, 1), 6),
    "H2 2025": (Month(2025, 7), 6),
    "Tweede helft 2025": (Month(2025, 7), 6),
    "Som kwartaal 3 2024": (Month(2024, 7), 3),
    "2024-Q1": (Month(2024, 1), 3),
    "jan-jun 2024": (Month(2024, 1), 6),
    "november 2024 t/m februari 2025": (Month(2024, 11), 4),
    "Totaal": (Month(2024, 1), 0),
    "Totaal halfjaar 2024": (Month(2024, 1), 12),
    "Subtotaal 5e kwartaal 2024": (Month(2024, 1), 12),
}


@pytest.mark.parametrize("text", NAMED_TOTALS)
def test_a_total_says_what_it_sums(text: str):
    """The months by which a total is held, from the words above its column."""
    start, count = NAMED_TOTALS[text]
    total = total_of(text, None)
    assert total is not None
    assert total.months == month_range(start, count)


@pytest.mark.parametrize("text", ["Definitie", "opmerking 2024", "eenheid", "1e versie", "Bron: plan 2024"])
def test_what_names_no_total_is_none(text: str):
    """A year in a text is no total of that year."""
    assert total_of(text, 2024) is None


def test_numbers_are_months_only_where_they_can_be_nothing_else():
    """A row of counts stays a row of counts, also where some could be days."""

    def read(*values: object) -> list[Month]:
        return list(numbered_months({column: Cell(value) for column, value in enumerate(values, start=2)}).values())

    assert read(202401, 202402, 202403) == [Month(2024, 1), Month(2024, 2), Month(2024, 3)]
    assert read(202411, 202412, 202501, 2025) == [Month(2024, 11), Month(2024, 12), Month(2025, 1)]
    assert read(45322, 45351, 45382) == [Month(2024, 1), Month(2024, 2), Month(2024, 3)]
    assert read(45292, 45323) == []
    assert read(45292, 45323, 45352, 45360) == []
    assert read(45292, 45300, 45310) == []
    assert read(202401, 202403, 202404) == []
    assert read(44548, 44709, 45114) == []
    assert read(45292.5, 45323.5, 45352.5) == []


def test_labels_in_any_order_and_with_marks():
    """A label says the same with a mark, a unit or its words turned round; a part or another stream does not."""
    known = quantities_of("spoor4", plan_book.CATALOGUE)
    for label in ("Instroom 1)", "Instroom¹", "Instroom [2]", "Instroom (a)", "Aantal zaken instroom", "INSTROOM**"):
        assert quantity_of(label, known) == "instroom"
    assert quantity_of("Instroom spoor 4", known, ("spoor4", "Spoor 4")) == "instroom"
    assert quantity_of("Instroom spoor 2", known, ("spoor4", "Spoor 4")) is None
    assert quantity_of("beslissing zonder", known) == "zonder_beslissing"
    for label in ("waarvan instroom", "Instroom, waarvan AMV", "w.v. instroom"):
        assert is_part(label)
        assert quantity_of(label, known) is None
    assert scenario_of("Medio*") == "medio"
    assert StreamNames(plan_book.CATALOGUE).of("Art. 59 bewaring") == {"bewaring_art59"}


def test_a_month_with_the_mark_of_a_provisional_figure():
    """CBS writes an asterisk, Eurostat a p; any other tail makes it no month."""
    for text in ("2024-03*", "2024-03 (v)", "2024MM03 *", "mrt-24*", "2024-03p"):
        assert month_of(Cell(text)) == Month(2024, 3)
    assert month_of(Cell("2024-03x")) is None
