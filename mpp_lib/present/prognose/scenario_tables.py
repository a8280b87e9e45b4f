"""Tables of the toekomstscenario's: what the forecast of each year is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpp_lib.base.dutch import MONTH_NAMES, number, people, percentage
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.source_lines import prognose_source
from mpp_lib.production.run import RoundResult


def scenario_sheet(result: RoundResult, year: int) -> Sheet:
    """The toekomstscenario's of a year: chance (before and after realised months), expectation, spread, narrative.

    Raises:
        ValueError: when the year lies outside the horizon.
    """
    forecast = result.forecast.year(year)
    data = scenario_data(result, year)
    learnt = forecast.realised_months > 0
    rows = pd.DataFrame(
        {
            "scenario": data["scenario"],
            "kans": [percentage(value, 1) for value in data["kans"]],
            "kans_nu": [percentage(value, 1) for value in data["kans_nu"]],
            "verwachting": [number(value) for value in data["verwachting"]],
            "spreiding": [number(value) for value in data["spreiding"]],
            "verdeling": data["verdeling"],
            "omschrijving": data["omschrijving"],
        }
    )
    rows = rows if learnt else rows.drop(columns="kans_nu")
    labels = {
        "scenario": "Toekomstscenario",
        "kans": "Kans vooraf" if learnt else "Kans",
        "kans_nu": f"Kans na {MONTH_NAMES[forecast.realised_months - 1]}",
        "verwachting": "Verwachting",
        "spreiding": "Spreiding",
        "verdeling": "Verdeling",
        "omschrijving": "Omschrijving",
    }
    numbers = [name for name in ("kans", "kans_nu", "verwachting", "spreiding") if name in rows]
    labels = {name: text for name, text in labels.items() if name in rows}
    return Sheet(
        build(rows, Form(stub=("scenario",), labels=labels, numbers=numbers)),
        data,
        scenario_finding(forecast),
        f"Verwachting en spreiding in eerste aanvragen per jaar. {prognose_source(result)}",
        f"Toekomstscenario's voor {year}",
    )


def scenario_data(result: RoundResult, year: int) -> pd.DataFrame:
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


def scenarios_sheet(result: RoundResult) -> Sheet:
    """The toekomstscenario's of every year, grouped by year, without narratives."""
    data = pd.concat([scenario_data(result, year.year).assign(jaar=str(year.year)) for year in result.forecast.years])
    data = data.reset_index(drop=True)
    learnt = any(year.realised_months for year in result.forecast.years)
    rows = data[["jaar", "scenario"]].assign(
        kans=[percentage(value) for value in data["kans"]],
        kans_nu=[percentage(value) for value in data["kans_nu"]],
        verwachting=[number(value) for value in data["verwachting"]],
        spreiding=[number(value) for value in data["spreiding"]],
        verdeling=data["verdeling"],
        gemiddelde=[people(value) for value in data["gemiddelde"]],
    )
    labels = {
        "scenario": "Toekomstscenario",
        "kans": "Kans vooraf" if learnt else "Kans",
        "kans_nu": "Kans na realisaties",
        "verwachting": "Verwachting",
        "spreiding": "Spreiding",
        "verdeling": "Verdeling",
        "gemiddelde": "Gemiddelde",
    }
    if not learnt:
        rows, labels = rows.drop(columns="kans_nu"), {name: text for name, text in labels.items() if name != "kans_nu"}
    numbers = [name for name in labels if name not in ("scenario", "verdeling")]
    return Sheet(
        build(rows, Form(stub=("scenario",), group="jaar", labels=labels, numbers=numbers)),
        data,
        None,
        "Het gemiddelde is dat van de verdeling waarmee gerekend is: afgekapt bij nul en, waar maanden gerealiseerd "
        f"zijn, gegeven die maanden. {prognose_source(result)}",
        "Toekomstscenario's per jaar",
    )
