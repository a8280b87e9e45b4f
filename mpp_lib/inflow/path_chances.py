"""The place of an inflow path: how likely it is that fewer people come over all years up to and including one.

A stock at the end of a year follows from the inflow of every year before it. Five minima in a row are therefore far
less likely than one, and a stock that rests on them has to say so.

Source: docs/methode-prognose.md, *Paden over jaren*.
"""

from __future__ import annotations

import numpy as np

from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.forecast_year import Forecast
from mpp_lib.inflow.paths import inflow_paths
from mpp_lib.inflow.sums import DRAWS


def path_chances(forecast: Forecast, numbers: Floats, draws: int = DRAWS) -> Floats:
    """P(ΣX ≤ Σnumbers) over the years up to and including each; the first year exact, the others by simulated paths.

    Args:
        numbers: first applications per year of each scenario [years, scenarios].

    Returns:
        chances [years, scenarios]; a chance p of more than one year is off by about √(p(1 − p)/draws).
    """
    drawn = np.sort(np.cumsum(inflow_paths(forecast, draws).totals, axis=1), axis=0)
    sums = np.cumsum(numbers, axis=0)
    chances = np.stack(
        [np.searchsorted(column, total, side="right") / draws for column, total in zip(drawn.T, sums, strict=True)]
    )
    chances[0] = forecast.years[0].distribution.cdf(numbers[0])
    return chances
