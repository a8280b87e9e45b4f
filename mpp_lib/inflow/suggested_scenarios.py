"""A starting set of toekomstscenario's: the parts of the automatic mixture, chosen on what a round knows.

Source: docs/backtest.md, *Een voorstel voor toekomstscenario's*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mpp_lib.base.dutch import month_name, plain
from mpp_lib.base.months import Month
from mpp_lib.inflow.automatic_choice import Choice, chosen
from mpp_lib.inflow.automatic_mixture import AutomaticYear, automatic_year
from mpp_lib.inflow.baseline import unbroken
from mpp_lib.inflow.seasonal import seasonal_profile
from mpp_lib.inputs.declared.suggested import SUGGESTED
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.written import Row

_WORDS = {
    "Terugval": "De instroom valt terug, zoals bij de grootste dalingen van het verleden.",
    "Rust": "De instroom verandert zoals in gewone jaren.",
    "Lager": "De instroom wordt wat lager, zoals bij de kleinere dalingen van het verleden.",
    "Hoger": "De instroom wordt wat hoger, zoals bij de kleinere stijgingen van het verleden.",
    "Piek": "De instroom neemt sterk toe, zoals bij de grootste stijgingen van het verleden.",
}
"""Name of a part of a mixture → what it stands for."""


def suggested_scenarios(realised: Mapping[Month, float], settings: RoundSettings) -> list[Row]:
    """The rows of ``scenarios.csv``, year by year; none where too little is known of the past.

    Args:
        realised: month → first applications, people > 0, up to the last realised month of the round.
    """
    choice = chosen(realised)
    rows: list[Row] = []
    for year in settings.span.calendar_years:
        sureness = choice.sureness if year in settings.realised_months else 1.0
        if (found := automatic_year(realised, year, choice.recipe, sureness)) is not None:
            rows += _rows(found, "vooraf" if year in settings.realised_months else "", _ground(realised, year, choice))
    return rows


def _rows(found: AutomaticYear, basis: str, ground: str) -> Iterator[Row]:
    densities = found.prior.components
    figures = zip(densities.expectation.tolist(), densities.spread.tolist(), strict=True)
    for name, chance, (mean, spread) in zip(found.names, found.prior.chances.tolist(), figures, strict=True):
        yield {
            "jaar": found.year,
            "scenario": name,
            "omschrijving": _WORDS[name],
            "kans": round(chance, 6),
            "verwachting": float(round(mean)),
            "spreiding": float(round(spread)),
            "verdeling": "lognormaal",
            "basis": basis,
            "onderbouwing": ground,
        }


def _ground(realised: Mapping[Month, float], year: int, choice: Choice) -> str:
    """What a row rests on, and what the round still needs for it."""
    recipe, last = choice.recipe, max(realised)
    first = last - (len(unbroken(realised)) - 1)
    told = (
        f"{SUGGESTED}automatisch mengsel, zonder oordeel, van de maanden {month_name(first)} tot en met "
        f"{month_name(last)}: {len(recipe.parts.names)} delen, trek {plain(recipe.pull)}, verbreding "
        f"{plain(recipe.widened)}, gekozen op {choice.outcomes} uitkomsten"
    )
    if year > last.year or choice.sureness == 1:
        return told
    before = {month: value for month, value in realised.items() if month.year < year}
    kappa = choice.sureness * seasonal_profile(before).concentration
    return f"{told}; hierbij hoort kappa {plain(round(kappa, 1))} in parameters.csv"
