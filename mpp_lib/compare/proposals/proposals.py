"""A proposal per parameter of a round: the value that realisations speak for, and what it does to its key figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.base.months import Month
from mpp_lib.compare.proposals.counted import counted
from mpp_lib.compare.proposals.evidence import FIT, Evidence, Lack
from mpp_lib.compare.proposals.from_fit import fitted
from mpp_lib.compare.proposals.level import Level, out_of_reach, with_levels
from mpp_lib.compare.proposals.marks import marks
from mpp_lib.compare.sensitivity.one_at_a_time import Change, years_given
from mpp_lib.inputs.rules.parameters import RESERVED
from mpp_lib.inputs.series import parameter_arrays
from mpp_lib.production.assembly import outcome
from mpp_lib.production.expression import Param
from mpp_lib.production.key_figures import DECIDED
from mpp_lib.production.parts import Parts, parameter_series
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import by_year

_NOT_COUNTED = Lack("geen gepubliceerd cijfer telt haar, en de hindcast ijkt haar niet")
_AGREED = Lack("per halfjaar vastgesteld: hier valt niets te ijken")
_OF_PROGNOSE = Lack("een aanname van de Prognose, die geen realisatie telt")
_KERNEL = Lack("de hindcast ijkt geen verdelingen: per maand van binnenkomst is niets gepubliceerd")
_ONLY_RANGE = Lack("een reeks van het IND-prognoseplan: alleen haar bereik is nog te herijken")
Effects = Mapping[str, tuple[float, float]]
"""Key figure → medio at the end of the horizon as it is, and with a proposal in it."""


def as_dict(effects: Effects) -> dict[str, dict[str, float]]:
    """Effects as the JSON object of ``mpp calibrate --json``."""
    return {name: {"from": was, "to": becomes} for name, (was, becomes) in effects.items()}


@dataclass(frozen=True)
class Proposal:
    """What there is to say of one parameter or distribution.

    Attributes:
        label, unit: as declared; a distribution is in shares.
        previous: medio in the first month of the horizon, as the round before has it; None where it has none.
        current: the same of this round.
        said: what speaks for a value, or why nothing is proposed.
        effects: empty without a proposal.
        marked: file → rows that still say they were taken from the round before.
    """

    name: str
    label: str
    unit: str
    previous: float | None
    current: float | None
    said: Evidence | Lack
    effects: Effects
    marked: Mapping[str, int]

    @property
    def level(self) -> Level | None:
        """From what it is to what is proposed; None without a proposal."""
        if isinstance(self.said, Lack) or self.current is None:
            return None
        return Level(self.current, self.said.value)

    def as_dict(self) -> dict[str, Any]:
        """The row as the JSON object of ``mpp calibrate --json``."""
        found = self.said if isinstance(self.said, Evidence) else None
        return {
            "parameter": self.name,
            "label": self.label,
            "unit": self.unit,
            "previous": self.previous,
            "current": self.current,
            "kind": found.kind if found else None,
            "proposal": found.value if found else None,
            "low": found.low if found else None,
            "high": found.high if found else None,
            "window": [str(found.start), str(found.end)] if found else None,
            "figures": found.figures if found else 0,
            "indicators": list(found.indicators) if found else [],
            "effects": as_dict(self.effects),
            "marked": sum(self.marked.values()),
            "reason": self.said.reason if isinstance(self.said, Lack) else "",
        }


def proposals(result: RoundResult, previous: RoundResult | None) -> tuple[Proposal, ...]:
    """Every parameter and distribution of a round, in the order of the chain, and whatever else is still marked.

    A distribution that bears the name of a parameter is told with it.

    Args:
        previous: the round before, as it counts.

    Raises:
        InputError: with everything that is wrong with the folder ``_hindcast``.
    """
    chain, marked = result.chain, marks(result.inputs)
    month = result.inputs.settings.span.start
    before, now = _values_in(previous, month) if previous else {}, _values_in(result, month)
    said = {spec.name: each for spec, each in _said(result, now)}
    levels = {name: Level(now[name], each.value) for name, each in said.items() if isinstance(each, Evidence)}
    effects = _effects(result, levels)

    def of(name: str, label: str, unit: str, otherwise: Lack) -> Proposal:
        found = said.get(name, otherwise)
        return Proposal(
            name, label, unit, before.get(name), now.get(name), found, effects.get(name, {}), marked.get(name, {})
        )

    every = {
        **{name: of(name, name, "", _ONLY_RANGE) for name in marked},
        **{spec.name: of(spec.name, spec.label, "aandelen", _KERNEL) for spec in chain.kernels},
        **{name: of(name, spec.label, spec.unit, _OF_PROGNOSE) for name, spec in RESERVED.items() if name in marked},
        **{spec.name: of(spec.name, spec.label, spec.unit, _NOT_COUNTED) for spec in chain.parameters},
    }
    order = dict.fromkeys([*(spec.name for spec in chain.parameters), *(spec.name for spec in chain.kernels), *every])
    return tuple(every[name] for name in order)


def _values_in(result: RoundResult, month: Month) -> dict[str, float]:
    """Parameter → what a round holds of it in a month, in medio; without those that hold in other half-years."""
    values = parameter_arrays(result.inputs.parameters, result.chain.parameters, [month], ["medio"])
    return {name: float(array[0, 0]) for name, array in values.items() if not pd.isna(array[0, 0])}


def _said(result: RoundResult, now: Mapping[str, float]) -> Iterator[tuple[ParameterSpec, Evidence | Lack]]:
    """Of each parameter what the counts and the fit say of it; one that both could tell is taken as it was counted."""
    by_count, by_fit = counted(result), fitted(result)
    for spec in result.chain.parameters:
        ways = [ways[spec.name] for ways in (by_count, by_fit) if spec.name in ways]
        told = next((way for way in ways if isinstance(way, Evidence)), ways[-1] if ways else _NOT_COUNTED)
        if spec.per_half_year:
            yield spec, _AGREED
        elif isinstance(told, Evidence):
            why_not = out_of_reach(result.inputs, spec, Level(now[spec.name], told.value))
            yield spec, Lack(why_not) if why_not else told
        else:
            yield spec, told


def fitted_together(result: RoundResult, found: Iterable[Proposal]) -> Effects:
    """What all that were fitted do together: they were sought together, and their effects need not add up.

    Empty where none was.
    """
    levels = {
        each.name: each.level
        for each in found
        if each.level and isinstance(each.said, Evidence) and each.said.kind == FIT
    }
    if not levels:
        return {}
    years = by_year(result.chain, outcome(_medio_at(result, levels)))
    last = result.inputs.settings.span.calendar_years[-1]
    return {name: (result.year(name, last, "medio"), float(years[name][-1, 0])) for name in DECIDED}


def _medio_at(result: RoundResult, levels: Mapping[str, Level]) -> Parts:
    """Medio by itself, with measures, with all these parameters on other levels."""
    series = parameter_series(result.chain, with_levels(result.inputs, levels))
    return result.parts.with_series(series).with_measures(result.measures).scenario("medio")


def _effects(result: RoundResult, levels: Mapping[str, Level]) -> dict[str, Effects]:
    """What each does in medio by itself, all in one pass of the engine."""
    medio = _medio_at(result, levels)
    years = years_given(result, [Change(Param(name), medio.series[Param(name)]) for name in levels])
    return {
        name: {figure: (float(years[figure][-1, 0]), float(years[figure][-1, place])) for figure in DECIDED}
        for place, name in enumerate(levels, start=1)
    }
