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
from mpp_lib.compare.evaluation.scores import crps, crps_of_draws, quantile_score, skill
from mpp_lib.compare.evaluation.vintages import RealisedYear, Vintage, realised_years
from mpp_lib.inflow.baseline import naive_baseline
from mpp_lib.inflow.scenario_lines import MAXIMUM, MEDIO, MINIMUM
from mpp_lib.inputs.series import monthly
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
        crps, crps_baseline: of the mixture and of the naive baseline made at the same moment; None without them.
        skill: 1 − crps/crps_baseline.
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
    crps_baseline: float | None
    skill: float | None
    bias_pct: float | None
    quantile_scores: Mapping[str, float] | None

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
        return {name: getattr(self, name) for name in (*names, "bias_pct")} | {"quantile_scores": scores}


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
            if outcome is not None:
                score = _first if node.id == FIRST_INFLOW else _other
                yield score(result, node.id, year, outcome)


def _first(result: RoundResult, indicator: str, year: int, outcome: RealisedYear) -> Score:
    """A forecast of first applications, by its whole distribution and beside the baseline of the same moment."""
    forecast, until = result.forecast.year(year), result.inputs.settings.realised_until
    known = monthly(result.inputs.realisations, FIRST_INFLOW)
    baseline = naive_baseline({month: value for month, value in known.items() if month <= until}, year)
    minimum, _, maximum = lines = forecast.lines.mpp_scenarios
    whole = _Whole(
        within_band=minimum <= outcome.value <= maximum,
        quantile_scores=quantile_scores(lines, outcome.value),
        pit=float(forecast.distribution.cdf(outcome.value)),
        crps=crps(forecast.distribution, outcome.value),
        crps_baseline=None if baseline is None else crps_of_draws(baseline.distribution.values, outcome.value),
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
    crps_baseline: float | None = None

    @property
    def skill(self) -> float | None:
        return None if self.crps is None or self.crps_baseline is None else skill(self.crps, self.crps_baseline)


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
        crps_baseline=whole.crps_baseline,
        skill=whole.skill,
        bias_pct=100 * (medio - outcome.value) / outcome.value if outcome.value else None,
        quantile_scores=whole.quantile_scores,
    )


def quantile_scores(lines: Lines, realised: float) -> dict[str, float]:
    """The quantile score of each mpp-scenario."""
    return {
        name: quantile_score(realised, line, level) for (name, level), line in zip(LEVELS.items(), lines, strict=True)
    }
