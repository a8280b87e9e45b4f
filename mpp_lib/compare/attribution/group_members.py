"""The members of a group of inputs in which two rounds differ: the players when a group is taken apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mpp_lib.compare.attribution.mixed_run import (
    FORECAST,
    KERNELS,
    MEASURES,
    PARAMETERS,
    PLAN,
    REALISED,
    STRUCTURE,
    MixedRuns,
    expected,
    partner_of,
)
from mpp_lib.production.expression import Key, Param, Plan
from mpp_lib.production.parts import FIRST, NORM
from mpp_lib.production.run import RoundResult

WHOLE = "alles samen"
"""The one member of a group that cannot be taken apart between these rounds."""


def members_of(mixed: MixedRuns, group: str) -> tuple[str, ...]:
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
    return tuple(dict.fromkeys(finders[group](mixed)))


def _realisations(mixed: MixedRuns) -> Iterator[str]:
    """Partners; with another first month the realisations are one whole."""
    if not mixed.same_start:
        yield WHOLE
        return
    new, old = (_by_partner(result) for result in (mixed.new, mixed.old))
    until = {result.inputs.settings.realised_until for result in (mixed.new, mixed.old)}
    for partner in sorted({*new, *old}):
        if len(until) > 1 or new.get(partner) != old.get(partner):
            yield partner


def _by_partner(result: RoundResult) -> dict[str, set[tuple[object, ...]]]:
    """Whoever realisations are about → what is realised."""
    rows = result.inputs.realisations[["indicator", "periode", "waarde", "status"]]
    found: dict[str, set[tuple[object, ...]]] = {}
    for row in rows.itertuples(index=False, name=None):
        found.setdefault(partner_of(row[0]), set()).add(row)
    return found


def _forecast_years(mixed: MixedRuns) -> Iterator[str]:
    new, old = (parts.series[FIRST] for parts in mixed.over(mixed.all_months))
    unknown = {*expected(mixed.new.parts, FIRST), *expected(mixed.old.parts, FIRST)}
    for month, one, other in zip(mixed.all_months, new, old, strict=True):
        if month in unknown and not np.array_equal(one, other):
            yield str(month.year)


def _streams(mixed: MixedRuns) -> Iterator[str]:
    return (key.stream for key in _differing(mixed) if isinstance(key, Plan) and mixed.member(key)[0] == PLAN)


def _parameters(mixed: MixedRuns) -> Iterator[str]:
    differing = _differing(mixed)
    yield from (key.name for key in differing if isinstance(key, Param))
    yield from (key.stream for key in differing if isinstance(key, Plan) and mixed.member(key)[0] == PARAMETERS)
    if mixed.new.parts.kernels != mixed.old.parts.kernels:
        yield KERNELS
    if NORM in differing:
        yield NORM.name


def _differing(mixed: MixedRuns) -> list[Key]:
    """Series of which it makes a difference which round they come from."""
    new, old = (parts.series for parts in mixed.over(mixed.all_months))
    return [key for key in new if not np.array_equal(new[key], old[key], equal_nan=True)]


def _measures(mixed: MixedRuns) -> Iterator[str]:
    layers = [{measure.id: measure.layers for measure in result.measures} for result in (mixed.old, mixed.new)]
    for name in {**layers[0], **layers[1]}:
        if layers[0].get(name) != layers[1].get(name):
            yield name


def _structure(mixed: MixedRuns) -> Iterator[str]:
    if mixed.new.chain is not mixed.old.chain:
        yield WHOLE
