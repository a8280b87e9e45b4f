"""The plan's own stock identity: voorraad = vorige voorraad + instroom − beslissingen − zonder beslissing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.plan.rounding import unit_of
from mpp_lib.inputs.plan.words import STOCK
from mpp_lib.inputs.reading.spans import shown, spans
from mpp_lib.inputs.reading.table import Table

FLOWS = {"instroom": 1.0, "beslissingen": -1.0, "zonder_beslissing": -1.0}
_Row = tuple[int, str, str, float]
"""Row number, month, quantity and value."""
_Units = tuple[float, float]
"""What a stock was rounded to, and what all figures of its stream were: 1 for whole numbers and finer."""
NOT_ROUNDED: _Units = (1.0, 1.0)
EXACT = 1e-9
"""What numbers that were not rounded can differ by, relative to the largest of them."""


def refuse_stocks_that_do_not_follow(plan: Table) -> Iterator[Problem]:
    """A stock is the one before it and what came in, less what went out."""
    value = dict(plan.rows("waarde"))
    needed = {STOCK, *FLOWS}
    units: dict[str, _Units] = {}
    for (stream, _), rows in plan.groups(("stroom", "mpp_scenario"), "maand", "grootheid"):
        if needed <= {quantity for _, _, quantity in rows}:
            held = [(*row, value[row[0]]) for row in rows if row[2] in needed and row[0] in value]
            series = _by_month(held)
            if _off(series, NOT_ROUNDED):
                units = units or _units(plan, value)
                off = _off(series, units[stream])
                if off:
                    yield _problem(plan, held, list(off), next(iter(off.values())))


def warn_stocks_without_flows(plan: Table) -> Iterator[Problem]:
    """A stock whose flows are not given cannot be checked."""
    for (stream,), rows in plan.groups(("stroom",), "grootheid"):
        given = {quantity for _, quantity in rows}
        missing = [name.replace("_", " ") for name in FLOWS if name not in given]
        if STOCK in given and missing:
            problem = "de voorraad is niet na te rekenen"
            yield plan.of(f"stroom {stream}", "", problem, f"ook {enumerate_nl(missing)}")


def _units(plan: Table, value: Mapping[int, float]) -> dict[str, _Units]:
    """Stream → what its stock, and what all of these figures together, were rounded to.

    A partner that rounds its delivery rounds all of it: flows in tens beside a stock that is not are what was meant.
    """
    given = [(stream, name, value[row]) for row, stream, name in plan.rows("stroom", "grootheid") if row in value]
    stocks, every = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    for stream, name, figure in given:
        if name == STOCK:
            stocks[stream].append(figure)
        if name in (STOCK, *FLOWS):
            every[stream].append(figure)
    return {stream: (max(unit_of(stocks[stream]), 1.0), max(unit_of(every[stream]), 1.0)) for stream in every}


def _off(series: Mapping[str, Mapping[Month, float]], units: _Units) -> dict[Month, float]:
    """Month → what the stock should be, where it is further off than rounding to these units can bring it."""
    stock = series[STOCK]
    expected = {
        month: stock[month - 1] + sum(sign * series[name][month] for name, sign in FLOWS.items())
        for month in stock
        if month - 1 in stock and all(month in series[name] for name in FLOWS)
    }
    margin = _margin(series, units)
    return {month: value for month, value in expected.items() if abs(stock[month] - value) > margin}


def _by_month(rows: Sequence[_Row]) -> dict[str, dict[Month, float]]:
    found: dict[str, dict[Month, float]] = {name: {} for name in (STOCK, *FLOWS)}
    for month, quantity, value in sorted(row[1:] for row in rows):
        found[quantity][Month.parse(month)] = value
    return found


def _margin(series: Mapping[str, Mapping[Month, float]], units: _Units) -> float:
    """What rounding alone can make of the difference: half of the unit of every term, the stock twice.

    Five whole numbers, each rounded by itself, can be 2.5 apart; five in tens 25.
    """
    stock, flow = units
    terms = [(stock, series[STOCK]), (stock, series[STOCK]), *((flow, series[name]) for name in FLOWS)]
    largest = max((value for _, values in terms for value in values.values()), default=0.0)
    return sum(unit if unit > 1 else _last_digit(values) for unit, values in terms) / 2 + EXACT * largest


def _last_digit(values: Mapping[Month, float]) -> float:
    """The unit of the last decimal that is used: 1 for whole numbers, 0.1 where one has a decimal."""
    return min(unit_of(values.values()), 1.0)


def _problem(plan: Table, rows: Sequence[_Row], off: list[Month], expected: float) -> Problem:
    row = next(row for row, month, quantity, _ in rows if (month, quantity) == (str(off[0]), STOCK))
    months = f" (ook in {spans(off[1:])})" if len(off) > 1 else ""
    problem = f"de voorraad sluit niet aan op de maand ervoor{months}"
    identity = "vorige voorraad + instroom − beslissingen − zonder beslissing"
    return plan.at(row, "waarde", problem, f"{shown(round(expected, 6))}: {identity}")
