"""Tables of the Prognose Eerste Asielinstroom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SHARE
from mpp_lib.base.dutch import enumerate_nl, number, percentage
from mpp_lib.inflow.adopted import AdoptedLine, adopted_table
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.present.shown.table import Column, Key, Record, Table, records, under_own_name
from mpp_lib.present.wording.printed_values import chance_text, difference_text
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source, source_line
from mpp_lib.production.prognose_result import PrognoseResult

PEOPLE = "personen"
_STEP = 5000


def lines_table(result: PrognoseResult) -> Table[YearForecast]:
    """Minimum, median, mean, medio and maximum of every year."""
    return Table(
        result.forecast.years,
        [
            Column("Jaar", lambda year: year.year),
            Column("Minimum", lambda year: year.minimum, unit=PEOPLE, key=Key(scenario="minimum")),
            Column("Mediaan", lambda year: year.median, unit=PEOPLE, key=Key(scenario="mediaan")),
            Column("Gemiddelde", lambda year: year.mean, unit=PEOPLE, key=Key(scenario="gemiddelde")),
            Column("Medio", lambda year: year.medio, unit=PEOPLE, key=Key(scenario="medio")),
            Column("Maximum", lambda year: year.maximum, unit=PEOPLE, key=Key(scenario="maximum")),
        ],
        title="Eerste asielaanvragen per jaar: minimum, mediaan, gemiddelde, medio en maximum",
        finding=lines_finding(result.forecast.years),
        note="Minimum en maximum omsluiten 75% van de kans; boven medio ligt een derde ervan, boven de mediaan de "
        f"helft. {prognose_source(result)}",
    )


def lines_finding(years: Sequence[YearForecast]) -> str:
    """How far medio lies above the median, in the first year and in the last."""
    ends = years[:1] if len(years) == 1 else (years[0], years[-1])
    gaps = [f"{percentage(year.medio / year.median - 1)} in {year.year}" for year in ends]
    return sentence(f"medio ligt boven de mediaan: {enumerate_nl(gaps)}")


def adopted_values_table(result: PrognoseResult) -> Table[AdoptedLine]:
    """What enters the chain beside what was computed: gehanteerde aantallen with difference, chance and reason."""
    lines = adopted_table(result.forecast, result.inputs)
    return Table(
        lines,
        [
            Column("Jaar", lambda line: line.year),
            Column("MPP-scenario", lambda line: line.scenario, role="head"),
            Column("Berekend", lambda line: line.computed, unit=PEOPLE),
            Column("Gehanteerd", lambda line: number(line.value) if line.given else line.value, unit=PEOPLE),
            Column("Verschil", lambda line: difference_text(line.computed, line.value, PEOPLE), kind="number"),
            Column("Kans op minder", lambda line: line.chance_below, unit=SHARE),
            Column("Reden", _reason),
        ],
        title="Berekende en gehanteerde aantallen eerste asielaanvragen",
        finding=adopted_finding(lines),
        note=f"Kans op minder: volgens de prognose zelf. {prognose_source(result)}",
    )


def adopted_finding(lines: Sequence[AdoptedLine]) -> str:
    """How many of the numbers that enter the chain are more than a rounding of what was computed."""
    given = [line for line in lines if line.given]
    changed = [line for line in given if not line.is_rounding]
    if not given:
        return "In de keten gaan de berekende aantallen, zonder bijstelling."
    if not changed:
        return "De gehanteerde aantallen zijn afrondingen van de berekende."
    many = (
        f"{len(changed)} van de {len(lines)} gehanteerde aantallen wijken"
        if len(changed) > 1
        else f"een van de {len(lines)} gehanteerde aantallen wijkt"
    )
    return sentence(f"{many} verder dan een afronding af van het berekende aantal")


def _reason(line: AdoptedLine) -> str:
    if not line.given:
        return "berekend aantal overgenomen"
    return line.reason or ("afronding" if line.is_rounding else "")


def chances_table(result: PrognoseResult, thresholds: Sequence[float] | None = None) -> Table[float]:
    """The chance of more than 20, 25, … thousand first applications, per year.

    Args:
        thresholds: numbers of people; steps of five thousand that matter in any year when None.
    """
    values = list(thresholds) if thresholds is not None else default_thresholds(result)
    years = result.forecast.years
    return Table(
        values,
        [Column("Meer dan", number), *map(_chances_column, years)],
        title="Kans op meer dan een aantal eerste asielaanvragen, per jaar",
        finding=chances_finding(years[0], values),
        note=prognose_source(result),
    )


def _chances_column(year: YearForecast) -> Column[float]:
    return Column(str(year.year), lambda value: chance_text(chance_of_more(year, value), 1), kind="number")


def chance_of_more(year: YearForecast, value: float) -> float:
    """The chance of more than a number of first applications in a year."""
    return float(year.distribution.sf(np.array(value)))


def default_thresholds(result: PrognoseResult) -> list[float]:
    """Multiples of five thousand between the lowest fifth and the highest 95th percentile of the years."""
    ends = [year.distribution.quantile(np.array([0.05, 0.95])) for year in result.forecast.years]
    low = np.floor(min(end[0] for end in ends) / _STEP) * _STEP
    high = np.ceil(max(end[1] for end in ends) / _STEP) * _STEP
    return [float(value) for value in np.arange(max(low, _STEP), high + _STEP, _STEP)]


def chances_finding(year: YearForecast, thresholds: Sequence[float]) -> str:
    """The chance of more than the threshold nearest to the median of the first year."""
    nearest = min(thresholds, key=lambda value: abs(value - year.median))
    chance = chance_of_more(year, nearest)
    return f"De kans op meer dan {number(nearest)} eerste asielaanvragen in {year.year} is {chance_text(chance, 1)}."


def experts_table(result: PrognoseResult) -> Table[Record]:
    """What experts said, with and without numbers; columns that nobody filled are left out."""
    rows = records(result.inputs.experts)
    figures = [_figure_column(name) for name in ("laag", "midden", "hoog")]
    return Table(
        rows,
        [
            *under_own_name("organisatie", "jaar", "fase", "bereik"),
            *(column for column in figures if any(map(column.text, rows))),
            *under_own_name("oordeel", "bron"),
        ],
        title="Inbreng en toets van experts",
        finding=experts_finding(rows),
        note=source_line(result, model=False, sources=("inbreng en toets van experts",)),
    )


def experts_finding(rows: Sequence[Record]) -> str:
    """How many of the contributions hold a number."""
    many = sum(any(pd.notna(row[name]) for name in ("laag", "midden", "hoog")) for row in rows)
    if len(rows) < 2:
        return f"De ene bijdrage noemt {'een' if many else 'geen'} aantal." if rows else ""
    if not many:
        return f"Geen van de {len(rows)} bijdragen noemt een aantal."
    return f"Van de {len(rows)} bijdragen {'noemt' if many == 1 else 'noemen'} er {many} een aantal."


def _figure_column(name: str) -> Column[Record]:
    return Column(name.capitalize(), lambda row: "" if pd.isna(row[name]) else number(row[name]), kind="number")
