"""The three forecasts without judgement, scored by the same outcome as the mixture they stand beside.

Each was made at the same moment, from the months the round itself knew.

Source: docs/externe-evaluatie.md, *Formules*: the rows of CRPS and gain.
"""

from __future__ import annotations

from dataclasses import dataclass

from mpp_lib.compare.evaluation.scores import crps, crps_of_draws
from mpp_lib.inflow.references import References
from mpp_lib.inflow.scenario_lines import Distribution, scenario_lines
from mpp_lib.inflow.sums import SimulatedDistribution


@dataclass(frozen=True)
class Benchmark:
    """A forecast without judgement of a year beside what that year came to.

    Attributes:
        name: of :mod:`mpp_lib.inflow.references`.
        minimum, median, maximum: of its 75% interval, people.
        within_band: whether the outcome lies in that interval.
        pit: the chance it gave to less than the outcome.
        crps: of the whole distribution, people.
    """

    name: str
    minimum: float
    median: float
    maximum: float
    within_band: bool
    pit: float
    crps: float


def score_benchmarks(references: References, year: int, realised: float) -> tuple[Benchmark, ...]:
    """Those there are for a year, in the order of :meth:`mpp_lib.inflow.references.References.of`."""
    return tuple(scored(name, found.distribution, realised) for name, found in references.of(year).items())


def scored(name: str, distribution: Distribution, realised: float) -> Benchmark:
    """A distribution beside what came of it."""
    lines = scenario_lines(distribution)
    return Benchmark(
        name=name,
        minimum=lines.minimum,
        median=lines.median,
        maximum=lines.maximum,
        within_band=lines.minimum <= realised <= lines.maximum,
        pit=float(distribution.cdf(realised)),
        crps=crps_of_draws(distribution.values, realised)
        if isinstance(distribution, SimulatedDistribution)
        else crps(distribution, realised),
    )
