"""What a forecast is held against: the naive baseline as a range beside the density."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mpp_lib.inflow.baseline import naive_baseline
from mpp_lib.inputs.series import monthly
from mpp_lib.present.density import Range
from mpp_lib.present.history import FIRST

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult

BASELINE = "naïeve vergelijking"


def baseline_range(result: RoundResult, year: int) -> Range | None:
    """The last twelve months carried on, with the changes of the past as band; None with too short a past."""
    until = result.inputs.settings.realised_until
    realised = monthly(result.inputs.realisations, FIRST)
    baseline = naive_baseline({month: value for month, value in realised.items() if month <= until}, year)
    if baseline is None:
        return None
    return Range(BASELINE, baseline.lines.minimum, baseline.lines.median, baseline.lines.maximum)
