"""The members of a group of inputs in which two rounds differ: the players when a group is taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from mpp_lib.base.months import Month
from mpp_lib.compare.attribution.mixed_run import (
    FIRST,
    FORECAST,
    KERNELS,
    MEASURES,
    NORM,
    PARAMETERS,
    PLAN,
    REALISED,
    STRUCTURE,
    Kind,
    Lender,
    Pair,
    partner_of,
)
from mpp_lib.production.expression import Key, Plan, Series

WHOLE = "alles samen"
"""The one member of a group that cannot be taken apart between these rounds."""


def members_of(pair: Pair, group: str) -> tuple[str, ...]:
    """Names of members, as :mod:`mpp_lib.compare.attribution.mixed_run` calls them; none where the rounds agree.

    Raises:
        KeyError: for an unknown group.
    """
    finders = {
        REALISED: _realisations,
        FORECAST: _forecast_years,
        PLAN: _streams,
        PARAMETERS: _parameters,
        MEASURES: _measures,
        STRUCTURE: _structure,
    }
    return tuple(dict.fromkeys(finders[group](pair)))


def _realisations(pair: Pair) -> Iterator[str]:
    """Partners; with another first month the realisations are one whole."""
    if not pair.same_start:
        yield WHOLE
        return
    until = {lender.inputs.settings.realised_until for lender in (pair.new, pair.old)}
    for partner in pair.partners:
        if len(until) > 1 or _rows_of(pair.new, partner) != _rows_of(pair.old, partner):
            yield partner


def _rows_of(lender: Lender, partner: str) -> list[tuple[object, ...]]:
    rows = lender.inputs.realisations
    columns = ["indicator", "periode", "waarde", "status"]
    return sorted(rows.loc[partner_of(rows["indicator"]) == partner, columns].itertuples(index=False, name=None))


def _forecast_years(pair: Pair) -> Iterator[str]:
    for month in sorted({*pair.new.months, *pair.old.months}):
        if not _same(pair, "series", FIRST, [month]):
            yield str(month.year)


def _streams(pair: Pair) -> Iterator[str]:
    for key in {**pair.old.series, **pair.new.series}:
        if isinstance(key, Plan) and not _same(pair, "series", key, _all_months(pair)):
            yield key.stream


def _parameters(pair: Pair) -> Iterator[str]:
    for name in {**pair.old.parameters, **pair.new.parameters}:
        if not _same(pair, "parameters", name, _all_months(pair)):
            yield name
    kernels = (_sorted(lender.inputs.kernels) for lender in (pair.new, pair.old))
    if not pd.DataFrame.equals(*kernels):
        yield KERNELS
    if not _same(pair, "series", Series(NORM), _all_months(pair)):
        yield NORM


def _sorted(kernels: pd.DataFrame) -> pd.DataFrame:
    shares = kernels[["parameter", "vanaf", "k", "aandeel"]]
    return shares.sort_values(["parameter", "vanaf", "k"]).reset_index(drop=True)


def _measures(pair: Pair) -> Iterator[str]:
    layers = [{measure.id: measure.layers for measure in lender.result.measures} for lender in (pair.old, pair.new)]
    for name in {**layers[0], **layers[1]}:
        if layers[0].get(name) != layers[1].get(name):
            yield name


def _structure(pair: Pair) -> Iterator[str]:
    if pair.new.result.chain is not pair.old.result.chain:
        yield WHOLE


def _all_months(pair: Pair) -> list[Month]:
    return sorted({*pair.new.months, *pair.old.months})


def _same(pair: Pair, kind: Kind, name: Key | str, months: Iterable[Month]) -> bool:
    """Whether it makes no difference in these months who lends a series."""
    chosen = list(months)
    new, old = (pair.lent(chosen, lender, kind, name) for lender in (pair.new, pair.old))
    return np.array_equal(new, old, equal_nan=True)
