"""An IND-prognoseplan as workbook that is refused, or read with a warning: the right words at the right cell."""

import datetime
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.inputs.check import check_round
from tests.support import plan_book, tiny_round
from tests.support.breaking import snapshot, told
from tests.support.plan_book import WORKBOOK, catalogue_for, to_bytes

FILE = "inputs/ind_prognoseplan.xlsx"
SPAN = "maanden van 2024-01 tot en met 2025-12"
FILLED = "een waarde in elke maand"
OWN = "2024-1 ca3308b1ebc3fdea"


@dataclass(frozen=True)
class Damage:
    """A way to damage the workbook, with every message and every warning that follows.

    A message is its place, what is wrong, what was found and what was expected; the file is the same for all.
    """

    name: str
    edit: Callable[[Workbook], None]
    messages: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def spoor4(*changes: tuple[str, object]) -> Callable[[Workbook], None]:
    """Writes cells on the sheet of spoor 4."""

    def edit(book: Workbook) -> None:
        for place, value in changes:
            book["Spoor 4"][place] = value

    return edit


def on(sheet: str, change: Callable[[Worksheet], object]) -> Callable[[Workbook], None]:
    """Changes a sheet."""
    return lambda book: (change(book[sheet]), None)[1]


def say(where: str, problem: str, expected: str, found: str = "") -> str:
    """A message in full."""
    place = f"{FILE}, {where}" if where else FILE
    return f"{place}: {problem}{f' (gevonden: {found})' if found else ''}. Verwacht: {expected}."


def as_percentage(sheet: Worksheet) -> None:
    sheet["G7"].number_format = "0.0%"


def hide_repeated_month(sheet: Worksheet) -> None:
    """March once more in a hidden column at the end, with another capacity."""
    sheet["AE5"] = datetime.date(2024, 3, 1)
    sheet["AE7"] = 77
    sheet["AE8"] = sheet["F8"].value
    sheet.column_dimensions["AE"].hidden = True


def hide_notes(sheet: Worksheet) -> None:
    sheet["AE5"] = "vorige versie"
    sheet["AE7"] = 1000
    sheet.column_dimensions["AE"].hidden = True


def hide_repeated_row(sheet: Worksheet) -> None:
    sheet["B30"], sheet["D30"] = "Capaciteit", 5
    sheet.row_dimensions[30].hidden = True


def copy_sheet(book: Workbook) -> None:
    book.copy_worksheet(book["Spoor 4"]).title = "Spoor 4 (2)"


def without_block(sheet: Worksheet) -> None:
    sheet.unmerge_cells("A22:A28")
    sheet.delete_rows(22, 7)


def without_definition(sheet: Worksheet) -> None:
    for row in (12, 20, 28):
        sheet.cell(row, 30).value = None


def without_definition_column(sheet: Worksheet) -> None:
    sheet.delete_cols(30)


def without_months(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("20"):
                cell.value = "maand"


DAMAGES = (
    Damage("lege cel", spoor4(("H8", None)), (say("blad Spoor 4, cel H8", "de cel is leeg", FILLED),)),
    Damage(
        "lege cellen",
        spoor4(("H7", None), ("I7", None), ("J7", " "), ("L7", None)),
        (
            say("blad Spoor 4, cellen H7 t/m J7", "de cellen zijn leeg", FILLED),
            say("blad Spoor 4, cel L7", "de cel is leeg", FILLED),
        ),
    ),
    Damage(
        "lege rij die nodig is",
        on("NAREIS", lambda sheet: [setattr(sheet.cell(5, k), "value", None) for k in range(2, 26)]),
        (say("blad NAREIS, cel A5", "deze rij is leeg", FILLED, "capaciteit"),),
    ),
    Damage(
        "tekst in een getal",
        spoor4(("H7", "ca. 1000")),
        (say("blad Spoor 4, cel H7", "dit is geen getal", "een getal, of een percentage zoals 12,5%", "ca. 1000"),),
    ),
    Damage(
        "dubbelzinnig getal als tekst",
        spoor4(("H7", "1.012")),
        (say("blad Spoor 4, cel H7", "de punt kan duizendtallen of decimalen scheiden", "1012 of 1,0120", "1.012"),),
    ),
    Damage(
        "foutwaarde",
        spoor4(("H7", "#REF!")),
        (
            say(
                "blad Spoor 4, cel H7",
                "de cel bevat een foutmelding van Excel",
                "een getal, of een percentage zoals 12,5%",
                "#REF!",
            ),
        ),
    ),
    Damage(
        "datum in een getal",
        spoor4(("H7", datetime.datetime(2024, 3, 1))),
        (say("blad Spoor 4, cel H7", "dit is geen getal", "een getal, of een percentage zoals 12,5%", "2024-03-01"),),
    ),
    Damage(
        "formule zonder uitkomst",
        spoor4(("H7", "=G7+1"), ("I7", "=H7+1")),
        (
            say(
                "blad Spoor 4, cellen H7 t/m I7",
                "van de formule is geen uitkomst bewaard; formules worden niet uitgerekend",
                "waarden, of een werkboek dat na het rekenen is bewaard",
            ),
        ),
    ),
    Damage(
        "negatief",
        spoor4(("H7", -5)),
        (
            say(
                "blad Spoor 4, cel H7", "capaciteit van spoor4 ligt buiten het bereik", "een getal van 0 of hoger", "-5"
            ),
        ),
        (say("blad Spoor 4, cel P7", "dit totaal is niet de som van zijn delen", "11181", "12198"),),
    ),
    Damage(
        "percentage als 62",
        spoor4(("F12", 62)),
        (
            say(
                "blad Spoor 4, cel F12",
                "inwilligingspercentage van spoor4 ligt buiten het bereik",
                "een getal van 0 tot en met 1",
                "62",
            ),
        ),
    ),
    Damage(
        "aantal als percentage",
        on("Spoor 4", as_percentage),
        (say("blad Spoor 4, cel G7", "een percentage past hier niet", "een getal in zaken per maand", "100900%"),),
    ),
    Damage(
        "maand ontbreekt",
        on("NAREIS", lambda sheet: sheet.delete_cols(4)),
        (
            say("blad NAREIS, rij 4", "boven de kolommen ontbreekt 2024-03", "elke maand van 2024-01 t/m 2025-12"),
            say("blad NAREIS, rij 8", "boven de kolommen ontbreekt 2024-03", "elke maand van 2024-01 t/m 2025-12"),
            say("blad NAREIS, rij 12", "boven de kolommen ontbreekt 2024-03", "elke maand van 2024-01 t/m 2025-12"),
        ),
    ),
    Damage(
        "maand dubbel",
        on("NAREIS", lambda sheet: sheet.__setitem__("Z4", "mrt-24")),
        (say("blad NAREIS, cel Z4", "deze maand staat ook in cel D4", "elke maand één keer", "mrt-24"),),
    ),
    Damage(
        "maanden buiten de horizon",
        on("NAREIS", lambda sheet: [sheet.__setitem__("Z4", "jan-26"), sheet.__setitem__("AA4", "feb-26")]),
        (say("blad NAREIS, cellen Z4 t/m AA4", "deze maanden liggen buiten de horizon", SPAN, "2026-01 t/m 2026-02"),),
    ),
    Damage(
        "maand verkeerd gespeld",
        on("NAREIS", lambda sheet: sheet.__setitem__("D4", "maatr-24")),
        (say("blad NAREIS, cel D4", "dit is geen maand", "een maand, zoals maart 2024", "maatr-24"),),
    ),
    Damage(
        "maand zonder jaar",
        on("NAREIS", lambda sheet: sheet.__setitem__("Z4", "jan")),
        (say("blad NAREIS, cel Z4", "deze maand heeft geen jaar", "een maand met jaar, zoals jan-24", "jan"),),
    ),
    Damage(
        "cijfers zonder maand",
        on("NAREIS", lambda sheet: sheet.__setitem__("AA5", 800)),
        (say("blad NAREIS, cel AA4", "boven deze cijfers staat geen maand", "een maand, of geen cijfers"),),
    ),
    Damage(
        "geen rij met maanden",
        on("Bewaring art. 59", without_months),
        (
            say(
                "blad Bewaring art. 59, rij 4",
                "er is geen rij met maanden; deze lijkt er het meest op",
                "maanden van 2024-01 t/m 2025-12, zoals jan-24 of 2024-01",
                "maand; maand; maand; maand; maand; maand; maand; maand; maa…",
            ),
        ),
    ),
    Damage(
        "onbekend blad",
        lambda book: (setattr(book.copy_worksheet(book["NAREIS"]), "title", "Rekenhulp"), None)[1],
        (
            say(
                "blad Rekenhulp",
                "onbekend blad",
                "een blad van het plan: bewaring (artikel 59), grensdetentie (artikel 6), nareis, regulier gezin,"
                " spoor 4",
            ),
        ),
    ),
    Damage(
        "blad verkeerd gespeld",
        on("NAREIS", lambda sheet: setattr(sheet, "title", "Naries")),
        (say("blad Naries", "onbekend blad", "een blad van het plan; het meest lijkt nareis"),),
    ),
    Damage(
        "blad ontbreekt",
        lambda book: book.remove(book["NAREIS"]),
        (say("blad Nareis", "dit blad ontbreekt", "een blad per stroom, ook voor Nareis"),),
    ),
    Damage(
        "blad dubbel",
        copy_sheet,
        (say("blad Spoor 4 (2)", "deze stroom staat ook op blad Spoor 4", "één blad per stroom"),),
    ),
    Damage(
        "blad van twee stromen",
        on("NAREIS", lambda sheet: setattr(sheet, "title", "Nareis en regulier gezin")),
        (
            say(
                "blad Nareis en regulier gezin",
                "dit blad kan van meer dan één stroom zijn",
                "een naam die één stroom noemt",
                "Nareis, Regulier gezin",
            ),
        ),
    ),
    Damage(
        "blok ontbreekt",
        on("Spoor 4", without_block),
        (say("blad Spoor 4", "het blok maximum ontbreekt", "drie blokken: minimum, medio en maximum"),),
    ),
    Damage(
        "rij ontbreekt",
        on("NAREIS", lambda sheet: sheet.delete_rows(9)),
        (say("blad NAREIS", "het blok medio ontbreekt", "drie blokken: minimum, medio en maximum"),),
    ),
    Damage(
        "rij ontbreekt in één blok",
        on("Regulier - gezin", lambda sheet: sheet.delete_rows(10)),
        (
            say(
                "blad Regulier - gezin, blok medio",
                "de rij Instroom ontbreekt",
                "een rij Instroom, met een waarde in elke maand",
            ),
        ),
    ),
    Damage(
        "grootheid verkeerd gespeld",
        spoor4(("B7", "Capacitiet")),
        (
            say(
                "blad Spoor 4, cel B7",
                "onbekende grootheid",
                "een grootheid van het plan; het meest lijkt capaciteit",
                "Capacitiet",
            ),
        ),
    ),
    Damage(
        "rij dubbel",
        spoor4(("B30", "Capaciteit"), ("D30", 5)),
        (
            say(
                "blad Spoor 4, cel B30",
                "deze rij staat ook in cel B23",
                "elke grootheid één keer per blok",
                "maximum, capaciteit",
            ),
        ),
    ),
    Damage(
        "rij zonder naam",
        spoor4(("D30", 5)),
        (
            say(
                "blad Spoor 4, cel D30",
                "deze cijfers hebben geen naam",
                "een grootheid van het plan: beslissingen, capaciteit, instroom, inwilligingspercentage (inhoudelijk),"
                " voorraad, zonder beslissing",
            ),
        ),
    ),
    Damage(
        "rij buiten een blok",
        on("NAREIS", lambda sheet: sheet.__setitem__("A3", "Nareis, personen")),
        (
            say("blad NAREIS", "het blok minimum ontbreekt", "drie blokken: minimum, medio en maximum"),
            say(
                "blad NAREIS, cel A5",
                "deze rij staat in geen blok",
                "boven de rij: minimum, medio of maximum",
                "Capaciteit",
            ),
        ),
    ),
    Damage(
        "percentage zonder definitie",
        on("Spoor 4", without_definition),
        (say("blad Spoor 4, cel AD12", "het percentage heeft geen definitie", "welke beslissingen meetellen"),),
    ),
    Damage(
        "kolom definitie ontbreekt",
        on("Spoor 4", without_definition_column),
        (
            say(
                "blad Spoor 4, cel B12",
                "het percentage heeft geen definitie",
                "een kolom definitie, met welke beslissingen meetellen",
            ),
        ),
    ),
    Damage(
        "voorraad sluit niet",
        spoor4(("G11", 12_100)),
        (
            say(
                "blad Spoor 4, cel G11",
                "de voorraad sluit niet aan op de maand ervoor (ook in 2024-05)",
                "12258: vorige voorraad + instroom − beslissingen − zonder beslissing",
                "12100",
            ),
        ),
    ),
    Damage(
        "persoonsgegeven",
        spoor4(("A3", "Contact: bsn 123456782")),
        (say("blad Spoor 4, cel A3", "de tekst bevat een BSN of v-nummer", "aantallen, geen gegevens over personen"),),
    ),
    Damage(
        "totaalkolom klopt niet",
        spoor4(("P6", 12_000)),
        warnings=(say("blad Spoor 4, cel P6", "dit totaal is niet de som van zijn delen", "12462", "12000"),),
    ),
    Damage(
        "totaalkolom van een voorraad is een som",
        spoor4(("AC11", 300_000)),
        warnings=(
            say("blad Spoor 4, cel AC11", "een totaal van een voorraad is de stand aan het eind", "14498", "300000"),
        ),
    ),
    Damage(
        "totaalrij klopt niet",
        spoor4(("H18", 500)),
        warnings=(say("blad Spoor 4, cel H18", "dit totaal is niet de som van zijn delen", "1047", "500"),),
    ),
    Damage(
        "verborgen kolom met andere cijfers",
        on("Spoor 4", hide_repeated_month),
        warnings=(
            say("blad Spoor 4, cel AE7", "deze verborgen cel bevat een ander cijfer; gelezen is cel F7", "1006", "77"),
        ),
    ),
    Damage(
        "verborgen kolom zonder maand",
        on("Spoor 4", hide_notes),
        warnings=(
            say(
                "blad Spoor 4, cel AE5",
                "de verborgen kolom AE bevat andere cijfers, die niet gelezen zijn",
                "alleen kolommen met een maand",
                "vorige versie",
            ),
        ),
    ),
    Damage(
        "verborgen rij met andere cijfers",
        on("Spoor 4", hide_repeated_row),
        warnings=(
            say("blad Spoor 4, cel D30", "deze verborgen cel bevat een ander cijfer; gelezen is cel D23", "1180", "5"),
        ),
    ),
    Damage(
        "andere Prognose",
        on("Voorblad", lambda sheet: sheet.__setitem__("C4", "2023-2 0123456789abcdef")),
        warnings=(
            say(
                "blad Voorblad, cel C4",
                "het plan is gemaakt op een andere Prognose dan die van deze ronde",
                OWN,
                "2023-2 0123456789abcdef",
            ),
        ),
    ),
    Damage(
        "Prognose onleesbaar",
        on("Voorblad", lambda sheet: sheet.__setitem__("C4", "februari")),
        warnings=(
            say(
                "blad Voorblad, cel C4",
                "hier staat niet welke ronde en welk kenmerk de Prognose heeft",
                OWN,
                "februari",
            ),
        ),
    ),
    Damage(
        "geen Prognose",
        on("Voorblad", lambda sheet: sheet.__setitem__("B4", "Datum")),
        warnings=(
            say("", "het plan zegt niet op welke Prognose het is gemaakt", f"een cel prognose met daarnaast {OWN}"),
        ),
    ),
)


def check(folder: Path) -> tuple[list[str], list[str]]:
    result = check_round(folder, catalogue_for)
    return told(result.problems), told(result.warnings)


@pytest.mark.parametrize("case", DAMAGES, ids=lambda case: case.name)
def test_a_damaged_workbook_gives_exactly_these_messages(case: Damage, tmp_path: Path):
    """Every problem and every warning names its cell, and the folder stays as it was."""
    book = plan_book.plan_book()
    case.edit(book)
    folder = plan_book.write_round(tmp_path / "2024-1", to_bytes(book))
    before = snapshot(folder)
    assert check(folder) == (list(case.messages), list(case.warnings))
    assert snapshot(folder) == before


def rezipped(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same workbook with other parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def in_sheet(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    """Replaces a piece of the first sheet."""

    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        assert parts[name].count(old) == 1
        parts[name] = parts[name].replace(old, new)

    return change


def with_part(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.__setitem__(name, content)


def without_part(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: (parts.pop(name), None)[1]


def macro_content_type(parts: dict[str, bytes]) -> None:
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert old in parts["[Content_Types].xml"]
    new = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(old, new)


def encrypted_flag(content: bytes) -> bytes:
    """Every part marked as encrypted."""
    flagged = bytearray(content)
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = flagged.find(header)
        while place >= 0:
            flagged[place + offset] |= 1
            place = flagged.find(header, place + 4)
    return bytes(flagged)


AN_XLSX = "een Excel-werkboek (.xlsx)"
SPREAD = "bladen zonder cellen ver buiten de tabel"
FIRST_SHEET = "xl/worksheets/sheet1.xml"
FAR_COMMENT = (
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author/></authors>'
    b'<commentList><comment ref="XFD1048576" authorId="0"><text><t>x</t></text></comment></commentList></comments>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNOPENED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "geen werkboek": (lambda _: b"PK", say("", "dit is geen Excel-werkboek", AN_XLSX)),
    "leeg bestand": (lambda _: b"", say("", "dit is geen Excel-werkboek", AN_XLSX)),
    "afgebroken bestand": (
        lambda content: content[: len(content) // 2],
        say("", "dit is geen Excel-werkboek", AN_XLSX),
    ),
    "omgevallen bits": (
        lambda content: content[:400] + bytes(byte ^ 0xFF for byte in content[400:420]) + content[420:],
        say("", "het bestand is beschadigd", AN_XLSX),
    ),
    "een ander zipbestand": (
        lambda content: rezipped(content, without_part("xl/workbook.xml")),
        say("", "dit is geen Excel-werkboek", AN_XLSX),
    ),
    "oud Excel": (lambda _: OLE + bytes(600), say("", "dit is een oud Excel-bestand (.xls)", AN_XLSX)),
    "wachtwoord": (
        lambda _: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        say("", "het werkboek is met een wachtwoord beveiligd", "een werkboek zonder wachtwoord om te openen"),
    ),
    "versleutelde onderdelen": (
        encrypted_flag,
        say("", "het werkboek is met een wachtwoord beveiligd", "een werkboek zonder wachtwoord om te openen"),
    ),
    "macro's": (
        lambda content: rezipped(content, with_part("xl/vbaProject.bin", b"Sub Auto_Open()")),
        say("", "het werkboek bevat macro's", "hetzelfde werkboek zonder macro's, bewaard als .xlsx"),
    ),
    "macro's onder een andere naam": (
        lambda content: rezipped(content, macro_content_type),
        say("", "het werkboek bevat macro's", "hetzelfde werkboek zonder macro's, bewaard als .xlsx"),
    ),
    "zipbom": (lambda content: rezipped(content, with_part("xl/media/nul.bin", bytes(100_000_001))), "te groot"),
    "veel onderdelen": (
        lambda content: rezipped(content, lambda parts: parts.update({f"xl/media/{k}.bin": b"" for k in range(2000)})),
        "te veel onderdelen",
    ),
    "DOCTYPE": (
        lambda content: rezipped(content, in_sheet(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet')),
        say("", "het werkboek bevat een verboden verklaring (DOCTYPE)", AN_XLSX, FIRST_SHEET),
    ),
    "DOCTYPE in een blad met een andere naam": (
        lambda content: rezipped(content, with_part("xl/worksheets/sheet.bin", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")),
        say("", "het werkboek bevat een verboden verklaring (DOCTYPE)", AN_XLSX, "xl/worksheets/sheet.bin"),
    ),
    "gebroken XML": (
        lambda content: rezipped(content, in_sheet(b"</sheetData>", b"</sheet>")),
        say("", "een onderdeel van het werkboek is beschadigd", AN_XLSX, FIRST_SHEET),
    ),
    "een cel op de laatste plek": (
        lambda content: rezipped(
            content, in_sheet(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>')
        ),
        say("", "een blad is te uitgestrekt", SPREAD, FIRST_SHEET),
    ),
    "een samengevoegde cel over het hele blad": (
        lambda content: rezipped(
            content, in_sheet(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
        ),
        say("", "een blad is te uitgestrekt", SPREAD, FIRST_SHEET),
    ),
    "een opmerking op de laatste plek": (
        lambda content: rezipped(content, with_part("xl/comments/comment1.xml", FAR_COMMENT)),
        say("", "een blad is te uitgestrekt", SPREAD, "xl/comments/comment1.xml"),
    ),
    "geen bladen": (
        lambda content: rezipped(
            content, with_part("xl/workbook.xml", b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>')
        ),
        say("", "het werkboek is niet te lezen", AN_XLSX),
    ),
    "onbekende stijl": (
        lambda content: rezipped(content, with_part("xl/styles.xml", b"<nietstijl/>")),
        say("", "het werkboek is niet te lezen", AN_XLSX),
    ),
}


@pytest.mark.parametrize("name", UNOPENED)
def test_a_workbook_that_is_not_opened_gives_one_message(name: str, tmp_path: Path):
    """What could run, swell or is no workbook gives one message, quickly, and the folder stays as it was."""
    damage, message = UNOPENED[name]
    folder = plan_book.write_round(tmp_path / "2024-1", damage(to_bytes(plan_book.plan_book())))
    before = snapshot(folder)
    problems, warnings = check(folder)
    assert len(problems) == 1
    assert message in problems[0]
    assert warnings == []
    assert snapshot(folder) == before


def test_a_link_to_another_file_is_a_warning(tmp_path: Path):
    """What another file would say is not asked for."""
    link = with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    folder = plan_book.write_round(tmp_path / "2024-1", rezipped(to_bytes(plan_book.plan_book()), link))
    warning = say(
        "",
        "het werkboek haalt gegevens uit een ander bestand; daarvan is alleen de bewaarde uitkomst gelezen",
        "waarden",
        "1 koppeling",
    )
    assert check(folder) == ([], [warning])


@pytest.mark.parametrize(
    ("suffix", "problem"),
    [
        ("xlsm", "een werkboek met macro's wordt niet gelezen"),
        ("xls", "een plan in deze vorm wordt niet gelezen"),
        ("xlsb", "een plan in deze vorm wordt niet gelezen"),
    ],
)
def test_another_form_of_the_plan_is_refused(suffix: str, problem: str, tmp_path: Path):
    """One message, about the file that is there instead of the plan."""
    folder = plan_book.write_round(tmp_path / "2024-1")
    (folder / WORKBOOK).rename(folder / f"inputs/ind_prognoseplan.{suffix}")
    message = f"inputs/ind_prognoseplan.{suffix}: {problem}. Verwacht: hetzelfde plan als {FILE}."
    assert check(folder) == ([message], [])


def test_two_plans_are_refused(tmp_path: Path):
    """A workbook and a CSV could say something else: neither is read."""
    folder = plan_book.write_round(tmp_path / "2024-1")
    (folder / "inputs/ind_prognoseplan.csv").write_text("maand\nonzin\n", encoding="utf-8")
    message = (
        f"{FILE}: het IND-prognoseplan is er ook als inputs/ind_prognoseplan.csv. Verwacht: één van beide; blijft "
        "ind_prognoseplan.xlsx, dan inputs/ind_prognoseplan.csv weg, en in inputs/leveringen.csv ind_prognoseplan.xlsx "
        "in de rij daarvan."
    )
    assert check(folder) == ([message], [])


@pytest.mark.parametrize("case", [case for case in DAMAGES if "Prognose" in case.name], ids=lambda case: case.name)
def test_a_definitive_plan_on_another_prognose_is_refused(case: Damage, tmp_path: Path):
    """What is a warning of a concept is a refusal of what was delivered as definitief."""
    book = plan_book.plan_book()
    case.edit(book)
    folder = plan_book.write_round(tmp_path / "2024-1", to_bytes(book))
    delivered = "ind_prognoseplan.xlsx;IND;3;definitief;werkgroep;2024-03-01\n"
    (folder / "inputs/leveringen.csv").write_text(tiny_round.DELIVERIES + delivered, encoding="utf-8")
    assert check(folder) == (list(case.warnings), [])


def test_a_plan_that_names_two_prognoses_is_told_of_the_other(tmp_path: Path):
    """Every cell prognose counts."""
    book = plan_book.plan_book()
    book["NAREIS"]["AA20"], book["NAREIS"]["AB20"] = "prognose", "2023-2 0123456789abcdef"
    case = next(case for case in DAMAGES if case.name == "andere Prognose")
    folder = plan_book.write_round(tmp_path / "2024-1", to_bytes(book))
    assert check(folder) == ([], [case.warnings[0].replace("blad Voorblad, cel C4", "blad NAREIS, cel AB20")])


def test_everything_wrong_is_told_at_once(tmp_path: Path):
    """Damages on several sheets give the messages of each."""
    names = ("lege cel", "rij ontbreekt in één blok", "persoonsgegeven")
    cases = [case for case in DAMAGES if case.name in names]
    book = plan_book.plan_book()
    for case in cases:
        case.edit(book)
    folder = plan_book.write_round(tmp_path / "2024-1", to_bytes(book))
    problems, _ = check(folder)
    assert sorted(problems) == sorted(message for case in cases for message in case.messages)
