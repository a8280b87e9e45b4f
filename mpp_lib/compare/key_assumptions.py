"""The assumptions that decide a round: which they are, where they lie beside what was, and what ±10% does.

Weighed by what an input does to an indicator that the round is judged by, from one end of its range to the other, as a
share of medio at the end of the horizon: the largest of those shares.

Source: docs/methode-keten.md, *Kernaannames*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.months import Month
from mpp_lib.base.periods import YEAR
from mpp_lib.compare.hindcast.beside_round import Place, Step, fitted_courses, last_levels
from mpp_lib.compare.hindcast.hindcast import Hindcast
from mpp_lib.compare.hindcast.known import published_decisions
from mpp_lib.compare.sensitivity.one_at_a_time import Change, medio_of, times, years_given
from mpp_lib.compare.sensitivity.ranges_run import RangesRun
from mpp_lib.compare.sensitivity.rules_of_thumb import APPLICATIONS
from mpp_lib.production.asiel.ind_uitkomsten import PERCENTAGE
from mpp_lib.production.expression import Param, Plan
from mpp_lib.production.grounds import ESTIMATE, Ground, ground_of
from mpp_lib.production.key_figures import DECIDED
from mpp_lib.production.parts import FIRST
from mpp_lib.production.ranges import Input, Spec, highest, key_of, label_of, specs_of, value_of
from mpp_lib.production.run import RoundResult
from mpp_lib.production.stretched import Duration

MOST = 10
ALWAYS = (Param("taakstelling_realisatiegraad"), Plan("spoor4", PERCENTAGE))
"""Among the key assumptions whatever they weigh: what was realised or fitted of them lies far from what rounds take."""
TENTH = 0.1
PAST = 3
"""Years before the horizon of which is shown what was realised."""
Values = Mapping[int, float]
"""Year → value: of first applications their number, of anything else the average over the months."""


@dataclass(frozen=True)
class KeyAssumption:
    """An input that decides the outcome.

    Attributes:
        label, unit: of the input.
        own, before: what the round and the one before it hold in medio; empty without one.
        realised: what was known of the last years.
        fitted: its last step in the fit, as far as known figures say anything of it; None without one.
        course: every level of the fit with the month it holds from; empty without a fit.
        effects: indicator → its change at the end of the horizon with a tenth less and with a tenth more.
        ground: what it rests on.
    """

    key: Input
    label: str
    unit: str
    own: Values
    before: Values
    realised: Values
    fitted: Step | None
    effects: Mapping[str, tuple[float, float]]
    ground: Ground
    course: Mapping[Month, float] = field(default_factory=dict)

    @property
    def beside_realised(self) -> Place | None:
        """Where the round goes beside what was realised, at its furthest; None where nothing is known."""
        if not (self.realised and self.own):
            return None
        above = max(self.own.values()) - max(self.realised.values())
        below = min(self.realised.values()) - min(self.own.values())
        return "binnen" if max(above, below) <= 0 else "hoger" if above >= below else "lager"

    @property
    def beside_fitted(self) -> Place | None:
        """Where the round lies beside the fitted level; None where it was not fitted."""
        return self.fitted.place if self.fitted else None

    @property
    def outside(self) -> bool:
        """Whether the round leaves what was realised or what was fitted."""
        return bool({self.beside_realised, self.beside_fitted} & {"hoger", "lager"})


def key_assumptions(
    result: RoundResult, previous: RoundResult | None, hindcast: Hindcast | None, run: RangesRun
) -> tuple[KeyAssumption, ...]:
    """The ten that decide a round, the weightiest first.

    Args:
        run: every range of the round at both ends.
    """
    specs = {key_of(spec): spec for spec in specs_of(medio_of(result))}
    keys = decisive(run, [key for key in ALWAYS if key in specs])
    effects = _effects(result, keys, specs)
    published, fitted = _realised(result), last_levels(hindcast, result) if hindcast else {}
    courses = fitted_courses(hindcast, result) if hindcast else {}
    return tuple(
        KeyAssumption(
            key,
            *_named(specs.get(key)),
            own=_own(result, key),
            before=_own(previous, key) if previous else {},
            realised=published.get(key, {}),
            fitted=fitted.get(key.name) if isinstance(key, Param) else None,
            effects=effects[key],
            ground=ground_of(result.inputs, specs[key]) if key in specs else Ground(ESTIMATE, ""),
            course=courses.get(key.name, {}) if isinstance(key, Param) else {},
        )
        for key in keys
    )


def decisive(run: RangesRun, always: Sequence[Input]) -> list[Input]:
    """The inputs that weigh most, first to last, and among them some whatever they weigh."""
    weights: dict[Input, float] = dict.fromkeys(always, 0.0)
    for name in DECIDED:
        medio = run.years[name][:, 0]
        for swing in run.swings(name, run.first_year + len(medio) - 1):
            key, weight = swing.range.key, swing.width / medio[-1] if medio[-1] else 0.0
            weights[key] = max(weights.get(key, 0.0), float(weight))
    ordered = sorted(weights, key=lambda key: -weights[key])
    others = [key for key in ordered if key not in always][: MOST - len(always)]
    return [key for key in ordered if key in others or key in always]


def _named(spec: Spec | None) -> tuple[str, str]:
    return (label_of(spec), spec.unit) if spec else (APPLICATIONS.label, APPLICATIONS.unit)


def _effects(
    result: RoundResult, keys: Sequence[Input], specs: Mapping[Input, Spec]
) -> dict[Input, dict[str, tuple[float, float]]]:
    """What a tenth less and a tenth more of each does, all in one pass of the engine; no further than an input can."""
    changes = [change for key in keys for change in _tenths(result, key, specs.get(key))]
    found = years_given(result, changes)
    gaps = {name: (found[name][-1, 1:] - found[name][-1, 0]).tolist() for name in DECIDED}
    places = {key: 2 * number for number, key in enumerate(keys)}
    return {key: {name: (gap[at], gap[at + 1]) for name, gap in gaps.items()} for key, at in places.items()}


def _tenths(result: RoundResult, key: Input, spec: Spec | None) -> Iterator[Change]:
    most = highest(medio_of(result), spec) if spec else np.inf
    for factor in (1 - TENTH, 1 + TENTH):
        yield Change(key, np.minimum(times(result, key, factor).values, most))


def _own(result: RoundResult, key: Input) -> dict[int, float]:
    """What a round holds of an input in medio."""
    years, parts = result.inputs.settings.span.calendar_years, medio_of(result)
    if key == FIRST:
        return {year: result.year(FIRST_INFLOW, year, "medio") for year in years}
    if not isinstance(key, Duration) and key not in parts.series:
        return {}
    values, months = value_of(parts, key)[:, 0], np.array([month.year for month in parts.months])
    given = {year: values[(months == year) & ~np.isnan(values)] for year in years}
    return {year: float(found.mean()) for year, found in given.items() if found.size}


def _realised(result: RoundResult) -> dict[Input, Values]:
    """What publications of before the cut-off tell of inputs in the last years before the horizon."""
    first = result.inputs.settings.span.first_year
    known = result.realised(FIRST_INFLOW).items()
    applications = {period.start.year: value for period, value in known if period.length == YEAR}
    every: dict[Input, Values] = {FIRST: applications, **published_decisions(result)}
    past = range(first - PAST, first)
    return {key: {year: values[year] for year in past if year in values} for key, values in every.items()}
