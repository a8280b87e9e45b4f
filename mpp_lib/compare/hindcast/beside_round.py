"""The fitted parameters beside those of a round, over all periods, and what the fitted value would give there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS, ParameterSpec
from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.hindcast.fitted import STARTS
from mpp_lib.compare.hindcast.hindcast import Hindcast
from mpp_lib.compare.hindcast.known import by_year, own_courses
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import parameter_array
from mpp_lib.production.assembly import outcome
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key, Param
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import by_year as years_of

Place = Literal["binnen", "hoger", "lager"]


@dataclass(frozen=True)
class Step:
    """A fitted parameter from a month on.

    Attributes:
        fitted: its fitted value, after the fitted years the last one; None where no known figure says anything of it.
        own: what the round holds in medio; None before its horizon.
        uncertainty: what the round itself says it may be off; 0 where it says nothing.
    """

    spec: ParameterSpec
    since: Month
    fitted: float | None
    own: float | None
    uncertainty: float

    @property
    def place(self) -> Place | None:
        """Where the round lies: within its own uncertainty of the fitted value, above or below; None without both."""
        if self.fitted is None or self.own is None:
            return None
        gap = self.own - self.fitted
        return "binnen" if abs(gap) <= self.uncertainty else "hoger" if gap > 0 else "lager"


@dataclass(frozen=True)
class Consequence:
    """What the last fitted value of a parameter gives in the last year of a round.

    Attributes:
        years: leading stock → medio of the round at the end of that year, and the same with that value throughout.
    """

    spec: ParameterSpec
    level: float
    years: Mapping[str, tuple[float, float]]


def steps(hindcast: Hindcast, result: RoundResult) -> tuple[Step, ...]:
    """Every fitted parameter of a round's hindcast, from each month in which its fitted or its own value changes."""
    specs = {spec.name: spec for spec in result.chain.parameters}
    own = own_courses(result)
    return tuple(step for name in STARTS for step in _steps(hindcast, result, specs[name], own[name]))


def last_levels(hindcast: Hindcast, result: RoundResult) -> dict[str, Step]:
    """Fitted parameter → its last step, or the last one in which the round lies above or below the fitted value."""
    own = [step for step in steps(hindcast, result) if step.own is not None and step.fitted is not None]
    return {step.spec.name: step for apart in (False, True) for step in own if (step.place != "binnen") is apart}


def fitted_courses(hindcast: Hindcast, result: RoundResult) -> dict[str, dict[Month, float]]:
    """Fitted parameter → each fitted level with the month it holds from; of one level throughout a single one."""
    courses: dict[str, dict[Month, float]] = {}
    for step in steps(hindcast, result):
        course = courses.setdefault(step.spec.name, {})
        if step.fitted is not None and step.fitted not in list(course.values())[-1:]:
            course[step.since] = step.fitted
    return courses


def _steps(hindcast: Hindcast, result: RoundResult, spec: ParameterSpec, own: Array) -> Iterator[Step]:
    first, fitted = result.inputs.settings.span.start, _fitted(hindcast, result, spec)
    beyond = {month: last for last in fitted[-1:] for month in result.inputs.settings.span.months}
    known = dict(zip(_months(hindcast, first), fitted, strict=False)) | beyond
    before = [month for month in known if month < first] if spec.name in by_year(hindcast.inputs.parameters) else []
    unsure = _uncertainties(result, spec)
    last = None
    for month in (*before, *result.inputs.settings.span.months):
        place = month.since(first)
        mine = float(own[place]) if place >= 0 else None
        if (known.get(month), mine) != last:
            yield Step(spec, month, known.get(month), mine, float(unsure[max(place, 0)]))
        last = known.get(month), mine


def _months(hindcast: Hindcast, until: Month) -> tuple[Month, ...]:
    start = hindcast.inputs.settings.span.start
    return month_range(start, until.since(start) + 1)


def _fitted(hindcast: Hindcast, result: RoundResult, spec: ParameterSpec) -> list[float]:
    """By month from the first of the hindcast to the first of the round; empty where it could not be fitted."""
    level = hindcast.fitted.get(spec.name)
    first = result.inputs.settings.span.start
    return [] if level is None else list(map(float, level * course_until(hindcast.inputs, spec, first)))


def course_until(inputs: RoundInputs, spec: ParameterSpec, until: Month) -> Array:
    """How a parameter goes on from its first month to a later one, relative to that first month: [months].

    Args:
        inputs: of the folder ``_hindcast``, or what a round knew of it.
    """
    start = inputs.settings.span.start
    values = parameter_array(inputs.parameters, spec, month_range(start, until.since(start) + 1), ["medio"])[:, 0]
    course: Array = values / values[0]
    return course


def _uncertainties(result: RoundResult, spec: ParameterSpec) -> Array:
    """What the round says a parameter may be off, by month of its horizon."""
    given = result.inputs.parameters
    rows = given.assign(waarde=given["onzekerheid"].fillna(0.0))
    return parameter_array(rows, spec, result.inputs.settings.span.months, ["medio"])[:, 0]


def consequences(hindcast: Hindcast, result: RoundResult) -> tuple[Consequence, ...]:
    """What each fitted value would give, of the parameters of which the round lies above or below it somewhere."""
    apart = [step for step in last_levels(hindcast, result).values() if step.place != "binnen"]
    return tuple(_consequence(hindcast, result, step) for step in apart)


def _consequence(hindcast: Hindcast, result: RoundResult, step: Step) -> Consequence:
    level = _fitted(hindcast, result, step.spec)[-1]
    without, changed = (_last_year(result, values) for values in ({}, {step.spec.name: level}))
    stocks = [name for name in hindcast.terms.leading if result.chain.by_id[name].aggregation.at_end]
    return Consequence(step.spec, level, {name: (without[name], changed[name]) for name in stocks})


def _last_year(result: RoundResult, levels: Mapping[str, float]) -> dict[str, float]:
    """Indicator → medio of the last year, with these parameters at one level throughout."""
    months = len(result.parts.months)
    series: dict[Key, Array] = {Param(name): np.full((months, len(SCENARIOS)), level) for name, level in levels.items()}
    parts = result.parts.with_series(series).with_measures(result.measures).scenario("medio")
    return {name: float(values[-1, 0]) for name, values in years_of(result.chain, outcome(parts)).items()}
