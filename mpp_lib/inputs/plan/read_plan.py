"""The IND-prognoseplan, however it was delivered: one tidy table, and what it says of the Prognose it was made on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.plan.basis import PlanBasis
from mpp_lib.inputs.plan.header import has_months
from mpp_lib.inputs.plan.series import PastFigure
from mpp_lib.inputs.plan.words import StreamNames
from mpp_lib.inputs.plan.workbook import WorkbookPlan, read_plan_sheets, read_plan_workbook
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.csv import read_cells, read_records
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.period_codes import period_of
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Cells, Table, absent
from mpp_lib.inputs.reading.typed_table import typed_table
from mpp_lib.inputs.workbooks.csv_sheets import sheets_of_csv

PLAN = ROUND.plan
BASIS_ROW = {"maand": "", "mpp_scenario": "", "stroom": "prognose", "grootheid": "kenmerk", "waarde": ""}
"""The row of the CSV that says on which Prognose the plan was made; its ``definitie`` names round and mark."""


@dataclass(frozen=True)
class ReadPlan:
    """A plan as read.

    Attributes:
        basis: every mention of the Prognose it was made on.
        past: what it holds of months before the horizon.
    """

    table: Table
    basis: tuple[PlanBasis, ...] = ()
    past: tuple[PastFigure, ...] = ()


NO_PLAN = ReadPlan(absent(PLAN, complete=False))
"""Of a plan that is not there nothing can be said."""


def read_plan(intake: Intake, settings: RoundSettings | None, catalogue: Catalogue | None) -> ReadPlan:
    """The plan of a round; every problem of its structure and its cells is noted with the intake."""
    match [file for file in (PLAN.file, *files.PLAN_WORKBOOKS) if intake.exists(file)]:
        case [PLAN.file]:
            return _from_sheets(intake, settings, catalogue) or _from_csv(intake, settings)
        case [file]:
            return _from_workbook(intake, file, settings, catalogue)
        case [first, *others]:
            for other in others:
                problem, name = f"het IND-prognoseplan is er ook als {first}", other.rpartition("/")[2]
                kept = f"blijft {name}, dan {first} weg, en in {ROUND.deliveries.file} {name} in de rij daarvan"
                intake.refuse(other, "", "", problem, f"één van beide; {kept}")
        case _ if catalogue is not None and catalogue.plan:
            _refuse_absence(intake)
    return NO_PLAN


def read_shares(intake: Intake, settings: RoundSettings | None, catalogue: Catalogue | None) -> Table:
    """The percentages of the plan of a round that is kept; of one in a workbook everything else too."""
    found = read_cells(intake, PLAN) if intake.exists(PLAN.file) else None
    if found is None:
        return read_plan(intake, settings, catalogue).table
    cells, broken = found
    shares, _ = cells.parted("grootheid", {text for text in cells.columns.get("grootheid", ()) if "percentage" in text})
    return typed_table(intake, PLAN, shares, {place for place in broken if place[0] in shares.rows})


def _refuse_absence(intake: Intake) -> None:
    others = sorted(files.plan_in_another_form(intake.folder))
    for other in others:
        macros = other.lower().endswith((".xlsm", ".xltm", ".xlam"))
        problem = (
            "een werkboek met macro's wordt niet gelezen" if macros else "een plan in deze vorm wordt niet gelezen"
        )
        intake.refuse(other, "", "", problem, f"hetzelfde plan als {files.PLAN_WORKBOOK}")
    if not others:
        expected = f"{PLAN.file} met {PLAN.header}, of {files.PLAN_WORKBOOK}"
        intake.problems.append(Problem(PLAN.file, "", "", "het bestand ontbreekt", expected, awaits=PLAN.owner))


def _from_csv(intake: Intake, settings: RoundSettings | None) -> ReadPlan:
    found = read_cells(intake, PLAN)
    if found is None:
        return NO_PLAN
    cells, broken = found
    about, rest = cells.parted("stroom", {BASIS_ROW["stroom"]})
    basis = tuple(_basis(intake, about))
    early, rest = rest.parted("maand", _before(settings.span.start, rest) if settings else ())
    kept = {(row, column) for row, column in broken if row in rest.rows}
    past = {(row, column) for row, column in broken if row in early.rows}
    figures = _past(typed_table(intake, PLAN, early, past))
    return ReadPlan(typed_table(intake, PLAN, rest, kept), basis, tuple(figures))


def _before(start: Month, cells: Cells) -> set[str]:
    """What stands in the column of months and is a month of before the horizon."""
    given = {text: period_of(text) for text in set(cells.columns.get("maand", ()))}
    return {text for text, period in given.items() if period and period.length == MONTH and period.start < start}


def _past(early: Table) -> Iterator[PastFigure]:
    columns = "stroom", "grootheid", "mpp_scenario", "maand", "waarde"
    for row, stream, quantity, scenario, month, value in early.rows(*columns):
        yield PastFigure(early.place(row, "waarde"), stream, quantity, scenario, Month.parse(month), value)


def _basis(intake: Intake, about: Cells) -> Iterator[PlanBasis]:
    for number in about.rows:
        row = {name: about.text(number, name) for name in about.columns}
        for column, expected in BASIS_ROW.items():
            if row.get(column, expected) != expected:
                problem = "de rij over de Prognose hoort hier iets anders te hebben"
                intake.refuse(PLAN.file, f"rij {number}, kolom {column}", row[column], problem, expected or "niets")
        yield PlanBasis(f"rij {number}, kolom definitie", row.get("definitie", ""))


def _from_sheets(intake: Intake, settings: RoundSettings | None, catalogue: Catalogue | None) -> ReadPlan | None:
    """A plan saved as CSV from its workbook; None of any other."""
    glance = Intake(intake.folder, intake.proposed)
    head = (glance.text(PLAN.file) or "").partition("\n")[0]
    if settings is None or catalogue is None or any(name in head for name in PLAN.names):
        return None
    streams = StreamNames(catalogue)
    sheets = sheets_of_csv(read_records(glance, PLAN.file) or [], lambda text: len(streams.of(text)) == 1)
    if not any(map(has_months, sheets)):
        return None
    intake.content(PLAN.file)
    plan = WorkbookPlan(PLAN.file)
    read_plan_sheets(plan, sheets, catalogue, settings.span)
    return _as_table(intake, PLAN, plan)


def _from_workbook(intake: Intake, file: str, settings: RoundSettings | None, catalogue: Catalogue | None) -> ReadPlan:
    """Without a horizon or a chain nothing can be said of a workbook: what is wrong with those is noted already."""
    declared = replace(PLAN, file=file)
    content = intake.content(file)
    if content is None or settings is None or catalogue is None:
        return ReadPlan(absent(declared, complete=False))
    return _as_table(intake, declared, read_plan_workbook(file, content, catalogue, settings.span))


def _as_table(intake: Intake, declared: InputTable, plan: WorkbookPlan) -> ReadPlan:
    intake.problems.extend(plan.problems)
    intake.remarks.extend(plan.remarks)
    if plan.cells is None:
        return ReadPlan(absent(declared, complete=False))
    table = typed_table(intake, declared, plan.cells, plan.broken, plan.places)
    return ReadPlan(table, tuple(plan.basis), tuple(plan.past))
