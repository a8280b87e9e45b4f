"""Figures of another order than those around them: remarkable, for a zero too many is soon typed and never repaired."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from mpp_lib.base.catalogue import Catalogue, ParameterSpec
from mpp_lib.base.errors import Problem
from mpp_lib.base.periods import HALF_YEAR, MONTH, YEAR, Period
from mpp_lib.inputs.plan.words import STOCK
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.limits import TIMES

APART = 0.25
"""How far a share may lie from that of medio, or of the round before."""
LEAST = 100.0
"""Below this the next count can be any."""
AROUND: Mapping[int, int] = {MONTH: YEAR, YEAR: 3}
"""Length of a period → how many of them before and after a figure it is held against."""
ENOUGH = 6
"""Figures around it that say what is ordinary; both sides of a year have no more."""
_YEARS = 2
"""Other years that show a season."""
_BOTH, _MEDIO = "", "medio"
_SERIES = "stroom", "grootheid"


@dataclass(frozen=True)
class _Cell:
    """A figure and where it stands."""

    row: int
    when: str
    value: float


def warn_outliers(table: Table, before: Table) -> Iterator[Problem]:
    """Of realised figures: each series against its own past and neighbours.

    Args:
        before: the figures of the round before: what stood there too was looked at then.
    """
    if not table.trusted("periode", "indicator"):
        return
    stood = {tuple(values) for _, *values in before.rows("periode", "indicator", "waarde")}
    series: dict[tuple[str, int], dict[Period, _Cell]] = {}
    for row, period, name, value in table.rows("periode", "indicator", "waarde"):
        when = Period.parse(period)
        series.setdefault((name, when.length), {})[when] = _Cell(row, period, value)
    for (name, length), cells in series.items():
        if length in AROUND:
            ordered = [cells[when] for when in sorted(cells)]
            known = [cell for cell in ordered if (cell.when, name, cell.value) in stood]
            yield from _told(table, name, ordered, AROUND[length], known)


def warn_outliers_of_plan(plan: Table, before: Table) -> Iterator[Problem]:
    """Of the IND-prognoseplan: each flow of each mpp-scenario against its own months, a share against others.

    A stock may run empty and fill again, and has to follow from its flows anyhow.

    Args:
        before: the percentages of the plan of the round before.
    """
    value = dict(plan.rows("waarde"))
    then: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for _, stream, quantity, scenario, month, share in before.rows(*_SERIES, "mpp_scenario", "maand", "waarde"):
        then.setdefault((stream, quantity), {})[scenario, month] = share
    for (stream, quantity), rows in plan.groups(_SERIES, "maand", "mpp_scenario"):
        name, by_scenario = f"{quantity} van {stream}", dict[str, list[_Cell]]()
        for row, month, scenario in sorted(rows, key=lambda row: row[1]):
            if row in value:
                by_scenario.setdefault(scenario, []).append(_Cell(row, month, value[row]))
        if "percentage" in quantity:
            yield from _apart(plan, name, by_scenario, then.get((stream, quantity), {}))
        elif quantity != STOCK:
            for scenario, cells in by_scenario.items():
                yield from _told(plan, f"{name}, {scenario},", cells, AROUND[MONTH])


def warn_parameters_far_off(parameters: Table, before: Table, catalogue: Catalogue | None) -> Iterator[Problem]:
    """Of parameters: a share against that of medio, and any value against that of the round before.

    Args:
        before: the same table of the round before, without rows where there is none.
    """
    if catalogue is None:
        return
    earlier = _in_force(before)
    own = _in_force(parameters)
    for row, name, since, scenario, value in parameters.rows("parameter", "vanaf", "mpp_scenario", "waarde"):
        spec = catalogue.parameters.get(name)
        if spec is None:
            continue
        then = _value_at(earlier.get((name, scenario)) or earlier.get((name, _BOTH)) or {}, since)
        medio = _value_at(own.get((name, _MEDIO)) or {}, since)
        yield from _parameter(parameters, row, spec, value, then, medio)


def _parameter(
    table: Table, row: int, spec: ParameterSpec, value: float, then: float | None, medio: float | None
) -> Iterator[Problem]:
    """At most one remark on a value."""
    if is_share(spec.unit):
        for other, whose in ((medio, "van medio"), (then, "van de vorige ronde")):
            if other is not None and abs(value - other) > APART:
                yield table.at(row, "waarde", f"{spec.name} ligt ver van de waarde {whose}", _near(other))
                return
    elif then and value and (kind := _of_another_period(value / then, spec)):
        yield table.at(row, "waarde", f"{spec.name} is {kind} de waarde van de vorige ronde", _near(then))


def _of_another_period(ratio: float, spec: ParameterSpec) -> str:
    """What a value is of an earlier one, where that is not ordinary; empty where it is."""
    if spec.per_half_year and abs(ratio / (YEAR / HALF_YEAR) - 1) < 0.1:
        return "twee keer (een jaar in plaats van een halfjaar?)"
    if abs(ratio / YEAR - 1) < 0.1:
        return "twaalf keer (een jaar in plaats van een maand?)"
    return f"{shown(float(f'{ratio:.2g}'))} keer" if not 1 / TIMES < ratio < TIMES else ""


def _told(
    table: Table, name: str, cells: Sequence[_Cell], around: int, known: Collection[_Cell] = ()
) -> Iterator[Problem]:
    far = (cells[place] for place in outliers([cell.value for cell in cells], around))
    found = [cell for cell in far if cell not in known and not _is_of_the_season(cell, cells)]
    if found:
        first, *others = found
        rest = f" (ook in {', '.join(cell.when for cell in others)})" if others else ""
        ordinary = median(cell.value for cell in cells if cell not in found)
        problem = f"{name} ligt in {first.when} ver buiten wat eromheen staat{rest}"
        yield table.at(first.row, "waarde", problem, _near(ordinary))


def _is_of_the_season(cell: _Cell, cells: Sequence[_Cell]) -> bool:
    """Whether the same month of other years is of the same order."""
    others = [one.value for one in cells if one is not cell and one.when[4:] == cell.when[4:] and one.when[4:]]
    if len(others) < _YEARS:
        return False
    middle = abs(median(others))
    return middle / TIMES <= abs(cell.value) <= max(middle, 1.0) * TIMES


def _apart(
    plan: Table, name: str, by_scenario: Mapping[str, Iterable[_Cell]], then: Mapping[tuple[str, str], float]
) -> Iterator[Problem]:
    """Of each mpp-scenario at most one remark: on its distance from medio, or else from the round before."""
    medio = {cell.when: cell.value for cell in by_scenario.get(_MEDIO, ())}
    for scenario, cells in by_scenario.items():
        before = {when: share for (whose, when), share in then.items() if whose == scenario}
        for others, whose in ((medio, "medio"), (before, "de vorige ronde")):
            far = [cell for cell in cells if abs(cell.value - others.get(cell.when, cell.value)) > APART]
            if far:
                rest = f" (ook in {len(far) - 1} andere maanden)" if len(far) > 1 else ""
                problem = f"{name}, {scenario}, ligt in {far[0].when} ver van {whose}{rest}"
                yield plan.at(far[0].row, "waarde", problem, _near(others[far[0].when]))
                break


def _near(value: float) -> str:
    return f"een waarde in de orde van {shown(float(f'{value:.3g}'))}, of een toelichting"


def outliers(values: Sequence[float], around: int) -> list[int]:
    """Places of the values that are five times, or a fifth of, everything ordinary around them.

    What is itself as far from the median is no measure of it: two zeros too many in a row are both found. What lies on
    both sides of zero is measured by its distance from it, and comes near it in passing.

    >>> outliers([200, 220, 180, 240, 9000, 8000, 200, 190], 12), outliers([200, 220, 180, 240, 200, 190, 210, 0], 12)
    ([4, 5], [7])
    """
    sizes, crosses = [abs(value) for value in values], min(values, default=0) < 0 < max(values, default=0)
    middle = median(sizes)
    if max(sizes) < TIMES * middle / 2 and (crosses or min(sizes) > 2 * middle / TIMES):
        return []
    return [place for place in range(len(sizes)) if _is_outlier(sizes, place, around, crosses=crosses)]


def _is_outlier(sizes: Sequence[float], place: int, around: int, *, crosses: bool) -> bool:
    size, others = sizes[place], [*sizes[max(place - around, 0) : place], *sizes[place + 1 : place + 1 + around]]
    if len(others) < min(ENOUGH, 2 * around) or (middle := median(others)) < LEAST:
        return False
    ordinary = [other for other in others if middle / TIMES < other < middle * TIMES]
    if not ordinary:
        return False
    return size >= TIMES * max(ordinary) or (size <= min(ordinary) / TIMES and not crosses)


def _in_force(table: Table) -> dict[tuple[str, str], dict[str, float]]:
    """Parameter and scenario → first month → value."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for _, name, since, scenario, value in table.rows("parameter", "vanaf", "mpp_scenario", "waarde"):
        found.setdefault((name, scenario), {})[since] = value
    return found


def _value_at(values: Mapping[str, float], month: str) -> float | None:
    """The value in force, or the first one for a month before it."""
    started = [since for since in values if since <= month]
    return values[max(started)] if started else values[min(values)] if values else None
