"""The IND-prognoseplan shown back as it was read: what it is, what it holds by year, and what its percentages mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS, SHARE
from mpp_lib.base.dutch import day_name, month_name
from mpp_lib.base.errors import Problem
from mpp_lib.compare.plan_versus_chain import PERCENTAGE, plan_by_year
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.plan.words import StreamNames, quantities_of
from mpp_lib.inputs.reading.files import PLAN_WORKBOOKS
from mpp_lib.inputs.rules.plan_basis import NO_MENTION
from mpp_lib.inputs.rules.prognose_checksum import prognose_checksum, prognose_name
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.plan_name import plan_name
from mpp_lib.present.wording.printed_values import exact_text
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import input_source
from mpp_lib.production.run import RoundResult

READING = (
    "Zoals aangeleverd. Een stroom en een capaciteit zijn de som van de maanden, een voorraad is de stand van "
    "eind december, een inwilligingspercentage is gewogen met de beslissingen van het plan. Waar het plan geen "
    "beslissingen heeft, en bij elk ander percentage, staat het gemiddelde van de maanden."
)
NOT_LISTED = "niet vermeld in leveringen.csv; geldt als concept"


def plan_facts_table(result: RoundResult) -> Table[tuple[str, str]]:
    """Which plan was read: file, delivery, the Prognose it was made on, and what was remarkable in it."""
    return Table(
        list(_facts(result)),
        [Column("Gegeven", 0), Column("Van dit plan", 1)],
        title=f"Het gelezen {plan_name(result.inputs)}",
        finding=basis_finding(result),
        note=input_source(result),
    )


def basis_finding(result: RoundResult) -> str:
    """Whether the plan was made on the Prognose of the round."""
    said = result.inputs.plan_prognose
    if not said:
        return sentence(NO_MENTION)
    if said == own_prognose(result):
        return "Het plan is gemaakt op de Prognose van deze ronde."
    return "Het plan is gemaakt op een andere Prognose dan die van deze ronde."


def own_prognose(result: RoundResult) -> str:
    """Round and mark of the round's Prognose, as a plan names it."""
    return prognose_name(result.inputs.settings, prognose_checksum(result.inputs))


def plan_file(result: RoundResult) -> str:
    """The file the plan was read from; empty without a plan."""
    return next((name for name in (ROUND.plan.file, *PLAN_WORKBOOKS) if name in result.inputs.checksums), "")


def plan_remarks(result: RoundResult) -> list[Problem]:
    """What was remarkable in the plan without being wrong."""
    return [warning for warning in result.inputs.warnings if warning.file == plan_file(result)]


def _facts(result: RoundResult) -> Iterator[tuple[str, str]]:
    plan, span = result.inputs.plan, result.inputs.settings.span
    yield "Bestand", plan_file(result)
    yield from _delivery(result)
    yield "Gemaakt op de Prognose", result.inputs.plan_prognose or "niet vermeld"
    yield "Prognose van deze ronde", own_prognose(result)
    series = len(plan[["stroom", "grootheid"]].drop_duplicates())
    months = f"per maand van {month_name(span.start)} tot en met {month_name(span.end)}"
    streams = f"{plan['stroom'].nunique()} stromen"
    yield "Gelezen", f"{series} reeksen van {streams}, {months}, in {len(SCENARIOS)} mpp-scenario's"
    remarks = [f"{remark.where}: {remark.problem}{_found(remark)}" for remark in plan_remarks(result)]
    yield from (("Opmerking bij het lezen", text) for text in remarks or ["geen"])


def _found(remark: Problem) -> str:
    expected = f"verwacht: {remark.expected}" if remark.expected else ""
    found = f"gevonden: {remark.found}" if remark.found else ""
    both = "; ".join(text for text in (found, expected) if text)
    return f" ({both})" if both else ""


def _delivery(result: RoundResult) -> Iterator[tuple[str, str]]:
    own = result.inputs.plan_delivery
    if own.empty:
        yield "Levering", NOT_LISTED
    for row in own.itertuples():
        yield "Aangeleverd door", str(row.partner)
        yield "Versie en status", f"{row.versie}, {row.status}"
        yield "Datum", day_name(date.fromisoformat(str(row.datum)))


def plan_read_table(result: RoundResult) -> Table[Sequence[str]]:
    """Everything that was read of the plan, by stream, quantity and year, in minimum, medio and maximum."""
    cells = list(product(SCENARIOS, result.inputs.settings.span.calendar_years))
    given = plan_by_year(result.inputs).groupby(["stroom", "grootheid"], sort=False)
    return Table(
        [
            (*_names(result, str(stream), str(quantity)), *_cells(str(quantity), series, cells))
            for (stream, quantity), series in given
        ],
        [
            Column("Grootheid", 1),
            *(
                Column(str(year), place, kind="number", over=scenario)
                for place, (scenario, year) in enumerate(cells, 2)
            ),
        ],
        title=f"Het {plan_name(result.inputs)} per jaar, zoals gelezen",
        note=f"{READING} {input_source(result)}",
        group=lambda row: row[0],
        dense=True,
    )


def _cells(quantity: str, series: pd.DataFrame, cells: Sequence[tuple[str, int]]) -> Iterator[str]:
    unit = SHARE if PERCENTAGE in quantity else "zaken"
    known = {(row.mpp_scenario, row.jaar): exact_text(float(str(row.waarde)), unit) for row in series.itertuples()}
    return (known.get(cell, "") for cell in cells)


def _names(result: RoundResult, stream: str, quantity: str) -> tuple[str, str]:
    """Stream and quantity as a reader knows them."""
    catalogue = result.chain.catalogue()
    label = quantities_of(stream, catalogue).get(quantity, quantity.replace("_", " ").capitalize())
    return StreamNames(catalogue).sheet_names()[stream], label


def plan_definitions_table(result: RoundResult) -> Table[tuple[str, str, str]]:
    """What each percentage of the plan means, and on what a number rests, in the words of who delivered it."""
    plan = result.inputs.plan
    given = plan[plan["definitie"] != ""].drop_duplicates(["stroom", "grootheid", "definitie"])
    percentages = given["grootheid"].str.contains(PERCENTAGE).all()
    what, names = (
        ("Definities van de percentages", ("Percentage", "Definitie"))
        if percentages
        else ("Definities en grondslagen", ("Grootheid", "Definitie of grondslag"))
    )
    return Table(
        [
            (*_names(result, str(stream), str(quantity)), "; ".join(series["definitie"].astype(str)))
            for (stream, quantity), series in given.groupby(["stroom", "grootheid"], sort=False)
        ],
        [Column("Stroom", 0), *(Column(name, place) for place, name in enumerate(names, start=1))],
        title=f"{what} in het {plan_name(result.inputs)}",
        note=input_source(result),
    )
