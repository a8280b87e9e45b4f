"""What turned out, by edition: the realised years as the latest delivery has them, or as one round knew them.

Every round keeps the realisations it was made with and every monitor edition those of its month. The latest that has a
year decides it, so that a revision counts and an older delivery never comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from mpp_lib.base.catalogue import Aggregation, Catalogue, IndicatorSpec
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, YEAR, Period
from mpp_lib.inputs.declared.edition import edition_cutoff
from mpp_lib.inputs.edition.read_edition import load_edition
from mpp_lib.inputs.reading.files import HINDCAST, edition_months, working_folder
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.realised import ASSUMED, by_period, parts_of_years

SUMMED = "voorlopig"
"""The status of a year that is a sum of months: its total is right also where single months are estimates."""


@dataclass(frozen=True)
class Vintage:
    """One delivery of realisations.

    Attributes:
        until: the last month it can hold.
        known: the day on which it was known at the latest: the cut-off of what it was made for.
        name: ``ronde 2024-1``, ``monitor 2024-06 van 2024-1`` or ``hindcast``.
        realisations: rows of ``realisaties.csv``, assumptions left out.
    """

    until: Month
    known: date
    name: str
    realisations: pd.DataFrame


@dataclass(frozen=True)
class RealisedYear:
    """What a complete year came to.

    Attributes:
        status: definitief, voorlopig or raming: of the year's own row or, for a stock, of its December.
        vintage: name of the delivery it was taken from.
        parts: the periods that it is the sum of, each with the delivery that has it.
    """

    value: float
    status: str
    vintage: str
    parts: tuple[tuple[Period, str], ...]


def vintages(rounds: Iterable[RoundInputs]) -> tuple[Vintage, ...]:
    """The realisations of rounds, of their monitor editions and of the hindcast if among them, oldest first.

    Raises:
        InputError: with everything that is wrong with an edition.
    """
    found = [one for inputs in rounds for one in (of_round(inputs), *_editions(inputs))]
    return tuple(sorted(found, key=lambda one: (one.until, one.name.startswith("ronde"), one.name)))


def of_round(inputs: RoundInputs) -> Vintage:
    """The realisations a round was made with."""
    settings = inputs.settings
    name = "hindcast" if settings.round == HINDCAST else f"ronde {settings.round}"
    return Vintage(settings.realised_until, settings.cutoff, name, _counted(inputs.realisations))


def realised_years(deliveries: Iterable[Vintage], catalogue: Catalogue) -> dict[tuple[str, int], RealisedYear]:
    """(indicator, year) → what it came to, of every complete year; the latest delivery that touches a year decides.

    A delivery with some months of a year completes them with the months of older ones. A delivered year total goes
    before the sum of months of its own delivery, and gives way to a later one.

    Args:
        deliveries: oldest first.
    """
    found: dict[tuple[str, int], RealisedYear] = {}
    known: dict[str, dict[Period, tuple[float, str]]] = {}
    for delivery in deliveries:
        for indicator, rows in delivery.realisations.groupby("indicator"):
            if indicator in catalogue.indicators:
                spec = catalogue.indicators[str(indicator)]
                for year, realised in _years(spec, rows, known.setdefault(spec.id, {}), delivery.name):
                    found[spec.id, year] = realised
    return found


def _years(
    spec: IndicatorSpec, rows: pd.DataFrame, known: dict[Period, tuple[float, str]], vintage: str
) -> Iterator[tuple[int, RealisedYear]]:
    """The complete years that one delivery touches; its months and quarters are added to what is ``known``."""
    given = {period: (value, vintage) for period, value in by_period(rows).items()}
    statuses = dict(zip(map(Period.parse, rows["periode"]), rows["status"].astype(str), strict=True))
    known |= {period: found for period, found in given.items() if period.length != YEAR}
    every = known | given
    parts = parts_of_years(every, spec.aggregation)
    for year in sorted({Period.of(period.start, YEAR) for period in given} & parts.keys()):
        decides = year if year in given or spec.aggregation is Aggregation.FLOW else Period(year.end)
        found = [every[part] for part in parts[year]]
        origin = tuple((part, name) for part, (_, name) in zip(parts[year], found, strict=True))
        value = sum(value for value, _ in found)
        yield year.start.year, RealisedYear(value, statuses.get(decides, SUMMED), vintage, origin)


def realised_months(deliveries: Iterable[Vintage], indicator: str) -> dict[Month, float]:
    """Month → value of an indicator, each from the latest delivery that has it.

    Args:
        deliveries: oldest first.
    """
    found: dict[Month, float] = {}
    for delivery in deliveries:
        rows = delivery.realisations
        given = by_period(rows[rows["indicator"] == indicator])
        found |= {period.start: value for period, value in given.items() if period.length == MONTH}
    return dict(sorted(found.items()))


def _editions(inputs: RoundInputs) -> Iterator[Vintage]:
    catalogue = catalogue_named(inputs.settings.model)
    folder = working_folder(inputs.folder)
    for month in edition_months(folder):
        edition = load_edition(folder, inputs.settings, month, catalogue)
        yield Vintage(
            month, edition_cutoff(month), f"monitor {month} van {inputs.settings.round}", _counted(edition.realisations)
        )


def _counted(realisations: pd.DataFrame) -> pd.DataFrame:
    return realisations[realisations["status"] != ASSUMED]
