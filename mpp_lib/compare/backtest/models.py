"""The forecasts that are tried, each from the months known at an origin and nothing else.

Source: docs/backtest.md, *De modellen*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.inflow.automatic_choice import chosen
from mpp_lib.inflow.automatic_mixture import FOUR, THREE, Recipe, automatic_year
from mpp_lib.inflow.heavy_tailed_walk import heavy_tailed_walk
from mpp_lib.inflow.references import NAIVE, STATISTICAL, WALK, references
from mpp_lib.inflow.scenario_lines import Distribution
from mpp_lib.inflow.seasonal import seasonal_profile

HEAVY, THREE_PARTS, FOUR_PARTS, AUTOMATIC = "heavy_tailed", "mixture_3", "mixture_4", "automatic"
MODELS = (NAIVE, WALK, HEAVY, STATISTICAL, THREE_PARTS, FOUR_PARTS, AUTOMATIC)
"""In the order in which they are shown."""
SEED = 0
"""Of the forecasts that are simulated."""


def forecasts(known: Mapping[Month, float], years: Sequence[int]) -> Iterator[tuple[str, int, Distribution]]:
    """Name, year and forecast, of every model that has enough of a past for that year.

    Args:
        known: month → first applications, people > 0.
        years: not over at the last month, in increasing order.
    """
    yield from _references(known, years)
    choice = chosen(known)
    mixtures = {
        THREE_PARTS: (Recipe(THREE), 1.0),
        FOUR_PARTS: (Recipe(FOUR), 1.0),
        AUTOMATIC: (choice.recipe, choice.sureness),
    }
    for name, (recipe, sureness) in mixtures.items():
        for year in years:
            if (found := automatic_year(known, year, recipe, sureness)) is not None:
                yield name, year, found.distribution


def _references(known: Mapping[Month, float], years: Sequence[int]) -> Iterator[tuple[str, int, Distribution]]:
    try:
        profile = seasonal_profile(known)
    except InputError:  # too few full years: of these nothing can be said then
        return
    found = references(known, profile, tuple(years), SEED)
    for year in years:
        yield from ((name, year, one.distribution) for name, one in found.of(year).items())
    for year, heavy in heavy_tailed_walk(known, profile, years, SEED).items():
        yield HEAVY, year, heavy
