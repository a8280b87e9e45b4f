"""Figures that say something else of the same time: a year beside its months, a total beside its parts, two counts.

Whatever is rounded may differ by that rounding, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import Catalogue, IndicatorSpec
from mpp_lib.base.errors import Problem
from mpp_lib.base.periods import MONTH, QUARTER, Period
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.indicators import known_indicators
from mpp_lib.inputs.rules.limits import TIMES

ROUNDING = 0.5
"""What a total that was delivered with its parts may differ from them."""
COARSEST = 0.02
"""A figure that ends in zeros is taken to be rounded to them, but to no more than this part of itself."""
FINEST = 1e-6
"""No figure is taken to be known more precisely."""
_LENGTHS = (MONTH, QUARTER)


@dataclass(frozen=True)
class Figure:
    """What is known of an indicator in a period.

    Attributes:
        row: of the file, the first of those it was added up from.
        margin: how much rounding can have changed it.
    """

    row: int
    value: float
    margin: float


Series = Mapping[Period, Figure]


def warn_figures_that_differ(realised: Table, catalogue: Catalogue | None) -> Iterator[Problem]:
    """Of one indicator over time, and of a total and its parts: remarkable, and shown in the report."""
    if catalogue is None or not realised.trusted("periode", "indicator"):
        return
    series = _series(realised)
    known = known_indicators(series, catalogue, looked_back=True)
    for name, own in series.items():
        if name in known:
            yield from _over_time(realised, name, known[name], own)
    for total, parts in catalogue.totals.items():
        if {total, *parts} <= series.keys():
            yield from _of_parts(realised, total, {name: (known[name], series[name]) for name in (total, *parts)})


def _over_time(realised: Table, name: str, spec: IndicatorSpec, series: Series) -> Iterator[Problem]:
    for period in sorted(series):
        given, other = series[period], _from_shorter(series, spec, period)
        if other is None and period.length > MONTH:
            yield from _beside_some(realised, name, spec, series, period)
        elif other is not None and _differ(given, other):
            at_end = spec.aggregation.at_end
            what = f"de stand van {period.end}" if at_end else "de som van de maanden of kwartalen"
            problem = f"{name} wijkt in {period} af van {what}"
            found = f"{shown(given.value)} tegen {shown(other.value)}"
            where = realised.place(given.row, "waarde")
            yield realised.of(where, found, problem, f"{shown(other.value)}, of andere cijfers daarvan")


def _beside_some(realised: Table, name: str, spec: IndicatorSpec, series: Series, period: Period) -> Iterator[Problem]:
    """A flow of which not every month is given: less than those that are, or more than the others can have been."""
    months = [series[month] for month in period.parts(MONTH) if month in series]
    if spec.aggregation.name != _FLOW or spec.signed or not months:
        return
    given, some = series[period], _sum(months)
    rest, others = given.value - some.value, period.length - len(months)
    most = TIMES * others * max(month.value for month in months)
    if rest < -(given.margin + some.margin) or (rest > most and len(months) >= others):
        what = "minder dan" if rest < 0 else "veel meer dan past bij"
        problem = f"{name} is in {period} {what} de {len(months)} maanden die er zijn"
        found = f"{shown(given.value)} tegen {shown(some.value)}"
        where = realised.place(given.row, "waarde")
        yield realised.of(where, found, problem, f"ten minste {shown(some.value)}, en wat bij die maanden past")


def _of_parts(realised: Table, total: str, known: Mapping[str, tuple[IndicatorSpec, Series]]) -> Iterator[Problem]:
    """The total against its parts in every period in which all are known, in whatever form each is."""
    names = [name for name in known if name != total]
    for period in sorted({period for _, series in known.values() for period in series}):
        given = [name for name in known if period in known[name][1]]
        if total not in given and set(names) - set(given):
            continue  # neither side is given in this form: what both come from is told of there
        whole, *parts = (_in(known[name][1], known[name][0], period) for name in (total, *names))
        if whole is None or None in parts:
            continue
        together = _sum([figure for figure in parts if figure is not None])
        alike = len(given) == len(known)
        if abs(whole.value - together.value) > ROUNDING if alike else _differ(whole, together):
            said = f"{shown(whole.value)} tegen {shown(together.value)}"
            problem = f"{total} wijkt af van de som van de delen"
            yield realised.of(f"periode {period}", said, problem, f"de som van {', '.join(names)}")


def _in(series: Series, spec: IndicatorSpec, period: Period) -> Figure | None:
    """The figure of a period: as given, or from those of another form."""
    if period in series:
        return series[period]
    if spec.aggregation.at_end:
        return next((figure for other, figure in sorted(series.items()) if other.end == period.end), None)
    return _from_shorter(series, spec, period)


def _from_shorter(series: Series, spec: IndicatorSpec, period: Period) -> Figure | None:
    """What the months, or else the quarters, of a longer period come to; of a stock what its last one says."""
    for length in (length for length in _LENGTHS if length < period.length and period.length % length == 0):
        parts = period.parts(length)
        wanted = parts[-1:] if spec.aggregation.at_end else parts
        if spec.aggregation.name in _ADDED_OR_LAST and all(part in series for part in wanted):
            return _sum([series[part] for part in wanted])
    return None


_FLOW = "FLOW"
_ADDED_OR_LAST = frozenset({_FLOW, "STOCK"})
"""Kinds of which a longer period follows from shorter ones."""


def _sum(figures: list[Figure]) -> Figure:
    rows, values, margins = zip(*((one.row, one.value, one.margin) for one in figures), strict=True)
    return Figure(min(rows), sum(values), sum(margins))


def _differ(one: Figure, other: Figure) -> bool:
    return abs(one.value - other.value) > one.margin + other.margin


def _series(realised: Table) -> dict[str, dict[Period, Figure]]:
    found: dict[str, dict[Period, tuple[int, float]]] = {}
    for row, period, name, value in realised.rows("periode", "indicator", "waarde"):
        found.setdefault(name, {})[Period.parse(period)] = (row, value)
    return {name: _with_margins(own) for name, own in found.items()}


def _with_margins(given: Mapping[Period, tuple[int, float]]) -> dict[Period, Figure]:
    """Each figure with half of the unit it is rounded to: a month to that of the whole series, others by themselves."""
    months = [rounded_to(value) for period, (_, value) in given.items() if period.length == MONTH]
    of_months = min(months, default=1.0)
    return {
        period: Figure(row, value, _unit(value, of_months if period.length == MONTH else rounded_to(value)) / 2)
        for period, (row, value) in given.items()
    }


def _unit(value: float, shows: float) -> float:
    return min(shows, max(1.0, COARSEST * abs(value)))


def rounded_to(value: float) -> float:
    """The unit that a figure seems rounded to: ten for one zero at the end, five for a five, one, or its last decimal.

    >>> rounded_to(51000.0), rounded_to(8965.0), rounded_to(2357.0), rounded_to(0.35)
    (1000.0, 5.0, 1.0, 0.01)
    """
    if not value:
        return 1.0
    unit = 1.0
    if value != round(value):
        while unit > FINEST and abs(value / unit - round(value / unit)) > 1e-6:
            unit /= 10
        return max(round(unit, 6), FINEST)
    while value % (unit * 10) == 0:
        unit *= 10
    return unit * 5 if unit == 1 and value % 5 == 0 else unit
