"""What is refused of measures once it is known what they do to the parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS, ParameterSpec
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Param
from mpp_lib.production.layers import Layer, Measure, layers_by_parameter
from mpp_lib.production.parts import Parts

TOLERANCE = 1e-9


def refuse_impossible(parts: Parts, measures: Sequence[Measure]) -> None:
    """Refuses measures that bring a parameter where it cannot be: together as they are on, and any other if it were.

    Args:
        parts: of a round, without measures.
        measures: every one of the round.

    Raises:
        InputError: outside the range of a parameter, above what parameters may be together, two fixed values in one
            month, or an addition or factor on a value per half-year in a half-year without one.
    """
    active = [measure for measure in measures if measure.active]
    others = [measure for measure in measures if not measure.active]
    groups = [active, *((measure,) for measure in others), *((*active, measure) for measure in others)]
    found = [*_two_values(active, parts.months)]
    found += [problem for group in groups for problem in _of(parts, group)]
    if found:
        raise InputError(dict.fromkeys(found))


def _of(parts: Parts, measures: Sequence[Measure]) -> Iterator[Problem]:
    months, series = parts.months, parts.with_measures(measures).series
    specs = {spec.name: spec for spec in parts.chain.parameters}
    layers = layers_by_parameter(measures)
    for name, own in layers.items():
        who = _names(measures, (name,))
        yield from _nothing_to_change(specs[name], who, own, months, series[Param(name)])
        yield from _out_of_range(specs[name], who, months, series[Param(name)])
    for limit in parts.chain.limits:
        if layers.keys() & set(limit.names):
            values = {name: series[Param(name)] for name in limit.names}
            yield from _over_limit(_names(measures, limit.names), months, values, limit.most)


def _two_values(measures: Sequence[Measure], months: Sequence[Month]) -> Iterator[Problem]:
    for name, layers in layers_by_parameter(measures).items():
        fixed = [layer for layer in layers if layer.kind == "waarde"]
        twice = next((month for month in months if sum(layer.holds(month) for layer in fixed) > 1), None)
        if twice is not None:
            who, problem = _names(measures, (name,)), f"{name} krijgt twee vaste waarden tegelijk"
            yield Problem(ROUND.measures.file, who, str(twice), problem, "hoogstens één")


def _nothing_to_change(
    spec: ParameterSpec, who: str, layers: Sequence[Layer], months: Sequence[Month], values: Array
) -> Iterator[Problem]:
    unknown = [month for month, row in zip(months, values, strict=True) if np.isnan(row).any()]
    empty = next((month for month in unknown if any(layer.holds(month) for layer in layers)), None)
    if empty is not None:
        problem = f"{spec.name} heeft geen waarde om te veranderen"
        yield Problem(
            ROUND.measures.file, who, str(empty), problem, "een maand waarvoor de parameter gegeven is, of soort waarde"
        )


def _out_of_range(spec: ParameterSpec, who: str, months: Sequence[Month], values: Array) -> Iterator[Problem]:
    outside = np.argwhere((values < spec.low) | (values > spec.high))
    if outside.size:
        problem, found = f"{spec.name} komt buiten het bereik", _found(values, outside[0], months)
        yield Problem(ROUND.measures.file, who, found, problem, f"{shown(spec.low)} tot en met {shown(spec.high)}")


def _over_limit(who: str, months: Sequence[Month], parts: Mapping[str, Array], most: float) -> Iterator[Problem]:
    total = np.sum(list(parts.values()), axis=0)
    over = np.argwhere(total > most + TOLERANCE)
    if over.size:
        problem, found = f"{enumerate_nl(list(parts))} zijn samen te hoog", _found(total, over[0], months)
        yield Problem(ROUND.measures.file, who, found, problem, f"samen ten hoogste {shown(most)}")


def _found(values: Array, place: Array, months: Sequence[Month]) -> str:
    row, column = (int(part) for part in place)
    return f"{shown(values[row, column])} in {months[row]} ({SCENARIOS[column]})"


def _names(measures: Sequence[Measure], parameters: Sequence[str]) -> str:
    names = [m.id for m in measures if any(layer.parameter in parameters for layer in m.layers)]
    return f"{'maatregel' if len(names) == 1 else 'maatregelen'} {enumerate_nl(names)}"
