"""The choice of an automatic mixture, against a search written out, and blind to what it cannot know."""

import numpy as np

from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.evaluation.scores import crps
from mpp_lib.inflow.automatic_choice import RECIPES, SURENESSES, chosen, chosen_recipe
from mpp_lib.inflow.automatic_mixture import automatic_year


def realised(count: int) -> dict[Month, float]:
    """Calm years, then a surge that doubles and halves: enough to tell recipes apart."""
    generator = np.random.default_rng(11)
    level = np.concatenate([np.zeros(60), np.linspace(0, 0.9, 12), np.linspace(0.9, 0, 12), np.zeros(60)])[:count]
    noise = np.exp(level + generator.normal(0, 0.12, count))
    return dict(zip(month_range(Month(2010, 1), count), 1_500 * noise, strict=True))


def until(months: dict[Month, float], last: Month) -> dict[Month, float]:
    return {month: value for month, value in months.items() if month <= last}


def missed(held: float) -> float:
    """How far outside 70% to 80%."""
    return max(0.7 - held, held - 0.8, 0.0)


def test_it_is_the_best_by_every_outcome_that_is_known():
    """Every recipe at every half-year, through whole distributions and integrated scores."""
    months = realised(84)  # to 2016-12
    held, scores = {recipe: [] for recipe in RECIPES}, {recipe: [] for recipe in RECIPES}
    for origin in (Month(year, month) for year in range(2010, 2017) for month in (6, 12)):
        for year in range(origin.year + 1, 2017):
            outcome = sum(value for month, value in months.items() if month.year == year)
            for recipe in RECIPES:
                made = automatic_year(until(months, origin), year, recipe)
                if made is not None:
                    low, high = made.distribution.quantile([0.125, 0.875])
                    held[recipe].append(low <= outcome <= high)
                    scores[recipe].append(crps(made.distribution, outcome) / outcome)
    best = min(RECIPES, key=lambda recipe: (missed(np.mean(held[recipe])), np.mean(scores[recipe])))
    recipe, outcomes = chosen_recipe(months)
    assert outcomes == len(held[best]) > 3
    assert recipe == best != RECIPES[0]


def test_months_of_a_year_that_is_not_over_decide_nothing():
    """No outcome has them, so the choice at June is that of the December before."""
    months = realised(102)  # to 2018-06
    december = until(months, Month(2017, 12))
    assert chosen_recipe(months) == chosen_recipe(december)
    wild = months | {Month(2018, month): 9_000.0 * month for month in range(1, 7)}
    assert chosen(wild) == chosen(december)


def test_without_outcomes_nothing_is_pulled_or_widened():
    for months in (realised(30), realised(59)):
        choice = chosen(months)
        assert (choice.recipe, choice.sureness) == (RECIPES[0], SURENESSES[0])
        assert (choice.outcomes, choice.running) == (0, 0)
    assert (RECIPES[0].pull, RECIPES[0].widened, SURENESSES[0]) == (0.0, 1.0, 1.0)
    assert chosen({}).outcomes == 0


def test_the_season_is_believed_as_far_as_its_bands_held():
    """Seasons that come late every other year: with all of κ the bands of June are too narrow."""
    shares = {0: (130, 70), 1: (55, 145)}
    months = {
        month: 15.0 * shares[month.year % 2][month.month > 6] * (1 + 0.1 * np.sin(month.year))
        for month in realised(144)
    }
    choice = chosen(months)
    assert choice.running > 4
    held = []
    for sureness in SURENESSES:
        within = []
        for year in range(2015, 2022):
            before = until(months, Month(year - 1, 12))
            made = automatic_year(until(months, Month(year, 6)), year, chosen_recipe(before)[0], sureness)
            if made is not None:
                chance = float(made.distribution.cdf(sum(v for m, v in months.items() if m.year == year)))
                within.append(0.125 <= chance <= 0.875)
        held.append(missed(np.mean(within)))
    assert choice.sureness == SURENESSES[int(np.argmin(held))]
