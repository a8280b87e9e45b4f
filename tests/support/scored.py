"""A hand-made score: a forecast of 80, 110 and 130 for a year that came to 100."""

from mpp_lib.compare.evaluation.benchmarks import Benchmark
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.inflow.references import NAIVE


def naive(crps: float, name: str = NAIVE) -> Benchmark:
    """A forecast without judgement from 60 to 140, with this error."""
    return Benchmark(name, 60.0, 100.0, 140.0, within_band=True, pit=0.5, crps=crps)


ONE = Score(
    round="2099-1",
    year=2099,
    horizon=0,
    indicator="asiel.instroom_eerste",
    partner="asiel",
    realised=100.0,
    status="voorlopig",
    minimum=80.0,
    medio=110.0,
    maximum=130.0,
    within_band=True,
    pit=0.4,
    crps=6.0,
    benchmarks=(naive(8.0),),
    bias_pct=10.0,
    quantile_scores=None,
)
