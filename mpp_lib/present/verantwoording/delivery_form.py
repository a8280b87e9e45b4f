"""The form in which a partner delivers: what it counted, what it expects, and on what ground.

What the round has stands beside the cells to fill; only those are unlocked. Formulas say at once what is empty or does
not add up. It is read back by :mod:`mpp_lib.inputs.delivery`.
"""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.dutch import day_name
from mpp_lib.base.workbook import workbook_bytes
from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.declared.round import AUDIENCES, ROUND
from mpp_lib.inputs.delivery.asked import Asked
from mpp_lib.inputs.reading.spans import spans
from mpp_lib.present.verantwoording.delivery_expected import write_expected
from mpp_lib.present.verantwoording.delivery_realised import write_other, write_realised
from mpp_lib.present.verantwoording.delivery_shares import write_shares
from mpp_lib.present.verantwoording.form_style import finish, font, one_of, opened, title
from mpp_lib.present.wording.text_cell import put_text

FIRST_FIELD = 4
_STATUS = ROUND.deliveries.column("status").words


def delivery_form(asked: Asked) -> bytes:
    """The form of a partner for a round, as the bytes of an .xlsx file."""
    book = Workbook()
    front = book.active
    front.title = form.FRONT
    left: dict[str, str] = {}
    if asked.series:
        left[form.REALISED] = write_realised(book.create_sheet(form.REALISED), asked)
        write_other(book.create_sheet(form.OTHER), asked)
    if asked.values:
        left[form.EXPECTED] = write_expected(book.create_sheet(form.EXPECTED), asked)
    if asked.shares:
        left[form.SHARES] = write_shares(book.create_sheet(form.SHARES), asked)
    _write_front(front, asked, left)
    book.properties.title = f"Levering {asked.deliverer.name} {asked.standing.settings.round}"
    book.properties.creator = "MPP"
    return workbook_bytes(book, str(asked.standing.settings.cutoff))


def _write_front(sheet: Worksheet, asked: Asked, left: Mapping[str, str]) -> None:
    settings, name = asked.standing.settings, asked.deliverer.name
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 110
    title(sheet, f"Levering van {name} voor ronde {settings.round}", settings.title)
    known = {
        form.ROUND: settings.round,
        form.PARTNER: name,
        "peildatum": f"{day_name(settings.cutoff)}: niets in deze levering is van daarna",
        "maanden": f"{spans(asked.standing.months)}, voor het blad {form.REALISED}",
    }
    row = FIRST_FIELD
    for label, text in known.items():
        put_text(sheet.cell(row, 1), label).font = font(bold=True)
        put_text(sheet.cell(row, 2), text)
        row += 1
    for label, hint in _TO_FILL.items():
        name = put_text(sheet.cell(row, 1), label)
        name.font, name.alignment = font(bold=True), Alignment(vertical="top")
        _field(sheet, row, label)
        put_text(sheet.cell(row + 1, 2), hint).font = font(italic=True, size=9)
        row += 2
    row = _write_left(sheet, row + 1, left)
    _write_steps(sheet, row + 1)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    finish(sheet, "A1")


_TO_FILL: Mapping[str, str] = {
    form.VERSION: "Hoe deze levering heet, zoals 1 of 2025-02. Levert u opnieuw, geef dan een nieuwe versie.",
    form.STATUS: "concept, of definitief als uw organisatie de cijfers heeft vastgesteld.",
    form.AUDIENCES: f"Met wie APM uw cijfers deelt: een of meer van {', '.join(AUDIENCES)}, met komma's ertussen.",
    form.DAY: "De dag waarop u dit levert, zoals 10-2-2025.",
    form.REMARKS: "Wat APM bij uw cijfers moet weten. Noem geen namen of nummers van personen.",
}


def _field(sheet: Worksheet, row: int, label: str) -> None:
    cell = opened(sheet.cell(row, 2))
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    if label == form.REMARKS:
        sheet.row_dimensions[row].height = 48
    elif label == form.DAY:
        cell.number_format = "d-m-yyyy"
        day = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
        day.error, day.errorTitle, day.showErrorMessage = "Vul een datum in, zoals 10-2-2025.", form.DAY, True
        day.add(cell.coordinate)
        sheet.add_data_validation(day)
    elif label == form.STATUS:
        status = one_of(f'"{",".join(_STATUS)}"', "Kies concept of definitief.", form.STATUS)
        status.add(cell.coordinate)
        sheet.add_data_validation(status)
    else:
        cell.number_format = "@"


def _write_left(sheet: Worksheet, row: int, left: Mapping[str, str]) -> int:
    """What is still to do, as the formulas of each sheet say it; returns the row after."""
    put_text(sheet.cell(row, 1), "Nog te doen").font = font(bold=True)
    for name, formula in left.items():
        row += 1
        put_text(sheet.cell(row, 1), name)
        sheet.cell(row, 2, formula)
    return row + 1


def _write_steps(sheet: Worksheet, row: int) -> None:
    steps = [text for name, text in _STEPS if not name or name in sheet.parent.sheetnames]
    for number, line in enumerate(steps, start=1):
        sheet.cell(row, 1, number).alignment = Alignment(vertical="top", horizontal="right")
        put_text(sheet.cell(row, 2), line).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 32
        row += 1


_STEPS: tuple[tuple[str, str], ...] = (
    (
        "",
        "Vul de gele cellen, ook die hierboven. Wat u leeg laat, blijft zoals het in de ronde staat. Laat het kenmerk"
        " van elke rij staan.",
    ),
    (
        form.REALISED,
        f"{form.REALISED}: wat u telde in elke maand, of de stand aan het eind ervan. De grijze maanden ervoor staan er"
        " om mee te vergelijken; cursief is daar een aanname of raming, geen telling. Kies per rij hoe vast de cijfers"
        " staan.",
    ),
    (
        form.OTHER,
        f"{form.OTHER}: een herziening van een eerdere maand, en wat u alleen per kwartaal (2024-K3) of jaar (2024)"
        " telt.",
    ),
    (
        form.EXPECTED,
        f"{form.EXPECTED}: uw verwachting vanaf een maand, met haar onzekerheid (de standaardafwijking: twee van de"
        " drie keer ligt de uitkomst binnen deze marge). Klopt de waarde nog, neem haar dan over. Bij elke hoort een"
        " grondslag.",
    ),
    (
        form.EXPECTED,
        "Grondslag: realisatie (geteld), afspraak (besloten of toegezegd), schatting (uit andere cijfers), of aanname"
        " (zonder meer). In de kolom bron staat de vindplaats, in toelichting waarom het deze waarde is.",
    ),
    (
        form.SHARES,
        f"{form.SHARES}: welk deel na hoeveel maanden verdergaat. Wie een verdeling wijzigt, vult haar helemaal.",
    ),
    (
        "",
        "De kolom controle zegt meteen wat nog leeg is, niet optelt of sterk verandert. Een sterke verandering mag, met"
        " een toelichting.",
    ),
    (
        "",
        "Formules mogen, als het werkboek na het rekenen is bewaard. Macro's en koppelingen worden niet uitgevoerd of"
        " gevolgd. Stuur het werkboek als .xlsx of .ods terug naar APM.",
    ),
)
"""Sheet, empty for all, and what to do there."""
