"""What the mixture is held against, year by year and on the same months: three forecasts without any judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.months import Month
from mpp_lib.inflow.baseline import Baseline, naive_baseline
from mpp_lib.inflow.random_walk import RandomWalk, random_walk
from mpp_lib.inflow.seasonal import SeasonalProfile, seasonal_profile
from mpp_lib.inflow.statistical import StatisticalForecast, StatisticalModel, statistical_forecasts, statistical_model
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import monthly, prognosis_parameter
from mpp_lib.inputs.unknown import Unknown

NAIVE, WALK, STATISTICAL = "naive", "random_walk", "statistical"
Reference = Baseline | RandomWalk | StatisticalForecast
"""A forecast of one year that knows nothing but the months before."""


@dataclass(frozen=True, eq=False)
class References:
    """All three, for the years of a horizon.

    Attributes:
        naive: year → baseline; no year with too short a past.
        walk: year → random walk; none with too short a past.
        statistical: year → forecast of the model; none without a model.
        model: the statistical model; None with too short a past.
    """

    naive: Mapping[int, Baseline]
    walk: Mapping[int, RandomWalk]
    statistical: Mapping[int, StatisticalForecast]
    model: StatisticalModel | None

    def of(self, year: int) -> Mapping[str, Reference]:
        """Name → forecast of the year, of those there are."""
        every: Mapping[str, Mapping[int, Reference]] = {
            NAIVE: self.naive,
            WALK: self.walk,
            STATISTICAL: self.statistical,
        }
        return {name: found[year] for name, found in every.items() if year in found}


def reference_forecasts(inputs: RoundInputs) -> References:
    """All three for every year of the horizon of a round, with what was realised at its cut-off and nothing later.

    Raises:
        InputError: without a full realised year, as the seasonal profile is not known then.
    """
    profile = seasonal_profile(_known(inputs), prognosis_parameter(inputs.parameters, "kappa"))
    return references(known_first_inflow(inputs), profile, inputs.settings.span.calendar_years, inputs.settings.seed)


def known_first_inflow(inputs: RoundInputs) -> dict[Month, float]:
    """Month → first applications, of the months a round knows that are like the last one."""
    return Unknown.of(inputs.unknown).since_break(FIRST_INFLOW, _known(inputs))


def _known(inputs: RoundInputs) -> dict[Month, float]:
    until = inputs.settings.realised_until
    return {month: value for month, value in monthly(inputs.realisations, FIRST_INFLOW).items() if month <= until}


def references(
    realised: Mapping[Month, float], profile: SeasonalProfile, years: tuple[int, ...], seed: int
) -> References:
    """All three for these years, from realised months.

    Args:
        realised: month → first applications, people.
        years: calendar years not over at the last realised month, in increasing order.
    """
    model = statistical_model(realised, profile)
    forecasts = () if model is None else statistical_forecasts(model, years, seed)
    return References(
        naive={year: found for year in years if (found := naive_baseline(realised, year)) is not None},
        walk={year: walk for year in years if (walk := random_walk(realised, year)) is not None},
        statistical={forecast.year: forecast for forecast in forecasts},
        model=model,
    )
