"""The IND-prognoseplan that a partner fills: what :mod:`mpp_lib.inputs.plan.workbook` reads, ready to type in.

A sheet per stream, months across, a block per mpp-scenario; only the cells to fill are unlocked. Under each row stand
the plan of the round before and the realised months, and formulas say at once what is empty or does not add up. The
cell ``prognose`` and the gehanteerde aantallen tell on which Prognose the plan is to be made.
"""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.catalogue import SCENARIOS, Catalogue
from mpp_lib.base.workbook import workbook_bytes
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.forecast import forecast_round, monthly_inflow
from mpp_lib.inputs.beside_plan import BesidePlan, beside_plan
from mpp_lib.inputs.plan.words import BESIDE, StreamNames
from mpp_lib.inputs.reading.spans import spans
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rules.prognose_checksum import prognose_checksum, prognose_name
from mpp_lib.present.verantwoording.form_style import COUNT, FIRST, finish, fit_height, font, title
from mpp_lib.present.verantwoording.plan_grid import Grid
from mpp_lib.present.verantwoording.plan_sheet import StreamSheet
from mpp_lib.present.verantwoording.plan_sums import write_sums
from mpp_lib.present.wording.text_cell import put_text

EXPLANATION, ADOPTED, SUMS = "Toelichting", "Gehanteerde aantallen", "Controle"
FIRST_FACT = 4
"""Row of the cell ``prognose``."""
_WIDTH = 110
INSTRUCTIONS = (
    "Dit plan hoort bij de Prognose Eerste Asielinstroom die hierboven in de cel prognose staat. Laat die cel staan."
    f" Het blad {ADOPTED} heeft de eerste asielaanvragen per maand waarop het plan wordt gemaakt.",
    "Er is een blad per stroom. Vul op elk blad de gele cellen: per maand, voor minimum, medio en maximum. De andere"
    " cellen zijn beveiligd, zonder wachtwoord.",
    f"Onder elke rij staat in het grijs, na de woorden {BESIDE}, wat u ernaast kunt leggen: links de realisaties die de"
    " ronde heeft (cursief is een aanname of raming), daarna het vorige plan in de maanden die beide hebben. Laat die"
    " rijen staan; zij worden niet gelezen.",
    "Instroom, capaciteit, beslissingen en zaken die zonder beslissing eindigen zijn aantallen per maand;"
    " de voorraad is de stand aan het eind van de maand.",
    "De voorraad sluit van maand op maand: vorige voorraad + instroom − beslissingen − zonder beslissing, op afronding"
    " na. Wat er niet aan voldoet, wordt geweigerd.",
    "Een percentage is 62% of 0,62. Schrijf er in de kolom definitie of grondslag bij welke beslissingen meetellen."
    " Kies daar bij een aantal waarop het rust: realisatie (geteld), afspraak (besloten of toegezegd), schatting (uit"
    " andere cijfers) of aanname (zonder meer), met desgewenst een vindplaats erachter. Het geldt voor alle blokken.",
    "Een rij is in elke maand gevuld. Een rij die niet van toepassing is, blijft in alle drie de blokken leeg; staat er"
    " in de kolom controle nog leeg, dan heeft de keten haar nodig.",
    "De kolom controle zegt meteen wat leeg is, wat buiten 0–100% valt, welke voorraad niet sluit en wat ver van het"
    " vorige plan ligt (een aantal de helft, een percentage 25 procentpunt). Bij die laatste twee worden de maanden"
    " rood. Een grote verandering mag: zet er een opmerking bij de cel bij.",
    f"Het blad {SUMS} telt de stromen op per jaar, naast het vorige plan. Daar is niets te vullen.",
    "Formules mogen, als het werkboek na het rekenen is bewaard: alleen de uitkomsten worden gelezen."
    " Macro's en koppelingen met andere bestanden worden niet uitgevoerd of gevolgd.",
    "Bewaar het werkboek als ind_prognoseplan.xlsx, of als .ods, en stuur het naar APM. APM zet het in inputs/ van de"
    " ronde, haalt daar ind_prognoseplan.csv weg, en geeft de rij daarvan in leveringen.csv de naam van dit werkboek.",
)


def plan_template(inputs: RoundInputs, catalogue: Catalogue) -> bytes:
    """The workbook for a round, as the bytes of an .xlsx file.

    Args:
        inputs: the round; its plan is not looked at, that of the round before is.
        catalogue: what the chain takes from the plan.

    Raises:
        InputError: when the round holds no forecast that can be made.
    """
    book, beside = Workbook(), beside_plan(inputs, catalogue)
    explanation = book.active
    adopted, sums = book.create_sheet(ADOPTED), book.create_sheet(SUMS)
    _write_adopted(adopted, inputs, monthly_inflow(forecast_round(inputs), inputs))
    streams = [
        StreamSheet(book.create_sheet(name), inputs.settings, catalogue, stream, beside)
        for stream, name in StreamNames(catalogue).sheet_names().items()
    ]
    left = {one.sheet.title: one.write(EXPLANATION) for one in streams}
    write_sums(sums, streams)
    _write_explanation(explanation, inputs, beside, left)
    book.properties.title = f"IND-prognoseplan {inputs.settings.round}"
    book.properties.creator = "MPP"
    return workbook_bytes(book, str(inputs.settings.cutoff))


def _write_explanation(sheet: Worksheet, inputs: RoundInputs, beside: BesidePlan, left: Mapping[str, str]) -> None:
    sheet.title = EXPLANATION
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, _WIDTH
    title(sheet, f"IND-prognoseplan voor ronde {inputs.settings.round}", inputs.settings.title)
    facts = {
        "prognose": prognose_name(inputs.settings, prognose_checksum(inputs)),
        "maanden": f"{spans(inputs.settings.span.months)}, elke maand",
        BESIDE: f"realisaties van {spans(beside.months)}; {beside.name or 'er is geen vorig plan'}",
    }
    for row, (label, text) in enumerate(facts.items(), start=FIRST_FACT):
        put_text(sheet.cell(row, 1), label).font = font(bold=True)
        put_text(sheet.cell(row, 2), text)
    sheet.cell(FIRST_FACT, 2).font = font(name="Courier New")
    row = FIRST_FACT + len(facts) + 1
    put_text(sheet.cell(row, 1), "Wat te doen").font = font(bold=True)
    for number, line in enumerate(INSTRUCTIONS, start=1):
        sheet.cell(row + number, 1, number).alignment = Alignment(vertical="top", horizontal="left")
        put_text(sheet.cell(row + number, 2), line).alignment = Alignment(wrap_text=True, vertical="top")
        fit_height(sheet, row + number, {line: _WIDTH})
    row += len(INSTRUCTIONS) + 2
    put_text(sheet.cell(row, 1), "Nog te doen").font = font(bold=True)
    for place, (name, formula) in enumerate(left.items(), start=row + 1):
        put_text(sheet.cell(place, 1), name)
        sheet.cell(place, 2, formula)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    finish(sheet, "A1")


def _write_adopted(sheet: Worksheet, inputs: RoundInputs, monthly: Floats) -> None:
    """First applications by month: what the plan is made on, to look at."""
    title(sheet, "Eerste asielaanvragen waarop het plan wordt gemaakt", "Gehanteerde aantallen per maand, afgerond.")
    grid = Grid({"mpp-scenario": 34, "eenheid": 18}, (), inputs.settings.span.months)
    grid.write(sheet)
    for number, scenario in enumerate(SCENARIOS):
        row = FIRST + number
        put_text(sheet.cell(row, 1), scenario.capitalize()).font = font(bold=True)
        put_text(sheet.cell(row, 2), "personen per maand")
        for column, value in zip(grid.columns, monthly[:, number], strict=True):
            sheet.cell(row, column, round(float(value))).number_format = COUNT
    finish(sheet, sheet.cell(FIRST, grid.columns.start).coordinate)
