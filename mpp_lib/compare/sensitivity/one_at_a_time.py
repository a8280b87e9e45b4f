"""One input at a time otherwise than in medio, everything else as it is: all such runs in one pass of the engine.

    for any input and any change:  years_given(result, [Change(key, values), …])
    for ±10% of an input:          years_given(result, [times(result, key, 0.9), times(result, key, 1.1)])

Source: docs/methode-keten.md, *Gevoeligheden*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mpp_lib.production.assembly import outcome
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key
from mpp_lib.production.parts import Parts
from mpp_lib.production.ranges import Input, value_of
from mpp_lib.production.run import RoundResult
from mpp_lib.production.stretched import Duration, Stretches
from mpp_lib.production.yearly import by_year


@dataclass(frozen=True, eq=False)
class Change:
    """An input otherwise than it is; what is realised of it stays as it was.

    Attributes:
        key: the series, or the distribution.
        values: in the place of those of medio [months, 1], in the unit of the input.
    """

    key: Input
    values: Array


def medio_of(result: RoundResult) -> Parts:
    """Medio by itself, with the measures that are in it: what changes are made to."""
    return result.parts.with_measures(result.measures).scenario("medio")


def times(result: RoundResult, key: Input, factor: float) -> Change:
    """An input times a factor in every month; a share can so become more than its whole, which is for who asks."""
    return Change(key, value_of(medio_of(result), key) * factor)


def years_given(result: RoundResult, changes: Sequence[Change]) -> dict[str, Array]:
    """Node → yearly values [years, 1 + changes]: medio as it is, then medio with each change by itself."""
    medio, draws = medio_of(result), 1 + len(changes)
    series: dict[Key, Array] = {}
    lengths: dict[str, list[int]] = {}
    for draw, change in enumerate(changes, start=1):
        if isinstance(change.key, Duration):
            lengths.setdefault(change.key.kernel, []).append(draw)
            continue
        columns = series.setdefault(change.key, np.repeat(medio.series[change.key], draws, axis=1))
        columns[:, draw] = change.values[:, 0]
    stretches = {
        name: Stretches(np.array([changes[draw - 1].values[:, 0] for draw in which]), np.eye(draws)[which])
        for name, which in lengths.items()
    }
    runs = replace(medio, draws=draws, stretches=stretches).with_series(series)
    return by_year(runs.chain, outcome(runs))
