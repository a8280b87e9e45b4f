"""An IND-prognoseplan as a partner would send it, made by hand, and the small round it belongs to.

Every sheet writes its months and its blocks in another way; stocks follow from the flows.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.catalogue import Catalogue, PlanSpec
from mpp_lib.base.dutch import MONTH_NAMES
from mpp_lib.base.months import Month
from tests.support import tiny_round

WORKBOOK = "inputs/ind_prognoseplan.xlsx"
SCENARIOS = ("minimum", "medio", "maximum")
MONTHS = tiny_round.HORIZON.months
DEFINITION = "inwilligingen gedeeld door inhoudelijke beslissingen in spoor 4"
CASES, PEOPLE, SHARE = "zaken per maand", "personen per maand", "aandeel"
CATALOGUE = replace(
    tiny_round.CATALOGUE,
    plan=(
        PlanSpec("spoor4", "capaciteit", "Spoor 4 (algemene procedure): capaciteit", CASES),
        PlanSpec("spoor4", "inwilligingspercentage", "Spoor 4: inwilligingspercentage (inhoudelijk)", SHARE, 0, 1),
        PlanSpec("nareis", "capaciteit", "Nareis: capaciteit", PEOPLE),
        PlanSpec("regulier_gezin", "instroom", "Gezin: instroom", CASES),
        PlanSpec("regulier_gezin", "capaciteit", "Gezin: capaciteit", CASES),
        PlanSpec("bewaring_art59", "instroom", "Bewaring (artikel 59): instroom", PEOPLE),
        PlanSpec("bewaring_art6", "instroom", "Grensdetentie (artikel 6): instroom", PEOPLE),
    ),
)
Series = dict[str, list[float]]


def catalogue_for(variant: str) -> Catalogue:
    return {"standaard": CATALOGUE}[variant]


def series(scenario: str) -> Series:
    """The figures of spoor 4: whole numbers, and a stock that follows from them."""
    step = SCENARIOS.index(scenario)
    flow = [1000 + 100 * step + 7 * k for k in range(len(MONTHS))]
    decided = [900 + 90 * step + 3 * k for k in range(len(MONTHS))]
    lost = [40 + step + k % 5 for k in range(len(MONTHS))]
    stock = [12_000 + sum(flow[: k + 1]) - sum(decided[: k + 1]) - sum(lost[: k + 1]) for k in range(len(MONTHS))]
    share = [0.62 + 0.01 * step for _ in MONTHS]
    return {
        "instroom": flow,
        "capaciteit": [value + 100 for value in decided],
        "beslissingen": decided,
        "zonder_beslissing": lost,
        "voorraad": stock,
        "inwilligingspercentage": share,
    }


def expected_rows() -> list[tuple[str, str, str, str, float, str]]:
    """The tidy table that the workbook stands for."""
    rows = []
    for scenario in SCENARIOS:
        for quantity, values in series(scenario).items():
            meaning = DEFINITION if quantity == "inwilligingspercentage" else ""
            rows += [_tidy(k, scenario, "spoor4", quantity, v, meaning) for k, v in enumerate(values)]
        for stream, quantity, values in others(scenario):
            rows += [_tidy(k, scenario, stream, quantity, v, "") for k, v in enumerate(values)]
    return sorted(rows)


def others(scenario: str) -> list[tuple[str, str, list[float]]]:
    """The figures of the other streams."""
    step = SCENARIOS.index(scenario)
    return [
        ("nareis", "capaciteit", [800 + step for _ in MONTHS]),
        ("regulier_gezin", "instroom", [2000.5 + step + k for k in range(len(MONTHS))]),
        ("regulier_gezin", "capaciteit", [2100 + step for _ in MONTHS]),
        ("bewaring_art59", "instroom", [120 + step for _ in MONTHS]),
        ("bewaring_art6", "instroom", [30 + step for _ in MONTHS]),
    ]


def _tidy(k: int, scenario: str, stream: str, quantity: str, value: float, meaning: str):
    return (str(MONTHS[k]), scenario, stream, quantity, float(value), meaning)


def plan_book() -> Workbook:
    """The workbook."""
    book = Workbook()
    _cover(book.active)
    spoor4(book.create_sheet("Spoor 4"))
    figures = {scenario: {(s, q): values for s, q, values in others(scenario)} for scenario in SCENARIOS}
    for name, stream, style in (
        ("NAREIS", "nareis", lambda month: f"{MONTH_NAMES[month.month - 1][:3]}-{month.year % 100}"),
        ("Regulier - gezin", "regulier_gezin", lambda month: f"{MONTH_NAMES[month.month - 1]} {month.year}"),
        ("Bewaring art. 59", "bewaring_art59", str),
        ("Grensdetentie", "bewaring_art6", lambda month: datetime(month.year, month.month, 28)),
    ):
        blocks = {s: {q: v for (t, q), v in rows.items() if t == stream} for s, rows in figures.items()}
        _plain(book.create_sheet(name), blocks, style)
    return book


def _cover(sheet: Worksheet) -> None:
    sheet.title = "Voorblad"
    sheet["B2"] = "IND-prognoseplan"
    sheet["B4"], sheet["C4"] = "Prognose:", tiny_round.PROGNOSE


# Spoor 4: title rows, merged years above bare months, scenario in a vertically merged cell, a total per year, hidden
# months, a definition at the end and a total row. Rows 6-12, 14-20, 22-28; months D-O and Q-AB; totals P and AC.
SPOOR4_ROWS = (
    "instroom",
    "capaciteit",
    "beslissingen",
    "zonder_beslissing",
    "uitstroom",
    "voorraad",
    "inwilligingspercentage",
)
LABELS = {
    "instroom": "Instroom",
    "capaciteit": "Capaciteit per maand",
    "beslissingen": "Beslissingen",
    "zonder_beslissing": "Zonder beslissing (intrekking, MOB)",
    "uitstroom": "Totaal uitstroom",
    "voorraad": "Voorraad ultimo maand",
    "inwilligingspercentage": "Inwilligingspercentage",
}
FIRST_COLUMN, DEFINITION_COLUMN = 4, 30


def spoor4(sheet: Worksheet) -> None:
    sheet["A1"] = "Prognoseplan asiel 2024-2025: minimum, medio en maximum"
    sheet.merge_cells("A1:AD1")
    sheet["A2"] = "Stand: februari 2024, in zaken"
    for year in (0, 1):
        start = FIRST_COLUMN + 13 * year
        sheet.cell(4, start, 2024 + year)
        sheet.merge_cells(start_row=4, end_row=4, start_column=start, end_column=start + 11)
        sheet.cell(5, start + 12, f"Totaal {2024 + year}")
        for k in range(12):
            sheet.cell(5, start + k, MONTH_NAMES[k][:3])
    sheet.cell(5, DEFINITION_COLUMN, "Definitie")
    for number, scenario in enumerate(SCENARIOS):
        _spoor4_block(sheet, 6 + 8 * number, scenario)
    for column in ("D", "E"):
        sheet.column_dimensions[column].hidden = True


def _spoor4_block(sheet: Worksheet, top: int, scenario: str) -> None:
    values = series(scenario)
    values["uitstroom"] = [a + b for a, b in zip(values["beslissingen"], values["zonder_beslissing"], strict=True)]
    sheet.cell(top, 1, f"MPP-scenario {scenario}")
    sheet.merge_cells(start_row=top, end_row=top + 6, start_column=1, end_column=1)
    for row, quantity in enumerate(SPOOR4_ROWS, start=top):
        sheet.cell(row, 2, LABELS[quantity])
        sheet.cell(row, 3, "%" if quantity == "inwilligingspercentage" else "zaken")
        for k, value in enumerate(values[quantity]):
            sheet.cell(row, column_of(k), value)
        if quantity == "inwilligingspercentage":
            _write_shares(sheet, row)
        else:
            _write_totals(sheet, row, quantity, values[quantity])


def _write_shares(sheet: Worksheet, row: int) -> None:
    """62% as a number shown in percent, as a bare number, and as text."""
    sheet.cell(row, DEFINITION_COLUMN, DEFINITION)
    for k in range(24):
        cell = sheet.cell(row, column_of(k))
        if k % 3 == 0:
            cell.number_format = "0%"
        elif k % 3 == 1:
            cell.value = f"{round(100 * cell.value)}%"


def _write_totals(sheet: Worksheet, row: int, quantity: str, values: list[float]) -> None:
    for year in (0, 1):
        part = values[12 * year : 12 * year + 12]
        sheet.cell(row, FIRST_COLUMN + 13 * year + 12, part[-1] if quantity == "voorraad" else sum(part))


def column_of(k: int) -> int:
    """The column of month k on the sheet of spoor 4."""
    return FIRST_COLUMN + k + k // 12


def _plain(sheet: Worksheet, blocks: dict[str, Series], style: Callable[[Month], object]) -> None:
    """A block under its own title and its own months: labels in column A, months from B on."""
    sheet["A1"] = f"Blad van de IND, gemaakt op {date(2024, 2, 20):%d-%m-%Y}"
    row = 3
    for scenario, rows in blocks.items():
        sheet.cell(row, 1, scenario.upper())
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=25)
        for column, month in enumerate(MONTHS, start=2):
            sheet.cell(row + 1, column, style(month))
        for number, (quantity, values) in enumerate(rows.items(), start=row + 2):
            sheet.cell(number, 1, quantity.capitalize())
            for column, value in enumerate(values, start=2):
                sheet.cell(number, column, value)
        row += len(rows) + 3


def to_bytes(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def write_round(folder: Path, content: bytes | None = None) -> Path:
    """The small round with the workbook in the place of the CSV; returns its folder."""
    tiny_round.write_round(folder)
    (folder / "inputs/ind_prognoseplan.csv").unlink()
    (folder / WORKBOOK).write_bytes(to_bytes(plan_book()) if content is None else content)
    return folder
