"""What a round that is older than a declaration of the chain takes for it: rows beside those that were delivered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from math import nan
from typing import Any

from mpp_lib.base.catalogue import SCENARIOS, Catalogue, Later
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Cells, Table
from mpp_lib.inputs.round_tables import RoundTables
from mpp_lib.inputs.rules.realisations import lags_of, months_needed

OWNER = "APM"


def with_later(tables: RoundTables, settings: RoundSettings, catalogue: Catalogue) -> RoundTables:
    """The tables with what the chain asks only of rounds after this one; what a round gives itself stands as it is."""
    kernels = _filled(tables.kernels, ("parameter",), _kernels(settings, catalogue))
    past = _past(settings, catalogue, kernels)
    return replace(
        tables,
        kernels=kernels,
        parameters=_filled(tables.parameters, ("parameter",), _parameters(settings, catalogue)),
        plan=_filled(tables.plan, ("stroom", "grootheid"), _plan(settings, catalogue)),
        realisations=_filled(tables.realisations, ("periode", "indicator"), past),
    )


def _filled(table: Table, key: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> Table:
    wanted = list(rows)
    if not (wanted and table.trusted(*key)):
        return table
    given = {tuple(values) for _, *values in table.rows(*key)}
    lacking = [row for row in wanted if tuple(row[name] for name in key) not in given]
    if not lacking:
        return table
    first = max(table.cells.rows, default=1) + 1
    numbers = [*table.cells.rows, *range(first, first + len(lacking))]
    texts = {name: [*own, *(str(row.get(name, "")) for row in lacking)] for name, own in table.cells.columns.items()}
    read = {name: [*own, *(row.get(name, _empty(table, name)) for row in lacking)] for name, own in table.read.items()}
    return replace(table, cells=Cells(numbers, texts), read=read)


def _empty(table: Table, name: str) -> str | float:
    return "" if table.declared.column(name).dtype == "str" else nan


def _is_older(settings: RoundSettings, later: Later[Any]) -> bool:
    return Month(settings.cutoff.year, settings.cutoff.month) < later.since


def _parameters(settings: RoundSettings, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for spec in catalogue.parameters.values():
        if spec.later and _is_older(settings, spec.later):
            row = {"parameter": spec.name, "mpp_scenario": "", "waarde": spec.later.value, "eenheid": spec.unit}
            yield row | _since_start(settings, spec.later)


def _kernels(settings: RoundSettings, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for spec in catalogue.kernels.values():
        if spec.later and _is_older(settings, spec.later):
            for k, share in enumerate(spec.later.value):
                yield {"parameter": spec.name, "k": k, "aandeel": share} | _since_start(settings, spec.later)


def _since_start(settings: RoundSettings, later: Later[Any]) -> dict[str, Any]:
    return {"vanaf": str(settings.span.start), "eigenaar": OWNER, "bron": later.source, "toelichting": ""}


def _plan(settings: RoundSettings, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for spec in catalogue.plan:
        if spec.later and _is_older(settings, spec.later):
            row = {"stroom": spec.stream, "grootheid": spec.quantity, "waarde": spec.later.value}
            for month, scenario in product(map(str, settings.span.months), SCENARIOS):
                yield row | {"maand": month, "mpp_scenario": scenario, "definitie": spec.later.source}


def _past(settings: RoundSettings, catalogue: Catalogue, kernels: Table) -> Iterator[dict[str, Any]]:
    for indicator, later in catalogue.later.items():
        if _is_older(settings, later):
            count = months_needed(lags_of(kernels), catalogue).get(indicator, 0)
            row = {"indicator": indicator, "waarde": later.value, "status": "aanname", "bron": later.source}
            yield from (row | {"periode": str(month)} for month in month_range(settings.span.start - count, count))
