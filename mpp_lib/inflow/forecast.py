"""The Prognose Eerste Asielinstroom of a round: from its inputs to one frozen object.

What later stages need of the forecast can all be imported from here.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.adopted import AdoptedLine, adopted_lines, adopted_table, monthly_inflow
from mpp_lib.inflow.component import Components, Floats, components
from mpp_lib.inflow.conditioning import Observation, condition, truncate
from mpp_lib.inflow.forecast_year import Dependence, Forecast, YearForecast
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.seasonal import SeasonalProfile, seasonal_profile
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import monthly, prognosis_parameter

__all__ = [
    "AdoptedLine",
    "Dependence",
    "Forecast",
    "YearForecast",
    "adopted_lines",
    "adopted_table",
    "forecast_round",
    "monthly_inflow",
]

DEFAULT_SCENARIO_PERSISTENCE = 0.5
"""ρ_s where the round gives none: a choice, halfway between independence and all the persistence the chances allow."""
DEFAULT_WITHIN_CORRELATION = 0.5
"""ρ_w where the round gives none: a choice, halfway between independence and full dependence within a scenario."""


def forecast_round(inputs: RoundInputs) -> Forecast:
    """The forecast per year of the horizon, the seasonal profile and how the years hang together.

    Raises:
        InputError: without enough realised months for a seasonal profile, or for a year of which nothing is left to
            forecast, of which the realised months say nothing, or whose scenarios differ in what they already contain.
    """
    settings, until = inputs.settings, inputs.settings.realised_until
    realised = monthly(inputs.realisations, FIRST_INFLOW)
    realised = {month: value for month, value in realised.items() if month <= until}
    with inputs.refusals():
        profile = seasonal_profile(realised, prognosis_parameter(inputs.parameters, "kappa"))
        forecasts = tuple(
            _forecast_year(inputs.scenarios, year, _realised_part(realised, year, until), profile)
            for year in settings.span.calendar_years
        )
    return Forecast(settings.round, settings.seed, until, forecasts, profile, _dependence(inputs.parameters))


def _dependence(parameters: pd.DataFrame) -> Dependence:
    scenario, within = prognosis_parameter(parameters, "rho_s"), prognosis_parameter(parameters, "rho_w")
    return Dependence(
        DEFAULT_SCENARIO_PERSISTENCE if scenario is None else scenario,
        DEFAULT_WITHIN_CORRELATION if within is None else within,
    )


def _realised_part(realised: dict[Month, float], year: int, until: Month) -> Floats:
    months = [month for month in month_range(Month(year, 1), 12) if month <= until]
    missing = [str(month) for month in months if month not in realised]
    if missing:
        problem = "gerealiseerde maanden van een prognosejaar ontbreken"
        expected = f"een waarde voor {', '.join(missing)}, niet met status aanname"
        raise InputError([Problem(ROUND.realisations.file, f"indicator {FIRST_INFLOW}", "", problem, expected)])
    return np.array([realised[month] for month in months])


def _forecast_year(scenarios: pd.DataFrame, year: int, realised: Floats, profile: SeasonalProfile) -> YearForecast:
    rows = scenarios[scenarios["jaar"] == year]
    lognormal = (rows["verdeling"] == "lognormaal").to_numpy(bool)
    densities = components(rows["verwachting"].to_numpy(float), rows["spreiding"].to_numpy(float), lognormal)
    prior = Mixture(rows["kans"].to_numpy(float), densities)
    use_months = bool(realised.size) and _basis(rows, year) == "vooraf"
    return YearForecast(
        year=year,
        scenarios=tuple(rows["scenario"]),
        narratives=tuple(rows["omschrijving"]),
        components=densities,
        prior=prior,
        distribution=_with_months(prior, densities, realised, profile, use_months),
        realised=realised,
        conditioned=use_months,
    )


def _basis(rows: pd.DataFrame, year: int) -> str:
    """The one basis of a year.

    The weight of a scenario that has seen the months and the weight of one that hasn't are on different scales (a
    chance against a density of R), so mixing them has no meaning.
    """
    bases = sorted(set(rows["basis"]))
    if len(bases) != 1:
        problem = "een deels gerealiseerd jaar heeft meer dan één basis"
        raise InputError(
            [Problem(ROUND.scenarios.file, f"jaar {year}", " en ".join(bases), problem, "één basis per jaar")]
        )
    return str(bases[0])


def _with_months(
    prior: Mixture, densities: Components, realised: Floats, profile: SeasonalProfile, use_months: bool
) -> Mixture:
    if not realised.size:
        return prior
    total, share = float(realised.sum()), profile.after(len(realised))
    if not (total > 0 and 0 < share < 1):
        raise InputError([_nothing_to_learn(total, len(realised))])
    if use_months:
        return condition(prior.weights, densities, Observation(total, share, profile.concentration))
    return truncate(prior.weights, densities, total)


def _nothing_to_learn(total: float, months: int) -> Problem:
    problem = "van dit jaar valt niets te voorspellen"
    found = f"{months} maanden met samen {total:g} eerste aanvragen"
    expected = "een prognosejaar met 1 tot en met 11 gerealiseerde maanden en instroom daarin, of zonder realisatie"
    return Problem(ROUND.realisations.file, f"indicator {FIRST_INFLOW}", found, problem, expected)
