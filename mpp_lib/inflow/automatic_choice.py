"""Which automatic mixture: of those whose 75% band would have held as often as it should, the one with the lowest CRPS.

At every half-year before the last realised month each recipe forecasts the five years after it, from the months up to
that half-year alone; only years that are over by now count. Of the recipes whose band held in ``GOAL`` of the cases,
or came nearest to that, the one with the lowest CRPS as a share of the outcome is taken; with no outcome to choose by,
the first of all. How far the season is believed in a year under way is chosen alike, from the Junes of years that are
over. A choice made at an origin has thus seen nothing of what came after it: validation is nested.

Source: docs/backtest.md, *Gekozen zonder wat erna kwam*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.inflow.automatic_mixture import FOUR, YEAR, PastChanges, Recipe, automatic_year, past_changes
from mpp_lib.inflow.baseline import realised_in, rolling_totals
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.scenario_lines import MAXIMUM, MINIMUM

RECIPES = tuple(Recipe(FOUR, *how) for how in product((0.0, 0.1, 0.2, 0.3), (1.0, 1.2, 1.4)))
"""All that are tried; the first one pulls and widens nothing."""
SURENESSES = (1.0, 0.5, 1 / 3)
"""How much of κ is believed in a year under way."""
YEARS_AHEAD = 5
HALF_YEARS = (6, 12)
"""Months that a half-year ends with."""
GOAL = (0.70, 0.80)
"""How often a band of 75% is to hold."""


@dataclass(frozen=True)
class Choice:
    """What was chosen, and on how much.

    Attributes:
        recipe: of every year.
        outcomes: forecasts of whole years that it was chosen by.
        sureness: of the season in a year under way.
        running: forecasts of years under way that this was chosen by.
    """

    recipe: Recipe
    outcomes: int
    sureness: float
    running: int


def chosen(realised: Mapping[Month, float]) -> Choice:
    """The choice that the months up to the last realised one allow.

    Args:
        realised: month → first applications, people > 0.
    """
    recipe, outcomes = chosen_recipe(realised)
    held = [found for june in _junes(realised) if (found := _held_in(realised, june))]
    missed = _missed(np.mean(held, axis=0)) if held else np.zeros(len(SURENESSES))
    return Choice(recipe, outcomes, SURENESSES[int(np.argmin(missed))], len(held))


def chosen_recipe(realised: Mapping[Month, float]) -> tuple[Recipe, int]:
    """The recipe, and by how many outcomes it was chosen."""
    totals = rolling_totals(realised)
    tried = np.array([row for known in range(1, len(totals)) for row in _tried(totals, max(realised), known)])
    if not len(tried):
        return RECIPES[0], 0
    missed = _missed(tried[:, :, 0].mean(axis=0))
    scores = tried[:, :, 1].mean(axis=0)
    best = min(range(len(RECIPES)), key=lambda k: (missed[k], scores[k]))
    return RECIPES[best], len(tried)


def _tried(totals: Floats, last: Month, known: int) -> Iterator[list[tuple[float, float]]]:
    """Of each year over by now that came after the half-year in which so many totals were known: per recipe whether its
    band held, and its CRPS as a share of the outcome."""
    origin = last - (len(totals) - known)
    if origin.month not in HALF_YEARS or (shapes := _shapes(totals[:known])) is None:
        return
    for year in range(origin.year + 1, min(origin.year + YEARS_AHEAD, _last_full_year(last)) + 1):
        ahead = Month(year, YEAR).since(origin)
        outcome = float(totals[known - 1 + ahead])
        made = (shapes[one.pull].ahead(ahead, one.widened) for one in RECIPES)
        yield [(_held(one.cdf(outcome)), one.crps(outcome) / outcome) for one in made]


def _shapes(totals: Floats) -> dict[float, PastChanges] | None:
    """By how far they pull what recipes have in common; None where too little was known."""
    found = {pull: past_changes(totals, FOUR, pull) for pull in dict.fromkeys(one.pull for one in RECIPES)}
    return {pull: changes for pull, changes in found.items() if changes is not None} or None


def _missed(held: Floats) -> Floats:
    """How far shares of bands that held lie from the goal."""
    return np.maximum(np.maximum(GOAL[0] - held, held - GOAL[1]), 0.0)


def _held(chance: float) -> float:
    return float(MINIMUM <= chance <= MAXIMUM)


def _last_full_year(last: Month) -> int:
    return last.year if last.month == YEAR else last.year - 1


def _junes(realised: Mapping[Month, float]) -> Iterator[Month]:
    """Of the years that are over."""
    years = range(min(realised).year, _last_full_year(max(realised)) + 1) if realised else range(0)
    return (Month(year, YEAR // 2) for year in years)


def _held_in(realised: Mapping[Month, float], june: Month) -> list[float] | None:
    """Whether the band of the year under way would have held, per sureness; None where too little was known."""
    known = {month: value for month, value in realised.items() if month <= june}
    recipe, _ = chosen_recipe({month: value for month, value in known.items() if month.year < june.year})
    made = [automatic_year(known, june.year, recipe, sureness) for sureness in SURENESSES]
    outcome = realised_in(realised, june.year)
    return [_held(float(one.distribution.cdf(outcome))) for one in made if one is not None] or None
