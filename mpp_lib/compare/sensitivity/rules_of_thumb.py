"""Rules of thumb: what a round number more or less of one input does, year after year, and how far that holds.

With E(s) the effect of a step of size s, the rule is E at its own size S, in the figures of the round. It holds at s
where E(s) is within :data:`TOLERANCE` of s/S · E(S) in every year, from zero outwards as far as was tried.

Source: docs/methode-keten.md, *Vuistregels*; after the *spoorboekje* of the CPB and the *rules of thumb* of the CBO.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mpp_lib.compare.sensitivity.one_at_a_time import Change, medio_of, years_given
from mpp_lib.production.asiel.ind_uitkomsten import PERCENTAGE
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key, Param, Plan
from mpp_lib.production.key_figures import VARIED
from mpp_lib.production.parts import FIRST, Parts
from mpp_lib.production.ranges import key_of, specs_of
from mpp_lib.production.run import RoundResult

MULTIPLES = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)
"""Times the step of a rule: the sizes that are tried."""
TOLERANCE = 0.10
"""Share of the rule that an effect may be off for the rule to hold."""
LEAST = 10.0
"""An effect this near to the rule is the same: figures are printed in tens."""


@dataclass(frozen=True)
class Rule:
    """A step in one input.

    Attributes:
        key: the series.
        step: S, in the unit of the series; of first applications people in one year.
        share: whether the step is a share of what the input is.
    """

    key: Key
    step: float
    share: bool = False


RULES = (
    Rule(FIRST, 10_000.0),
    Rule(Plan("spoor4", "capaciteit"), 0.10, share=True),
    Rule(Plan("spoor4", PERCENTAGE), -0.05),
    Rule(Plan("nareis", "capaciteit"), 0.10, share=True),
    Rule(Param("taakstelling_realisatiegraad"), -0.10),
)
"""In the order of the chain; a step downwards where the input is near the most it can be."""


@dataclass(frozen=True)
class RuleEffect:
    """What a rule says of one indicator.

    Attributes:
        label, unit: of the input.
        effects: year → the effect of one step.
        low, high: from which to which size of the step the rule holds, of those that were tried; 0 where none does.
    """

    rule: Rule
    label: str
    unit: str
    indicator: str
    effects: Mapping[int, float]
    low: float
    high: float


@dataclass(frozen=True)
class Input:
    """What a rule has to know of its input: how it is called, its unit, and between which values it lies."""

    label: str
    unit: str
    low: float
    high: float


APPLICATIONS = Input("Eerste asielaanvragen", "personen", 0.0, float("inf"))


@dataclass(frozen=True, eq=False)
class Trial:
    """A rule at every size that its input can take.

    Attributes:
        sizes: of the step, from low to high.
        effects: per size the change of an indicator by year [sizes, years].
    """

    rule: Rule
    input: Input
    sizes: tuple[float, ...]
    effects: Mapping[str, Array]


def rule_year(result: RoundResult) -> int:
    """The year in which every step begins: the first of the horizon of which nothing is realised."""
    settings = result.inputs.settings
    return max(settings.span.first_year, settings.realised_until.year + 1)


def rules_of_thumb(result: RoundResult, indicators: Sequence[str] = VARIED) -> tuple[RuleEffect, ...]:
    """Every rule for every indicator, one after the other; none where the whole horizon is realised."""
    since, years = rule_year(result), result.inputs.settings.span.calendar_years
    if since not in years:
        return ()
    return tuple(
        effect_of(trial, indicator, years[years.index(since) :])
        for trial in _trials(result, since, indicators)
        for indicator in indicators
    )


def _trials(result: RoundResult, since: int, indicators: Sequence[str]) -> Iterator[Trial]:
    medio = medio_of(result)
    every = {rule: dict(_possible(medio, rule, since)) for rule in RULES if rule.key in medio.series}
    tried = {rule: sizes for rule, sizes in every.items() if rule.step in sizes}
    changes = [Change(rule.key, values) for rule, sizes in tried.items() for values in sizes.values()]
    found = years_given(result, changes)
    skipped, place = since - result.inputs.settings.span.first_year, 1
    for rule, sizes in tried.items():
        columns = slice(place, place + len(sizes))
        effects = {indicator: _change(found[indicator][skipped:], columns) for indicator in indicators}
        yield Trial(rule, _input(medio, rule.key), tuple(sizes), effects)
        place = columns.stop


def _change(years: Array, columns: slice) -> Array:
    """[sizes, years]: some runs minus medio."""
    return (years[:, columns] - years[:, :1]).T


def _possible(medio: Parts, rule: Rule, since: int) -> Iterator[tuple[float, Array]]:
    """The sizes of a step that leave the input where it can be, and the input with each."""
    bounds = _input(medio, rule.key)
    for multiple in MULTIPLES:
        values = _stepped(medio, rule, multiple * rule.step, since)
        if bounds.low <= values.min() and values.max() <= bounds.high:
            yield multiple * rule.step, values


def _input(medio: Parts, key: Key) -> Input:
    found = (Input(spec.label, spec.unit, spec.low, spec.high) for spec in specs_of(medio) if key_of(spec) == key)
    return next(found, APPLICATIONS)


def _stepped(medio: Parts, rule: Rule, size: float, since: int) -> Array:
    values, years = medio.series[rule.key], np.array([[month.year] for month in medio.months])
    if rule.key == FIRST:
        total = values[years == since].sum()
        return np.where(years == since, values * (1 + size / total), values)
    return np.where(years >= since, values * (1 + size) if rule.share else values + size, values)


def effect_of(trial: Trial, indicator: str, years: Sequence[int]) -> RuleEffect:
    """The rule that the sizes of a step give for an indicator, over some years."""
    effects, step = trial.effects[indicator], trial.rule.step
    rule = effects[trial.sizes.index(step)]
    allowed = [_holds(effect, size / step * rule) for size, effect in zip(trial.sizes, effects, strict=True)]
    below = [(size, holds) for size, holds in zip(trial.sizes, allowed, strict=True) if size < 0]
    above = [(size, holds) for size, holds in zip(trial.sizes, allowed, strict=True) if size > 0]
    low, high = _furthest(sorted(below, reverse=True)), _furthest(sorted(above))
    by_year = dict(zip(years, rule.tolist(), strict=True))
    return RuleEffect(trial.rule, trial.input.label, trial.input.unit, indicator, by_year, low, high)


def _holds(effect: Array, expected: Array) -> bool:
    return bool((np.abs(effect - expected) <= np.maximum(TOLERANCE * np.abs(expected), LEAST)).all())


def _furthest(tried: Sequence[tuple[float, bool]]) -> float:
    """The last size at which the rule holds, going outwards from zero."""
    furthest = 0.0
    for size, holds in tried:
        if not holds:
            break
        furthest = size
    return furthest
