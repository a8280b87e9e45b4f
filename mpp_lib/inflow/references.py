"""What the mixture is held against, year by year: the naive baseline and the statistical model, on the same months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.months import Month
from mpp_lib.inflow.baseline import Baseline, naive_baseline
from mpp_lib.inflow.seasonal import SeasonalProfile, seasonal_profile
from mpp_lib.inflow.statistical import StatisticalForecast, StatisticalModel, statistical_forecasts, statistical_model
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import monthly, prognosis_parameter


@dataclass(frozen=True, eq=False)
class References:
    """Both, for the years of a horizon.

    Attributes:
        naive: year → baseline; no year with too short a past.
        statistical: year → forecast of the model; none without a model.
        model: the statistical model; None with too short a past.
    """

    naive: Mapping[int, Baseline]
    statistical: Mapping[int, StatisticalForecast]
    model: StatisticalModel | None


def reference_forecasts(inputs: RoundInputs) -> References:
    """Both for every year of the horizon of a round, with what was realised at its cut-off and nothing later.

    ``References.naive[year].distribution`` and ``References.statistical[year].distribution`` answer to ``quantile``,
    ``cdf`` and ``mean``, and hold their draws in ``values``, as scores want them.

    Raises:
        InputError: without a full realised year, as the seasonal profile is not known then.
    """
    until = inputs.settings.realised_until
    realised = {m: value for m, value in monthly(inputs.realisations, FIRST_INFLOW).items() if m <= until}
    profile = seasonal_profile(realised, prognosis_parameter(inputs.parameters, "kappa"))
    return references(realised, profile, inputs.settings.span.calendar_years, inputs.settings.seed)


def references(
    realised: Mapping[Month, float], profile: SeasonalProfile, years: tuple[int, ...], seed: int
) -> References:
    """Both for these years, from realised months.

    Args:
        realised: month → first applications, people.
        years: calendar years not over at the last realised month, in increasing order.
    """
    baselines = {year: naive_baseline(realised, year) for year in years}
    model = statistical_model(realised, profile)
    forecasts = () if model is None else statistical_forecasts(model, years, seed)
    return References(
        {year: baseline for year, baseline in baselines.items() if baseline is not None},
        {forecast.year: forecast for forecast in forecasts},
        model,
    )
