"""The 15% flag: a reason to examine, never an automatic adjustment.

Source: docs/monitor.md, *De vlag*; Protocol MPP v1.1, paragraaf 7.1.3 (the 15%); that it is held against medio over the
year to date is this project's reading.
"""

from __future__ import annotations

from mpp_lib.base.dutch import round_half_up

FLAG_PCT = 15.0
STEP = 0.1
"""Decided on the deviation as printed, with one decimal: what a table shows as 15,0% is flagged, 14,9% is not."""
EDGE_PCT = FLAG_PCT - STEP / 2
"""The smallest deviation that is printed as 15,0%."""


def is_flagged(realised: float, expected: float) -> bool:
    """Whether 100 · |realised − expected| / |expected| is 15,0 or more; anything where nothing was expected."""
    if not expected:
        return realised != 0
    return round_half_up(100 * abs(realised - expected) / abs(expected), STEP) >= FLAG_PCT
