"""How wide the forecast of a round is, beside what the past needed and beside forecasts without judgement.

Source: docs/backtest.md, *Hoe breed een ronde is*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.dutch import number
from mpp_lib.base.errors import Problem
from mpp_lib.inflow.automatic_choice import chosen
from mpp_lib.inflow.automatic_mixture import automatic_year
from mpp_lib.inflow.baseline import naive_baseline
from mpp_lib.inflow.forecast_year import Forecast
from mpp_lib.inflow.needed_width import NeededWidth, needed_width
from mpp_lib.inflow.random_walk import random_walk
from mpp_lib.inflow.references import known_first_inflow
from mpp_lib.inflow.scenario_lines import ScenarioLines, scenario_lines
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.round_inputs import RoundInputs

DECIMALS = 2
"""Of a width in words: two that read alike are alike."""


@dataclass(frozen=True)
class Spread:
    """The width ln(maximum/minimum) of a year.

    Attributes:
        year: of the horizon.
        own: of the round.
        needed: of the past; None where that is too short.
        naive, walk: of the forecasts without judgement; None where there is none.
    """

    year: int
    own: float
    needed: NeededWidth | None
    naive: float | None
    walk: float | None

    @property
    def needed_width(self) -> float | None:
        """Of the past."""
        return None if self.needed is None else self.needed.width

    @property
    def narrow(self) -> bool:
        """Whether it is less than the past needed."""
        return self.needed is not None and round(self.own, DECIMALS) < round(self.needed.width, DECIMALS)


def spreads(forecast: Forecast, inputs: RoundInputs) -> tuple[Spread, ...]:
    """Of every year of the horizon, by the months the round knew."""
    realised = known_first_inflow(inputs)
    return tuple(
        Spread(
            year.year,
            width(year.lines),
            needed_width(realised, forecast.profile, year.year),
            None if (naive := naive_baseline(realised, year.year)) is None else width(naive.lines),
            None if (walk := random_walk(realised, year.year)) is None else width(walk.lines),
        )
        for year in forecast.years
    )


def width(lines: ScenarioLines) -> float:
    """ln(maximum/minimum); infinite for a minimum of zero."""
    return float(np.log(lines.maximum / lines.minimum)) if lines.minimum > 0 else np.inf


def advice_on_spreads(found: Iterable[Spread], name: str) -> list[Problem]:
    """What check says of years that are narrower than the past needed: advice, as the analyst may know better.

    Args:
        name: of the round.
    """
    narrow = [one for one in found if one.narrow]
    if not narrow:
        return []
    problem = "de prognose is smaller dan in het verleden nodig was om 75% van de uitkomsten te omvatten"
    expected = f"meer spreiding, of een onderbouwing daarvan; een begin geeft mpp scenarios suggest {name}"
    found_there = "; ".join(map(_told, narrow))
    return [Problem(ROUND.scenarios.file, "ln(maximum/minimum)", found_there, problem, expected, round=name)]


def _told(one: Spread) -> str:
    beside = {"nodig": one.needed_width, "naïef": one.naive, "toevalswandeling": one.walk}
    others = ", ".join(f"{name} {number(value, DECIMALS)}" for name, value in beside.items() if value is not None)
    return f"{one.year} {number(one.own, DECIMALS)} ({others})"


def automatic_widths(inputs: RoundInputs) -> dict[int, float]:
    """Year of the horizon → width of the automatic mixture, chosen by what the round knew; none with a short past."""
    realised = known_first_inflow(inputs)
    choice = chosen(realised)
    years = inputs.settings.span.calendar_years
    made = (automatic_year(realised, year, choice.recipe, choice.sureness) for year in years)
    return {one.year: width(scenario_lines(one.distribution)) for one in made if one is not None}
