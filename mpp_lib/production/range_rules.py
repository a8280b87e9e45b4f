"""What is refused of the ranges of inputs, and of how they stray, once it is known what the inputs are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.round import DISTRIBUTIONS, ROUND
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.layer_rules import TOLERANCE
from mpp_lib.production.parts import Parts
from mpp_lib.production.ranges import Range, Spec, declared_range, highest, key_of, name_of, ranges_of, specs_of

OPEN_SCALES: Mapping[str, float] = {"lognormaal": inf, "logitnormaal": 1.0}
"""Distribution → what its values stay below; they stay above zero."""


def refuse_impossible_ranges(inputs: RoundInputs, medio: Parts) -> None:
    """Refuses declared ranges that go where an input cannot be, do not hold the value of the round, or stray too far.

    Args:
        medio: the parts of medio alone, with the measures that are in it.

    Raises:
        InputError: with every such range.
    """
    declared = inputs.ranges.groupby("invoer")
    named = {name_of(key_of(spec)): spec for spec in specs_of(medio)}
    specs = {name: spec for name, spec in named.items() if name in declared.groups}
    found = [problem for name, spec in specs.items() for problem in _of(medio, spec, declared.get_group(name))]
    ranges = ranges_of(inputs, medio)
    found += _without_a_range(inputs, {name_of(each.key) for each in ranges})
    found += [problem for each in ranges for problem in _off_the_scale(inputs, each)]
    if found:
        raise InputError(found)


def _without_a_range(inputs: RoundInputs, ranged: Set[str]) -> Iterator[Problem]:
    """Refuses a way to stray of an input that cannot: what is declared would do nothing."""
    for name in inputs.uncertainties["invoer"]:
        if name not in ranged:
            problem = "deze invoer wijkt nooit af"
            expected = "een rij in bereiken.csv of een onzekerheid in parameters.csv; of geen rij hier"
            yield Problem(ROUND.uncertainties.file, f"invoer {name}", "geen bereik", problem, expected)


def _off_the_scale(inputs: RoundInputs, found: Range) -> Iterator[Problem]:
    """Refuses a distribution on a scale that does not reach as far as the range."""
    name = name_of(found.key)
    declared = dict(zip(inputs.uncertainties["invoer"], inputs.uncertainties["verdeling"], strict=True))
    distribution = declared.get(name, "")
    low, high = float(np.nanmin(found.low)), float(np.nanmax(found.high))
    if distribution in OPEN_SCALES and not (low > 0 and high < OPEN_SCALES[distribution]):
        problem = f"een {distribution}e verdeling kan niet zo ver gaan als het bereik van {name}"
        reach = "tussen 0 en 1" if OPEN_SCALES[distribution] == 1 else "boven 0"
        expected = f"een bereik {reach}, of verdeling {' of '.join(set(DISTRIBUTIONS) - set(OPEN_SCALES))}"
        yield Problem(ROUND.uncertainties.file, f"invoer {name}", f"{shown(low)} tot {shown(high)}", problem, expected)


def _of(medio: Parts, spec: Spec, rows: Any) -> Iterator[Problem]:
    found, most = declared_range(medio, spec, rows), highest(medio, spec)
    outside = (found.low < spec.low) | (found.high > most + TOLERANCE)
    beside = (found.value < found.low) | (found.value > found.high)
    limits = f"{shown(spec.low)} tot en met {shown(float(np.min(most)))}"
    yield from _first(found, outside, medio.months, ("het bereik gaat verder dan de invoer kan", limits))
    around = "laag ≤ de waarde van medio ≤ hoog, in elke maand"
    yield from _first(found, beside, medio.months, ("het bereik ligt niet om de waarde van de ronde", around))


def _first(
    found: Range, wrong: NDArray[np.bool_], months: tuple[Month, ...], told: tuple[str, str]
) -> Iterator[Problem]:
    """The first month in which it is wrong."""
    places = np.flatnonzero(wrong)
    if places.size:
        low, value, high = (shown(float(each[places[0], 0])) for each in (found.low, found.value, found.high))
        where = f"{low} tot {high} bij een waarde van {value} in {months[places[0]]}"
        yield Problem(ROUND.ranges.file, f"invoer {name_of(found.key)}", where, *told)
