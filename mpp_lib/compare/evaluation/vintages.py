"""What turned out, by edition: the realised years as the latest delivery has them, or as one round knew them.

Every round keeps the realisations it was made with and every monitor edition those of its month. The latest that has a
year decides it, so that a revision counts and an older delivery never comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from mpp_lib.base.catalogue import Aggregation, Catalogue
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, YEAR, Period
from mpp_lib.inputs.declared.edition import edition_cutoff
from mpp_lib.inputs.edition.read_edition import load_edition
from mpp_lib.inputs.reading.files import HINDCAST, edition_months, working_folder
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.unknown import NOTHING_SAID, Unknown
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.realised import ASSUMED, by_period, parts_of_years

SUMMED = "voorlopig"
"""The status of a year that is a sum of months: its total is right also where single months are estimates."""


@dataclass(frozen=True, eq=False)
class Vintage:
    """One delivery of realisations.

    Attributes:
        until: the last month it can hold.
        known: the day on which it was known at the latest: the cut-off of what it was made for.
        name: ``ronde 2024-1``, ``monitor 2024-06 van 2024-1`` or ``hindcast``.
        realisations: rows of ``realisaties.csv``, assumptions left out.
        unknown: what is said of figures that are not there or not like the others.
    """

    until: Month
    known: date
    name: str
    realisations: pd.DataFrame
    unknown: Unknown = NOTHING_SAID


class _Known(NamedTuple):
    """A figure, the delivery that has it, and why it is not scored; empty where it is."""

    value: float
    vintage: str
    unscored: str


@dataclass(frozen=True)
class RealisedYear:
    """What a complete year came to.

    Attributes:
        status: definitief, voorlopig or raming: of the year's own row or, for a stock, of its December.
        vintage: name of the delivery it was taken from.
        parts: the periods that it is the sum of, each with the delivery that has it.
        unscored: why no forecast is scored by it; empty where forecasts are.
    """

    value: float
    status: str
    vintage: str
    parts: tuple[tuple[Period, str], ...]
    unscored: str = ""


def vintages(rounds: Iterable[RoundInputs]) -> tuple[Vintage, ...]:
    """The realisations of rounds, of their monitor editions and of the hindcast if among them, oldest first.

    Raises:
        InputError: with everything that is wrong with an edition.
    """
    found = [one for inputs in rounds for one in (of_round(inputs), *_editions(inputs))]
    return oldest_first(found)


def oldest_first(found: Iterable[Vintage]) -> tuple[Vintage, ...]:
    """Deliveries in the order in which they decide; of one month a round comes after an edition."""
    return tuple(sorted(found, key=lambda one: (one.until, one.name.startswith("ronde"), one.name)))


def of_round(inputs: RoundInputs) -> Vintage:
    """The realisations a round was made with."""
    settings = inputs.settings
    name = "hindcast" if settings.round == HINDCAST else f"ronde {settings.round}"
    rows, unknown = _counted(inputs.realisations), Unknown.of(inputs.unknown)
    return Vintage(settings.realised_until, settings.cutoff, name, rows, unknown)


def realised_years(deliveries: Iterable[Vintage], catalogue: Catalogue) -> dict[tuple[str, int], RealisedYear]:
    """(indicator, year) → what it came to, of every complete year; the latest delivery that touches a year decides.

    A delivery with some months of a year completes them with the months of older ones. A delivered year total goes
    before the sum of months of its own delivery, and gives way to a later one. A month that a later delivery says is
    suppressed or not published is not taken from an older one. What is not to be scored stays so until the figure is
    another.

    Args:
        deliveries: oldest first.
    """
    aggregations = frozenset((spec.id, spec.aggregation) for spec in catalogue.indicators.values())
    return dict(_realised_years(tuple(deliveries), aggregations))


@lru_cache(maxsize=4)
def _realised_years(
    deliveries: tuple[Vintage, ...], aggregations: frozenset[tuple[str, Aggregation]]
) -> Mapping[tuple[str, int], RealisedYear]:
    """Once for the same deliveries: whatever scores many rounds asks it of each."""
    found: dict[tuple[str, int], RealisedYear] = {}
    known: dict[str, dict[Period, _Known]] = {}
    adds_up = dict(aggregations)
    for delivery in deliveries:
        for indicator in delivery.unknown.said:
            for period in delivery.unknown.absent_periods(indicator):
                known.get(indicator, {}).pop(period, None)
        for name, rows in delivery.realisations.groupby("indicator"):
            if (indicator := str(name)) in adds_up:
                parts = known.setdefault(indicator, {})
                for year, realised in _years(adds_up[indicator], rows, parts, delivery):
                    found[indicator, year] = realised
    return found


def _years(
    aggregation: Aggregation, rows: pd.DataFrame, known: dict[Period, _Known], delivery: Vintage
) -> Iterator[tuple[int, RealisedYear]]:
    """The complete years that one delivery touches; what it holds is added to what is ``known``."""
    indicator = str(rows["indicator"].iloc[0])
    at_end = aggregation.at_end

    def unscored(period: Period) -> str:
        return delivery.unknown.unscored(indicator, period.months, at_end=at_end)

    given = {
        period: _held(value, known.get(period), delivery.name, unscored(period))
        for period, value in by_period(rows).items()
    }
    statuses = dict(zip(map(Period.parse, rows["periode"]), rows["status"].astype(str), strict=True))
    every = {period: found for period, found in known.items() if period.length != YEAR} | given
    known |= given
    parts = parts_of_years(every, aggregation)
    for year in sorted({Period.of(period.start, YEAR) for period in given} & parts.keys()):
        decides = year if year in given or aggregation is Aggregation.FLOW else Period(year.end)
        found = [every[part] for part in parts[year]]
        origin = tuple((part, one.vintage) for part, one in zip(parts[year], found, strict=True))
        yield (
            year.start.year,
            RealisedYear(
                value=sum(one.value for one in found),
                status=statuses.get(decides, SUMMED),
                vintage=delivery.name,
                parts=origin,
                unscored=next(filter(None, (one.unscored for one in found)), ""),
            ),
        )


def _held(value: float, before: _Known | None, vintage: str, unscored: str) -> _Known:
    """A figure of a delivery; one that is the same as before is scored no more than it was."""
    same = before is not None and before.value == value
    return _Known(value, vintage, unscored or (before.unscored if before is not None and same else ""))


def signs_by_year(deliveries: Iterable[Vintage], catalogue: Catalogue) -> dict[tuple[str, int], str]:
    """(indicator, year) → the signs behind what the year came to, or in its place where that is not known.

    Args:
        deliveries: oldest first; the last one that says something of a year decides.
    """
    given = tuple(deliveries)
    known, found = realised_years(given, catalogue), dict[tuple[str, int], str]()
    for delivery in given:
        for indicator, said in delivery.unknown.said.items():
            for year in {month.year for period in said for month in period.months}:
                months = Period.of_year(year).months
                at_end = indicator in catalogue.indicators and catalogue.indicators[indicator].aggregation.at_end
                absent = delivery.unknown.sign(indicator, months[-1:] if at_end else months)
                is_known = (indicator, year) in known
                found[indicator, year] = (
                    delivery.unknown.signs_behind(indicator, months, at_end=at_end) if is_known else absent
                )
    return {key: signs for key, signs in found.items() if signs}


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
        name = f"monitor {month} van {inputs.settings.round}"
        rows, unknown = _counted(edition.realisations), Unknown.of(edition.unknown)
        yield Vintage(month, edition_cutoff(month), name, rows, unknown)


def _counted(realisations: pd.DataFrame) -> pd.DataFrame:
    return realisations[realisations["status"] != ASSUMED]
