"""Of which chance the uncertainty of a figure comes: total Sobol indices, by picking some chance and freezing it.

There are two independent sets of draws, A and B, and of every group of streams a set that is A with the chance of that
group out of B. What a group changes so, of itself and together with others, is its total index

    T = E[(Y_A − Y_group)²] / 2 Var(Y):

the share of the variance that would be left, on average, if all but the group were known.

Source: docs/methode-simulatie.md, *Wat de onzekerheid bepaalt*; A. Saltelli et al., Variance based sensitivity analysis
of model output, Computer Physics Communications 181 (2010), table 2 (f).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mpp_lib.base.chance import stream
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.drawn import DrawnRound
from mpp_lib.simulation.scores import SIMULATION
from mpp_lib.simulation.simulate import drawn_figures

BLOCKS = 4
"""Of each set: 4,096 draws."""
RESAMPLES = 100
"""Of the bootstrap."""


@dataclass(frozen=True, eq=False)
class PickFreeze:
    """The sets of draws.

    Attributes:
        seed: of the simulation.
        first, second: A and B: indicator → [years, draws]. A is what the simulation draws with that seed.
        swapped: indicator → A with the chance of each group out of B [groups, years, draws].
    """

    seed: int
    first: Mapping[str, Array]
    second: Mapping[str, Array]
    swapped: Mapping[str, Array]

    @property
    def draws(self) -> int:
        """Of each set."""
        return len(next(iter(self.first.values()))[0])

    def shares(self, indicator: str, year: int) -> tuple[Array, Array]:
        """The total index of every group in a yearly figure and its error, as :func:`total_shares` gives them.

        Args:
            year: its number from the first of the horizon.
        """
        first, second = self.first[indicator][year], self.second[indicator][year]
        return total_shares(first, second, self.swapped[indicator][:, year], self._resamples)

    @cached_property
    def _resamples(self) -> NDArray[np.int64]:
        return resamples(stream(self.seed, SIMULATION, "herhaling"), self.draws)


def pick_freeze(
    result: RoundResult, drawn: DrawnRound, groups: Sequence[Sequence[str]], indicators: Sequence[str]
) -> PickFreeze:
    """Draw both sets of a round, and one for every group.

    Args:
        drawn: what is drawn from.
        groups: of streams (:attr:`DrawnRound.streams`), each in at most one.
        indicators: ids.
    """

    def figures(picked: Sequence[str]) -> dict[str, Array]:
        further = replace(drawn, further=dict.fromkeys(picked, BLOCKS))
        return drawn_figures(result, further, BLOCKS * BLOCK, indicators)

    swapped = [figures(group) for group in groups]
    return PickFreeze(
        drawn.seed,
        figures(()),
        figures(drawn.streams),
        {name: np.array([each[name] for each in swapped]) for name in indicators},
    )


def resamples(generator: np.random.Generator, draws: int) -> NDArray[np.int64]:
    """How often each draw is in each resample [RESAMPLES, draws]: drawn with replacement."""
    return generator.multinomial(draws, np.full(draws, 1 / draws), size=RESAMPLES)


def total_shares(first: Array, second: Array, swapped: Array, counts: NDArray[np.int64]) -> tuple[Array, Array]:
    """The total index of every group, and its standard error by the bootstrap.

    Args:
        first, second: a figure in A and in B [draws].
        swapped: in A with each group out of B [groups, draws].
        counts: how often each draw is in each resample [resamples, draws].

    Returns:
        [groups], [groups]; all zero where no chance moves the figure.
    """
    both = np.stack([first, second])
    if np.ptp(both) == 0.0:
        return np.zeros(len(swapped)), np.zeros(len(swapped))
    off = both - both.mean()
    halves = (first - swapped) ** 2 / 2
    moments = np.vstack([halves, off.mean(axis=0), (off**2).mean(axis=0)])
    # not by BLAS, which sums otherwise on another machine
    *again, middle, square = np.einsum("rn,kn->kr", counts, moments) / len(first)
    found: Array = halves.mean(axis=1) / off.var()
    return found, np.std(again / (square - middle**2), axis=1, ddof=1)
