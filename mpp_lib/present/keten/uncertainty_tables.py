"""How sure figures are, as tables: bands beside the runs, what planning risks, the other reading of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import number, percentage, signed
from mpp_lib.compare.uncertainty.plan_throughout import TwoPlans
from mpp_lib.compare.uncertainty.planning_risks import PlanningRisk
from mpp_lib.compare.uncertainty.round_bands import BAND_ERROR, HIGH, LOW, RoundBands
from mpp_lib.present.keten.uncertainty_words import (
    MEDIAN,
    band_text,
    origin_text,
    place_text,
    planning_finding,
    value_text,
)
from mpp_lib.present.keten.year_columns import capital
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.plan_name import plan_name
from mpp_lib.present.wording.printed_values import chance_text, heading_of, relative_text, text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.bands import Band


class Figure(NamedTuple):
    """An indicator in a year."""

    indicator: str
    year: int


def bands_table(bands: RoundBands, indicators: Sequence[str]) -> Table[Figure]:
    """Minimum, medio and maximum of figures by year, the place of each in the draws, and the band of 75%."""
    result = bands.result
    rows = [Figure(name, year) for name in indicators for year in result.inputs.settings.span.calendar_years]
    return Table(
        rows,
        [
            Column("Jaar", lambda row: str(row.year)),
            *(_run_column(result, run) for run in SCENARIOS),
            *(_place_column(bands, run) for run in SCENARIOS),
            Column("Mediaan", lambda row: value_text(bands, *row, MEDIAN), kind="number", key=Key(scenario=MEDIAN)),
            Column("75%-band", lambda row: band_text(bands, *row), kind="number"),
            Column("Modelfout", lambda row: origin_text(bands, row.indicator)),
            Column(
                "Simulatiefout",
                lambda row: value_text(bands, *row, BAND_ERROR),
                kind="number",
                key=Key(scenario=BAND_ERROR),
            ),
        ],
        title="Waar de drie doorrekeningen in de trekkingen liggen",
        note="Plaats: de kans op minder dan die doorrekening. 75%-band: met 12,5% kans minder en met 12,5% kans meer. "
        "Modelfout: gemeten aan het cijfer zelf (eigen) of aan soortgelijke (geleend), over n jaren van cijfers; bij "
        "eerste aanvragen zit alles in de Prognose. Simulatiefout: van een grens van de band. "
        f"{source_line(result)}",
        group=lambda row: _heading(result, row.indicator),
        dense=True,
        key=lambda row: Key(row.indicator, period=str(row.year)),
    )


def _run_column(result: RoundResult, run: str) -> Column[Figure]:
    def value(row: Figure) -> str:
        return text_of(result.year(*row, run), result.chain.by_id[row.indicator].unit)

    return Column(run, value, kind="number", over="Doorrekening", key=Key(scenario=run))


def _place_column(bands: RoundBands, run: str) -> Column[Figure]:
    return Column(run, lambda row: place_text(bands, *row, run), kind="number", over="Plaats")


def _heading(result: RoundResult, indicator: str) -> str:
    node = result.chain.by_id[indicator]
    return f"{short_name(node.spec())}, {heading_of(node.unit)}"


def planning_table(result: RoundResult, risks: Sequence[PlanningRisk]) -> Table[PlanningRisk]:
    """How likely a planned figure proves too low or too high, and by how much on average where it does."""
    return Table(
        list(risks),
        [
            Column("Gepland", lambda risk: _step_text(risk.step)),
            Column("Aantal", lambda risk: _count(risk.figure), kind="number"),
            Column("kans", lambda risk: chance_text(risk.short.chance), kind="number", over="Te laag"),
            Column("gemiddeld te weinig", lambda risk: _count(risk.short.amount), kind="number", over="Te laag"),
            Column("kans", lambda risk: chance_text(risk.over.chance), kind="number", over="Te hoog"),
            Column("gemiddeld te veel", lambda risk: _count(risk.over.amount), kind="number", over="Te hoog"),
        ],
        title="Wat het kost om te laag of te hoog te plannen",
        finding=planning_finding(risks, risks[0].planned_on, risks[0].year),
        note="Gemiddeld te weinig en te veel: in de trekkingen waarin het zo uitkomt. "
        f"{_error_text(risks)} {' '.join(_meanings(risks))} {source_line(result)}",
        group=lambda risk: f"{capital(risk.planned_on.name)} ({risk.planned_on.owner}), {risk.year}",
        dense=True,
    )


def _error_text(risks: Sequence[PlanningRisk]) -> str:
    """How far other draws would move the chances and the averages."""
    misses = [miss for risk in risks for miss in (risk.short, risk.over)]
    chance = max(miss.chance_error for miss in misses)
    share = max((miss.amount_error / miss.amount for miss in misses if miss.amount), default=0.0)
    return (
        f"Simulatiefout: van een kans hoogstens {number(100 * chance, 1)} procentpunt, van een gemiddelde hoogstens "
        f"{percentage(share)}."
    )


def _step_text(step: float) -> str:
    return f"medio {signed(100 * step)}%" if step else "medio"


def _meanings(risks: Sequence[PlanningRisk]) -> list[str]:
    things = dict.fromkeys(risk.planned_on for risk in risks)
    return [f"{capital(thing.name)}: {thing.meaning}" for thing in things]


def _count(value: float) -> str:
    return text_of(value, "personen")


def plans_table(result: RoundResult, plans: Mapping[str, TwoPlans], year: int) -> Table[str]:
    """The band of figures when the plan follows the inflow of a draw, and when it is that of medio throughout."""
    plan = plan_name(result.inputs)
    return Table(
        list(plans),
        [
            Column("Kerncijfer", lambda name: short_name(result.chain.by_id[name].spec())),
            *_edges(result, "Plan volgt de instroom", lambda name: plans[name].follows),
            *_edges(result, "Plan van medio", lambda name: plans[name].medio),
            Column("Breedte", lambda name: _wider(*plans[name]), kind="number"),
        ],
        title=f"De banden van {year} als het {plan} de instroom volgt, en als overal dat van medio geldt",
        note=f"Breedte van de 75%-band: met het plan van medio tegenover de andere. {source_line(result)}",
        dense=True,
    )


def _edges(result: RoundResult, over: str, band_of: Callable[[str], Band]) -> Iterator[Column[str]]:
    """The ends of a band and its median, under a heading."""

    def text(name: str, edge: str) -> str:
        return text_of(band_of(name).quantiles[edge], result.chain.by_id[name].unit)

    for heading, edge in (("12,5%", LOW), ("mediaan", MEDIAN), ("87,5%", HIGH)):
        yield Column(heading, partial(text, edge=edge), kind="number", over=over)


def _wider(one: Band, other: Band) -> str:
    before, after = (band.quantiles[HIGH] - band.quantiles[LOW] for band in (one, other))
    return relative_text(before, after, "personen")
