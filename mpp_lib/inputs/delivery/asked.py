"""What a round asks of a partner: the series it counts, the values and the distributions it answers for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import Aggregation, IndicatorSpec, KernelSpec, ParameterSpec
from mpp_lib.base.periods import HALF_YEAR, YEAR
from mpp_lib.inputs.declared.delivery import Deliverer
from mpp_lib.inputs.delivery.standing import Standing
from mpp_lib.inputs.reading.numbers import is_counted

AHEAD = 2 * YEAR
"""Months of the horizon of which a value by half-year is asked: of later ones it is derived."""


@dataclass(frozen=True)
class AskedValue:
    """A value of a parameter.

    Attributes:
        since: the month it counts from.
        scenario: empty for all.
        row: where it stands in ``parameters.csv``; None where it does not yet.
    """

    spec: ParameterSpec
    since: str
    scenario: str = ""
    row: int | None = None


@dataclass(frozen=True)
class AskedShares:
    """A distribution.

    Attributes:
        rows: lag or class → where it stands in ``verdelingen.csv``.
    """

    spec: KernelSpec
    since: str
    rows: Mapping[int, int]


@dataclass(frozen=True)
class Asked:
    """Everything that is asked of a partner."""

    deliverer: Deliverer
    standing: Standing
    series: tuple[IndicatorSpec, ...]
    values: tuple[AskedValue, ...]
    shares: tuple[AskedShares, ...]

    @property
    def whose(self) -> str:
        """As a title names it: partner and round."""
        return f"{self.deliverer.name} voor ronde {self.standing.settings.round}"


def asked_of(deliverer: Deliverer, standing: Standing) -> Asked:
    """What is asked: what it counts, and what the round says it answers for, or the chain where the round is silent."""
    return Asked(
        deliverer,
        standing,
        tuple(_series(deliverer, standing)),
        tuple(_values(deliverer, standing)),
        tuple(_shares(deliverer, standing)),
    )


def _series(deliverer: Deliverer, standing: Standing) -> Iterator[IndicatorSpec]:
    """Flows and stocks of people and cases; what only cuts through others, where the round has figures of it."""
    given = standing.realisations.distinct("indicator")
    for spec in standing.catalogue.indicators.values():
        counted = spec.aggregation in (Aggregation.FLOW, Aggregation.STOCK) and is_counted(spec.unit)
        if spec.partner == deliverer.key and counted and (not spec.memo or spec.id in given):
            yield spec


def _values(deliverer: Deliverer, standing: Standing) -> Iterator[AskedValue]:
    known = standing.catalogue.parameters
    asked: dict[str, list[AskedValue]] = {}
    given: set[str] = set()
    for row, name, since, scenario, owner in standing.parameters.rows("parameter", "vanaf", "mpp_scenario", "eigenaar"):
        given.add(name)
        if name in known and _is(owner, deliverer):
            asked.setdefault(name, []).append(AskedValue(known[name], since, scenario, row))
    for name, spec in known.items():
        if spec.partner == deliverer.key and name not in given:
            asked[name] = [AskedValue(spec, str(standing.settings.span.start))]
    for name, values in asked.items():
        yield from values
        if known[name].per_half_year:
            yield from _half_years(known[name], {value.since for value in values}, standing)


def _half_years(spec: ParameterSpec, given: set[str], standing: Standing) -> Iterator[AskedValue]:
    for ahead in range(0, AHEAD, HALF_YEAR):
        since = str(standing.settings.span.start + ahead)
        if since not in given:
            yield AskedValue(spec, since)


def _shares(deliverer: Deliverer, standing: Standing) -> Iterator[AskedShares]:
    found: dict[tuple[str, str], dict[int, int]] = {}
    for row, name, since, k, owner in standing.kernels.rows("parameter", "vanaf", "k", "eigenaar"):
        if name in standing.catalogue.kernels and _is(owner, deliverer):
            found.setdefault((name, since), {})[k] = row
    for (name, since), rows in found.items():
        yield AskedShares(standing.catalogue.kernels[name], since, dict(sorted(rows.items())))


def _is(owner: str, deliverer: Deliverer) -> bool:
    return owner.strip().casefold() == deliverer.name.casefold()
