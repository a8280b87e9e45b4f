"""The gehanteerde aantallen: what was adopted to enter the chain, beside what the forecast computed.

They are formulated after adoption and mostly round the quantiles; a difference beyond rounding needs a reason.

Source: docs/methode-prognose.md, *Gehanteerde aantallen en maanden*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import number
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.forecast_year import Forecast, YearForecast
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.round_inputs import RoundInputs

COARSEST_ROUNDING = 1000


@dataclass(frozen=True)
class AdoptedLine:
    """One number that enters the chain.

    Attributes:
        year: calendar year.
        scenario: minimum, medio or maximum.
        computed: the quantile of the forecast.
        value: what enters the chain: the gehanteerde aantal where one was given, else the quantile.
        given: whether it was given.
        reason: the reason given.
        chance_below: the forecast's own chance of a lower number.
    """

    year: int
    scenario: str
    computed: float
    value: float
    given: bool
    reason: str
    chance_below: float

    @property
    def difference(self) -> float:
        """Gehanteerd minus computed."""
        return self.value - self.computed

    @property
    def is_rounding(self) -> bool:
        """Whether the number is the quantile rounded to its own last digits, to thousands at the coarsest."""
        return abs(self.difference) <= max(rounding_room(self.value), 1)


def rounding_room(value: float) -> float:
    """How far a number can lie from what it was before it was rounded to its own last digits, thousands at most.

    >>> rounding_room(48_210), rounding_room(49_800), rounding_room(120_000), rounding_room(47_991)
    (5.0, 50.0, 500.0, 0.0)
    """
    steps = (step for step in (COARSEST_ROUNDING, 100, 10) if value % step == 0)
    return next(steps, 0) / 2


def adopted_table(forecast: Forecast, inputs: RoundInputs) -> tuple[AdoptedLine, ...]:
    """Every number that enters the chain, by year and mpp-scenario.

    Raises:
        InputError: for a given number below what is realised already, or one beyond rounding without a reason.
    """
    given = _given(inputs.adopted)
    lines = tuple(_line(year, scenario, given) for year in forecast.years for scenario in SCENARIOS)
    problems = [problem for line in lines for problem in _problems(line, forecast.year(line.year).realised_total)]
    if problems:
        raise InputError(problem.of_round(inputs.settings.round) for problem in problems)
    return lines


def adopted_lines(forecast: Forecast, inputs: RoundInputs) -> Floats:
    """The numbers that enter the chain.

    Returns:
        people per year [years, 3], columns minimum, medio, maximum.

    Raises:
        InputError: as :func:`adopted_table`.
    """
    values = [line.value for line in adopted_table(forecast, inputs)]
    return np.array(values).reshape(len(forecast.years), len(SCENARIOS))


def monthly_inflow(forecast: Forecast, inputs: RoundInputs) -> Floats:
    """First applications per month: realised months as they are, the rest of a year's number by the seasonal profile.

    A remaining month has (gehanteerd − R)·w_month/Σw over the remaining months.

    Returns:
        people per month [months of the horizon, 3], columns minimum, medio, maximum; each year sums to its number.

    Raises:
        InputError: as :func:`adopted_table`.
    """
    numbers = adopted_lines(forecast, inputs)
    years = zip(forecast.years, numbers, strict=True)
    return np.vstack([_months(forecast, year, number_) for year, number_ in years])


def _months(forecast: Forecast, year: YearForecast, numbers: Floats) -> Floats:
    realised = np.repeat(year.realised[:, None], len(SCENARIOS), axis=1)
    rest = np.outer(forecast.profile.rest(year.realised_months), numbers - year.realised_total)
    return np.vstack([realised, rest])


def _given(adopted: pd.DataFrame) -> dict[tuple[int, str], tuple[float, str]]:
    rows = zip(adopted["jaar"], adopted["mpp_scenario"], adopted["waarde"], adopted["reden"], strict=True)
    return {(int(year), str(scenario)): (float(value), str(reason)) for year, scenario, value, reason in rows}


def _line(year: YearForecast, scenario: str, given: dict[tuple[int, str], tuple[float, str]]) -> AdoptedLine:
    computed = float(getattr(year.lines, scenario))
    value, reason = given.get((year.year, scenario), (computed, ""))
    chance_below = float(year.distribution.cdf(value))
    return AdoptedLine(year.year, scenario, computed, value, (year.year, scenario) in given, reason, chance_below)


def _problems(line: AdoptedLine, realised: float) -> list[Problem]:
    if not line.given:
        return []
    where, found = f"jaar {line.year}, {line.scenario}", number(line.value)
    problems = []
    if line.value < realised:
        problem, expected = "er is al meer gerealiseerd", f"een aantal van {number(realised)} of hoger"
        problems.append(Problem(ROUND.adopted.file, where, found, problem, expected))
    if not (line.is_rounding or line.reason.strip()):
        problem = f"wijkt verder dan een afronding af van het berekende aantal {number(line.computed)}, zonder reden"
        problems.append(Problem(ROUND.adopted.file, where, found, problem, "een reden in de kolom reden"))
    return problems
