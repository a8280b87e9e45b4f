"""How good the forecasts of the rounds were: every (round, year, indicator) of which the outcome is known, scored.

Two forecasts are scored, each by what it is. Of first applications a whole distribution was forecast (the mixture):
CRPS, PIT, band and quantiles. Of every other indicator three runs were: how far off medio was, and no more, because
nobody said how likely it was to end between them. Levels: minimum 1/8, medio 2/3, maximum 7/8 (see
:mod:`mpp_lib.inflow.scenario_lines`).

Source: docs/externe-evaluatie.md, *Formules*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.compare.evaluation.benchmarks import Benchmark, score_benchmarks
from mpp_lib.compare.evaluation.scores import crps, quantile_score, skill
from mpp_lib.compare.evaluation.vintages import RealisedYear, Vintage, realised_years
from mpp_lib.inflow.references import NAIVE
from mpp_lib.inflow.scenario_lines import MAXIMUM, MEDIO, MINIMUM
from mpp_lib.production.run import RoundResult
from mpp_lib.production.three_runs import Kind, kind_of

LEVELS: Mapping[str, float] = {"minimum": MINIMUM, "medio": MEDIO, "maximum": MAXIMUM}
"""Mpp-scenario → chance below it."""
Lines = tuple[float, float, float]
"""Minimum, medio and maximum."""


@dataclass(frozen=True)
class Score:
    """One forecast of one year beside what it came to.

    Attributes:
        horizon: years from the last realised month to the year: 0 for a year that was partly realised.
        partner: who the indicator belongs to.
        status: of the realised value.
        minimum, medio, maximum: as forecast; of first applications the quantiles, never the gehanteerde aantallen.
        within_band: whether the outcome lies from minimum to maximum; None without a distribution: no band was given.
        pit: the chance the forecast gave to less than the outcome; None without a distribution.
        crps: of the mixture; None without a distribution.
        benchmarks: the forecasts without judgement of the same moment; none without a distribution or a past.
        bias_pct: 100·(medio − realised)/realised; None for an outcome of zero.
        quantile_scores: mpp-scenario → quantile score; None without a distribution.
    """

    round: str
    year: int
    horizon: int
    indicator: str
    partner: str
    realised: float
    status: str
    minimum: float
    medio: float
    maximum: float
    within_band: bool | None
    pit: float | None
    crps: float | None
    benchmarks: tuple[Benchmark, ...]
    bias_pct: float | None
    quantile_scores: Mapping[str, float] | None

    @property
    def crps_baseline(self) -> float | None:
        """Of the naive baseline."""
        return next((one.crps for one in self.benchmarks if one.name == NAIVE), None)

    @property
    def skill(self) -> float | None:
        """1 − crps/crps_baseline."""
        return None if self.crps is None or self.crps_baseline is None else skill(self.crps, self.crps_baseline)

    @property
    def conditioned(self) -> bool:
        """Whether part of the year was realised when the forecast was made."""
        return self.horizon == 0

    @property
    def kind(self) -> Kind:
        """How the three lines lie."""
        return kind_of(self.minimum, self.medio, self.maximum)

    def as_dict(self) -> dict[str, object]:
        """The row as the JSON object of ``mpp evaluate --json``."""
        names = ("round", "year", "horizon", "indicator", "within_band", "pit", "crps", "crps_baseline", "skill")
        scores = None if self.quantile_scores is None else dict(self.quantile_scores)
        benchmarks = {one.name: {"within_band": one.within_band, "crps": one.crps} for one in self.benchmarks}
        own = {name: getattr(self, name) for name in (*names, "bias_pct")}
        return own | {"quantile_scores": scores, "benchmarks": benchmarks}


def evaluate(results: Iterable[RoundResult], deliveries: Iterable[Vintage]) -> tuple[Score, ...]:
    """Every forecast year that is over, scored; by round, indicator in the order of the chain, and year.

    Args:
        results: the rounds to score.
        deliveries: what is known of the outcome, oldest first.
    """
    delivered = tuple(deliveries)
    return tuple(score for result in results for score in _round(result, delivered))


def _round(result: RoundResult, deliveries: tuple[Vintage, ...]) -> Iterator[Score]:
    realised = realised_years(deliveries, result.chain.catalogue())
    for node in result.chain.nodes:
        for year in result.inputs.settings.span.calendar_years:
            outcome = realised.get((node.id, year))
            if outcome is not None and not outcome.unscored:
                score = _first if node.id == FIRST_INFLOW else _other
                yield score(result, node.id, year, outcome)


def _first(result: RoundResult, indicator: str, year: int, outcome: RealisedYear) -> Score:
    """A forecast of first applications, by its whole distribution and beside the benchmarks of the same moment."""
    forecast = result.forecast.year(year)
    minimum, _, maximum = lines = forecast.lines.mpp_scenarios
    whole = _Whole(
        within_band=minimum <= outcome.value <= maximum,
        quantile_scores=quantile_scores(lines, outcome.value),
        pit=float(forecast.distribution.cdf(outcome.value)),
        crps=crps(forecast.distribution, outcome.value),
        benchmarks=score_benchmarks(result.references, year, outcome.value),
    )
    return _score(result, indicator, year, outcome, lines, whole)


def _other(result: RoundResult, indicator: str, year: int, outcome: RealisedYear) -> Score:
    """A forecast of any other indicator, by its medio."""
    minimum, medio, maximum = (result.year(indicator, year, scenario) for scenario in SCENARIOS)
    return _score(result, indicator, year, outcome, (minimum, medio, maximum), _Whole())


@dataclass(frozen=True)
class _Whole:
    """What only a whole distribution has."""

    within_band: bool | None = None
    quantile_scores: Mapping[str, float] | None = None
    pit: float | None = None
    crps: float | None = None
    benchmarks: tuple[Benchmark, ...] = ()


def _score(result: RoundResult, indicator: str, year: int, outcome: RealisedYear, lines: Lines, whole: _Whole) -> Score:
    minimum, medio, maximum = lines
    return Score(
        round=result.inputs.settings.round,
        year=year,
        horizon=year - result.inputs.settings.realised_until.year,
        indicator=indicator,
        partner=result.chain.by_id[indicator].spec().partner,
        realised=outcome.value,
        status=outcome.status,
        minimum=minimum,
        medio=medio,
        maximum=maximum,
        within_band=whole.within_band,
        pit=whole.pit,
        crps=whole.crps,
        benchmarks=whole.benchmarks,
        bias_pct=100 * (medio - outcome.value) / outcome.value if outcome.value else None,
        quantile_scores=whole.quantile_scores,
    )


def quantile_scores(lines: Lines, realised: float) -> dict[str, float]:
    """The quantile score of each mpp-scenario."""
    return {
        name: quantile_score(realised, line, level) for (name, level), line in zip(LEVELS.items(), lines, strict=True)
    }
