"""Tables of the toekomstscenario's: what the forecast of each year is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpp_lib.base.dutch import MONTH_NAMES, number, percentage
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.present.shown.table import Column, Record, Table, records
from mpp_lib.present.wording.printed_values import scenario_chance
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.prognose_result import PrognoseResult


def scenario_table(result: PrognoseResult, year: int) -> Table[Record]:
    """The toekomstscenario's of a year: chance (before and after realised months), expectation, spread, narrative.

    Raises:
        ValueError: when the year lies outside the horizon.
    """
    forecast = result.forecast.year(year)
    known = forecast.realised_months
    return Table(
        records(scenario_data(result, year)),
        [
            Column("Toekomstscenario", "scenario"),
            *_chances(f"Kans na {MONTH_NAMES[known - 1]}" if known else ""),
            *_GIVEN,
            Column("Omschrijving", "omschrijving"),
        ],
        title=f"Toekomstscenario's voor {year}",
        finding=scenario_finding(forecast),
        note=f"Verwachting en spreiding in eerste aanvragen per jaar. {prognose_source(result)}",
    )


_GIVEN: tuple[Column[Record], ...] = (
    Column("Verwachting", lambda row: number(row["verwachting"]), kind="number"),
    Column("Spreiding", lambda row: number(row["spreiding"]), kind="number"),
    Column("Verdeling", "verdeling"),
)


def _chances(given_months: str) -> list[Column[Record]]:
    """The chance of a scenario, and, under ``given_months``, what the realised months made of it."""
    before = _chance_column("Kans vooraf" if given_months else "Kans", "kans")
    return [before, _chance_column(given_months, "kans_nu")] if given_months else [before]


def _chance_column(heading: str, name: str) -> Column[Record]:
    return Column(heading, lambda row: scenario_chance(row[name]), kind="number")


def scenario_data(result: PrognoseResult, year: int) -> pd.DataFrame:
    """scenario, omschrijving, kans, kans_nu, verwachting, spreiding, verdeling, gemiddelde of one year, unrounded."""
    forecast = result.forecast.year(year)
    given = result.inputs.scenarios
    given = given[given["jaar"] == year].reset_index(drop=True)
    return pd.DataFrame(
        {
            "scenario": list(forecast.scenarios),
            "omschrijving": list(forecast.narratives),
            "kans": forecast.prior_chances,
            "kans_nu": forecast.chances,
            "verwachting": given["verwachting"].astype(float),
            "spreiding": given["spreiding"].astype(float),
            "verdeling": [str(name) or "normaal" for name in given["verdeling"]],
            "gemiddelde": forecast.scenario_means,
        }
    )


def scenario_finding(forecast: YearForecast) -> str:
    """The likeliest scenario, and the one whose chance the realised months raised most."""
    now, before = forecast.chances, forecast.prior_chances
    top = int(np.argmax(now))
    ties = [name for name, chance in zip(forecast.scenarios, now, strict=True) if abs(chance - now[top]) < 5e-4]
    if len(ties) > 1:
        equal = f"{len(ties)} toekomstscenario's zijn voor {forecast.year} even waarschijnlijk"
        likeliest = f"{equal}, met elk {percentage(now[top])}"
    else:
        best = f"‘{ties[0]}’ is voor {forecast.year} het waarschijnlijkste toekomstscenario"
        likeliest = f"{best}, met een kans van {percentage(now[top])}"
    gain = int(np.argmax(now - before))
    learnt = ""
    if forecast.realised_months and percentage(before[gain]) != percentage(now[gain]):
        learnt = (
            f"na de realisaties tot en met {MONTH_NAMES[forecast.realised_months - 1]} nam de kans op "
            f"‘{forecast.scenarios[gain]}’ het meest toe: van {percentage(before[gain])} naar {percentage(now[gain])}"
        )
    return sentence(likeliest, learnt)


def scenarios_table(result: PrognoseResult) -> Table[Record]:
    """The toekomstscenario's of every year, grouped by year, without narratives."""
    years = result.forecast.years
    learnt = any(year.realised_months for year in years)
    return Table(
        [row | {"jaar": str(year.year)} for year in years for row in records(scenario_data(result, year.year))],
        [
            Column("Toekomstscenario", "scenario"),
            *_chances("Kans na realisaties" if learnt else ""),
            *_GIVEN,
            Column("Gemiddelde", "gemiddelde", unit="personen"),
        ],
        title="Toekomstscenario's per jaar",
        note="Het gemiddelde is dat van de verdeling waarmee gerekend is: afgekapt bij nul en, waar maanden "
        f"gerealiseerd zijn, bijgesteld naar die maanden. {prognose_source(result)}",
        group=lambda row: str(row["jaar"]),
    )
