"""What stands beside minimum, medio and maximum, so that nobody reads in them what they do not say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.hindcast.known_errors import Errors, known_errors
from mpp_lib.inflow.adopted import adopted_lines
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.path_chances import path_chances
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class BesideRuns:
    """What is known of the uncertainty of a round.

    Attributes:
        errors: indicator → how far off the chain was, as far as the round could know.
        between: chance that a year ends between minimum and maximum as adopted [years].
        paths: chance of fewer first applications than a scenario has, over the years up to each [years, 3].
    """

    errors: Errors
    between: Floats
    paths: Floats


def beside_runs(result: RoundResult) -> BesideRuns:
    """Of a round everything that its tables set beside the three runs."""
    numbers, years = adopted_lines(result.forecast, result.inputs), result.forecast.years
    minimum, maximum = SCENARIOS.index("minimum"), SCENARIOS.index("maximum")
    between = [
        float(year.distribution.cdf(line[maximum]) - year.distribution.cdf(line[minimum]))
        for year, line in zip(years, numbers, strict=True)
    ]
    return BesideRuns(known_errors(result), np.array(between), path_chances(result.forecast, numbers))
